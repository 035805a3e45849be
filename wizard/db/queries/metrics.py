"""How often each screen was shown, passed, left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Tally

_TALLIES = table(Tally)


@dataclass(frozen=True)
class Span:
    """Which tallies: since a day; of one mall and one revision, unless empty."""

    since: date
    mall: str = ""
    revision: str = ""


def add(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Add to what was counted before.

    Args:
        connection: in a transaction.
        rows: in the order of their keys: two who add at once then wait, and never for each other.

    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_TALLIES)
    total = _TALLIES.c["count"] + new.excluded["count"]
    keys = list(_TALLIES.primary_key)
    connection.execute(new.on_conflict_do_update(index_elements=keys, set_={"count": total}), rows)


def drop_before(connection: Connection, day: date) -> None:
    """Forget what was counted before a day."""
    connection.execute(delete(_TALLIES).where(_TALLIES.c.day < day))


def sums(connection: Connection, span: Span) -> Sequence[Row[Any]]:
    """Add up the days: (mall, step_id, what, total)."""
    kind = (_TALLIES.c.mall, _TALLIES.c.step_id, _TALLIES.c.what)
    total = func.sum(_TALLIES.c["count"]).label("total")
    query: Select[Any] = select(*kind, total).where(_within(span)).group_by(*kind)
    return connection.execute(query).all()


def revisions(connection: Connection, span: Span) -> Sequence[Row[Any]]:
    """Name the revisions that were counted, the newest first: (revision, first, last)."""
    first, last = func.min(_TALLIES.c.day), func.max(_TALLIES.c.day)
    query: Select[Any] = select(_TALLIES.c.revision, first.label("first"), last.label("last"))
    query = query.where(_within(span)).group_by(_TALLIES.c.revision)
    return connection.execute(query.order_by(last.desc(), first.desc())).all()


def _within(span: Span) -> ColumnElement[bool]:
    found = _TALLIES.c.day >= span.since
    if span.mall:
        found &= _TALLIES.c.mall == span.mall
    if span.revision:
        found &= _TALLIES.c.revision == span.revision
    return found
