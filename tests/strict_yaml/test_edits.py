"""A value put into a text or taken out of it moves nothing else: comments, order, layout."""

import pytest

from wizard.errors import UneditableError
from wizard.strict_yaml import edits, read

STEP = ("steps", 0)
BOX = {"left": "1", "top": "2", "width": "3", "height": "4.5", "mark": "1"}
IMAGE = {"file": "a.webp", "alt": "화면: 메뉴", "boxes": [BOX]}

PUT = {
    "behind the last line of a block, before the next item": (
        "steps:\n  - id: a  # 첫\n    do:\n      - 눌러요  # 끝\n\n  # 다음\n  - id: b\n",
        """steps:
  - id: a  # 첫
    do:
      - 눌러요  # 끝
    image:
      file: a.webp
      alt: "화면: 메뉴"
      boxes:
        - {left: 1, top: 2, width: 3, height: 4.5, mark: 1}

  # 다음
  - id: b
""",
    ),
    "in brackets": (
        "steps:\n  - {id: a, do: [눌러요]}  # 첫\n",
        'do: [눌러요], image: {file: a.webp, alt: "화면: 메뉴", boxes: [{left: 1, top: 2, width: 3, height: 4.5, mark: 1}]}}  # 첫\n',
    ),
    "in brackets of several lines, with a last comma": (
        "steps:\n  - {\n    id: a,\n    do: [눌러요],\n  }\n",
        "do: [눌러요], image: {file: a.webp",
    ),
    "behind a text of several lines": (
        "steps:\n  - id: a\n    say: >\n      하나\n      둘\n\n  - id: b\n",
        "      둘\n    image:\n      file: a.webp\n",
    ),
}


@pytest.mark.parametrize(("before", "after"), PUT.values(), ids=PUT)
def test_what_is_new_stands_behind_all_that_its_mapping_holds(before, after):
    text = edits.put(before, STEP, "image", IMAGE)

    assert after in text
    assert read(text.encode()).data["steps"][0]["image"] == IMAGE
    assert not read(text.encode()).problems


def test_several_words_are_each_written_where_they_stand_and_one_that_is_not_there_behind_the_others():
    before = "steps:\n  - {id: a, alt: 글, boxes: [{left: 1, top: 2}]}  # 왜\n"
    box = (*STEP, "boxes", 0)

    text = edits.put_each(
        before,
        {
            (*STEP, "alt"): "긴 새 글",
            (*box, "width"): "9",
            (*box, "top"): "33.3",
            (*box, "left"): "0",
        },
    )

    boxed = "{left: 0, top: 33.3, width: 9}"
    assert text == f"steps:\n  - {{id: a, alt: 긴 새 글, boxes: [{boxed}]}}  # 왜\n"


def test_a_word_is_written_over_the_old_one_and_its_comment_stays():
    before = "steps:\n  - id: a\n    alt: 옛 글  # 왜\n    do: [눌러요]\n"

    text = edits.put(before, STEP, "alt", "새 글")

    assert text == before.replace("옛 글", "새 글")


@pytest.mark.parametrize("old", ['"옛: 글"', "'옛 글'", ">\n      옛\n      글", ""])
def test_a_word_of_any_style_is_written_over(old):
    text = edits.put(
        f"steps:\n  - id: a\n    alt: {old}\n    b: c\n", STEP, "alt", '새 "글" # ${a}'
    )

    assert read(text.encode()).data["steps"][0] == {"id": "a", "alt": '새 "글" # ${a}', "b": "c"}


def test_a_list_in_brackets_is_written_over_in_brackets():
    text = edits.put("steps:\n  - id: a\n    boxes: [{a: 1}]  # 왜\n", STEP, "boxes", [BOX, BOX])

    assert text.endswith("mark: 1}]  # 왜\n")
    assert read(text.encode()).data["steps"][0]["boxes"] == [BOX, BOX]


def test_a_list_of_lines_is_written_over_as_lines():
    before = "steps:\n  - id: a\n    boxes:\n      - {a: 1}\n      - {a: 2}\n    b: c\n"

    text = edits.put(before, STEP, "boxes", [BOX])

    assert text == (
        "steps:\n  - id: a\n    boxes:\n      - {left: 1, top: 2, width: 3, height: 4.5, mark: 1}\n    b: c\n"
    )


DROPPED = {
    "a block": ("  - id: a\n    image:\n      b: c\n    do: [e]\n", "  - id: a\n    do: [e]\n"),
    "the last of a block": ("  - id: a\n    image: {b: c}\n  - id: b\n", "  - id: a\n  - id: b\n"),
    "the first in brackets": ("  - {image: {b: c}, id: a}\n", "  - {id: a}\n"),
    "the last in brackets": ("  - {id: a, image: {b: c}}\n", "  - {id: a}\n"),
}


@pytest.mark.parametrize(("before", "after"), DROPPED.values(), ids=DROPPED)
def test_what_is_dropped_leaves_its_neighbours(before, after):
    assert edits.drop(f"steps:\n{before}", (*STEP, "image")) == f"steps:\n{after}"


@pytest.mark.parametrize("before", ["  - image: {b: c}\n    id: a\n", "  - image: {b: c}\n"])
def test_what_shares_its_line_with_a_dash_is_left_to_the_editor_of_texts(before):
    with pytest.raises(UneditableError):
        edits.drop(f"steps:\n{before}", (*STEP, "image"))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("list:\n  - a: b\n    c: d\nnext: 1\n", "list:\n  - a: b\n    c: d\n  - e: f\n    g:\n      h: i\nnext: 1\n"),
        ("list:\n- {a: b}\n", "list:\n- {a: b}\n- e: f\n  g:\n    h: i\n"),
        ("list: [{a: b}]\n", "list: [{a: b}, {e: f, g: {h: i}}]\n"),
    ],
    ids=["lines", "lines not indented", "brackets"],
)  # fmt: skip
def test_one_more_stands_at_the_end_of_a_list(before, after):
    assert edits.push(before, ("list",), {"e": "f", "g": {"h": "i"}}) == after


@pytest.mark.parametrize("text", ["list: []\n", "list: 글\n", "else: 1\n"])
def test_nothing_is_pushed_to_what_is_no_list_with_something_in_it(text):
    with pytest.raises(UneditableError):
        edits.push(text, ("list",), {"a": "b"})


LISTS = {
    "the first": ("- {a: 1}  # 하나\n  # 둘\n  - {a: 2}\n", 0, "# 둘\n  - {a: 2}\n"),
    "the last": ("- {a: 1}  # 하나\n  # wizard:ok P39 둘\n  - a: 2\n    b: 3  # 셋\n", 1, "- {a: 1}  # 하나\n"),
    "one between": ("- {a: 1}\n  # 둘\n\n  - {a: 2}\n  - {a: 3}\n", 1, "- {a: 1}\n  # 둘\n\n  - {a: 3}\n"),
}  # fmt: skip


@pytest.mark.parametrize(("before", "at", "after"), LISTS.values(), ids=LISTS)
def test_an_item_that_is_taken_out_of_a_list_takes_its_own_comments_along_and_no_others(before, at, after):  # fmt: skip
    text = edits.pop(f"list:\n  {before}next: 1\n", ("list", at))

    assert text == f"list:\n  {after}next: 1\n"


@pytest.mark.parametrize(("at", "after"), [(0, "{a: 2}, {a: 3}"), (1, "{a: 1}, {a: 3}"), (2, "{a: 1}, {a: 2}")])  # fmt: skip
def test_an_item_is_taken_out_of_a_list_in_brackets(at, after):
    assert (
        edits.pop("list: [{a: 1}, {a: 2}, {a: 3}]  # 왜\n", ("list", at))
        == f"list: [{after}]  # 왜\n"
    )


@pytest.mark.parametrize("text", ["list: [{a: 1}]\n", "list:\n  - a: 1\n", "list: []\n", "list: [\n  {a: 1},  # 하나\n  {a: 2}]\n", "list:\n  -\n    a: 1\n  -\n    a: 2\n"])  # fmt: skip
def test_what_cannot_be_told_from_its_neighbours_is_not_taken_out(text):
    with pytest.raises(UneditableError):
        edits.pop(text, ("list", 0))
