"""A picture is written into a guide's text where it belongs; whatever else stands there stays."""

import pytest

from wizard.content.picture_text import with_picture, without_drawing, without_picture
from wizard.content.written_pictures import Spot, WrittenBox, WrittenPicture, steps_in
from wizard.errors import RefusedError

BOX = WrittenBox("1", "2", "3", "4", "1")
NEW = WrittenPicture("new.webp", "새 글", "2026-11-27", (BOX,))
BLOCK = """steps:
  - id: a
    image:  # 작년 것
      file: old.png  # 다시 찍기
      alt: 옛 글
      captured: 2025-01-02
      boxes:
        # 왼쪽 메뉴
        - {left: 1, top: 2.5, width: 3, height: 4, mark: 1}  # 하나
    do: [눌러요]
  - {id: b, do: [해요]}
"""


def test_what_differs_alone_is_written_and_every_comment_stays():
    text = with_picture(BLOCK, Spot("a"), NEW)

    assert text == (
        BLOCK.replace("old.png", "new.webp")
        .replace("옛 글", "새 글")
        .replace("2025-01-02", "2026-11-27")
        .replace("2.5", "2")
    )
    [first, _] = steps_in(text)
    assert first.pictures == {"": NEW}


def test_the_same_picture_changes_nothing():
    text = with_picture(BLOCK, Spot("a"), NEW)

    assert with_picture(text, Spot("a"), NEW) == text


@pytest.mark.parametrize("boxes", [(), (BOX, WrittenBox("5", "6", "7", "8", "2"))])
def test_boxes_come_and_go(boxes):
    picture = WrittenPicture("old.png", "옛 글", "2025-01-02", boxes)

    text = with_picture(BLOCK, Spot("a"), picture)

    assert steps_in(text)[0].pictures == {"": picture}
    assert "# 다시 찍기" in text
    assert "    do: [눌러요]\n  - {id: b" in text


LOOKS = {
    "a first look": "steps:\n  - id: a\n    do: [눌러요]\n  - id: b\n",
    "one look more": "steps:\n  - id: a\n    screens:\n      - as_of: '2021'\n        do: [가]\n  - id: b\n",
    "one look more in brackets": "steps:\n  - {id: a, screens: [{as_of: '2021', do: [가]}]}\n  - id: b\n",
    "a look that is there": "steps:\n  - id: a\n    screens:\n      - device: phone\n        do: [가]\n  - id: b\n",
}


@pytest.mark.parametrize("before", LOOKS.values(), ids=LOOKS)
def test_a_picture_of_a_device_stands_at_a_look_of_its_screen(before):
    text = with_picture(before, Spot("a", "phone"), NEW)

    [step, other] = steps_in(text)
    assert step.pictures == {"phone": NEW}
    assert other.id == "b"
    assert ("2021" in step.looks) == ("2021" in before)


def test_a_look_that_is_of_no_device_is_not_made_up():
    with pytest.raises(RefusedError, match="글 고치기"):
        with_picture(BLOCK, Spot("a", "2021"), NEW)


@pytest.mark.parametrize("text", ["steps: [\n", "steps: 글\n", "", "steps:\n  - use: shared\n"])
def test_a_step_that_is_not_in_the_text_is_refused(text):
    assert not [step for step in steps_in(text) if step.id == "a"]
    for act in (
        lambda: with_picture(text, Spot("a"), NEW),
        lambda: without_picture(text, Spot("a")),
    ):
        with pytest.raises(RefusedError):
            act()


def test_a_picture_and_a_drawing_are_taken_out_alone():
    drawn = BLOCK.replace("    do: [눌러요]\n", "    picture: {title: 창}\n    do: [눌러요]\n")

    assert without_drawing(drawn, Spot("a")) == BLOCK == without_drawing(BLOCK, Spot("a"))
    assert without_picture(BLOCK, Spot("a")) == (
        "steps:\n  - id: a\n    do: [눌러요]\n  - {id: b, do: [해요]}\n"
    )


TWO = """steps:
  - id: a
    image:
      file: old.png
      alt: 옛 글
      captured: 2025-01-02
      boxes:
        - {left: 1, top: 2.5, width: 3, height: 4, mark: 1}  # 하나
        # wizard:ok P39 일부러 크게 그렸어요
        - {left: 5, top: 6, width: 70, height: 80, mark: 2}  # 둘
    do: [눌러요]
"""
ONE, OTHER = WrittenBox("1", "2.5", "3", "4", "1"), WrittenBox("5", "6", "70", "80", "2")
THIRD = WrittenBox("9", "9", "9", "9", "3")
LINES = TWO.splitlines(keepends=True)
THIRD_LINE = "        - {left: 9, top: 9, width: 9, height: 9, mark: 3}\n"
BOXES = {
    "one more": ((ONE, OTHER, THIRD), [*LINES[:10], THIRD_LINE, *LINES[10:]]),
    "the first gone": ((OTHER,), [*LINES[:7], *LINES[8:]]),
    "the last gone": ((ONE,), [*LINES[:8], *LINES[10:]]),
    "the last gone and another come": ((ONE, THIRD), [*LINES[:8], THIRD_LINE, *LINES[10:]]),
    "all gone and another come": ((THIRD,), [*LINES[:7], THIRD_LINE, *LINES[10:]]),
}


@pytest.mark.parametrize(("boxes", "after"), BOXES.values(), ids=BOXES)
def test_a_comment_stays_with_its_own_box_when_others_come_and_go(boxes, after):
    picture = WrittenPicture("old.png", "옛 글", "2025-01-02", boxes)

    text = with_picture(TWO, Spot("a"), picture)

    assert text == "".join(after)
    assert steps_in(text)[0].pictures == {"": picture}


@pytest.mark.parametrize("written", ["[\n  {left: 1, top: 2.5, width: 3, height: 4, mark: 1},  # 하나\n  {left: 5, top: 6, width: 70, height: 80, mark: 2}]", "\n        -\n          {left: 1, top: 2, width: 3, height: 4, mark: 1}\n        -\n          {left: 5, top: 6, width: 7, height: 8, mark: 1}"])  # fmt: skip
def test_a_list_of_boxes_of_an_odd_shape_is_written_anew(written):
    before = "".join(LINES[:6]) + f"      boxes: {written}\n" + LINES[10]
    picture = WrittenPicture("old.png", "옛 글", "2025-01-02", (OTHER,))

    text = with_picture(before, Spot("a"), picture)

    assert steps_in(text)[0].pictures == {"": picture}


LAST_LOOKS = {
    "the only look": "steps:\n  - id: a\n    do: [눌러요]\n",
    "the only look in brackets": "steps:\n  - {id: a, do: [눌러요]}\n",
    "one of two": "steps:\n  - id: a\n    screens:\n      - as_of: '2021'\n        do: [가]\n  - id: b\n",
    "one of two in brackets": "steps:\n  - {id: a, screens: [{as_of: '2021', do: [가]}]}\n",
}


@pytest.mark.parametrize("before", LAST_LOOKS.values(), ids=LAST_LOOKS)
def test_a_look_that_was_put_in_for_its_picture_goes_with_it(before):
    text = with_picture(before, Spot("a", "phone"), NEW)

    assert without_picture(text, Spot("a", "phone")) == before


def test_a_look_that_says_more_than_its_picture_stays_without_it():
    before = "steps:\n  - id: a\n    screens:\n      - device: phone\n        do: [가]\n  - id: b\n"
    text = with_picture(before, Spot("a", "phone"), NEW)

    assert without_picture(text, Spot("a", "phone")) == before
