"""오늘 할 일, as staff read it: one card a firm, those who wait for us first."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    FromClause,
    func,
    literal,
    or_,
    select,
    tuple_,
    union_all,
)

from wizard.db.engine import table
from wizard.db.models import Reminder, Request, Seller, Staff
from wizard.db.queries.reminders import CALLED, OPEN
from wizard.db.records import ReminderRecord
from wizard.db.rows import every, select_record

_REMINDERS = table(Reminder)
_SELLERS, _REQUESTS, _STAFF = table(Seller), table(Request), table(Staff)
MOST = 1000
"""Further nobody counts: a desk with more to do is told that it is more."""

MOST_OF_MALL = 5000
"""Of a mall with more than that no kind is counted: each row would be looked at."""

DeskPlace = tuple[int, datetime, str]
"""Where a page begins: the rank, the moment and the id of the line before."""


@dataclass(frozen=True)
class DeskLine:
    """A reminder as the staff's list shows it.

    Attributes:
        name, phone: of the firm, or of the reader who asked.
        email: of the member who called, or put it off; None if nobody has.
        assignee: the address of the member who has the request that it is about; None if nobody has.

    """

    reminder: ReminderRecord
    name: str
    phone: str
    email: str | None
    assignee: str | None = None


@dataclass(frozen=True)
class KindCount:
    """How many lines of one kind there are; `MOST` and one more if there are more than that."""

    kind: str
    total: int


@dataclass(frozen=True)
class DeskFilter:
    """Which lines: of one kind, in one mall, unless empty; those to call, put off, or called."""

    kind: str = ""
    mall: str = ""
    called: bool = False
    later: bool = False


_TAKER, _ENDER = _STAFF.alias("taker"), _STAFF.alias("ender")
_WHO = (
    func.coalesce(_SELLERS.c.name, _REQUESTS.c.name, "").label("name"),
    func.coalesce(_SELLERS.c.phone, _REQUESTS.c.phone, "").label("phone"),
    _ENDER.c.email,
    _TAKER.c.email.label("assignee"),
)
_ENDED_BY = func.coalesce(func.nullif(_REMINDERS.c.ended_by, ""), _REMINDERS.c.later_by)
_LINES = (
    select_record(ReminderRecord, _REMINDERS)
    .add_columns(*_WHO)
    .outerjoin_from(_REMINDERS, _SELLERS, _SELLERS.c.id == _REMINDERS.c.seller_id)
    .outerjoin(_REQUESTS, _REQUESTS.c.id == _REMINDERS.c.subject)
    .outerjoin(_TAKER, _TAKER.c.id == _REQUESTS.c.assignee)
    .outerjoin(_ENDER, literal("staff:") + _ENDER.c.id == _ENDED_BY)
)


def heads(
    connection: Connection,
    wanted: DeskFilter,
    now: datetime,
    after: DeskPlace | None,
    limit: int,
) -> Sequence[DeskLine]:
    """Give of each firm the line by which it is called first: part of the list, in its order."""
    mine, others = _REMINDERS, _REMINDERS.alias("others")
    is_before = _place_of(others) < _place_of(mine)
    of_firm = others.c.seller_id == mine.c.seller_id
    better = select(1).where(of_firm, *_due(others, now, wanted), is_before)
    query = _LINES.where(*_due(mine, now, wanted), ~better.exists())
    if after is not None:
        query = query.where(_place_of(mine) > _as_place(after))
    query = query.order_by(mine.c.rank, mine.c.due_at, mine.c.id).limit(limit)
    return every(connection, query, _line)


def of_firms(
    connection: Connection, seller_ids: Collection[str], now: datetime
) -> Sequence[DeskLine]:
    """Give every line to call of some firms, in the order of the list."""
    query = _LINES.where(_REMINDERS.c.seller_id.in_(list(seller_ids)), *_due(_REMINDERS, now))
    query = query.order_by(_REMINDERS.c.rank, _REMINDERS.c.due_at, _REMINDERS.c.id)
    return every(connection, query, _line)


def done(
    connection: Connection,
    wanted: DeskFilter,
    now: datetime,
    after: DeskPlace | None,
    limit: int,
) -> Sequence[DeskLine]:
    """Give part of what was called, the last first, or of what was put off, in the order it comes back."""
    own_id = _REMINDERS.c.id
    query = _LINES.where(*_alike(_REMINDERS, wanted))
    if wanted.called:
        at = _REMINDERS.c.ended_at
        query = query.where(_REMINDERS.c.state == CALLED).order_by(at.desc(), own_id.desc())
        is_further = tuple_(at, own_id) < _moment(after) if after else None
    else:
        at = _REMINDERS.c.later_until
        query = query.where(_REMINDERS.c.state == OPEN, at > now).order_by(at, own_id)
        is_further = tuple_(at, own_id) > _moment(after) if after else None
    query = query if is_further is None else query.where(is_further)
    return every(connection, query.limit(limit), _line)


def counts(connection: Connection, now: datetime, kinds: Collection[str]) -> Sequence[KindCount]:
    """Count the lines to call, by kind; none further than `MOST` and one."""
    parts = []
    for kind in kinds:
        own = _due(_REMINDERS, now, DeskFilter(kind))
        some = select(literal(1).label("one")).select_from(_REMINDERS).where(*own)
        counted = select(literal(kind), func.count())
        parts.append(counted.select_from(some.limit(MOST + 1).subquery()))
    return [one for one in every(connection, union_all(*parts), KindCount) if one.total]


def counts_of_mall(connection: Connection, now: datetime, mall: str) -> Sequence[KindCount] | None:
    """Count the lines to call of one mall, by kind; None if there are more than `MOST_OF_MALL` of it."""
    some = select(_REMINDERS.c.kind).where(*_due(_REMINDERS, now, DeskFilter(mall=mall)))
    first = some.limit(MOST_OF_MALL + 1).subquery()
    query = select(first.c.kind, func.count()).group_by(first.c.kind)
    found = every(connection, query, KindCount)
    return None if sum(one.total for one in found) > MOST_OF_MALL else found


def _due(
    lines: FromClause, now: datetime, wanted: DeskFilter | None = None
) -> list[ColumnElement[bool]]:
    """Say which lines are to be called now."""
    comes = or_(lines.c.later_until.is_(None), lines.c.later_until <= now)
    due = [lines.c.state == OPEN, lines.c.due_at <= now, comes]
    return due + (_alike(lines, wanted) if wanted else [])


def _alike(lines: FromClause, wanted: DeskFilter) -> list[ColumnElement[bool]]:
    found = {"kind": wanted.kind, "mall": wanted.mall}
    return [lines.c[name] == value for name, value in found.items() if value]


def _place_of(lines: FromClause) -> ColumnElement[Any]:
    return tuple_(lines.c.rank, lines.c.due_at, lines.c.id)


def _as_place(place: DeskPlace) -> ColumnElement[Any]:
    columns = (_REMINDERS.c.rank, _REMINDERS.c.due_at, _REMINDERS.c.id)
    return tuple_(*(literal(part, c.type) for part, c in zip(place, columns, strict=True)))


def _moment(place: DeskPlace) -> ColumnElement[Any]:
    at, own_id = _REMINDERS.c.due_at, _REMINDERS.c.id
    return tuple_(literal(place[1], at.type), literal(place[2], own_id.type))


def _line(*row: Any) -> DeskLine:
    return DeskLine(ReminderRecord(*row[:-4]), *row[-4:])
