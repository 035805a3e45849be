from datetime import timedelta

import pytest
from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps


def wait(hours):
    return with_steps(f"{{id: day, kind: wait, title: 기다려요, hours: {hours}}}")


def test_a_wait_lasts_for_hours_asks_nothing_and_does_not_end():
    step = guide_of(wait("48")).step("day")

    assert step.lasts == timedelta(days=2)
    assert step.questions() == {}
    assert step.ends is False


@pytest.mark.parametrize("hours", ["▸0", "▸721", "▸하루"])
def test_hours_that_nobody_waits_are_refused_at_their_place(hours):
    text, [place] = unmarked(wait(hours))

    assert [found[:2] for found in placed(faults_of(text))] == [place]
