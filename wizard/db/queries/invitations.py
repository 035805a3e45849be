"""Invitations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Invitation, Seller, Session
from wizard.db.records import InvitationRecord
from wizard.db.rows import every, first, select_record, values_of

_LINKS, _SELLERS, _SESSIONS = table(Invitation), table(Seller), table(Session)
_INVITATIONS = select_record(InvitationRecord, _LINKS)


@dataclass(frozen=True)
class InvitationOfFirm:
    """An invitation, and the 사업자등록번호 of the firm that it invites."""

    invitation: InvitationRecord
    business_number: str


def add(connection: Connection, invitation: InvitationRecord) -> None:
    """Add an invitation."""
    connection.execute(insert(_LINKS), values_of(invitation))


def by_digest(
    connection: Connection, digest: str, *, lock: bool = False
) -> InvitationOfFirm | None:
    """Find an invitation and its firm's number; locked, its tries are counted one after another."""
    query = (
        _INVITATIONS.add_columns(_SELLERS.c.business_number)
        .join(_SELLERS, _SELLERS.c.id == _LINKS.c.seller_id)
        .where(_LINKS.c.digest == digest)
    )
    return first(connection, query.with_for_update(of=_LINKS) if lock else query, _of_firm)


def _of_firm(*row: Any) -> InvitationOfFirm:
    return InvitationOfFirm(InvitationRecord(*row[:-1]), row[-1])


def invitation(connection: Connection, link_id: str) -> InvitationRecord | None:
    """Find an invitation."""
    return first(connection, _INVITATIONS.where(_LINKS.c.id == link_id), InvitationRecord)


def made_by(connection: Connection, actor: str) -> Sequence[str]:
    """List the links that somebody made."""
    return connection.execute(select(_LINKS.c.id).where(_LINKS.c.made_by == actor)).scalars().all()


def count_own(connection: Connection, seller_id: str, since: datetime) -> int:
    """Count the links that a seller made for themselves since a moment, whatever became of them."""
    own = (_LINKS.c.seller_id == seller_id, _LINKS.c.made_by == f"seller:{seller_id}")
    query = select(func.count()).select_from(_LINKS).where(*own, _LINKS.c.created_at > since)
    return connection.execute(query).scalar_one()


def of_seller(connection: Connection, seller_id: str) -> Sequence[InvitationRecord]:
    """List a seller's invitations, newest first."""
    query = _INVITATIONS.where(_LINKS.c.seller_id == seller_id)
    return every(connection, query.order_by(_LINKS.c.created_at.desc()), InvitationRecord)


def note_tries(connection: Connection, invitation: InvitationRecord) -> None:
    """Write down how the tries to come in by it stand: their number, and what they led to."""
    connection.execute(
        update(_LINKS)
        .where(_LINKS.c.id == invitation.id)
        .values(
            tries=invitation.tries,
            opened_at=invitation.opened_at,
            started_at=invitation.started_at,
            locked_at=invitation.locked_at,
        )
    )


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
    seen, generation = set(link_ids), _children(connection, link_ids)
    while generation := [link_id for link_id in generation if link_id not in seen]:
        _revoke(connection, generation, now)
        seen.update(generation)
        generation = _children(connection, generation)
    return revoked


def _revoke(connection: Connection, link_ids: Sequence[str], now: datetime) -> int:
    alive = _LINKS.c.id.in_(link_ids) & _LINKS.c.revoked_at.is_(None)
    changed = connection.execute(update(_LINKS).where(alive).values(revoked_at=now))
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.link_id.in_(link_ids)))
    return changed.rowcount


def _children(connection: Connection, link_ids: Sequence[str]) -> Sequence[str]:
    """List the links that were made by those who came in by these."""
    query = select(_LINKS.c.id).where(_LINKS.c.parent_id.in_(link_ids))
    return connection.execute(query).scalars().all()
