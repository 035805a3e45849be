"""How long a guide takes, by the way that is taken."""

import pytest
from conftest import GUIDES
from support.small_guides import guide_of, with_steps

from wizard.content import loader
from wizard.guide.journey import walk
from wizard.guide.minutes import minutes_of_any, write

TOLD = loader.load(GUIDES / "told.yaml")
SELF, AGENCY = {"way": ("self",)}, {"way": ("agency",)}
WHICH = (
    "{id: which, kind: choice, title: 어느 길?, options: {left: {label: 왼}, right: {label: 오}}}"
)
LONG = "{id: west, kind: info, title: 서쪽, when: {which: left}}"


@pytest.mark.parametrize(
    ("answers", "told"), [({}, "5~25"), (SELF, "25"), (AGENCY, "5")], ids=["open", "self", "agency"]
)
def test_a_way_has_its_own_minutes_and_before_the_answer_both_are_told(answers, told):
    assert write(walk(TOLD, answers).minutes) == told


def test_a_card_tells_of_every_way():
    assert write(minutes_of_any(TOLD.effort)) == "5~25"


@pytest.mark.parametrize(
    ("answers", "number", "left"),
    [(SELF, 1, 25), (SELF, 2, 17), (AGENCY, 2, 4), ({}, 1, 25)],
    ids=["all of it", "the second of three", "another way", "undecided"],
)
def test_what_is_left_is_the_share_of_the_screens_of_the_minutes_of_the_way(answers, number, left):
    assert walk(TOLD, answers).minutes_left(number) == left


def test_a_guide_may_still_say_only_how_long_its_longest_way_takes():
    text = with_steps(WHICH, LONG).replace("minutes: 3", "minutes: 3, longest: 9")
    guide = guide_of(text)

    assert write(walk(guide, {}).minutes) == "3~9"
    assert walk(guide, {"which": ("left",)}).minutes_left(1) == 9
    assert walk(guide, {"which": ("right",)}).minutes_left(1) == 3
