"""Reminders: put once, listed for the staff, ended once."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, func, literal, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Reminder, ReminderWalk, Request, Seller, Staff
from wizard.db.records import ReminderRecord, WalkRecord
from wizard.db.rows import every, first, select_record, values_of

_REMINDERS, _WALKS = table(Reminder), table(ReminderWalk)
_SELLERS, _REQUESTS, _STAFF = table(Seller), table(Request), table(Staff)
_EVERY = select_record(ReminderRecord, _REMINDERS)
_EVERY_WALK = select_record(WalkRecord, _WALKS)
OPEN, CALLED, OVER = "open", "called", "over"


@dataclass(frozen=True)
class DeskLine:
    """A reminder as the staff's list shows it.

    Attributes:
        name, phone: of the firm, or of the reader who asked.
        email: of the member who called; None if nobody has.

    """

    reminder: ReminderRecord
    name: str
    phone: str
    email: str | None


@dataclass(frozen=True)
class KindCount:
    """How many lines of one kind there are."""

    kind: str
    total: int


@dataclass(frozen=True)
class DeskFilter:
    """Which lines: of one kind, in one mall, unless empty; those that were called, or those to call."""

    kind: str = ""
    mall: str = ""
    called: bool = False


_WHO = (
    func.coalesce(_SELLERS.c.name, _REQUESTS.c.name, "").label("name"),
    func.coalesce(_SELLERS.c.phone, _REQUESTS.c.phone, "").label("phone"),
    _STAFF.c.email,
)
_LINES = (
    _EVERY.add_columns(*_WHO)
    .outerjoin_from(_REMINDERS, _SELLERS, _SELLERS.c.id == _REMINDERS.c.seller_id)
    .outerjoin(
        _REQUESTS,
        (_REQUESTS.c.id == _REMINDERS.c.subject) & _REMINDERS.c.seller_id.is_(None),
    )
    .outerjoin(_STAFF, literal("staff:") + _STAFF.c.id == _REMINDERS.c.ended_by)
)


def put(connection: Connection, found: Sequence[ReminderRecord]) -> None:
    """Add reminders; one that is there already is none, but its line comes back if it was over."""
    if not found:
        return
    dialect: Any = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    query = dialect.insert(_REMINDERS).on_conflict_do_update(
        index_elements=[_REMINDERS.c.cause],
        set_={"state": OPEN, "ended_at": None},
        where=_REMINDERS.c.state == OVER,
    )
    connection.execute(query, [values_of(one) for one in found])


def known(connection: Connection, causes: Collection[str]) -> frozenset[str]:
    """Name those of some causes whose lines are there, and not over by themselves."""
    query = select(_REMINDERS.c.cause).where(
        _REMINDERS.c.cause.in_(list(causes)), _REMINDERS.c.state != OVER
    )
    return frozenset(connection.scalars(query))


def open_lines(
    connection: Connection, after: tuple[datetime, str] | None, limit: int
) -> Sequence[ReminderRecord]:
    """Give open reminders, those due first coming first."""
    query = _EVERY.where(_REMINDERS.c.state == OPEN)
    if after is not None:
        query = query.where(tuple_(_REMINDERS.c.due_at, _REMINDERS.c.id) > _at(after))
    query = query.order_by(_REMINDERS.c.due_at, _REMINDERS.c.id).limit(limit)
    return every(connection, query, ReminderRecord)


def end_over(connection: Connection, reminder_ids: Collection[str], now: datetime) -> None:
    """End reminders whose cause is gone."""
    query = update(_REMINDERS).where(_REMINDERS.c.id.in_(list(reminder_ids)))
    query = query.where(_REMINDERS.c.state == OPEN)
    connection.execute(query.values(state=OVER, ended_at=now, ended_by=""))


def reminder(
    connection: Connection, reminder_id: str, *, lock: bool = False
) -> ReminderRecord | None:
    """Find a reminder; locked, nobody else ends it meanwhile."""
    query = _EVERY.where(_REMINDERS.c.id == reminder_id)
    return first(connection, query.with_for_update() if lock else query, ReminderRecord)


def note_end(connection: Connection, ended: ReminderRecord) -> None:
    """Write down how a reminder ended, or that it has not."""
    own = update(_REMINDERS).where(_REMINDERS.c.id == ended.id)
    values = {"state": ended.state, "ended_at": ended.ended_at, "ended_by": ended.ended_by}
    connection.execute(own.values(values))


def desk(
    connection: Connection,
    wanted: DeskFilter,
    now: datetime,
    after: tuple[datetime, str] | None,
    limit: int,
) -> Sequence[DeskLine]:
    """Give part of the staff's list: what is due longest first, or what was called last."""
    query = _wanted(_LINES, wanted)
    own_id = _REMINDERS.c.id
    if wanted.called:
        place = tuple_(_REMINDERS.c.ended_at, own_id)
        query = query.where(_REMINDERS.c.state == CALLED)
        query = query.order_by(_REMINDERS.c.ended_at.desc(), own_id.desc())
        is_further = place < _at(after) if after else None
    else:
        place = tuple_(_REMINDERS.c.due_at, own_id)
        query = query.where(_REMINDERS.c.state == OPEN, _REMINDERS.c.due_at <= now)
        query = query.order_by(_REMINDERS.c.due_at, own_id)
        is_further = place > _at(after) if after else None
    if is_further is not None:
        query = query.where(is_further)
    return every(connection, query.limit(limit), _line)


def counts(connection: Connection, now: datetime) -> Sequence[KindCount]:
    """Count the lines to call, by kind."""
    due = (_REMINDERS.c.state == OPEN, _REMINDERS.c.due_at <= now)
    query = select(_REMINDERS.c.kind, func.count()).where(*due).group_by(_REMINDERS.c.kind)
    return every(connection, query, KindCount)


def of_seller(connection: Connection, seller_id: str) -> Sequence[ReminderRecord]:
    """List a seller's reminders, newest first."""
    query = _EVERY.where(_REMINDERS.c.seller_id == seller_id)
    return every(connection, query.order_by(_REMINDERS.c.due_at.desc()), ReminderRecord)


def walks(connection: Connection) -> Sequence[WalkRecord]:
    """Tell how far each source was looked through."""
    return every(connection, _EVERY_WALK, WalkRecord)


def note_walk(connection: Connection, walk: WalkRecord) -> None:
    """Write down how far a source was looked through."""
    dialect: Any = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    query = dialect.insert(_WALKS)
    rest = {name: query.excluded[name] for name in ("round_at", "place", "ended_at")}
    query = query.on_conflict_do_update(index_elements=[_WALKS.c.source], set_=rest)
    connection.execute(query, values_of(walk))


def _wanted(query: Select[Any], wanted: DeskFilter) -> Select[Any]:
    if wanted.kind:
        query = query.where(_REMINDERS.c.kind == wanted.kind)
    if wanted.mall:
        query = query.where(_REMINDERS.c.mall == wanted.mall)
    return query


def _at(place: tuple[datetime, str]) -> Any:
    at, own_id = _REMINDERS.c.due_at, _REMINDERS.c.id
    return tuple_(literal(place[0], at.type), literal(place[1], own_id.type))


def _line(*row: Any) -> DeskLine:
    return DeskLine(ReminderRecord(*row[:-3]), *row[-3:])
