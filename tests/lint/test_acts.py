"""Advice: one act a line, and one value in the clipboard."""

import pytest
from support.small_guides import guide_of, with_steps

from wizard.lint.advice.acts import acts

WAY = "{id: way, kind: choice, title: 어느 길?, options: {a: {label: 가}, b: {label: 나}}}"


def advised(*do):
    """Give the lines that are advised against: (place, code)."""
    told = ", ".join(line if line.startswith("{") else f'"{line}"' for line in do)
    guide = guide_of(with_steps(WAY, f"{{id: menu, kind: info, title: 가, do: [{told}]}}"))
    return [(problem.path[-1], problem.code) for problem in acts(guide)]


@pytest.mark.parametrize(
    "line",
    [
        "**저장**을 누르고 창을 닫아요", "**로그인**을 눌러 들어가지는지 확인해요", "이 값을 붙여 넣고 등록해요",
        "목록에서 이름을 찾아 표시해요", "키를 발급받아 복사해요", "**발급**을 누른 뒤 **확인**을 눌러요", "값을 복사해 붙여 넣어요",
    ],
)  # fmt: skip
def test_two_acts_in_one_line_are_advised_against(line):
    assert advised(line) == [(0, "A65")]


@pytest.mark.parametrize(
    "line",
    [
        "**저장**을 눌러요", "적어 둔 **App ID**를 넣어요", "찾기 어려우면 **주소**를 주소창에 붙여 넣어요",
        "저장한 뒤에 나오는 화면에서 이전을 요청해요", "**누르고 저장**을 눌러요", "직접 하고 싶으면 **직접입력**을 골라요",
        "**호스팅여부**에서 **직접입력**을 골라요", "로그인한 화면의 맨 아래로 내려가요",
    ],
)  # fmt: skip
def test_one_act_is_not(line):
    assert advised(line) == []


@pytest.mark.parametrize(
    ("do", "lost"),
    [
        (["**아이디**를 복사해요", "**키**를 복사해요"], [1]),
        (["**아이디**를 복사해요", "아래로 내려가요", "**키**를 복사해요", "**값**을 복사해요"], [2, 3]),
        (["**아이디**를 복사해요", "메모장에 붙여 넣어요", "**키**를 복사해요"], []),
        (["**아이디**와 **키**를 복사해요"], [0]),
        (["**키**를 복사해요", "창을 닫아요"], []),
        (["{say: 키를 복사해요, when: {way: a}}", "{say: 티켓을 복사해요, when: {way: b}}"], []),
    ],
    ids=["two", "three", "pasted between", "two at once", "one", "of different ways"],
)  # fmt: skip
def test_a_value_that_is_copied_over_before_it_was_pasted_is_told(do, lost):
    assert advised(*do) == [(place, "A67") for place in lost]
