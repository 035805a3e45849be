"""The audit: one row for each thing done, chained so that a touched row is found."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row

from wizard.db.engine import reading
from wizard.db.queries import audit
from wizard.korean.calendar import clock
from wizard.services import repeated_forms
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
    values = {"at": now, "kind": event.value, "actor": actor, "seller_id": seller_id}
    audit.add(connection, **values, subject=subject, detail=detail)


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

    def seal(self, window: int = WINDOW) -> int:
        """Put the events that are not in the chain yet at its end; return how many there were."""
        with self.engine.begin() as connection:
            audit.lock(connection)
            last = audit.last_seal(connection)
            position, digest, event_id = (last.position, last.digest, last.event_id) if last else (0, _ANCHOR, 0)  # fmt: skip
            rows = []
            for event in audit.unsealed(connection, event_id - window):
                position, digest = position + 1, digest_of(digest, event)
                rows.append({"position": position, "event_id": event.id, "digest": digest})
            audit.add_seals(connection, rows)
        return len(rows)

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

    def page(self, staff_id: str, before_id: int | None, seller_id: str = "") -> Sequence[Row[Any]]:
        """Show the newest rows, or those before one; that somebody looked is written down."""
        with self.engine.begin() as connection:
            record_event(
                connection, Event.AUDIT_READ, f"staff:{staff_id}", self.now(), subject=seller_id
            )
            return audit.events(connection, before_id, PAGE, seller_id)

    def _walk(self) -> Verdict:
        digest, position = _ANCHOR, 0
        with reading(self.engine) as connection:
            while rows := audit.sealed(connection, position, BATCH):
                for row in rows:
                    if row.position != position + 1:
                        return Verdict(position, digest, f"row {position + 1} is gone")
                    if row.id is None or digest_of(digest, row) != row.digest:
                        place = f"row {row.position} (event {row.event_id})"
                        return Verdict(position, digest, f"{place} is not as it was written")
                    position, digest = row.position, row.digest
        return Verdict(position, digest)


def digest_of(before: str, event: Row[Any]) -> str:
    """Give an event's digest over itself and everything before it."""
    at = event.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [event.id, at, event.kind, event.actor, event.seller_id, event.subject, event.detail]
    return hashlib.sha256(json.dumps([before, *said]).encode()).hexdigest()
