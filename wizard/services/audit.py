"""The audit: one row for each thing done, chained so that a touched row is found."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from sqlalchemy import Connection, Engine

from wizard.db.engine import after_commit, briefly, reading, writing
from wizard.db.queries import audit
from wizard.db.queries.audit import SealedEvent
from wizard.db.records import EventRecord, NewEvent, SealRecord
from wizard.korean.calendar import clock
from wizard.services import happenings, repeated_forms
from wizard.services.audit_events import Event

PAGE = 50
WINDOW = 10_000
"""Ids are given in order but not committed in order: how far back a late one is looked for."""

BATCH = 2000
_ANCHOR = "wizard audit"


def record_event(  # noqa: PLR0913 (an event is told whole)
    connection: Connection,
    event: Event,
    actor: str,
    now: datetime,
    *,
    seller_id: str | None = None,
    subject: str = "",
    detail: str = "",
) -> None:
    """Write down what is being done, in the transaction that does it; its form is spent by that."""
    repeated_forms.spend(connection)
    audit.add(connection, NewEvent(now, event.value, actor, seller_id, subject, detail))
    if happenings.is_counted():
        after_commit(connection, partial(happenings.tell, happenings.EVENT, event.value))


@dataclass(frozen=True)
class Verdict:
    """What a look at the whole chain found.

    Attributes:
        count: how many rows are as they were written.
        head: the digest at the end of the sound part: to be kept elsewhere, and asked for later.
        broken: the first row that is not as it was written; "" if all are.

    """

    count: int
    head: str
    broken: str = ""


@dataclass(frozen=True)
class Audit:
    """Keeps the chain, and shows it; looking is written down too."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def seal(self, window: int = WINDOW, *, waits: bool = True) -> int:
        """Put the events that are not in the chain yet at its end; return how many there were."""
        with writing(self.engine if waits else briefly(self.engine)) as connection:
            audit.lock(connection)
            last = audit.last_seal(connection)
            position, digest, event_id = (last.position, last.digest, last.event_id) if last else (0, _ANCHOR, 0)  # fmt: skip
            seals = []
            for event in audit.unsealed(connection, event_id - window):
                position, digest = position + 1, digest_of(digest, event)
                seals.append(SealRecord(position, event.id, digest))
            audit.add_seals(connection, seals)
        return len(seals)

    def verify(self, head: str = "") -> Verdict:
        """Look at every row; name the first that was changed, taken away or put in between.

        Args:
            head: a digest noted earlier; if it is not in the chain, its end was cut off or the
                whole was written anew.

        """
        self.seal(window=2**62)
        verdict = self._walk()
        with reading(self.engine) as connection:
            if head and not verdict.broken and not audit.holds_digest(connection, head):
                return Verdict(verdict.count, verdict.head, f"no row has the digest {head[:64]}")
        return verdict

    def page(
        self, staff_id: str, before_id: int | None, seller_id: str = ""
    ) -> Sequence[EventRecord]:
        """Show the newest rows, or those before one; that somebody looked is written down."""
        with writing(self.engine) as connection:
            record_event(
                connection, Event.AUDIT_READ, f"staff:{staff_id}", self.now(), subject=seller_id
            )
            return audit.events(connection, before_id, PAGE, seller_id)

    def _walk(self) -> Verdict:
        digest, position = _ANCHOR, 0
        with reading(self.engine) as connection:
            while found := audit.sealed(connection, position, BATCH):
                for sealed in found:
                    if broken := _broken(sealed, position, digest):
                        return Verdict(position, digest, broken)
                    position, digest = sealed.seal.position, sealed.seal.digest
        return Verdict(position, digest)


def _broken(sealed: SealedEvent, position: int, digest: str) -> str:
    """Say what is wrong with the row after a place in the chain; "" if nothing is."""
    seal, event = sealed.seal, sealed.event
    if seal.position != position + 1:
        return f"row {position + 1} is gone"
    if event is None or digest_of(digest, event) != seal.digest:
        return f"row {seal.position} (event {seal.event_id}) is not as it was written"
    return ""


def digest_of(before: str, event: EventRecord) -> str:
    """Give an event's digest over itself and everything before it."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [event.id, at, event.kind, event.actor, event.seller_id, event.subject, event.detail]
    return hashlib.sha256(json.dumps([before, *said]).encode()).hexdigest()
