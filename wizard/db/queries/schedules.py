"""What is to be published at a moment."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Schedule
from wizard.db.records import ScheduleRecord
from wizard.db.rows import every, first, select_record, values_of

_SCHEDULES = table(Schedule)
_EVERY = select_record(ScheduleRecord, _SCHEDULES)
WAITING, PUBLISHED, FAILED, CALLED_OFF = "waiting", "published", "failed", "called-off"
_UNREAD = (_SCHEDULES.c.state == FAILED) & _SCHEDULES.c.seen_at.is_(None)
_SHOWN = (_SCHEDULES.c.state == WAITING) | _UNREAD


def add(connection: Connection, record: ScheduleRecord) -> None:
    """Let a text wait; a constraint is broken if one of its name does."""
    connection.execute(insert(_SCHEDULES).values(**values_of(record)))


def schedule(connection: Connection, schedule_id: str) -> ScheduleRecord | None:
    """Find one by its id."""
    return first(connection, _EVERY.where(_SCHEDULES.c.id == schedule_id), ScheduleRecord)


def waiting_for(connection: Connection, mall: str) -> ScheduleRecord | None:
    """Give what waits of a text, if something does."""
    query = _EVERY.where(_SCHEDULES.c.mall == mall, _SCHEDULES.c.state == WAITING)
    return first(connection, query, ScheduleRecord)


def shown(connection: Connection) -> Sequence[ScheduleRecord]:
    """Give what waits, and what failed and nobody has read: the next first."""
    query = _EVERY.where(_SHOWN).order_by(_SCHEDULES.c.due_at, _SCHEDULES.c.id)
    return every(connection, query, ScheduleRecord)


def shown_ids(connection: Connection) -> Sequence[str]:
    """Give the ids of the same."""
    return connection.execute(select(_SCHEDULES.c.id).where(_SHOWN)).scalars().all()


def end(
    connection: Connection, schedule_id: str, state: str, now: datetime, reason: str = ""
) -> bool:
    """Let a text wait no more; say whether it did until now: of many who try, one ends it."""
    query = update(_SCHEDULES).where(_SCHEDULES.c.id == schedule_id, _SCHEDULES.c.state == WAITING)
    ended = query.values(state=state, reason=reason, ended_at=now)
    return connection.execute(ended).rowcount == 1


def note_read(connection: Connection, schedule_id: str, now: datetime) -> bool:
    """Note that an editor has read why one failed; say whether there was anything to read."""
    query = update(_SCHEDULES).where(_SCHEDULES.c.id == schedule_id, _UNREAD)
    return connection.execute(query.values(seen_at=now)).rowcount == 1
