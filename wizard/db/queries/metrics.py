"""How often each screen was shown, passed, left."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Connection, delete, func
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Tally
from wizard.db.records import TallyRecord
from wizard.db.rows import every, select_record, values_of

_TALLIES = table(Tally)


@dataclass(frozen=True)
class Span:
    """Which tallies: since a day; of one mall and one revision, unless empty."""

    since: date
    mall: str = ""
    revision: str = ""


@dataclass(frozen=True)
class StepTotal:
    """How often one thing happened at a step."""

    mall: str
    step_id: str
    what: str
    total: int


@dataclass(frozen=True)
class RevisionCount:
    """A revision of a guide, and the first and last day on which it was counted."""

    revision: str
    first: date
    last: date


_FIRST, _LAST = func.min(_TALLIES.c.day), func.max(_TALLIES.c.day)
_TOTALS = select_record(StepTotal, _TALLIES, total=func.sum(_TALLIES.c["count"]))
_REVISIONS = select_record(RevisionCount, _TALLIES, first=_FIRST, last=_LAST)


def add(connection: Connection, tallies: Sequence[TallyRecord]) -> None:
    """Add to what was counted before.

    Args:
        connection: in a transaction.
        tallies: in the order of their keys: two who add at once then wait, never for each other.

    """
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_TALLIES)
    total = _TALLIES.c["count"] + new.excluded["count"]
    merged = new.on_conflict_do_update(
        index_elements=list(_TALLIES.primary_key), set_={"count": total}
    )
    connection.execute(merged, [values_of(tally) for tally in tallies])


def drop_before(connection: Connection, day: date) -> None:
    """Forget what was counted before a day."""
    connection.execute(delete(_TALLIES).where(_TALLIES.c.day < day))


def sums(connection: Connection, span: Span) -> Sequence[StepTotal]:
    """Add up the days."""
    kind = (_TALLIES.c.mall, _TALLIES.c.step_id, _TALLIES.c.what)
    return every(connection, _TOTALS.where(_within(span)).group_by(*kind), StepTotal)


def revisions(connection: Connection, span: Span) -> Sequence[RevisionCount]:
    """Name the revisions that were counted, the newest first."""
    query = _REVISIONS.where(_within(span)).group_by(_TALLIES.c.revision)
    return every(connection, query.order_by(_LAST.desc(), _FIRST.desc()), RevisionCount)


def _within(span: Span) -> ColumnElement[bool]:
    found = _TALLIES.c.day >= span.since
    if span.mall:
        found &= _TALLIES.c.mall == span.mall
    if span.revision:
        found &= _TALLIES.c.revision == span.revision
    return found
