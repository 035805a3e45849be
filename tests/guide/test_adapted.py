"""Each reader meets what is meant for them, and nothing that is meant for others."""

import pytest
from conftest import GUIDES

from wizard.content import loader
from wizard.guide.adapted import adapted, overview
from wizard.guide.journey import walk

TOLD = loader.load(GUIDES / "told.yaml")
MENU = TOLD.step("menu")
SELF, AGENCY = {"way": ("self",)}, {"way": ("agency",)}


def says(lines):
    return [line.say for line in lines]


@pytest.mark.parametrize(
    ("answers", "say", "do", "values"),
    [
        (SELF, ["모두 봐요.", "직접 하는 분만 봐요."], ["**정보**를 눌러요 (1)", "**주소**에 이 값을 넣어요", "**저장**을 눌러요"], ["192.0.2.15"]),
        (AGENCY, ["모두 봐요."], ["**안내**를 읽어요", "**주소**에 이 값을 넣어요", "**저장**을 눌러요"], ["example.com"]),
        ({}, ["모두 봐요."], ["**주소**에 이 값을 넣어요", "**저장**을 눌러요"], []),
    ],
    ids=["self", "agency", "not answered"],
)  # fmt: skip
def test_a_step_tells_what_holds_under_the_answers(answers, say, do, values):
    step = adapted(MENU, answers)

    assert (says(step.say), says(step.do)) == (say, do)
    assert [entry.value for entry in step.enter] == values


def test_cautions_updates_and_the_picture_have_conditions_too():
    own, left = adapted(MENU, SELF), adapted(MENU, AGENCY)

    assert (bool(own.picture), len(own.updates), len(own.caution)) == (True, 1, 0)
    assert (bool(left.picture), len(left.updates), len(left.caution)) == (False, 0, 1)


def test_a_condition_that_is_met_is_taken_away():
    step = adapted(MENU, SELF)

    assert not any(part.when for part in (*step.say, *step.do, *step.enter, step.picture))


def test_a_step_that_is_the_same_for_everybody_is_the_same_object():
    step = TOLD.step("done")

    assert adapted(step, SELF) is step


def test_a_journey_passes_the_steps_as_they_are_met():
    journey = walk(TOLD, AGENCY)

    assert journey.step("menu") == adapted(MENU, AGENCY)


@pytest.mark.parametrize(
    ("answers", "needs", "intro", "updates"),
    [({}, 2, 2, 1), (SELF, 2, 1, 1), (AGENCY, 1, 2, 0)],
    ids=["nothing answered", "self", "agency"],
)
def test_before_the_first_step_what_may_yet_hold_is_told(answers, needs, intro, updates):
    told = overview(TOLD, answers)

    assert (len(told.needs), len(told.intro), len(told.updates)) == (needs, intro, updates)


def test_before_the_first_step_only_what_is_open_keeps_its_condition():
    open_, answered = overview(TOLD, {}), overview(TOLD, SELF)

    assert [need.when for need in open_.needs] == [{}, {"way": ("self",)}]
    assert [need.when for need in answered.needs] == [{}, {}]
