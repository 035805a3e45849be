"""Nobody is told anything from nine in the evening to eight in the morning in Korea."""

from datetime import UTC, datetime, timedelta

import pytest

from wizard.reminding.quiet_hours import SPREAD, is_quiet, next_moment


def seoul(day, hour, minute=0):
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC) - timedelta(hours=9)


@pytest.mark.parametrize(
    ("moment", "quiet"),
    [
        (seoul(23, 7, 59), True),
        (seoul(23, 8), False),
        (seoul(23, 20, 59), False),
        (seoul(23, 21), True),
        (seoul(23, 23, 59), True),
        (seoul(24, 0), True),
        (seoul(24, 0, 1), True),
    ],
)
def test_the_edges_of_the_night_are_koreas(moment, quiet):
    assert is_quiet(moment) == quiet


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (seoul(23, 12), seoul(23, 12)),
        (seoul(23, 21), seoul(24, 8)),
        (seoul(23, 23, 59), seoul(24, 8)),
        (seoul(24, 0), seoul(24, 8)),
        (seoul(24, 7, 59), seoul(24, 8)),
    ],
)
def test_what_comes_at_night_waits_for_the_morning_and_not_all_of_it_goes_at_once(now, then):
    assert next_moment(now, 0) == then
    assert not is_quiet(next_moment(now, 1))
    if now != then:
        assert next_moment(now, 1) == then + SPREAD
