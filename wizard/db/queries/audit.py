"""What happened, and the chain over it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, insert, select, text

from wizard.db.engine import table
from wizard.db.models import AuditEvent, AuditSeal
from wizard.db.records import EventRecord, NewEvent, SealRecord
from wizard.db.rows import every, first, select_record, values_of

_EVENTS, _SEALS = table(AuditEvent), table(AuditSeal)
_ADD = insert(_EVENTS)
_EVERY_EVENT, _EVERY_SEAL = select_record(EventRecord, _EVENTS), select_record(SealRecord, _SEALS)
_CHAIN = _EVERY_SEAL.add_columns(*_EVERY_EVENT.selected_columns)
_IS_SEALED = select(1).where(_SEALS.c.event_id == _EVENTS.c.id).exists()
_LOCK = 20211125
"""The number by which processes that seal at the same moment wait for one another."""


@dataclass(frozen=True)
class SealedEvent:
    """A place in the chain with its event; None if that is gone."""

    seal: SealRecord
    event: EventRecord | None


def add(connection: Connection, event: NewEvent) -> None:
    """Write down one event; nobody waits for anybody here."""
    connection.execute(_ADD, values_of(event))


def newest(connection: Connection) -> datetime | None:
    """Say when something was last written down."""
    query = select(_EVENTS.c.at).order_by(_EVENTS.c.id.desc()).limit(1)
    return connection.execute(query).scalar()


def newest_of(connection: Connection, kind: str, after: int = 0) -> datetime | None:
    """Say when something of a kind was last written down; looks back until it finds one, or to an id."""
    of_kind = (_EVENTS.c.kind == kind, _EVENTS.c.id > after)
    query = select(_EVENTS.c.at).where(*of_kind).order_by(_EVENTS.c.id.desc())
    return connection.execute(query.limit(1)).scalar()


def moments(connection: Connection, kind: str, seller_id: str, by: str) -> Sequence[datetime]:
    """Give when actors of one sort did something to a seller, newest first."""
    of = (_EVENTS.c.kind == kind, _EVENTS.c.seller_id == seller_id, _EVENTS.c.actor.startswith(by))
    query = select(_EVENTS.c.at).where(*of).order_by(_EVENTS.c.id.desc())
    return connection.execute(query).scalars().all()


def subjects(connection: Connection, kind: str, details: Iterable[str]) -> Mapping[str, str]:
    """Say to what something of a kind was done, by the details that were written down with it."""
    of = (_EVENTS.c.kind == kind, _EVENTS.c.detail.in_(sorted(details)))
    query = select(_EVENTS.c.detail, _EVENTS.c.subject).where(*of).order_by(_EVENTS.c.id)
    return {row.detail: row.subject for row in connection.execute(query)}


def last_id(connection: Connection) -> int:
    """Give the highest id that was given; 0 if nothing was written down yet."""
    found: int | None = connection.execute(select(func.max(_EVENTS.c.id))).scalar()
    return found or 0


def lock(connection: Connection) -> None:
    """Be the only one who seals, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def last_seal(connection: Connection) -> SealRecord | None:
    """Give the end of the chain."""
    query = _EVERY_SEAL.order_by(_SEALS.c.position.desc()).limit(1)
    return first(connection, query, SealRecord)


def unsealed(connection: Connection, after_id: int) -> Sequence[EventRecord]:
    """Give the events that are not in the chain yet, of those with an id over `after_id`."""
    query = _EVERY_EVENT.where(_EVENTS.c.id > after_id, ~_IS_SEALED).order_by(_EVENTS.c.id)
    return every(connection, query, EventRecord)


def add_seals(connection: Connection, seals: Sequence[SealRecord]) -> None:
    """Lengthen the chain."""
    if seals:
        connection.execute(insert(_SEALS), [values_of(seal) for seal in seals])


def sealed(connection: Connection, after: int, limit: int) -> Sequence[SealedEvent]:
    """Give part of the chain with its events, in order."""
    query = (
        _CHAIN.outerjoin_from(_SEALS, _EVENTS, _EVENTS.c.id == _SEALS.c.event_id)
        .where(_SEALS.c.position > after)
        .order_by(_SEALS.c.position)
        .limit(limit)
    )
    return every(connection, query, _sealed_event)


def _sealed_event(position: int, event_id: int, digest: str, *event: Any) -> SealedEvent:
    """Make a place in the chain of its row; of an event that is gone all columns are empty."""
    found = None if event[0] is None else EventRecord(*event)
    return SealedEvent(SealRecord(position, event_id, digest), found)


def events(
    connection: Connection, before_id: int | None, limit: int, seller_id: str = ""
) -> Sequence[EventRecord]:
    """Give the newest events, or those before one."""
    query = _EVERY_EVENT.order_by(_EVENTS.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(_EVENTS.c.id < before_id)
    if seller_id:
        query = query.where(_EVENTS.c.seller_id == seller_id)
    return every(connection, query, EventRecord)


def holds_digest(connection: Connection, digest: str) -> bool:
    """Say whether a digest that was noted somewhere still stands in the chain."""
    return connection.execute(select(1).where(_SEALS.c.digest == digest)).first() is not None
