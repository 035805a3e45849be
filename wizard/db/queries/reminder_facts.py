"""The facts that somebody may have to be reminded of: looked through by source, or asked for by id.

Each source reads one index from a place on, so that a batch costs the same wherever it begins.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    func,
    literal,
    select,
    tuple_,
)

from wizard.db.engine import table
from wizard.db.models import (
    Account,
    AccountCheck,
    Invitation,
    Registration,
    Request,
    Run,
)
from wizard.db.queries.request_waits import waits_since
from wizard.db.rows import every, select_record
from wizard.korean.calendar import in_korea
from wizard.reminding import causes
from wizard.reminding.facts import (
    CheckFact,
    Fact,
    InvitationFact,
    KeyFact,
    RequestFact,
    ReturnFact,
    RunFact,
    UnfinishedFact,
    WaitFact,
)
from wizard.verdicts.classes import REFUSED

_ACCOUNTS, _CHECKS, _REQUESTS = table(Account), table(AccountCheck), table(Request)
_LINKS, _RUNS, _REGISTRATIONS = table(Invitation), table(Run), table(Registration)
BACK = timedelta(days=14)
"""What is older when it is first looked at is history."""

Moments = Callable[[datetime], list[ColumnElement[bool]]]
Place = tuple[datetime | date, str]


@dataclass(frozen=True)
class Source:
    """One table of facts.

    Attributes:
        query: selects them all.
        found: what is looked through at a moment.
        key, own_id: the index by which it is.

    """

    fact: Callable[..., Fact]
    query: Select[Any]
    found: Moments
    key: ColumnElement[Any]
    own_id: ColumnElement[str]


def batch(
    connection: Connection, source: str, now: datetime, after: Place | None, limit: int
) -> list[tuple[Place, Fact]]:
    """Give the next facts of a source, each with its place."""
    of = SOURCES[source]
    query = of.query.add_columns(of.key.label("at")).where(*of.found(now))
    if after is not None:
        at = tuple_(literal(after[0], of.key.type), literal(after[1], of.own_id.type))
        query = query.where(tuple_(of.key, of.own_id) > at)
    rows = connection.execute(query.order_by(of.key, of.own_id).limit(limit))
    return [((row[-1], row[0]), of.fact(*row[:-1])) for row in rows]


def of_kind(connection: Connection, kind: str, subjects: Collection[str]) -> Sequence[Fact]:
    """Give what is known now of several subjects of one kind of reminder."""
    of = SOURCES[_SOURCE_OF[kind]]
    return every(connection, of.query.where(of.own_id.in_(list(subjects))), of.fact)


def reads_days(source: str) -> bool:
    """Say whether a source's places are days, not moments."""
    return source == "keys"


def _keys() -> Source:
    query = select_record(KeyFact, _ACCOUNTS, subject=_ACCOUNTS.c.id)
    query = query.where(_ACCOUNTS.c.expires_on.is_not(None))
    return Source(KeyFact, query, _near, _ACCOUNTS.c.expires_on, _ACCOUNTS.c.id)


def _near(now: datetime) -> list[ColumnElement[bool]]:
    today, ends = in_korea(now), _ACCOUNTS.c.expires_on
    return [ends >= today - BACK, ends <= today + timedelta(days=max(causes.KEY_DAYS))]


def _checks(verdict: str) -> Source:
    step = func.coalesce(func.nullif(_CHECKS.c.step, ""), _ACCOUNTS.c.step_id)
    query = select_record(
        CheckFact,
        _CHECKS,
        subject=_CHECKS.c.account_id,
        seller_id=_ACCOUNTS.c.seller_id,
        mall=_ACCOUNTS.c.mall,
        step_id=step,
    ).join(_ACCOUNTS, _ACCOUNTS.c.id == _CHECKS.c.account_id)

    def found(now: datetime) -> list[ColumnElement[bool]]:
        return [_CHECKS.c.verdict == verdict, _CHECKS.c.since >= now - BACK]

    return Source(CheckFact, query, found, _CHECKS.c.since, _CHECKS.c.account_id)


def _requests(state: str) -> Source:
    moved_at: ColumnElement[datetime] = _REQUESTS.c.updated_at
    if state != "answered":
        moved_at = waits_since()
    query = select_record(RequestFact, _REQUESTS, subject=_REQUESTS.c.id, moved_at=moved_at)

    def found(now: datetime) -> list[ColumnElement[bool]]:
        lately = [_REQUESTS.c.updated_at >= now - BACK] if state == "answered" else []
        return [_REQUESTS.c.state == state, *lately]

    return Source(RequestFact, query, found, _REQUESTS.c.created_at, _REQUESTS.c.id)


def _returns() -> Source:
    def found(now: datetime) -> list[ColumnElement[bool]]:
        decided = _REGISTRATIONS.c.decided_at >= now - BACK
        return [_REGISTRATIONS.c.state == "returned", decided]

    return _of_registrations(ReturnFact, found)


def _unfinished() -> Source:
    def found(now: datetime) -> list[ColumnElement[bool]]:
        until, saved = now - timedelta(days=causes.UNFINISHED_DAYS), _REGISTRATIONS.c.asked_at
        return [_REGISTRATIONS.c.state == "unfinished", saved >= now - BACK, saved <= until]

    return _of_registrations(UnfinishedFact, found, saved_at=_REGISTRATIONS.c.asked_at)


def _of_registrations(fact: type[Fact], found: Moments, **more: ColumnElement[datetime]) -> Source:
    """Look through how accounts stand, in the order in which they were saved."""
    query = select_record(
        fact,
        _REGISTRATIONS,
        subject=_REGISTRATIONS.c.account_id,
        seller_id=_ACCOUNTS.c.seller_id,
        mall=_ACCOUNTS.c.mall,
        step_id=_ACCOUNTS.c.step_id,
        **more,
    ).join(_ACCOUNTS, _ACCOUNTS.c.id == _REGISTRATIONS.c.account_id)
    key, own_id = _REGISTRATIONS.c.asked_at, _REGISTRATIONS.c.account_id
    return Source(fact, query, found, key, own_id)


def _links() -> Source:
    others = _LINKS.alias("others")
    of_seller = others.c.seller_id == _LINKS.c.seller_id
    is_newer = others.c.created_at > _LINKS.c.created_at
    supplanted = select(1).where(of_seller, is_newer | others.c.started_at.is_not(None)).exists()
    opened_at = func.coalesce(_LINKS.c.opened_at, _LINKS.c.started_at, _LINKS.c.revoked_at)
    query = select_record(
        InvitationFact,
        _LINKS,
        subject=_LINKS.c.id,
        made_at=_LINKS.c.created_at,
        opened_at=opened_at,
    ).where(_LINKS.c.made_by.startswith("staff:"), ~supplanted)

    def found(now: datetime) -> list[ColumnElement[bool]]:
        until = now - timedelta(days=causes.UNOPENED_DAYS)
        return [_LINKS.c.created_at >= now - BACK, _LINKS.c.created_at <= until]

    return Source(InvitationFact, query, found, _LINKS.c.created_at, _LINKS.c.id)


def _runs() -> Source:
    query = select_record(
        RunFact,
        _RUNS,
        subject=_RUNS.c.id,
        step_id=literal(""),
        moved_at=_RUNS.c.updated_at,
    )

    def found(now: datetime) -> list[ColumnElement[bool]]:
        until = now - timedelta(days=min(causes.STUCK_DAYS))
        moved = _RUNS.c.updated_at
        return [_RUNS.c.state == "going", moved >= now - BACK, moved <= until]

    return Source(RunFact, query, found, _RUNS.c.updated_at, _RUNS.c.id)


def _waits() -> Source:
    query = select_record(
        WaitFact,
        _RUNS,
        subject=_RUNS.c.id,
        step_id=literal(""),
        moved_at=_RUNS.c.updated_at,
    )

    def found(now: datetime) -> list[ColumnElement[bool]]:
        over = _RUNS.c.waits_until
        return [over >= now - BACK, over <= now]

    return Source(WaitFact, query, found, _RUNS.c.waits_until, _RUNS.c.id)


SOURCES: Mapping[str, Source] = {
    "keys": _keys(),
    **{f"check {one}"[:20]: _checks(one) for one in sorted(REFUSED)},
    **{state: _requests(state) for state in ("open", "taken", "answered")},
    "returned": _returns(),
    "unfinished": _unfinished(),
    "links": _links(),
    "runs": _runs(),
    "waits": _waits(),
}
"""By name, in the order in which they are looked through."""

_SOURCE_OF = {
    causes.EXPIRY: "keys",
    causes.CHECK: "check AMBIGUOUS",
    causes.RETURNED: "returned",
    causes.ANSWER: "answered",
    causes.REQUEST: "open",
    causes.INVITATION: "links",
    causes.STUCK: "runs",
    causes.WAIT: "waits",
    causes.UNFINISHED: "unfinished",
}
"""Which source knows the facts of a kind, by id: whatever their state."""
