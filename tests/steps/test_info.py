import pytest
from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps

FULL = """\
id: menu
kind: info
title: 화면을 열어요
stage: 발급
say: 한 줄이에요
caution: [하나, 둘]
where: {console: 센터, url: "https://example.com/a", menu: [관리, 정보]}
do: [눌러요 (1), 읽어요]
enter: [{label: 주소, value: "192.0.2.15"}]
picture:
  title: 센터
  items:
    - {menu: 관리, mark: 1}
    - {kind: field, text: 주소, value: 값}
    - {radio: 예, chosen: true}
updates: [{since: 2023-11-30, say: 바뀌었어요, source: "https://example.com"}]"""


def info(rest):
    return with_steps(f"{{id: menu, kind: info, title: 가, {rest}}}")


def told(lines):
    return [line.say for line in lines]


def test_an_info_step_asks_nothing_and_does_not_end():
    step = guide_of(with_steps(FULL)).step("menu")

    assert step.questions() == {}
    assert step.ends is False


def test_everything_that_an_info_step_may_say_is_read():
    step = guide_of(with_steps(FULL)).step("menu")

    assert (step.stage, told(step.say), told(step.caution)) == (
        "발급",
        ["한 줄이에요"],
        ["하나", "둘"],
    )
    assert (step.where.url, step.where.menu) == ("https://example.com/a", ("관리", "정보"))
    assert (told(step.do), step.enter[0].value) == (["눌러요 (1)", "읽어요"], "192.0.2.15")
    assert step.updates[0].since.isoformat() == "2023-11-30"


def test_a_picture_item_may_be_written_short_or_whole():
    menu, field, radio = guide_of(with_steps(FULL)).step("menu").picture.items

    assert (menu.kind, menu.text, menu.mark) == ("menu", "관리", 1)
    assert (field.kind, field.text, field.value) == ("field", "주소", "값")
    assert (radio.kind, radio.text, radio.chosen) == ("radio", "예", True)


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("K01", "where: ▸{url: 'https://example.com'}"),
        ("K01", "updates: [▸{say: 가, source: 'https://example.com'}]"),
        ("K01", "updates: [▸{since: 2023-11-30, say: 가}]"),
        ("K04", "picture: {title: 가, items: ▸[]}"),
        ("K07", "updates: [{since: 2023-11-30, say: 가, source: ▸출처}]"),
        ("K08", "picture: {title: 가, items: [{menu: 나, mark: ▸10}]}"),
        ("K10", "say: ▸" + "가" * 601),
    ],
    ids=[
        "where without console",
        "update without date",
        "update without source",
        "empty picture",
        "source that is no address",
        "mark of two digits",
        "sentence too long",
    ],
)
def test_a_malformed_part_of_an_info_step_is_refused_at_its_place(code, rest):
    text, [place] = unmarked(info(rest))

    assert (*place, code) in placed(faults_of(text))
