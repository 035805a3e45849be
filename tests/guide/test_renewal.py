"""The way to a new key: the screens that are named, in their order, for the accounts whom they concern."""

import pytest
from support.small_guides import HEAD, faults_of, guide_of

from wizard.guide.renewal import answers_of, renewal, renews

STEPS = """\
steps:
  - {id: way, kind: choice, title: 골라요, options: {self: {label: 직접}, agency: {label: 맡겨요}}}
  - {id: menu, kind: info, title: 메뉴를 열어요}
  - {id: issue, kind: info, title: 발급받아요, when: {way: self}}
  - {id: wait, kind: info, title: 기다려요, when: {way: agency}}
  - {id: done, kind: outcome, title: 끝이에요}
"""


def guide(renew=""):
    return guide_of(f"{HEAD}{renew}\n{STEPS}")


def test_a_guide_without_it_has_none():
    assert renewal(guide()) is None
    assert not renews(guide(), {})


def test_it_is_the_named_screens_with_a_count_of_their_own():
    journey = renewal(guide("renew: {steps: [issue, menu]}"))

    assert [step.id for step in journey.path] == ["issue", "menu"]
    assert (journey.shortest, journey.longest) == (2, 2)
    assert journey.after("issue").id == "menu"


def test_it_concerns_the_accounts_that_were_saved_on_its_way():
    made = guide("renew: {steps: [menu, issue]}")

    assert answers_of(made) == {"way": ("self",)}
    assert renews(made, {"way": ("self",)})
    assert not renews(made, {"way": ("agency",)})


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("[menu, isue]", "P02"),
        ("[menu, menu]", "P50"),
        ("[way]", "P50"),
        ("[done]", "P50"),
        ("[issue, wait]", "P50"),
    ],
)
def test_a_way_that_nobody_could_walk_is_refused_at_its_place(steps, code):
    [fault] = faults_of(f"{HEAD}renew: {{steps: {steps}}}\n{STEPS}")

    assert (fault.code, fault.line) == (code, HEAD.count("\n") + 1)


def test_a_step_cannot_have_the_name_of_the_way():
    text = f"{HEAD}steps:\n  - {{id: renew, kind: info, title: 새로 해요}}\n  - {{id: done, kind: outcome, title: 끝이에요}}\n"

    assert [fault.code for fault in faults_of(text)] == ["P12"]
