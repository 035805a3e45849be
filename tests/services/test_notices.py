"""What is told, on both databases: only to who agreed, once, by day, and never twice without saying so."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from support.notices import MINUTE, STANDS, TEN, Post
from support.reminders import DAY, HOUR
from support.services import NOON

from wizard.crypto import key_file
from wizard.db.engine import writing
from wizard.db.models import Account, AuditEvent, Job, MessageConsent, Notice
from wizard.errors import OutdatedError
from wizard.messaging.channel import Accepted, Rejected, Retry, Unsure
from wizard.reminding.consent import VERSION
from wizard.reminding.quiet_hours import is_quiet
from wizard.services.keys import Keys
from wizard.services.merging import Merging
from wizard.services.notices import KIND
from wizard.services.reminder_planning import KIND as REMIND
from wizard.services.reminders import Wanted
from wizard.services.sellers import Sellers


@pytest.fixture
def post(engine):
    return Post(engine)


def test_who_agreed_is_told_once_and_that_it_arrived(post):
    firm = post.seller()
    post.agree(firm)
    account = post.account(firm, ends=date(2026, 12, 10))

    post.work()
    accepted = post.notices()
    post.work(HOUR)
    post.work(HOUR)

    [(kind, to, variables, key)] = post.talk.sent
    assert (kind, to, variables["쇼핑몰"], variables["날짜"]) == (
        "expiry",
        "01012345678",
        "롯데온",
        "2026년 12월 10일",
    )
    assert [name for name, text in variables.items() if account in text] == ["text", "링크"]
    assert variables["링크"] == f"https://guide.example.kr/guides/lotteon/renew?account={account}"
    assert "220" not in variables["text"].replace(account, "")
    assert variables["text"].endswith("https://guide.example.kr/my/messages")
    assert post.rows(Notice.id) == [key]
    assert (accepted, post.notices()) == (["accepted"], ["delivered"])
    assert post.email.sent == []


def test_nobody_is_told_who_did_not_agree_or_took_it_back(post):
    silent, left = post.seller(), post.seller()
    post.agree(left)
    post.leave(left)
    for firm in (silent, left):
        post.account(firm, ends=date(2026, 12, 10))

    post.work()

    assert post.talk.sent == []
    assert post.notices() == []
    assert post.lines() == [("expiry", 30), ("expiry", 30)]


def test_what_waits_for_the_morning_is_not_sent_to_who_takes_it_back_in_the_night(post):
    firm, other = post.seller(), post.seller()
    for one in (firm, other):
        post.agree(one)
        post.account(one, ends=date(2026, 12, 10))
    post.work(11 * HOUR + 30 * MINUTE)
    by_night = list(post.talk.sent)
    post.leave(firm)

    post.work(14 * HOUR)

    assert by_night == []
    assert len(post.talk.sent) == 1
    assert post.notices() == ["accepted", "dropped"]


@pytest.mark.parametrize("hours", [2, 12, 21])
def test_whatever_the_hour_nothing_goes_out_by_night(post, hours):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    sent_at = []
    post.talk.send = lambda *_: sent_at.append(post.moment) or Accepted("M1")

    post.work(timedelta(hours=hours))
    for _ in range(8):
        post.work(2 * HOUR)

    [moment] = sent_at
    assert not is_quiet(moment)


def test_a_job_that_comes_late_into_the_night_waits_until_the_morning(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.reminders.begin_round()
    while job := post.jobs.take("me", {REMIND: post.planner.lease}):
        post.jobs.finish(job, post.planner.run(job.subject, 1, post.moment))

    post.work(13 * HOUR)
    late = list(post.talk.sent)
    post.work(10 * HOUR)

    assert late == []
    assert len(post.talk.sent) == 1


def test_each_threshold_and_a_renewed_key_are_told_anew_and_nothing_twice(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 20))

    for days in (0, 13, 11, 3, 1):
        post.work(days * DAY)
    told = len(post.talk.sent)
    post.change(Account, expires_on=in_days(post, 10))
    post.work(HOUR)

    assert told == 4
    assert len(post.talk.sent) == 5


def test_nobody_is_told_to_renew_a_key_of_a_mall_that_closed_meanwhile(post, monkeypatch):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.work(12 * HOUR)
    monkeypatch.setitem(STANDS, "lotteon", "suspended")

    post.work(12 * HOUR)

    assert post.talk.sent == []
    assert post.notices() == ["dropped"]


def in_days(post, days):
    return post.moment.date() + timedelta(days=days)


def test_a_cause_that_is_gone_by_then_or_was_called_about_is_not_told(post):
    renewed, called = post.seller(), post.seller()
    for firm in (renewed, called):
        post.agree(firm)
    account = post.account(renewed, ends=date(2026, 12, 10))
    post.account(called, verdict="WRONG_KEY")
    post.work(12 * HOUR)
    with writing(post.engine) as connection:
        mine = Account.__table__.c.id == account
        connection.execute(
            sa.update(Account.__table__).where(mine).values(expires_on=date(2027, 12, 1))
        )
    [line] = [one for one in post.reminders.page(Wanted(), None)[0] if one.reminder.kind == "check"]
    post.reminders.call([line.reminder.id], "m")

    post.work(12 * HOUR)

    assert post.talk.sent == []
    assert post.notices() == ["dropped", "dropped"]


def test_one_cause_goes_by_every_channel_that_was_agreed_to_once(post):
    firm = post.seller()
    post.agree(firm)
    post.agree(firm, "email", email="kim@example.com")
    post.account(firm, verdict="WRONG_KEY")
    post.run(firm)

    for _ in range(5):
        post.work(DAY)

    assert [(kind, to) for kind, to, *_ in post.talk.sent] == [("check", "01012345678")]
    assert ("check", "kim@example.com") in [(kind, to) for kind, to, *_ in post.email.sent]
    assert post.notices().count("delivered") == 1


@pytest.mark.parametrize(
    ("outcome", "state", "tries"),
    [
        (Rejected("1030"), "rejected", 1),
        (Unsure("read"), "unsure", 1),
        (Retry(MINUTE, "dns"), "rejected", 8),
        (RuntimeError("a key, perhaps"), "unsure", 1),
    ],
)
def test_what_was_not_taken_is_sent_again_what_may_have_been_is_not(post, outcome, state, tries):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.talk.outcome = outcome

    for _ in range(9):
        post.work(5 * MINUTE)

    assert len(post.talk.sent) == tries
    assert post.notices() == [state]
    assert post.lines() == [("expiry", 30)], "the staff's line stays"
    assert not [error for error in post.rows(Job.last_error) if "perhaps" in error]


def test_who_dies_while_sending_is_followed_by_one_who_does_not_send_again(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.reminders.begin_round()
    while job := post.jobs.take("me", {REMIND: post.planner.lease}):
        post.jobs.finish(job, post.planner.run(job.subject, 1, post.moment))
    handler = post.handlers[KIND]
    job = post.jobs.take("dies", {KIND: handler.lease})
    handler.run(job.subject, job.attempts, post.moment)

    post.work(handler.lease + MINUTE)

    assert len(post.talk.sent) == 1
    assert post.notices() == ["unsure"]


def test_what_did_not_arrive_is_known_and_what_nobody_tells_stays_accepted(post):
    firm, other = post.seller(), post.seller()
    for one in (firm, other):
        post.agree(one)
    post.account(firm, ends=date(2026, 12, 10))
    post.talk.became = "undelivered"
    post.work()
    post.work(2 * MINUTE)
    post.talk.became = "waiting"
    post.account(other, ends=date(2026, 12, 10))
    for _ in range(5):
        post.work(8 * HOUR)

    assert post.notices() == ["accepted", "undelivered"]
    assert set(post.rows(Job.state)) == {"done"}


def test_a_consent_keeps_its_text_its_time_and_by_what_and_is_written_down(post):
    firm = post.seller()

    said = [
        post.consents.agree(firm, "email", "saved", "kim@example.com"),
        post.consents.agree(firm, "email", "saved", "kim@example.com"),
    ]
    given = post.consents.of(firm)["email"]
    post.leave(firm, "email")
    post.leave(firm)

    assert said == [True, False]
    assert (given.version, given.act, given.at, given.email) == (
        VERSION,
        "saved",
        TEN,
        "kim@example.com",
    )
    assert post.rows(MessageConsent.email) == [""], "no address is kept"
    assert post.rows(AuditEvent.kind) == ["messages.stopped", "messages.wanted"]
    assert post.rows(AuditEvent.detail) == [f"email {VERSION} my", f"email {VERSION} saved"]


def correct_phone(post, seller):
    desk = Sellers(post.engine, lambda: post.moment)
    desk.correct(replace(desk.firm(seller), phone="01099998888"), "m")


def merge(post, tmp_path, kept, other):
    key_file.create(tmp_path / "keys.json", NOON)
    keys = Keys(tmp_path / "keys.json", post.engine)
    Merging(post.engine, keys, lambda: post.moment).merge(kept, other, "m", keeps_sessions=False)


def test_a_phone_that_staff_changed_is_told_nothing_until_its_seller_agrees_for_it(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    correct_phone(post, firm)

    post.work()
    by_the_old_consent = list(post.talk.sent)
    post.agree(firm)
    post.account(firm, verdict="WRONG_KEY")
    post.work(HOUR)

    assert by_the_old_consent == []
    assert [(kind, to) for kind, to, *_ in post.talk.sent] == [("check", "01099998888")]
    assert post.rows(MessageConsent.phone) == ["01099998888"]


def test_a_phone_that_changes_in_the_night_is_told_in_the_morning_only_if_it_was_agreed_to(post):
    firm, other = post.seller(), post.seller()
    for one in (firm, other):
        post.agree(one)
        post.account(one, ends=date(2026, 12, 10))
    post.work(12 * HOUR)
    for one in (firm, other):
        correct_phone(post, one)
    post.agree(other)

    post.work(12 * HOUR)

    assert [to for _, to, *_ in post.talk.sent] == ["01099998888"]
    assert post.rows(Notice.reason) == ["", "consent"]


def test_a_consent_for_the_phone_of_a_seller_who_was_merged_is_none_for_the_other_phone(
    post, tmp_path
):
    kept, other = post.seller(), post.seller()
    post.agree(other)
    correct_phone(post, kept)

    merge(post, tmp_path, kept, other)
    post.account(kept, ends=date(2026, 12, 10))
    post.work()

    assert post.talk.sent == []
    assert post.notices() == []
    assert post.consents.of(kept)["talk"].phone == "01012345678"


def test_who_reads_one_number_does_not_agree_for_another(post):
    firm = post.seller()

    with pytest.raises(OutdatedError):
        post.consents.agree(firm, "talk", "my", "01099998888")

    assert post.rows(MessageConsent.channel) == []


@pytest.mark.parametrize("hours", [12, 23])
def test_what_waited_is_told_to_who_left_in_the_night_and_agrees_again(post, hours):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.work(11 * HOUR + 30 * MINUTE)
    post.leave(firm)
    post.work(timedelta(hours=hours) - 11 * HOUR - 30 * MINUTE)

    post.agree(firm)
    at_once = list(post.talk.sent)
    post.work(24 * HOUR - timedelta(hours=hours))

    assert at_once == []
    assert len(post.talk.sent) == 1
    assert post.notices() == ["accepted"]


def test_what_was_dropped_days_ago_is_not_told_to_who_agrees_again(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 20))
    post.work(11 * HOUR + 30 * MINUTE)
    post.leave(firm)
    post.work(3 * DAY)

    post.agree(firm)
    post.work(HOUR)

    assert post.talk.sent == []
    assert post.notices() == ["dropped"]


def test_staff_stop_what_goes_to_the_wrong_one_and_it_is_written_down_as_theirs(post):
    firm = post.seller()
    post.agree(firm)
    post.account(firm, ends=date(2026, 12, 10))
    post.work(12 * HOUR)

    said = [post.consents.leave(firm, "talk", "staff", "staff:m") for _ in range(2)]
    post.work(12 * HOUR)

    assert said == [True, False]
    assert post.talk.sent == []
    assert (post.consents.of(firm)["talk"].act, post.rows(MessageConsent.phone)) == ("staff", [""])
    assert post.rows(AuditEvent.actor) == [f"seller:{firm}", "staff:m"]
