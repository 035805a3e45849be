"""A sentence may be plain, or say for whom it is and what comes of it."""

import pytest
from support.small_guides import faults_of, guide_of, placed, unmarked, with_steps

ACT = """{say: 눌러요, result: 생겨요, trouble: 아래를 봐요, copy: {label: 주소, value: 가}}"""


def info(rest):
    return with_steps(f"{{id: menu, kind: info, title: 가, {rest}}}")


def test_an_act_may_say_what_is_seen_then_what_to_do_if_not_and_what_to_copy():
    [act] = guide_of(info(f"do: [{ACT}]")).step("menu").do

    assert (act.say, act.result, act.trouble) == ("눌러요", "생겨요", "아래를 봐요")
    assert (act.to_copy.label, act.to_copy.value) == ("주소", "가")


def test_a_need_may_say_what_to_do_without_it():
    guide = guide_of("needs: [가, {say: 나, without: 부탁해요}]\n" + info("say: 가"))

    assert [(need.say, need.without) for need in guide.needs] == [("가", None), ("나", "부탁해요")]


def test_a_film_is_named_with_its_length_and_the_day_it_was_held_against_the_screen():
    film = "video: {url: 'https://example.com', title: 여는 법, minutes: 2, on: 2026-08-01}"
    video = guide_of(info(film)).step("menu").video

    assert (video.title, video.minutes, str(video.on)) == ("여는 법", 2, "2026-08-01")


@pytest.mark.parametrize(
    ("code", "rest"),
    [
        ("K03", "do: [▸{저장: 눌러요}]"),
        ("K03", "do: [▸[눌러요]]"),
        ("K02", "do: [{say: 눌러요, ▸reslt: 생겨요}]"),
        ("K01", "do: [▸{result: 생겨요}]"),
        ("K01", "do: [{say: 가, copy: ▸{label: 주소}}]"),
        ("K02", "do: [{say: 가, copy: {label: 가, value: 나, ▸how: type}}]"),
        ("K02", "say: [{say: 가, ▸result: 나}]"),
        ("K03", "help: [▸{ask: 안 보여요}]"),
        ("K01", "help: [▸{say: 로그인해요}]"),
        ("P65", "help: [{ask: 안 보여요, to: ▸nowhere}]"),
        ("P65", "help: [{ask: 안 보여요, to: ▸menu}]"),
        ("K08", "video: {url: 'https://example.com', title: 가, minutes: ▸0, on: 2026-08-01}"),
    ],
    ids=[
        "a sentence without its quotes", "a list", "misspelt", "no sentence", "a value without a value",
        "no way to enter", "a result of what is only said", "an answer without an answer", "an answer without a question",
        "a way to nowhere", "a way to itself", "a film of no length",
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_told_where_it_stands(code, rest):
    text, [place] = unmarked(info(rest))

    assert placed(faults_of(text)) == [(*place, code)]


def two_ways(asked):
    """Write a guide whose left way alone comes by `west`, with help at a step of both ways."""
    return with_steps(
        "{id: which, kind: choice, title: 가, options: {left: {label: 왼쪽}, right: {label: 오른쪽}}}",
        "{id: west, kind: info, title: 나, when: {which: left}}",
        f"{{id: menu, kind: info, title: 다, help: [{asked}]}}",
    )


@pytest.mark.parametrize(
    "asked",
    ["{ask: 가, to: ▸west}", "{ask: 가, to: ▸west, when: {which: right}}", "{ask: 가, say: 나}, {ask: ▸가, say: 다}"],
    ids=["some do not come by", "nobody comes by", "asked twice"],
)  # fmt: skip
def test_help_that_leads_its_reader_nowhere_or_is_asked_twice_is_a_fault(asked):
    text, [place] = unmarked(two_ways(asked))

    assert placed(faults_of(text)) == [(*place, "P65")]


def test_help_for_those_who_come_by_a_screen_and_one_question_with_an_answer_for_each_are_right():
    asked = "{ask: 가, to: west, when: {which: left}}, {ask: 가, say: 나, when: {which: right}}"

    assert faults_of(two_ways(asked)) == []


def test_help_may_lead_to_another_step_or_to_the_staff():
    rest = "help: [{ask: 가, to: done}, {ask: 나, to: request}]"
    asked = guide_of(info(rest)).step("menu").help

    assert [one.asks_staff for one in asked] == [False, True]


def test_a_question_is_counted_by_one_name_as_long_as_it_asks_the_same():
    one, same, other = (
        guide_of(info(f"help: [{{ask: {ask}, say: {say}}}]")).step("menu").help[0].key
        for ask, say in (("가", "나"), ("가", "다"), ("나", "나"))
    )

    assert one == same != other
