"""The staff."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, Row, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Staff

_STAFF = table(Staff)


def add(connection: Connection, **values: Any) -> None:
    """Add a member of staff."""
    connection.execute(insert(_STAFF), values)


def by_email(connection: Connection, email: str, *, lock: bool = False) -> Row[Any] | None:
    """Find a member by address; locked, wrong tries are counted one after another."""
    query = select(_STAFF).where(_STAFF.c.email == email)
    return connection.execute(query.with_for_update() if lock else query).first()


def member(connection: Connection, staff_id: str, *, lock: bool = False) -> Row[Any] | None:
    """Find a member; locked, nobody else changes them until the transaction ends."""
    query = select(_STAFF).where(_STAFF.c.id == staff_id)
    return connection.execute(query.with_for_update() if lock else query).first()


def able_admins(connection: Connection) -> set[str]:
    """Name the admins who can sign in; nobody else changes one until the transaction ends."""
    able = (_STAFF.c.suspended_at.is_(None)) & (_STAFF.c.password != "")
    query = select(_STAFF.c.id).where(_STAFF.c.role == "admin", able).order_by(_STAFF.c.id)
    return set(connection.execute(query.with_for_update()).scalars())


def everybody(connection: Connection) -> Sequence[Row[Any]]:
    """List the staff."""
    return connection.execute(select(_STAFF).order_by(_STAFF.c.email)).all()


def names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    """Give the addresses of some members: id -> email."""
    query = select(_STAFF.c.id, _STAFF.c.email).where(_STAFF.c.id.in_(list(ids)))
    return {row.id: row.email for row in connection.execute(query)}


def change(connection: Connection, staff_id: str, **values: Any) -> None:
    """Change a member."""
    connection.execute(update(_STAFF).where(_STAFF.c.id == staff_id).values(**values))
