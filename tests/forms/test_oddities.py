"""What a guide finds odd about a value: told by its first rule that is broken, in words without the value."""

import pytest

from wizard.forms import oddities
from wizard.steps.fields import DateField, TextField

BOX = TextField.model_validate(
    {
        "label": "비밀번호",
        "odd": [
            {"equals": "login_id", "say": "아이디예요."},
            {"contains": "+", "say": "더하기예요."},
            {"upper": "true", "say": "대문자예요."},
        ],
    }
)
FIELDS = {"login_id": TextField(label="로그인 ID"), "password": BOX}


@pytest.mark.parametrize(
    ("value", "say", "compared"),
    [
        ("shop1234", "아이디예요.", "로그인 ID와 같아요"),
        ("a+B", "더하기예요.", "‘+’ 글자가 들어 있어요"),
        ("aB", "대문자예요.", "대문자가 들어 있어요"),
    ],
)
def test_the_first_broken_rule_is_told_without_the_value(value, say, compared):
    rule = oddities.rule(BOX, value, {"login_id": "shop1234", "password": value})

    assert rule.say == say
    assert oddities.comparison(rule, FIELDS) == compared


@pytest.mark.parametrize("value", ["shop12345", "가나다", "1234!"])
def test_a_usual_value_breaks_none(value):
    assert oddities.rule(BOX, value, {"login_id": "shop1234"}) is None


def test_a_day_has_no_such_rules():
    assert oddities.rule(DateField(kind="date", label="발급일"), "2026-01-02", {}) is None
