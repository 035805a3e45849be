"""What staff often say, kept for all of them: put into an answer with the name of whom it is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import desk
from wizard.db.records import ReplyRecord
from wizard.errors import ChangedMeanwhileError, NotFoundError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

MAX_TITLE_CHARS, MAX_TEXT_CHARS = 80, 1000
FIRM = "{상호}"
"""Where the name of whom a reply is for is put."""
NOBODY = "고객"
"""Who is answered whose name we do not know."""

Reply = ReplyRecord


@dataclass(frozen=True)
class SavedReplies:
    """Keeps what staff have ready to say; each method is one transaction."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def all(self) -> Sequence[Reply]:
        """List them by their titles."""
        with reading(self.engine) as connection:
            return desk.replies(connection)

    def one(self, reply_id: str) -> Reply:
        """Give one; `NotFoundError` if it is gone."""
        with reading(self.engine) as connection:
            found = desk.reply(connection, reply_id)
        if found is None:
            raise NotFoundError(f"no reply {reply_id[:40]!r}")
        return found

    def add(self, title: str, text: str, staff_id: str) -> None:
        """Keep one more."""
        made = ReplyRecord(uuid4().hex, title, text, staff_id, self.now())
        with writing(self.engine) as connection:
            desk.add_reply(connection, made)
            self._record(connection, Event.REPLY_ADDED, staff_id, made.id)

    def change(self, reply_id: str, seen: str, title: str, text: str, staff_id: str) -> None:
        """Change one that is as it was seen: `state_of` it then.

        Raises:
            ChangedMeanwhileError: a colleague changed it since; nothing was changed.
            NotFoundError: it is gone.

        """
        changed = ReplyRecord(reply_id, title, text, staff_id, self.now())
        with writing(self.engine) as connection:
            found = desk.reply(connection, reply_id)
            if found is None:
                raise NotFoundError(f"no reply {reply_id[:40]!r}")
            is_seen = state_of(found) == seen
            if not (is_seen and desk.change_reply(connection, changed, found.updated_at)):
                raise ChangedMeanwhileError(f"reply {reply_id!r} is another now")
            self._record(connection, Event.REPLY_CHANGED, staff_id, reply_id)

    def delete(self, reply_id: str, staff_id: str) -> None:
        """Delete one; `NotFoundError` if it is gone."""
        with writing(self.engine) as connection:
            if not desk.drop_reply(connection, reply_id):
                raise NotFoundError(f"no reply {reply_id[:40]!r}")
            self._record(connection, Event.REPLY_DELETED, staff_id, reply_id)

    def _record(self, connection: Connection, event: Event, staff_id: str, reply_id: str) -> None:
        record_event(connection, event, f"staff:{staff_id}", self.now(), subject=reply_id)


def state_of(kept: Reply) -> str:
    """Name a reply as it is: it is another once it was changed."""
    return kept.updated_at.isoformat()


def filled(text: str, name: str) -> str:
    """Give a reply with the name of whom it is for; it is put in as it is, whatever it holds."""
    return text.replace(FIRM, name or NOBODY)


def put_after(typed: str, reply: str) -> str:
    """Give what was typed with a reply after it, on a line of its own."""
    return f"{typed.rstrip()}\n\n{reply}" if typed.strip() else reply
