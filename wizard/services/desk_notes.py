"""What staff write down for one another about requests and sellers, and what they did to requests.

A seller sees none of it on a screen; what is written about them is theirs and goes out with what they take home.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import desk, requests, sellers, staff
from wizard.db.queries.desk import ToldNote
from wizard.db.records import NoteRecord, RequestRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

NOTE = "note"
TAKEN, TAKEN_OVER, HANDED_BACK = "taken", "taken-over", "handed-back"
CLOSED, REOPENED = "closed", "reopened"
"""What is written down of requests; of how one was closed, its outcome follows after a colon. Stored."""

MAX_NOTE_CHARS = 1000
LISTED, MOST_TOLD = 50, 20
NOT_YOURS = "적은 사람만 지울 수 있어요."


@dataclass(frozen=True)
class Note:
    """One thing that was written down, or done.

    Attributes:
        email: of who did; None for one who is gone.

    """

    record: NoteRecord
    email: str | None


@dataclass(frozen=True)
class DeskNotes:
    """Keeps what staff tell one another."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def add_to_request(self, request_id: str, staff_id: str, text: str) -> None:
        """Write something down about a request; `NotFoundError` if there is none."""
        with writing(self.engine) as connection:
            found = requests.request(connection, request_id)
            if found is None:
                raise NotFoundError(f"no request {request_id[:40]!r}")
            desk.add_note(connection, note_of(found, staff_id, self.now(), text=text))
            self._record(connection, Event.NOTE_ADDED, staff_id, found.seller_id, request_id)

    def add_to_seller(self, seller_id: str, staff_id: str, text: str) -> None:
        """Write something down about a seller; `NotFoundError` if there is none."""
        with writing(self.engine) as connection:
            if not sellers.hold(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            record = NoteRecord(uuid4().hex, None, seller_id, staff_id, NOTE, text, self.now())
            desk.add_note(connection, record)
            self._record(connection, Event.NOTE_ADDED, staff_id, seller_id, seller_id)

    def delete(self, note_id: str, staff_id: str) -> None:
        """Delete what one wrote oneself.

        Raises:
            NotFoundError: there is no such note.
            RefusedError: somebody else wrote it, or it was done and not written.

        """
        with writing(self.engine) as connection:
            found = desk.note(connection, note_id)
            if found is None:
                raise NotFoundError(f"no note {note_id[:40]!r}")
            if found.staff_id != staff_id or found.act != NOTE:
                raise RefusedError(NOT_YOURS)
            desk.drop_note(connection, note_id)
            self._record(connection, Event.NOTE_DELETED, staff_id, found.seller_id, note_id)

    def of_request(self, request_id: str) -> Sequence[Note]:
        """Give what was written down about a request and done to it, oldest first."""
        with reading(self.engine) as connection:
            return _named(connection, desk.notes_of_request(connection, request_id))

    def of_seller(self, seller_id: str) -> Sequence[Note]:
        """Give the last notes about a seller and their requests, oldest first."""
        with reading(self.engine) as connection:
            return _named(connection, desk.notes_of_seller(connection, seller_id, LISTED))

    def told(self, staff_id: str) -> Sequence[ToldNote]:
        """Give what colleagues did with a member's requests, until they say that they know."""
        with reading(self.engine) as connection:
            return desk.told(connection, staff_id, MOST_TOLD)

    def acknowledge(self, note_id: str, staff_id: str) -> None:
        """Take in that a member knows; `NotFoundError` if it was told to nobody, or to somebody else."""
        with writing(self.engine) as connection:
            found = desk.note(connection, note_id)
            if found is None or found.told_staff != staff_id:
                raise NotFoundError(f"no note {note_id[:40]!r} told to this member")
            desk.note_seen(connection, note_id, self.now())
            self._record(connection, Event.NOTE_SEEN, staff_id, found.seller_id, note_id)

    def _record(
        self,
        connection: Connection,
        event: Event,
        staff_id: str,
        seller_id: str | None,
        subject: str,
    ) -> None:
        who = f"staff:{staff_id}"
        record_event(connection, event, who, self.now(), seller_id=seller_id, subject=subject)


def note_of(
    request: RequestRecord, staff_id: str, now: datetime, act: str = NOTE, text: str = ""
) -> NoteRecord:
    """Give what a member did to a request, or noted about it, as the row that it becomes."""
    said = text[:MAX_NOTE_CHARS]
    return NoteRecord(uuid4().hex, request.id, request.seller_id, staff_id, act, said, now)


def _named(connection: Connection, notes: Sequence[NoteRecord]) -> Sequence[Note]:
    known = staff.names(connection, {one.staff_id for one in notes})
    return [Note(one, known.get(one.staff_id)) for one in notes]
