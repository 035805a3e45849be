"""Invitations."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Invitation, Seller, Session

_LINKS, _SELLERS, _SESSIONS = table(Invitation), table(Seller), table(Session)


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


def children(connection: Connection, link_ids: Sequence[str]) -> Sequence[str]:
    """List the links that were made by those who came in by these."""
    query = select(_LINKS.c.id).where(_LINKS.c.parent_id.in_(link_ids))
    return connection.execute(query).scalars().all()


def made_by(connection: Connection, actor: str) -> Sequence[str]:
    """List the links that somebody made."""
    return connection.execute(select(_LINKS.c.id).where(_LINKS.c.made_by == actor)).scalars().all()


def of_seller(connection: Connection, seller_id: str) -> Sequence[Row[Any]]:
    """List a seller's links, newest first."""
    query = select(_LINKS).where(_LINKS.c.seller_id == seller_id)
    return connection.execute(query.order_by(_LINKS.c.created_at.desc())).all()


def change(connection: Connection, link_id: str, **values: Any) -> None:
    """Change a link."""
    connection.execute(update(_LINKS).where(_LINKS.c.id == link_id).values(**values))


def revoke(connection: Connection, link_id: str, now: datetime) -> bool:
    """Take a link back with all that came of it; False if it was taken back before."""
    return revoke_all(connection, [link_id], now) == 1


def revoke_all(connection: Connection, link_ids: Sequence[str], now: datetime) -> int:
    """Take links back, with every session that came by them and every link made from those.

    Link, sessions, then the links of these, one generation after another: a link that is being
    made holds its session (`sessions.hold`), so it is there to be found once the session is gone.
    Returns how many of `link_ids` were not taken back before.
    """
    revoked = _revoke(connection, link_ids, now)
    seen, generation = set(link_ids), children(connection, link_ids)
    while generation := [link_id for link_id in generation if link_id not in seen]:
        _revoke(connection, generation, now)
        seen.update(generation)
        generation = children(connection, generation)
    return revoked


def _revoke(connection: Connection, link_ids: Sequence[str], now: datetime) -> int:
    alive = _LINKS.c.id.in_(link_ids) & _LINKS.c.revoked_at.is_(None)
    changed = connection.execute(update(_LINKS).where(alive).values(revoked_at=now))
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.link_id.in_(link_ids)))
    return changed.rowcount
