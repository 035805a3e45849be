"""What staff tell one another about requests and sellers; who has one open; replies that are kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Request, RequestPresence, SavedReply, Seller, Staff, StaffNote
from wizard.db.records import NoteRecord, PresenceRecord, ReplyRecord
from wizard.db.rows import every, first, select_record, values_of

_NOTES, _PRESENCES, _REPLIES = table(StaffNote), table(RequestPresence), table(SavedReply)
_STAFF, _REQUESTS, _SELLERS = table(Staff), table(Request), table(Seller)
_EVERY_NOTE = select_record(NoteRecord, _NOTES)
_EVERY_REPLY = select_record(ReplyRecord, _REPLIES)


@dataclass(frozen=True)
class ToldNote:
    """What a member is told that a colleague did: with which request of whom.

    Attributes:
        email: the colleague's; None for one who is gone.
        name: of the firm, or of the reader who asked.

    """

    id: str
    request_id: str
    act: str
    text: str
    created_at: datetime
    kind: str
    email: str | None
    name: str


def add_note(connection: Connection, note: NoteRecord) -> None:
    """Add one thing that was written down, or done."""
    connection.execute(insert(_NOTES), values_of(note))


def note(connection: Connection, note_id: str) -> NoteRecord | None:
    """Find a note that nobody else changes until the transaction ends."""
    return first(
        connection, _EVERY_NOTE.where(_NOTES.c.id == note_id).with_for_update(), NoteRecord
    )


def drop_note(connection: Connection, note_id: str) -> None:
    """Delete a note."""
    connection.execute(delete(_NOTES).where(_NOTES.c.id == note_id))


def notes_of_request(connection: Connection, request_id: str) -> Sequence[NoteRecord]:
    """Give what was written down about a request and done to it, oldest first."""
    return _notes(connection, _NOTES.c.request_id == request_id)


def notes_of_seller(connection: Connection, seller_id: str, limit: int) -> Sequence[NoteRecord]:
    """Give the last notes about a seller and their requests, oldest first; not what was merely done."""
    mine = (_NOTES.c.seller_id == seller_id, _NOTES.c.text != "")
    query = _EVERY_NOTE.where(*mine).order_by(_NOTES.c.created_at.desc(), _NOTES.c.id.desc())
    return every(connection, query.limit(limit), NoteRecord)[::-1]


def told(connection: Connection, staff_id: str, limit: int) -> Sequence[ToldNote]:
    """Give what a member is to be told that colleagues did, the last first."""
    name = select(_SELLERS.c.name).where(_SELLERS.c.id == _REQUESTS.c.seller_id).scalar_subquery()
    columns = (_NOTES.c.id, _NOTES.c.request_id, _NOTES.c.act, _NOTES.c.text, _NOTES.c.created_at)
    named = func.coalesce(name, _REQUESTS.c.name)
    query = (
        select(*columns, _REQUESTS.c.kind, _STAFF.c.email, named)
        .join_from(_NOTES, _REQUESTS, _REQUESTS.c.id == _NOTES.c.request_id)
        .outerjoin(_STAFF, _STAFF.c.id == _NOTES.c.staff_id)
        .where(_NOTES.c.told_staff == staff_id, _NOTES.c.seen_at.is_(None))
        .order_by(_NOTES.c.created_at.desc(), _NOTES.c.id)
    )
    return every(connection, query.limit(limit), ToldNote)


def note_seen(connection: Connection, note_id: str, now: datetime) -> None:
    """Write down that whoever was to be told knows."""
    connection.execute(update(_NOTES).where(_NOTES.c.id == note_id).values(seen_at=now))


def put_presence(connection: Connection, presence: PresenceRecord) -> None:
    """Write down that a member has a request open now."""
    dialect: Any = {"postgresql": postgresql, "sqlite": sqlite}[connection.dialect.name]
    query = dialect.insert(_PRESENCES)
    keys = [_PRESENCES.c.request_id, _PRESENCES.c.staff_id]
    seen = {"seen_at": query.excluded.seen_at}
    connection.execute(
        query.on_conflict_do_update(index_elements=keys, set_=seen), values_of(presence)
    )


def drop_presences(connection: Connection, before: datetime) -> None:
    """Forget who had any request open before a moment."""
    connection.execute(delete(_PRESENCES).where(_PRESENCES.c.seen_at < before))


def is_any_presence_past(connection: Connection, before: datetime) -> bool:
    """Say whether it is still written down that somebody had a request open before a moment."""
    found = select(_PRESENCES.c.staff_id).where(_PRESENCES.c.seen_at < before).limit(1)
    return connection.execute(found).first() is not None


def others_present(
    connection: Connection, request_id: str, staff_id: str, since: datetime
) -> Sequence[str]:
    """Give the addresses of those who have a request open too, in their order."""
    query = (
        select(_STAFF.c.email)
        .join_from(_PRESENCES, _STAFF, _STAFF.c.id == _PRESENCES.c.staff_id)
        .where(
            _PRESENCES.c.request_id == request_id,
            _PRESENCES.c.staff_id != staff_id,
            _PRESENCES.c.seen_at >= since,
        )
    )
    return list(connection.scalars(query.order_by(_STAFF.c.email)))


def replies(connection: Connection) -> Sequence[ReplyRecord]:
    """List the replies that are kept, by their titles."""
    return every(connection, _EVERY_REPLY.order_by(_REPLIES.c.title, _REPLIES.c.id), ReplyRecord)


def reply(connection: Connection, reply_id: str) -> ReplyRecord | None:
    """Find a reply."""
    return first(connection, _EVERY_REPLY.where(_REPLIES.c.id == reply_id), ReplyRecord)


def add_reply(connection: Connection, kept: ReplyRecord) -> None:
    """Keep a reply."""
    connection.execute(insert(_REPLIES), values_of(kept))


def change_reply(connection: Connection, kept: ReplyRecord, seen: datetime) -> bool:
    """Change a reply that was last changed at the moment that was seen; False if it was since, or is gone."""
    own = update(_REPLIES).where(_REPLIES.c.id == kept.id, _REPLIES.c.updated_at == seen)
    return connection.execute(own.values(values_of(kept))).rowcount == 1


def drop_reply(connection: Connection, reply_id: str) -> bool:
    """Delete a reply; False if it is gone."""
    return connection.execute(delete(_REPLIES).where(_REPLIES.c.id == reply_id)).rowcount == 1


def _notes(connection: Connection, mine: ColumnElement[bool]) -> Sequence[NoteRecord]:
    query = _EVERY_NOTE.where(mine).order_by(_NOTES.c.created_at, _NOTES.c.id)
    return every(connection, query, NoteRecord)
