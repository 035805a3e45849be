import pytest
from support.small_guides import CONSTANTS, form, placed, unmarked, with_steps

from wizard.lint.across import repeated, reused_in_vain
from wizard.lint.check import examine
from wizard.strict_yaml import read

SAME = "say: 키를 받으면 곧바로 여기에 저장해 주세요.\n"


def told(**texts):
    found = repeated({f"{name}.yaml": read(text.encode()) for name, text in texts.items()})
    return [(fault.file, fault.line, fault.column, fault.code) for fault in found]


def test_one_sentence_in_three_guides_is_told_in_each_of_them():
    assert told(a=SAME, b="mall: b\n" + SAME, c=SAME) == [
        ("a.yaml", 1, 6, "A74"),
        ("b.yaml", 2, 6, "A74"),
        ("c.yaml", 1, 6, "A74"),
    ]


def test_two_guides_a_short_sentence_and_one_that_is_said_in_one_place_are_left():
    assert told(a=SAME, b=SAME) == []
    assert told(**dict.fromkeys("abc", "say: 저장해요\n")) == []
    assert told(**dict.fromkeys("abc", 'say: "${saved}"\n')) == []


def test_a_comment_with_its_reason_lets_it_pass():
    passed = SAME.strip() + "  # wizard:ok A74: 쇼핑몰마다 따로 바뀌어요\n"

    assert [file for file, *_ in told(a=SAME, b=SAME, c=passed)] == ["a.yaml", "b.yaml"]


def told_of_reuse(reuse, other="login_id: {label: 아이디}"):
    fields = f"login_id: {{label: 아이디, reuse: {reuse}}}"
    texts = {"small": with_steps(form(fields)), "other": with_steps(form(other))}
    texts["other"] = texts["other"].replace("mall: small", "mall: other")
    text, places = unmarked(texts["small"])
    found = {
        f"{name}.yaml": examine(raw.encode(), f"{name}.yaml", CONSTANTS)
        for name, raw in {**texts, "small": text}.items()
    }
    faults = reused_in_vain({name: (one.guide, one.document) for name, one in found.items()})
    return placed(faults), [(*place, "A75") for place in places]


@pytest.mark.parametrize(
    "reuse",
    ["{mall: ▸othr, field: login_id}", "{mall: other, field: ▸api_key}"],
    ids=["no such guide", "no such box"],
)
def test_a_value_that_is_reused_from_nowhere_is_told(reuse):
    told, expected = told_of_reuse(reuse)

    assert told == expected


def test_a_value_that_is_there_or_may_be_in_a_faulty_guide_is_left():
    assert told_of_reuse("{mall: other, field: login_id}") == ([], [])
    assert told_of_reuse("{mall: other, field: api_key}", "login_id: {labl: 가}") == ([], [])


def test_a_comment_lets_a_value_from_nowhere_pass():
    reuse = "\n    mall: other\n    field: ▸api_key  # wizard:ok A75: 곧 생겨요"
    fields = f"login_id:\n  label: 아이디\n  reuse:{reuse}"
    text, _ = unmarked(with_steps(form(fields)))
    one = examine(text.encode(), "other.yaml", CONSTANTS)

    assert reused_in_vain({"other.yaml": (one.guide, one.document)}) == []
