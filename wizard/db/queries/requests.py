"""Work for staff, and what was said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, func, insert, or_, select, tuple_, update

from wizard.db.engine import table
from wizard.db.models import Message, Opening, Request, Seller, Staff

_REQUESTS, _MESSAGES, _OPENINGS = table(Request), table(Message), table(Opening)
_SELLERS, _STAFF = table(Seller), table(Staff)
_ADD = insert(_REQUESTS)
AT_STEPS = ("help", "mismatch")
"""What anybody may ask for at a step."""


def add_request(connection: Connection, **values: Any) -> None:
    """Add one request for staff."""
    connection.execute(_ADD, values)


def requests(connection: Connection, account_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """List the requests about several accounts."""
    query = select(_REQUESTS).where(_REQUESTS.c.account_id.in_(list(account_ids)))
    return connection.execute(query).all()


def of_seller(connection: Connection, seller_id: str) -> Sequence[Row[Any]]:
    """List a seller's requests, newest first."""
    query = select(_REQUESTS).where(_REQUESTS.c.seller_id == seller_id)
    return connection.execute(query.order_by(_REQUESTS.c.created_at.desc())).all()


def request(connection: Connection, request_id: str, *, lock: bool = False) -> Row[Any] | None:
    """Find a request; locked, nobody else changes it until the transaction ends."""
    query = select(_REQUESTS).where(_REQUESTS.c.id == request_id)
    return connection.execute(query.with_for_update() if lock else query).first()


def change(connection: Connection, request_id: str, **values: Any) -> None:
    """Change a request."""
    connection.execute(update(_REQUESTS).where(_REQUESTS.c.id == request_id).values(**values))


@dataclass(frozen=True)
class Queue:
    """Which requests to list: in these states; of one kind and one member, unless empty."""

    states: tuple[str, ...]
    kind: str = ""
    assignee: str = ""


def queue(
    connection: Connection, wanted: Queue, after: tuple[datetime, str] | None, limit: int
) -> Sequence[Row[Any]]:
    """Give part of the queue, oldest first, each with the seller's name and who has taken it."""
    query: Select[Any] = (
        select(_REQUESTS, _SELLERS.c.name.label("firm"), _STAFF.c.email)
        .outerjoin(_SELLERS, _SELLERS.c.id == _REQUESTS.c.seller_id)
        .outerjoin(_STAFF, _STAFF.c.id == _REQUESTS.c.assignee)
        .where(_REQUESTS.c.state.in_(wanted.states))
        .order_by(_REQUESTS.c.created_at, _REQUESTS.c.id)
        .limit(limit)
    )
    if wanted.kind:
        query = query.where(_REQUESTS.c.kind == wanted.kind)
    if wanted.assignee:
        query = query.where(_REQUESTS.c.assignee == wanted.assignee)
    if after:
        query = query.where(tuple_(_REQUESTS.c.created_at, _REQUESTS.c.id) > after)
    return connection.execute(query).all()


def count_waiting(connection: Connection) -> int:
    """Count what nobody has taken yet."""
    query = select(func.count()).select_from(_REQUESTS).where(_REQUESTS.c.state == "open")
    return connection.execute(query).scalar_one()


def asked_at_steps(
    connection: Connection, since: datetime, mall: str, revision: str
) -> Sequence[Row[Any]]:
    """Count what was asked at each step since a moment: (mall, step_id, kind, total)."""
    what = (_REQUESTS.c.mall, _REQUESTS.c.step_id, _REQUESTS.c.kind)
    query = select(*what, func.count().label("total")).group_by(*what)
    query = query.where(_REQUESTS.c.created_at >= since, _REQUESTS.c.kind.in_(AT_STEPS))
    if mall:
        query = query.where(_REQUESTS.c.mall == mall)
    if revision:
        query = query.where(_REQUESTS.c.revision == revision)
    return connection.execute(query).all()


def waiting_for_link(connection: Connection, seller_id: str, phone: str) -> bool:
    """Say whether somebody already asked for a new link and has no answer yet."""
    who = or_(
        and_(_REQUESTS.c.seller_id == seller_id, _REQUESTS.c.seller_id.is_not(None)),
        and_(_REQUESTS.c.phone == phone, _REQUESTS.c.phone != ""),
    )
    query = select(1).where(_REQUESTS.c.kind == "link", _REQUESTS.c.state == "open", who)
    return connection.execute(query).first() is not None


def add_message(connection: Connection, **values: Any) -> None:
    """Add one thing said."""
    connection.execute(insert(_MESSAGES), values)


def messages(connection: Connection, request_id: str) -> Sequence[Row[Any]]:
    """Give a thread, oldest first."""
    query = select(_MESSAGES).where(_MESSAGES.c.request_id == request_id)
    return connection.execute(query.order_by(_MESSAGES.c.created_at, _MESSAGES.c.id)).all()


def add_opening(connection: Connection, **values: Any) -> None:
    """Write down for the seller that somebody looked at their secrets."""
    connection.execute(insert(_OPENINGS), values)


def openings(connection: Connection, seller_id: str) -> Sequence[Row[Any]]:
    """List who looked at a seller's secrets, newest first."""
    query = select(_OPENINGS).where(_OPENINGS.c.seller_id == seller_id)
    return connection.execute(query.order_by(_OPENINGS.c.opened_at.desc())).all()


def last_opening(connection: Connection, request_id: str, staff_id: str) -> Row[Any] | None:
    """Give the last time a member of staff opened secrets for a request."""
    query = select(_OPENINGS).where(
        _OPENINGS.c.request_id == request_id, _OPENINGS.c.staff_id == staff_id
    )
    return connection.execute(query.order_by(_OPENINGS.c.opened_at.desc()).limit(1)).first()
