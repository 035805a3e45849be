"""Reminders on both databases: each cause once, planned by batches, gone when its cause is."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from support.reminders import DAY, HOUR, Town
from support.services import NOON

from wizard.db.engine import writing
from wizard.db.models import Account, AccountCheck, AuditEvent, Job, Reminder, Run
from wizard.db.queries import staff
from wizard.db.records import StaffRecord
from wizard.errors import RefusedError
from wizard.services import reminder_planning
from wizard.services.reminder_planning import KIND
from wizard.services.reminders import Wanted


@pytest.fixture
def town(engine):
    return Town(engine)


def test_every_kind_of_cause_becomes_a_line_and_planning_again_makes_no_other(town):
    firm = town.seller()
    town.account(firm, ends=date(2026, 12, 10))
    town.account(firm, verdict="WRONG_KEY")
    town.returned(town.account(firm))
    town.request(firm, "answered")
    town.request(firm, "taken")
    town.request(None, name="손님", phone="010")
    town.link(town.seller("새 상회"))
    town.run(firm)

    town.plan(4 * DAY)
    first = town.rows()
    town.plan(HOUR)
    town.plan(HOUR)

    assert sorted(town.lines()) == [
        ("answer", 0),
        ("check", 0),
        ("expiry", 14),
        ("invitation", 3),
        ("request", 0),
        ("request", 0),
        ("returned", 0),
        ("stuck", 3),
    ]
    assert town.rows() == first
    assert len(first) == 8
    assert town.reminders.counts() == {
        "answer": 1, "check": 1, "expiry": 1, "invitation": 1, "request": 2, "returned": 1, "stuck": 1,
    }  # fmt: skip


def test_who_waits_for_us_stands_first_and_sellers_are_chosen_by_any_of_their_reasons(town):
    firm = town.seller()
    town.account(firm, verdict="AMBIGUOUS")
    town.run(firm)
    town.request(firm)

    town.plan(3 * DAY)

    assert town.lines() == [("request", 0), ("check", 0), ("stuck", 3)]
    assert town.lines(kind="stuck") == town.lines()
    assert town.lines(kind="expiry") == []
    assert town.lines(mall="coupang") == []
    assert len(town.lines(mall="lotteon")) == 3


def test_a_nearer_threshold_takes_the_place_of_the_one_before_and_a_renewed_key_of_both(town):
    town.account(town.seller(), ends=date(2026, 12, 20))
    town.plan()
    early = town.lines()
    town.plan(20 * DAY)
    near = town.lines()
    town.change(Account, expires_on=date(2027, 12, 20))
    at_once = town.lines()
    town.plan(HOUR)
    town.change(Account, expires_on=date(2026, 12, 25))
    town.plan(HOUR)

    assert [early, near, at_once] == [[("expiry", 30)], [("expiry", 14)], []]
    assert town.lines() == [("expiry", 14)]
    assert sorted(town.rows(Reminder.state)) == ["open", "over", "over"]


def test_a_line_goes_with_its_cause_at_once_and_comes_back_with_it(town):
    town.account(town.seller(), verdict="WRONG_KEY")
    town.plan(HOUR)
    town.change(AccountCheck, verdict="", since=None)
    while_tried = town.lines()
    town.plan(HOUR)
    town.change(AccountCheck, verdict="WRONG_KEY", since=NOON + HOUR)
    town.plan(HOUR)

    assert while_tried == []
    assert town.lines() == [("check", 0)]
    assert len(town.rows()) == 1


def test_a_seller_who_goes_on_and_stops_again_is_a_new_cause(town):
    town.run(town.seller())
    town.plan(3 * DAY)
    town.change(Run, updated_at=town.moment)
    went_on = town.lines()
    town.plan(3 * DAY)

    assert went_on == []
    assert town.lines() == [("stuck", 3)]
    assert len(town.rows()) == 2


def test_only_the_newest_link_counts_and_none_of_a_seller_who_came_in(town):
    twice, inside, opened = town.seller(), town.seller(), town.seller()
    town.link(twice)
    town.link(twice, NOON + HOUR)
    town.link(inside)
    town.link(inside, NOON - DAY, started_at=NOON)
    town.link(opened, opened_at=NOON)

    town.plan(4 * DAY)

    assert town.lines() == [("invitation", 3)]


def test_what_is_older_than_two_weeks_when_it_is_first_looked_at_is_history(town):
    firm = town.seller()
    town.account(firm, ends=date(2026, 11, 1))
    town.account(firm, verdict="WRONG_KEY")
    town.run(firm)
    town.link(town.seller())

    town.plan(20 * DAY)

    assert town.lines() == []


def test_who_writes_again_waits_on_and_who_was_answered_waits_from_their_next_word(town):
    silent, answered = town.request(town.seller(), "taken"), town.request(town.seller(), "taken")
    for hours in (1, 2, 3):
        town.word(silent, hours * HOUR)
        town.word(answered, hours * HOUR)
    town.word(answered, 4 * HOUR, by="m")
    town.word(answered, 5 * HOUR)
    town.word(answered, 8 * HOUR)

    town.plan(6 * HOUR)
    [first], _ = town.reminders.page(Wanted(), None)
    town.word(silent, 6 * HOUR)
    still = town.lines()
    town.plan(4 * HOUR)

    assert first.reminder.subject == silent
    assert first.reminder.due_at == NOON + 5 * HOUR
    assert still == [("request", 0)]
    assert town.lines() == [("request", 0)] * 2


def test_what_was_answered_or_sent_back_long_ago_is_history_too(town):
    firm = town.seller()
    town.request(firm, "answered")
    town.returned(town.account(firm))

    town.plan(20 * DAY)

    assert town.lines() == []


def test_nobody_renews_a_key_or_goes_on_at_a_mall_that_takes_no_sellers(town):
    firm = town.seller()
    town.account(firm, ends=date(2026, 11, 26))
    town.account(firm, verdict="WRONG_KEY")
    town.run(firm)
    town.plan(3 * DAY)
    before = sorted(town.lines())
    is_open = {"lotteon": False}.get
    town.planner = replace(town.planner, is_open=is_open)
    town.reminders = replace(town.reminders, is_open=is_open)

    at_once = town.lines()
    town.plan(HOUR)

    assert before == [("check", 0), ("expiry", 0), ("stuck", 3)]
    assert at_once == town.lines() == [("check", 0)]
    assert sorted(town.rows(Reminder.state)) == ["open", "over", "over"]


def test_many_facts_are_planned_by_batches_and_a_dead_process_costs_one(town, monkeypatch):
    monkeypatch.setattr(reminder_planning, "BATCH", 3)
    firm = town.seller()
    for _ in range(10):
        town.account(firm, ends=date(2026, 11, 26))
    town.reminders.begin_round()
    job = town.jobs.take("dies", {KIND: town.planner.lease})
    town.planner.run(job.subject, job.attempts, town.moment)
    town.moment += 6 * timedelta(minutes=1)

    town.plan()

    assert town.lines() == [("expiry", 3)] * 10
    assert town.plan() == 0, "this hour's round is through"
    assert town.plan(HOUR) > 0


def test_a_page_is_followed_by_the_next_and_none_is_left_out(town, monkeypatch):
    monkeypatch.setattr("wizard.services.reminders.PAGE", 3)
    for number in range(7):
        town.account(town.seller(f"{number}상회"), verdict="WRONG_KEY")
    town.plan(HOUR)

    seen, place = [], None
    for _ in range(3):
        lines, place = town.reminders.page(Wanted(), place)
        seen += [one.reminder.id for one in lines]

    assert place is None
    assert len(set(seen)) == len(seen) == 7


def test_who_called_is_written_down_once_and_the_line_never_comes_back_by_itself(town):
    member, other = (StaffRecord(uuid4().hex, f"{name}@example.com", "support", "", "", NOON) for name in ("kim", "lee"))  # fmt: skip
    with writing(town.engine) as connection:
        staff.add(connection, member)
        staff.add(connection, other)
    town.account(town.seller(), verdict="WRONG_KEY")
    town.plan(HOUR)
    [line], _ = town.reminders.page(Wanted(), None)

    town.reminders.call([line.reminder.id], member.id)
    town.reminders.call([line.reminder.id], member.id)
    with pytest.raises(RefusedError):
        town.reminders.call([line.reminder.id], other.id)
    town.plan(HOUR)

    assert town.lines() == []
    [done], _ = town.reminders.page(Wanted(called=True), None)
    assert (done.email, done.reminder.ended_at) == ("kim@example.com", NOON + HOUR)
    assert town.rows(AuditEvent.kind) == ["reminder.called"]
    town.reminders.undo(line.reminder.id, other.id)
    assert town.lines() == [("check", 0)]
    with pytest.raises(RefusedError):
        town.reminders.undo(line.reminder.id, other.id)


def test_planning_leaves_one_job_behind_and_nothing_of_anybody_in_it(town):
    town.account(town.seller(), ends=date(2026, 11, 26))

    town.plan()

    assert set(town.rows(Job.subject)) == {"0" * 32}
    assert set(town.rows(Job.state)) == {"done"}
