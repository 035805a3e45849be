"""Looking for what happened: by kind, by who did it, by whom it was about, by when; newest first.

Each way has an index, and each kind is looked for by itself: a page is as quick among a million events as
among a hundred.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, Select, literal, literal_column, select, union_all

from wizard.db.engine import table
from wizard.db.models import AuditEvent, Request, Seller, Staff
from wizard.db.records import EventRecord
from wizard.db.rows import every, select_record

_EVENTS, _SELLERS, _REQUESTS = table(AuditEvent), table(Seller), table(Request)
_STAFF = table(Staff)
_EVERY = select_record(EventRecord, _EVENTS)
_SORTED: ColumnElement[int] = literal_column("+audit_event.id")
"""The number, in words by which no database takes its index for the order."""

SLACK = 10_000
"""Numbers are given in the order of time but for those that were given at one moment: so far is looked past a day's edge."""


@dataclass(frozen=True)
class Wanted:
    """Which events are looked for; what is left empty is not asked about.

    Attributes:
        kinds: one of these.
        actor: whoever did it, as it stands there.
        sellers: about one of these.
        subjects: done to one of these, where no seller is concerned.
        since: not before.
        until: before this moment.

    """

    kinds: tuple[str, ...] = ()
    actor: str = ""
    sellers: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def events(
    connection: Connection, wanted: Wanted, before_id: int | None, limit: int
) -> Sequence[EventRecord]:
    """Give the newest events that are wanted, or those before one."""
    bounds = list(_bounds(connection, wanted, before_id))
    parts = [_part(one, bounds, limit) for one in _each(wanted)]
    if len(parts) == 1:
        return every(connection, parts[0], EventRecord)
    found = union_all(*(select(part.subquery()) for part in parts)).subquery()
    query = select(found).order_by(found.c.id.desc()).limit(limit)
    rows = [EventRecord(*row) for row in connection.execute(query)]
    return list(dict.fromkeys(rows))


def untold(
    connection: Connection, staff_id: str, kinds: Sequence[str], limit: int
) -> Sequence[EventRecord]:
    """Give the newest events of some kinds that were done to a member since they were last told."""
    mine = (_EVENTS.c.subject == staff_id) & _EVENTS.c.seller_id.is_(None)
    query = (
        _EVERY.join(_STAFF, _STAFF.c.id == _EVENTS.c.subject)
        .where(mine, _EVENTS.c.id > _STAFF.c.told, _EVENTS.c.kind.in_(kinds))
        .order_by(_EVENTS.c.id.desc())
    )
    return every(connection, query.limit(limit), EventRecord)


def names_of_sellers(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """Give the names of those sellers who are still there."""
    query = select(_SELLERS.c.id, _SELLERS.c.name).where(_SELLERS.c.id.in_(list(ids)))
    return {row.id: row.name for row in connection.execute(query)}


def requests_made(connection: Connection, ids: Iterable[str]) -> Mapping[str, datetime]:
    """Say when those requests were made that are still there."""
    query = select(_REQUESTS.c.id, _REQUESTS.c.created_at).where(_REQUESTS.c.id.in_(list(ids)))
    return {row.id: row.created_at for row in connection.execute(query)}


def last_of_kind(connection: Connection, kind: str) -> EventRecord | None:
    """Give the last event of a kind."""
    found = events(connection, Wanted(kinds=(kind,)), None, 1)
    return found[0] if found else None


def _each(wanted: Wanted) -> Sequence[Wanted]:
    """Part what is wanted into questions that one index answers in order."""
    if wanted.sellers and wanted.subjects:
        return [replace(wanted, sellers=()), replace(wanted, subjects=())]
    if wanted.actor or wanted.sellers or wanted.subjects:
        return [wanted]
    return [replace(wanted, kinds=(kind,)) for kind in wanted.kinds] or [wanted]


def _part(wanted: Wanted, bounds: Sequence[ColumnElement[bool]], limit: int) -> Select[EventRecord]:
    query = _EVERY.where(*bounds).order_by(_EVENTS.c.id.desc()).limit(limit)
    if wanted.kinds:
        query = query.where(_EVENTS.c.kind.in_(wanted.kinds))
    if wanted.actor:
        query = query.where(_EVENTS.c.actor == wanted.actor)
    if wanted.subjects:
        query = query.where(_EVENTS.c.seller_id.is_(None), _EVENTS.c.subject.in_(wanted.subjects))
    if (
        wanted.sellers
    ):  # of one seller are few: found by the seller and then sorted, not met on the way
        about = query.where(_EVENTS.c.seller_id.in_(wanted.sellers))
        return about.order_by(None).order_by(_SORTED.desc())
    return query


def _bounds(
    connection: Connection, wanted: Wanted, before_id: int | None
) -> Iterable[ColumnElement[bool]]:
    """Say between which events to look: by moment, and by the numbers that were given then."""
    if before_id is not None:
        yield _EVENTS.c.id < before_id
    at, ids = _EVENTS.c.at, select(_EVENTS.c.id)
    if wanted.since:
        first = connection.execute(ids.where(at >= wanted.since).order_by(at).limit(1)).scalar()
        yield (at >= wanted.since)
        yield literal(False) if first is None else _EVENTS.c.id >= first - SLACK
    if wanted.until:
        last = connection.execute(
            ids.where(at < wanted.until).order_by(at.desc()).limit(1)
        ).scalar()
        yield (at < wanted.until)
        yield literal(False) if last is None else _EVENTS.c.id <= last + SLACK
