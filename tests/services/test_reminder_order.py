"""오늘 할 일 is in the order in which a good colleague would call: each case by name, on each database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from support.reminders import DAY, HOUR, Town
from support.services import NOON

from wizard.db.models import Reminder, Request, Seller
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import in_korea
from wizard.services.request_handling import RequestHandling


@pytest.fixture
def town(engine):
    return Town(engine)


def names(town, **wanted):
    return [card.name for card in town.cards(**wanted)]


def refused(town, name):
    """Let a seller's key be refused."""
    town.account(town.seller(name), verdict="WRONG_KEY")


def untaken_before_answered(town):
    town.request(town.seller("답을 보냄"), "answered")
    town.plan(DAY)
    town.request(town.seller("아무도 안 맡음"))
    return DAY, ["아무도 안 맡음", "답을 보냄"]


def untaken_before_a_colleagues(town):
    town.request(town.seller("동료가 맡음"), "taken", assignee="kim")
    town.plan(HOUR)
    town.request(town.seller("아무도 안 맡음"))
    return DAY, ["아무도 안 맡음", "동료가 맡음"]


def taken_since_it_was_listed(town):
    first = town.request(town.seller("먼저 물음"))
    second = town.request(town.seller("나중에 물음"))
    for request, at in ((first, NOON), (second, NOON + HOUR)):
        town.change_one(Request, request, created_at=at)
    town.plan(DAY)
    assert names(town) == ["먼저 물음", "나중에 물음"]
    RequestHandling(town.engine, lambda: town.moment).take(first, "kim")
    return timedelta(), ["나중에 물음", "먼저 물음"]


def the_longest_unanswered_first(town):
    fresh, old = town.request(town.seller("어제")), town.request(town.seller("지난주"))
    town.change_one(Request, fresh, created_at=NOON - DAY)
    town.change_one(Request, old, created_at=NOON - 7 * DAY)
    return HOUR, ["지난주", "어제"]


def who_waits_for_us_before_what_is_pressing(town):
    refused(town, "키가 안 됨")
    town.plan(DAY)
    town.request(town.seller("물어봄"))
    return DAY, ["물어봄", "키가 안 됨"]


def an_ended_key_before_one_that_ends_in_a_month(town):
    today = in_korea(NOON)
    town.account(town.seller("한 달 남음"), ends=today + 30 * DAY)
    town.account(town.seller("지난주에 끝남"), ends=today - 7 * DAY)
    return HOUR, ["지난주에 끝남", "한 달 남음"]


def no_key_that_ended_in_october_among_those_that_end_in_30_days(town):
    town.account(town.seller("시월에 끝남"), ends=date(2026, 10, 3))
    town.account(town.seller("곧 끝남"), ends=in_korea(NOON) + 20 * DAY)
    return HOUR, ["곧 끝남"]


def nobody_who_stopped_in_january_of_last_year(town):
    town.run(town.seller("2025년 1월에 멈춤"))
    town.change_all("run", updated_at=NOON - 690 * DAY)
    town.run(town.seller("지난주에 멈춤"))
    return 8 * DAY, ["지난주에 멈춤"]


def a_reopened_request_waits_again_among_the_taken(town):
    asked = town.request(town.seller("다시 연 요청"))
    handling = RequestHandling(town.engine, lambda: town.moment)
    handling.close(asked, "kim")
    town.plan(HOUR)
    assert names(town) == []
    handling.reopen(asked, "lee")
    town.request(town.seller("새 요청"))
    return DAY, ["새 요청", "다시 연 요청"]


def put_off_until_tomorrow(town):
    refused(town, "내일 다시")
    refused(town, "오늘")
    town.plan(HOUR)
    [mine] = [card for card in town.cards() if card.name == "내일 다시"]
    town.reminders.postpone([mine.reminder.id], "kim")
    assert names(town, later=True) == ["내일 다시"]
    return HOUR, ["오늘"]


def one_card_for_three_reasons(town):
    firm = town.seller("까닭이 셋")
    town.account(firm, ends=in_korea(NOON) + 2 * DAY, verdict="WRONG_KEY")
    refused(town, "까닭이 하나")
    town.request(firm)
    return DAY, ["까닭이 셋", "까닭이 하나"]


def nothing_of_a_mall_that_closed(town):
    town.run(town.seller("문 닫은 곳에서 멈춤"))
    refused(town, "키가 안 됨")
    shut = {"lotteon": False}.get
    town.planner = replace(town.planner, is_open=shut)
    town.reminders = replace(town.reminders, is_open=shut)
    return 4 * DAY, ["키가 안 됨"]


def a_stranger_after_those_we_know_but_not_when_they_ask(town):
    for name in ("모르는 분", "모르지만 물어본 분"):
        firm = town.seller(name)
        town.change_one(Seller, firm, origin="self")
        town.account(firm, verdict="WRONG_KEY")
        if "물어" in name:
            town.request(firm)
    town.plan(HOUR)
    town.account(town.seller("아는 분"), ends=in_korea(NOON) + 20 * DAY)
    return DAY, ["모르지만 물어본 분", "아는 분", "모르는 분"]


def nobody_who_was_deleted(town):
    gone = town.seller("지운 분")
    town.request(gone)
    refused(town, "남은 분")
    town.plan(DAY)
    town.drop_one(Seller, gone)
    return timedelta(), ["남은 분"]


CASES = (
    untaken_before_answered, untaken_before_a_colleagues, taken_since_it_was_listed,
    the_longest_unanswered_first, who_waits_for_us_before_what_is_pressing,
    an_ended_key_before_one_that_ends_in_a_month,
    no_key_that_ended_in_october_among_those_that_end_in_30_days,
    nobody_who_stopped_in_january_of_last_year, a_reopened_request_waits_again_among_the_taken,
    put_off_until_tomorrow, one_card_for_three_reasons, nothing_of_a_mall_that_closed,
    a_stranger_after_those_we_know_but_not_when_they_ask, nobody_who_was_deleted,
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__)
def test_the_list_is_in_the_order_of_a_good_colleague(town, case):
    after, expected = case(town)
    if after:
        town.plan(after)

    assert names(town) == expected


def test_what_was_put_off_comes_back_with_the_day_in_korea_and_may_be_undone(town):
    refused(town, "내일 다시")
    town.plan(HOUR)
    [card] = town.cards()
    until = town.reminders.postpone([card.reminder.id], "kim")

    town.moment = until - timedelta(minutes=1)
    before = names(town)
    town.moment = until
    assert (before, names(town)) == ([], ["내일 다시"])
    assert in_korea(until) == in_korea(NOON) + DAY
    with pytest.raises(RefusedError):
        town.reminders.undo(card.reminder.id, "lee")
    town.reminders.postpone([card.reminder.id], "kim")
    town.reminders.undo(card.reminder.id, "lee")
    assert names(town) == ["내일 다시"]
    assert names(town, later=True) == []


def test_one_call_is_about_all_that_the_card_told_and_is_undone_as_one(town):
    firm = town.seller("까닭이 둘")
    town.account(firm, ends=in_korea(NOON) + 2 * DAY, verdict="WRONG_KEY")
    town.plan(HOUR)
    [card] = town.cards()
    told = [one.reminder.id for one in card.lines]
    town.request(firm)
    town.plan(DAY)

    town.reminders.call(told, "kim")

    assert len(told) == 2
    assert town.lines() == [("request", 0)], "nobody has spoken about what the card did not tell"
    [done] = town.cards(called=True)
    assert {one.reminder.id for one in done.lines} == set(told)
    town.reminders.undo(told[0], "lee")
    assert sorted(town.lines()) == [("check", 0), ("expiry", 3), ("request", 0)]


def test_lines_of_two_firms_are_no_card(town):
    refused(town, "하나")
    refused(town, "둘")
    town.plan(HOUR)
    both = [card.reminder.id for card in town.cards()]

    with pytest.raises(NotFoundError):
        town.reminders.call(both, "kim")

    assert set(town.rows(Reminder.state)) == {"open"}


def test_a_kind_lists_the_firms_that_have_it_with_all_their_reasons(town):
    firm = town.seller("까닭이 둘")
    town.account(firm, ends=in_korea(NOON) + 2 * DAY, verdict="WRONG_KEY")
    refused(town, "까닭이 하나")
    town.plan(HOUR)

    assert names(town, kind="expiry") == ["까닭이 둘"]
    assert sorted(town.lines(kind="expiry")) == [("check", 0), ("expiry", 3)]
    assert town.reminders.counts() == {"expiry": 1, "check": 2}


def test_more_than_anybody_counts_is_told_as_more(town, monkeypatch):
    monkeypatch.setattr("wizard.db.queries.reminder_desk.MOST", 3)
    for number in range(6):
        refused(town, f"{number}상회")
    town.plan(HOUR)

    assert town.reminders.counts() == {"check": 4}
