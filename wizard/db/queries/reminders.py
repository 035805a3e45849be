"""Reminders: put once, listed for the staff, ended once."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, literal, select, tuple_, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Reminder, ReminderWalk
from wizard.db.records import ReminderRecord, WalkRecord
from wizard.db.rows import every, first, select_record, values_of

_REMINDERS, _WALKS = table(Reminder), table(ReminderWalk)
_EVERY = select_record(ReminderRecord, _REMINDERS)
_EVERY_WALK = select_record(WalkRecord, _WALKS)
OPEN, CALLED, OVER = "open", "called", "over"


def put(connection: Connection, found: Sequence[ReminderRecord]) -> None:
    """Add reminders; one that is there already is none, but its line comes back if it was over."""
    if not found:
        return
    dialect: Any = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    query = dialect.insert(_REMINDERS)
    query = query.on_conflict_do_update(
        index_elements=[_REMINDERS.c.cause],
        set_={"state": OPEN, "ended_at": None, "rank": query.excluded.rank},
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


def note_ranks(connection: Connection, ranks: Mapping[str, int]) -> None:
    """Write down whom to call first, by the id of the line."""
    for own_id, rank in ranks.items():
        connection.execute(update(_REMINDERS).where(_REMINDERS.c.id == own_id).values(rank=rank))


def note_rank_of(connection: Connection, subject: str, kind: str, rank: int) -> None:
    """Write down whom to call first, of the line of one kind that is about something."""
    own = (_REMINDERS.c.subject == subject, _REMINDERS.c.kind == kind)
    connection.execute(update(_REMINDERS).where(*own).values(rank=rank))


def held(connection: Connection, ids: Collection[str]) -> Sequence[ReminderRecord]:
    """Find reminders that nobody else ends until the transaction ends."""
    query = _EVERY.where(_REMINDERS.c.id.in_(list(ids))).order_by(_REMINDERS.c.id)
    return every(connection, query.with_for_update(), ReminderRecord)


def reminder(
    connection: Connection, reminder_id: str, *, lock: bool = False
) -> ReminderRecord | None:
    """Find a reminder; locked, nobody else ends it meanwhile."""
    query = _EVERY.where(_REMINDERS.c.id == reminder_id)
    return first(connection, query.with_for_update() if lock else query, ReminderRecord)


def note_end(connection: Connection, ended: ReminderRecord) -> None:
    """Write down how a reminder ended, or until when it was put off, or that it is open."""
    own = update(_REMINDERS).where(_REMINDERS.c.id == ended.id)
    names = ("state", "ended_at", "ended_by", "later_until", "later_by")
    connection.execute(own.values({name: getattr(ended, name) for name in names}))


def done_with(connection: Connection, done: ReminderRecord) -> Sequence[ReminderRecord]:
    """Find all that was called, or put off, by the same press as one of them."""
    alike = ("seller_id", "state", "ended_at", "ended_by", "later_until", "later_by")
    same = [_REMINDERS.c[name].is_not_distinct_from(getattr(done, name)) for name in alike]
    if done.seller_id is None:
        same = [_REMINDERS.c.id == done.id]
    return every(connection, _EVERY.where(*same).order_by(_REMINDERS.c.id), ReminderRecord)


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


def _at(place: tuple[datetime, str]) -> Any:
    at, own_id = _REMINDERS.c.due_at, _REMINDERS.c.id
    return tuple_(literal(place[0], at.type), literal(place[1], own_id.type))
