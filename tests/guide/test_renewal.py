"""The way to a new key: the screens that are named, in their order, for the accounts whom they concern."""

import pytest
from support.small_guides import HEAD, faults_of, guide_of

from wizard.guide.journey import walk
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


AGAIN = """\
steps:
  - {id: menu, kind: info, title: 메뉴를 열어요}
  - {id: again, kind: info, title: 다시 발급해요, only: renew}
  - {id: done, kind: outcome, title: 끝이에요}
"""


def test_a_screen_of_the_renewal_alone_is_neither_met_nor_counted_on_the_first_way():
    made = guide_of(f"{HEAD}renew: {{needs: [아이디], steps: [again, menu]}}\n{AGAIN}")

    assert [step.id for step in walk(made, {}).path] == ["menu", "done"]
    assert walk(made, {}).longest == 2
    assert [step.id for step in renewal(made).path] == ["again", "menu"]
    assert [need.say for need in made.renew.needs] == ["아이디"]


def test_a_screen_of_the_renewal_alone_that_is_not_on_it_is_refused_where_it_says_so():
    [fault] = faults_of(f"{HEAD}renew: {{steps: [menu]}}\n{AGAIN}")

    assert (fault.code, fault.line) == ("P76", HEAD.count("\n") + 4)


def test_a_value_cannot_be_looked_for_on_a_screen_that_the_first_way_does_not_meet():
    fields = "{id: form, kind: credentials, title: 적어요, fields: {a: {label: 가, find: again}}, rows: [{가: a}]}"
    steps = AGAIN.replace("  - {id: done", f"  - {fields}\n  - {{id: done")

    [fault] = faults_of(f"{HEAD}renew: {{steps: [again]}}\n{steps}")

    assert fault.code == "P08"
