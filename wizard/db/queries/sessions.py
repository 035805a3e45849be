"""Who is signed in."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, func, insert, select

from wizard.db.engine import table
from wizard.db.models import Seller, Session, Staff

_SESSIONS, _SELLERS, _STAFF = table(Session), table(Seller), table(Staff)
_THIS = (_SESSIONS.c.digest == bindparam("digest")) & (
    _SESSIONS.c.expires_at > bindparam("moment", type_=_SESSIONS.c.expires_at.type)
)
_SELLER: Select[Any] = (
    select(_SELLERS.c.id, _SELLERS.c.name)
    .join(_SESSIONS, _SESSIONS.c.seller_id == _SELLERS.c.id)
    .where(_THIS)
)
_MEMBER: Select[Any] = (
    select(_STAFF.c.id, _STAFF.c.email, _STAFF.c.role)
    .join(_SESSIONS, _SESSIONS.c.staff_id == _STAFF.c.id)
    .where(_THIS, _STAFF.c.suspended_at.is_(None))
)


def add(connection: Connection, **values: Any) -> None:
    """Add a session."""
    connection.execute(insert(_SESSIONS), values)


def seller(connection: Connection, digest: str, now: datetime) -> Row[Any] | None:
    """Find the seller of a session that still holds: id and name."""
    return connection.execute(_SELLER, {"digest": digest, "moment": now}).first()


def hold(connection: Connection, digest: str, now: datetime) -> Row[Any] | None:
    """Find a seller's session: seller_id and link_id; nobody ends it until the transaction does."""
    query: Select[Any] = select(_SESSIONS.c.seller_id, _SESSIONS.c.link_id)
    query = query.where(_THIS, _SESSIONS.c.seller_id.is_not(None)).with_for_update()
    return connection.execute(query, {"digest": digest, "moment": now}).first()


def member(connection: Connection, digest: str, now: datetime) -> Row[Any] | None:
    """Find the member of staff of a session that still holds: id, email, role."""
    return connection.execute(_MEMBER, {"digest": digest, "moment": now}).first()


def drop(connection: Connection, digest: str) -> bool:
    """End one session; False if there was none."""
    return connection.execute(delete(_SESSIONS).where(_SESSIONS.c.digest == digest)).rowcount == 1


def drop_of_seller(connection: Connection, seller_id: str) -> None:
    """End every session of a seller."""
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.seller_id == seller_id))


def drop_of_staff(connection: Connection, staff_id: str) -> None:
    """End every session of a member of staff."""
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.staff_id == staff_id))


def drop_expired(connection: Connection, now: datetime) -> int:
    """Forget the sessions that hold no more."""
    return connection.execute(delete(_SESSIONS).where(_SESSIONS.c.expires_at <= now)).rowcount


def count_of_seller(connection: Connection, seller_id: str, now: datetime) -> int:
    """Count the browsers in which a seller is signed in."""
    mine = (_SESSIONS.c.seller_id == seller_id) & (_SESSIONS.c.expires_at > now)
    query = select(func.count()).select_from(_SESSIONS).where(mine)
    return connection.execute(query).scalar_one()
