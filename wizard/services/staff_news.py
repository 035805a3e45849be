"""What others did to a member's own sign-in: told on their next screen, until they say that they read it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import audit, audit_search, staff
from wizard.db.records import EventRecord
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

TOLD = (
    Event.STAFF_ROLE_CHANGED.value,
    Event.STAFF_RESET.value,
    Event.STAFF_UNLOCKED.value,
    Event.STAFF_LEFT_EVERYWHERE.value,
    Event.STAFF_SUSPENDED.value,
    Event.STAFF_RESTORED.value,
    Event.STAFF_LOCKED.value,
)
MOST = 10


@dataclass(frozen=True)
class News:
    """Something that was done.

    Attributes:
        by: the address of the one who did it; "" for a stranger or the operator.

    """

    event: EventRecord
    by: str


@dataclass(frozen=True)
class StaffNews:
    """Tells members what was done to their sign-in."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def of(self, staff_id: str) -> Sequence[News]:
        """List what a member was not told yet, the last first."""
        with reading(self.engine) as connection:
            found = audit_search.untold(connection, staff_id, TOLD, MOST)
            theirs = [row for row in found if row.actor != f"staff:{staff_id}"]
            return self._named(connection, theirs)

    def note_read(self, staff_id: str, up_to: int) -> None:
        """Note that a member has read up to an event; nothing is read that has not happened yet."""
        with writing(self.engine) as connection:
            staff.note_told(connection, staff_id, min(up_to, audit.last_id(connection)))
            actor = f"staff:{staff_id}"
            record_event(connection, Event.STAFF_TOLD, actor, self.now(), subject=staff_id)

    def _named(self, connection: Connection, found: Sequence[EventRecord]) -> Sequence[News]:
        ids = [row.actor.partition(":")[2] for row in found]
        names = staff.names(connection, ids) if ids else {}
        return [News(row, names.get(row.actor.partition(":")[2], "")) for row in found]
