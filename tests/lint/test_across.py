from wizard.lint.across import repeated
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
