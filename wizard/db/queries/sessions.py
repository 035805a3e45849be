"""Who is signed in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Challenge, Seller, Session, SetupCode, Staff
from wizard.db.records import SessionRecord
from wizard.db.rows import every, first, select_record, values_of


@dataclass(frozen=True)
class SignedInSeller:
    """The seller of a session, and from when on they may see what is theirs."""

    id: str
    name: str
    sees_from: datetime | None


@dataclass(frozen=True)
class SignedInMember:
    """The member of staff of a session.

    Attributes:
        seen_at: when they last did something in it, or it began.
        expires_at: when it ends, whatever they do.

    """

    id: str
    email: str
    role: str
    seen_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class OpenSession:
    """A session of a member of staff, as it is shown to them."""

    digest: str
    browser: str
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True)
class HeldSession:
    """A seller's session that nobody ends until the transaction does."""

    seller_id: str
    link_id: str | None
    sees_from: datetime | None


_SESSIONS, _SELLERS, _STAFF = table(Session), table(Seller), table(Staff)
_THIS = (_SESSIONS.c.digest == bindparam("digest")) & (
    _SESSIONS.c.expires_at > bindparam("moment", type_=_SESSIONS.c.expires_at.type)
)
_SELLER = (
    select_record(SignedInSeller, _SELLERS, sees_from=_SESSIONS.c.sees_from)
    .join(_SESSIONS, _SESSIONS.c.seller_id == _SELLERS.c.id)
    .where(_THIS)
)
_SEEN = func.coalesce(_SESSIONS.c.seen_at, _SESSIONS.c.created_at, type_=_SESSIONS.c.seen_at.type)
_IS_AWAKE = bindparam("rested", type_=_SESSIONS.c.seen_at.type) < _SEEN
_MEMBER = (
    select_record(SignedInMember, _STAFF, seen_at=_SEEN, expires_at=_SESSIONS.c.expires_at)
    .join(_SESSIONS, _SESSIONS.c.staff_id == _STAFF.c.id)
    .where(_THIS, _IS_AWAKE, _STAFF.c.suspended_at.is_(None))
)
_OPEN = (
    select_record(OpenSession, _SESSIONS, seen_at=_SEEN)
    .where(
        _SESSIONS.c.staff_id == bindparam("staff_id"),
        _SESSIONS.c.expires_at > bindparam("moment", type_=_SESSIONS.c.expires_at.type),
        _IS_AWAKE,
    )
    .order_by(_SEEN.desc(), _SESSIONS.c.digest)
)
_HELD = (
    select_record(HeldSession, _SESSIONS)
    .where(_THIS, _SESSIONS.c.seller_id.is_not(None))
    .with_for_update()
)
_ADD = insert(_SESSIONS)
_IS_THERE = select(1).where(_SESSIONS.c.digest == bindparam("digest"))


def add(connection: Connection, session: SessionRecord) -> None:
    """Add a session."""
    connection.execute(_ADD, values_of(session))


def seller(connection: Connection, digest: str, now: datetime) -> SignedInSeller | None:
    """Find the seller of a session that still holds."""
    return first(connection, _SELLER, SignedInSeller, {"digest": digest, "moment": now})


def hold(connection: Connection, digest: str, now: datetime) -> HeldSession | None:
    """Find a seller's session that still holds; nobody ends it until the transaction does."""
    return first(connection, _HELD, HeldSession, {"digest": digest, "moment": now})


def member(connection: Connection, digest: str, now: datetime, rested: datetime) -> SignedInMember | None:  # fmt: skip
    """Find the member of staff of a session that still holds, and was not at rest since then."""
    values = {"digest": digest, "moment": now, "rested": rested}
    return first(connection, _MEMBER, SignedInMember, values)


def of_member(connection: Connection, staff_id: str, now: datetime, rested: datetime) -> Sequence[OpenSession]:  # fmt: skip
    """List the sessions of a member of staff that still hold, the last used first."""
    values = {"staff_id": staff_id, "moment": now, "rested": rested}
    return every(connection, _OPEN, OpenSession, values)


def note_seen(connection: Connection, digest: str, now: datetime) -> None:
    """Note that something was done in a session."""
    connection.execute(update(_SESSIONS).where(_SESSIONS.c.digest == digest).values(seen_at=now))


def is_there(connection: Connection, digest: str) -> bool:
    """Say whether a session is stored, over or not."""
    return connection.execute(_IS_THERE, {"digest": digest}).first() is not None


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


def end_all(connection: Connection) -> None:
    """End every session, and take back every code by which one may begin."""
    for entity in (Session, SetupCode, Challenge):
        connection.execute(delete(table(entity)))
