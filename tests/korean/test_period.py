from datetime import date

import pytest

from wizard.korean.period import Period, of_day, read_period


@pytest.mark.parametrize(
    ("text", "words", "first"),
    [
        ("2021", "2021년", date(2021, 1, 1)),
        ("2024-07", "2024년 7월", date(2024, 7, 1)),
        ("2025-12-16", "2025년 12월 16일", date(2025, 12, 16)),
    ],
    ids=["year", "month", "day"],
)
def test_a_period_is_told_as_finely_as_it_is_known(text, words, first):
    period = read_period(text)

    assert (str(period), period.words, period.first) == (text, words, first)


@pytest.mark.parametrize(
    "text", ["", "21", "1999", "2024-13", "2024-00", "2024-7", "2026-02-30", "2024-07-", "2024/07"]
)
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="no period"):
        read_period(text)


def test_a_day_is_a_period_too():
    assert of_day(date(2026, 11, 3)) == Period(2026, 11, 3)
