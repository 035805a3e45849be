"""A comment lets one rule pass on one line, if it says why."""

from datetime import date

import pytest
from support.small_guides import CONSTANTS, form, with_steps

from wizard.lint.check import examine

KEY = "api_key: {label: API 인증키, find: hello, secret: false}%s"
HELLO = '{id: hello, kind: info, title: 인사해요, say: "**API 인증키**를 찾아요"}'
ROWS = "- {API 인증키: api_key}"


def codes(text):
    found = examine(text.encode(), "small.yaml", CONSTANTS, date(2026, 11, 24))
    return [(fault.line, fault.code) for fault in (*found.faults, *found.advice)]


def advised(say):
    return codes(with_steps(f"id: hello\nkind: info\ntitle: 인사해요\n{say}"))


@pytest.mark.parametrize(
    ("say", "told"),
    [
        ("say: 잘못된 키예요.", [(11, "A07")]),
        ("say: 잘못된 키예요.  # wizard:ok A07: 화면의 문구예요", []),
        ("# wizard:ok A07: 화면의 문구예요\nsay: 잘못된 키예요.", []),
        ("# wizard:ok A07: 화면의 문구예요\n\nsay: 잘못된 키예요.", [(11, "A02"), (13, "A07")]),
        ("say: 잘못된 키예요.  # wizard:ok A07", [(11, "Y12")]),
        ("say: 잘못된 키예요.  # wizard:ok A07:  ", [(11, "Y12")]),
        ("say: 잘못된 키예요.  # wizard:ok A99: 까닭", [(11, "Y13")]),
        ("say: 잘못된 키예요.  # wizard:ok 까닭", [(11, "Y13")]),
        ("say: 좋은 키예요.  # wizard:ok A07: 까닭", [(11, "A02")]),
        ("say: 잘못된 키예요.  # wizard:ok A08: 까닭", [(11, "A07"), (11, "A02")]),
        ('say: "글 # wizard:ok A07 이에요."', []),
    ],
    ids=[
        "no comment",
        "on the line",
        "on the line before",
        "too far above",
        "no reason",
        "blank reason",
        "no such rule",
        "no rule",
        "nothing to let pass",
        "another rule",
        "in a quoted text",
    ],
)
def test_a_comment_with_a_reason_lets_one_rule_pass_on_one_line(say, told):
    assert advised(say) == told


def test_a_fault_that_is_a_matter_of_judgement_may_pass():
    slow = 'secret: true, format: {pattern: "[가-힣]{1,400}[a-z]{1,400}[0-9]{1,100}([a-z]{1,9}){1,30}", say: 영문이에요}'
    guide = with_steps(HELLO, form(f"api_key: {{label: API 인증키, find: hello, {slow}}}%s", ROWS))

    assert [code for _, code in codes(guide % "")] == ["P29"]
    assert codes(guide % "  # wizard:ok P29: 짧은 값뿐이에요") == []


def test_no_comment_turns_sealing_off():
    guide = with_steps(HELLO, form(KEY % "  # wizard:ok P28: 공개된 값이에요", ROWS))

    assert codes(guide) == [(13, "P28"), (13, "Y13")]


def test_a_fault_that_would_stop_a_seller_may_not():
    text = with_steps("{id: all, kind: info, title: 인사해요}  # wizard:ok P12: 괜찮아요")

    assert [code for _, code in codes(text)] == ["P12", "Y13"]
