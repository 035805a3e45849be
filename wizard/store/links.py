"""Invitations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from wizard.models import Link, Seller, Session
from wizard.store.connection import table

_LINKS, _SELLERS, _SESSIONS = table(Link), table(Seller), table(Session)


def add(connection: Connection, **values: Any) -> None:
    """Add a link."""
    connection.execute(insert(_LINKS), values)


def by_digest(connection: Connection, digest: str, *, lock: bool = False) -> Row[Any] | None:
    """Find a link and its seller's number; locked, its tries are counted one after another."""
    query = (
        select(_LINKS, _SELLERS.c.business_number)
        .join(_SELLERS, _SELLERS.c.id == _LINKS.c.seller_id)
        .where(_LINKS.c.digest == digest)
    )
    return connection.execute(query.with_for_update(of=_LINKS) if lock else query).first()


def link(connection: Connection, link_id: str) -> Row[Any] | None:
    """Find a link."""
    return connection.execute(select(_LINKS).where(_LINKS.c.id == link_id)).first()


def of_seller(connection: Connection, seller_id: str) -> Sequence[Row[Any]]:
    """List a seller's links, newest first."""
    query = select(_LINKS).where(_LINKS.c.seller_id == seller_id)
    return connection.execute(query.order_by(_LINKS.c.created_at.desc())).all()


def change(connection: Connection, link_id: str, **values: Any) -> None:
    """Change a link."""
    connection.execute(update(_LINKS).where(_LINKS.c.id == link_id).values(**values))


def revoke(connection: Connection, link_id: str, now: datetime) -> bool:
    """Take a link back with every session that came by it; False if it was taken back before."""
    changed = connection.execute(
        update(_LINKS)
        .where(_LINKS.c.id == link_id, _LINKS.c.revoked_at.is_(None))
        .values(revoked_at=now)
    )
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.link_id == link_id))
    return changed.rowcount == 1
