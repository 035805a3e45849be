"""The staff."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Staff
from wizard.db.records import StaffRecord
from wizard.db.rows import every, first, select_record, values_of

_STAFF = table(Staff)
_MEMBERS = select_record(StaffRecord, _STAFF)


def add(connection: Connection, member: StaffRecord) -> None:
    """Add a member of staff."""
    connection.execute(insert(_STAFF), values_of(member))


def by_email(connection: Connection, email: str, *, lock: bool = False) -> StaffRecord | None:
    """Find a member by address; locked, wrong tries are counted one after another."""
    query = _MEMBERS.where(_STAFF.c.email == email)
    return first(connection, query.with_for_update() if lock else query, StaffRecord)


def member(connection: Connection, staff_id: str) -> StaffRecord | None:
    """Find a member."""
    return first(connection, _MEMBERS.where(_STAFF.c.id == staff_id), StaffRecord)


def everybody(connection: Connection) -> Sequence[StaffRecord]:
    """List the staff."""
    return every(connection, _MEMBERS.order_by(_STAFF.c.email), StaffRecord)


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Give the addresses of some members: id -> email."""
    query = select(_STAFF.c.id, _STAFF.c.email).where(_STAFF.c.id.in_(list(ids)))
    return {row.id: row.email for row in connection.execute(query)}


def suspend(connection: Connection, staff_id: str, at: datetime | None) -> None:
    """Suspend a member from a moment on; None lets them come again."""
    connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(suspended_at=at))


def note_tries(connection: Connection, member: StaffRecord) -> None:
    """Write down how a member's tries to come in stand: failures, lock and last code."""
    connection.execute(
        update(_STAFF)
        .where(_STAFF.c.id == member.id)
        .values(
            failures=member.failures,
            locked_until=member.locked_until,
            totp_step=member.totp_step,
        )
    )
