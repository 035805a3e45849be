"""What happened, and the chain over it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, text

from wizard.db.engine import table
from wizard.db.models import AuditEvent, AuditSeal

_EVENTS, _SEALS = table(AuditEvent), table(AuditSeal)
_ADD = insert(_EVENTS)
_IS_SEALED = select(1).where(_SEALS.c.event_id == _EVENTS.c.id).exists()
_LOCK = 20211125
"""The number by which processes that seal at the same moment wait for one another."""


def add(connection: Connection, **values: Any) -> None:
    """Write down one event; nobody waits for anybody here."""
    connection.execute(_ADD, values)


def newest(connection: Connection) -> datetime | None:
    """Say when something was last written down."""
    query = select(_EVENTS.c.at).order_by(_EVENTS.c.id.desc()).limit(1)
    return connection.execute(query).scalar()


def lock(connection: Connection) -> None:
    """Be the only one who seals, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def last_seal(connection: Connection) -> Row[Any] | None:
    """Give the end of the chain."""
    query = select(_SEALS).order_by(_SEALS.c.position.desc()).limit(1)
    return connection.execute(query).first()


def unsealed(connection: Connection, after_id: int) -> Sequence[Row[Any]]:
    """Give the events that are not in the chain yet, of those with an id over `after_id`."""
    query = select(_EVENTS).where(_EVENTS.c.id > after_id, ~_IS_SEALED).order_by(_EVENTS.c.id)
    return connection.execute(query).all()


def add_seals(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Lengthen the chain."""
    if rows:
        connection.execute(insert(_SEALS), rows)


def sealed(connection: Connection, after: int, limit: int) -> Sequence[Row[Any]]:
    """Give part of the chain with its events, in order; an event that is gone has no id."""
    query = (
        select(_SEALS.c.position, _SEALS.c.event_id, _SEALS.c.digest, _EVENTS)
        .outerjoin(_EVENTS, _EVENTS.c.id == _SEALS.c.event_id)
        .where(_SEALS.c.position > after)
        .order_by(_SEALS.c.position)
        .limit(limit)
    )
    return connection.execute(query).all()


def events(
    connection: Connection, before_id: int | None, limit: int, seller_id: str = ""
) -> Sequence[Row[Any]]:
    """Give the newest events, or those before one."""
    query = select(_EVENTS).order_by(_EVENTS.c.id.desc()).limit(limit)
    if before_id is not None:
        query = query.where(_EVENTS.c.id < before_id)
    if seller_id:
        query = query.where(_EVENTS.c.seller_id == seller_id)
    return connection.execute(query).all()


def count(connection: Connection) -> int:
    """Count the events."""
    return connection.execute(select(func.count()).select_from(_EVENTS)).scalar_one()


def holds_digest(connection: Connection, digest: str) -> bool:
    """Say whether a digest that was noted somewhere still stands in the chain."""
    return connection.execute(select(1).where(_SEALS.c.digest == digest)).first() is not None
