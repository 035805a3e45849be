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
    """Find a member by address; locked, wrong tries are judged one after another."""
    query = _MEMBERS.where(_STAFF.c.email == email)
    return first(connection, query.with_for_update() if lock else query, StaffRecord)


def member(connection: Connection, staff_id: str, *, lock: bool = False) -> StaffRecord | None:
    """Find a member; locked, nobody else changes them until the transaction ends."""
    query = _MEMBERS.where(_STAFF.c.id == staff_id)
    return first(connection, query.with_for_update() if lock else query, StaffRecord)


def able_admins(connection: Connection) -> set[str]:
    """Name the admins who can sign in; nobody else changes one until the transaction ends."""
    able = (_STAFF.c.suspended_at.is_(None)) & (_STAFF.c.password != "")
    query = select(_STAFF.c.id).where(_STAFF.c.role == "admin", able).order_by(_STAFF.c.id)
    return set(connection.execute(query.with_for_update()).scalars())


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


def change_role(connection: Connection, staff_id: str, role: str) -> None:
    """Give a member another role."""
    connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(role=role))


def change_password(connection: Connection, staff_id: str, digest: str) -> None:
    """Give a member another password."""
    connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(password=digest))


def note_told(connection: Connection, staff_id: str, up_to: int) -> None:
    """Note up to which event a member knows what was done to their sign-in; it never goes back."""
    behind = (_STAFF.c.id == staff_id) & (_STAFF.c.told < up_to)
    connection.execute(update(_STAFF).where(behind).values(told=up_to))


def reset(connection: Connection, staff_id: str, totp: str) -> None:
    """Take a member's password away, and give their authenticator app another secret."""
    mine = update(_STAFF).where(_STAFF.c.id == staff_id)
    connection.execute(mine.values(password="", totp=totp))
