"""Advice: a value is shown in the line that names its box, in every look and to every reader."""

import pytest
from support.small_guides import guide_of, with_steps

from wizard.lint.advice.values import values

WAY = "{id: way, kind: choice, title: 어느 길?, options: {a: {label: 가}, b: {label: 나}}}"
STEP = "{id: menu, kind: info, title: 가, %s}"
LINE = 'do: [{say: "**주소**에 적어요", when: {way: a}}, 저장해요]'
OLD = 'as_of: "2021", do: ["**주소**에 넣어요"]'


def advised(step):
    guide = guide_of(with_steps(WAY, STEP % step))
    return [(problem.path[2:], problem.code) for problem in values(guide)]


def test_a_look_whose_line_names_a_box_of_the_step_has_its_value_too():
    today = 'do: ["**주소**에 적어요"], enter: [{label: 주소, value: 가}]'

    assert advised(f"{today}, screens: [{{{OLD}}}]") == [(("screens", 0, "do"), "A68")]
    assert advised(f"{today}, screens: [{{{OLD}, enter: [{{label: 주소, value: 나}}]}}]") == []


def test_a_value_is_meant_for_whom_the_line_is_that_names_its_box():
    assert advised(f"{LINE}, enter: [{{label: 주소, value: 가}}]") == [(("enter", 0), "A68")]
    assert advised(f"{LINE}, enter: [{{label: 주소, value: 가, when: {{way: a}}}}]") == []


@pytest.mark.parametrize(
    "step",
    [
        "do: [저장해요], enter: [{label: 주소, value: 가}]",
        'do: [저장해요], screens: [{as_of: "2021", do: [넣어요]}], enter: [{label: 주소, value: 가}]',
        'do: [{say: 저장해요, trouble: "**주소**에 적어요"}], enter: [{label: 주소, value: 가}]',
    ],
    ids=["no line names it", "the old screen has no such box", "only if it cannot be done"],
)
def test_a_value_without_a_line_or_behind_one_is_left(step):
    assert advised(step) == []
