"""Whom to call, for the staff's first page: a firm for each cause, planned by the planner itself."""

from datetime import datetime, timedelta
from uuid import uuid4

from wizard.db.engine import writing
from wizard.db.queries import (
    accounts,
    checks,
    invitations,
    notices,
    progress,
    reminders,
    requests,
    sellers,
)
from wizard.db.records import (
    AccountRecord,
    CheckRecord,
    InvitationRecord,
    NoticeRecord,
    RequestRecord,
    RunRecord,
    SellerRecord,
)
from wizard.korean.calendar import in_korea
from wizard.reminding.causes import cause_of
from wizard.reminding.facts import KeyFact
from wizard.services.container import Services
from wizard.services.reminder_planning import KIND, ReminderPlanner, record_of
from wizard.services.reminders import Reminders, Wanted

DAY = timedelta(days=1)


def leave_lines(services: Services) -> str:
    """Let there be a line of each kind; give the id of the first one's reminder."""
    engine, now = services.reminders.engine, services.reminders.now()
    with writing(engine) as connection:
        who = [_seller(f"{name}상사", now) for name in ("만료", "거절", "멈춘", "초대받은")]
        for one in who:
            sellers.add(connection, one)
        ends, refused, stuck, invited = (one.id for one in who)
        key = _account(ends, now, days=12)
        other = _account(refused, now)
        for account in (key, other):
            accounts.add_account(connection, account)
        check = CheckRecord(other.id, now - DAY, now - DAY, "WRONG_KEY", since=now - DAY)
        checks.put(connection, check)
        progress.add(connection, _run(stuck, now - 4 * DAY))
        invitations.add(connection, _link(invited, now - 4 * DAY))
        requests.add_request(connection, _request(stuck, "answered", now - 2 * DAY))
        requests.add_request(connection, _request(None, "open", now - 2 * DAY))
    plan(services)
    lines, _ = Reminders(engine, services.reminders.now).page(Wanted(), None)
    return lines[0].reminder.id


def plan(services: Services) -> None:
    """Look through everything, as a runner would."""
    jobs = services.jobs
    planner = ReminderPlanner(jobs.engine, jobs.now)
    services.reminders.begin_round()
    while job := jobs.take("gallery", {KIND: planner.lease}):
        jobs.finish(job, planner.run(job.subject, job.attempts, jobs.now()))


def _seller(name: str, now: datetime) -> SellerRecord:
    return SellerRecord(uuid4().hex, name, "1248100998", "01098765432", "staff", now - 9 * DAY)


def _account(seller: str, now: datetime, days: int | None = None) -> AccountRecord:
    ends = None if days is None else in_korea(now) + days * DAY
    saved = now - 2 * DAY
    return AccountRecord(
        uuid4().hex, seller, "lotteon", "account", "", {}, uuid4().hex, ends, saved, saved
    )


def _run(seller: str, moved: datetime) -> RunRecord:
    return RunRecord(uuid4().hex, seller, "coupang", "", {}, ["keys"], "going", moved, moved)


def _link(seller: str, made: datetime) -> InvitationRecord:
    return InvitationRecord(
        uuid4().hex, seller, uuid4().hex, "staff:nobody", None, "", "", {}, made, made + 7 * DAY
    )


def _request(seller: str | None, state: str, at: datetime) -> RequestRecord:
    return RequestRecord(
        id=uuid4().hex,
        kind="help",
        state=state,
        created_at=at,
        updated_at=at,
        seller_id=seller,
        mall="coupang",
        step_id="keys",
        name="" if seller else "지나가던 분",
        phone="" if seller else "01012345678",
    )


def leave_told(services: Services, seller: str) -> None:
    """Let a seller have been told of a key by each channel, with another end each."""
    engine, now = services.reminders.engine, services.reminders.now()
    account = _account(seller, now, days=2)
    with writing(engine) as connection:
        accounts.add_account(connection, account)
    ends = account.expires_on or in_korea(now)
    cause = cause_of(KeyFact(account.id, seller, "lotteon", "account", ends), now)
    if cause is None:
        raise ValueError("a key that ends in two days is a cause")
    mine = record_of(cause, now)
    with writing(engine) as connection:
        reminders.put(connection, [mine])
        states = {"talk": "delivered", "email": "accepted"}
        made = [
            NoticeRecord(
                uuid4().hex, mine.id, seller, channel, "expiry", "lotteon", now, state, now, now
            )
            for channel, state in states.items()
        ]
        notices.add(connection, made)
