"""What staff do with requests: take, answer, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import writing
from wizard.db.queries import requests
from wizard.errors import RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.requests import add_message, locked_request

_STATE_AFTER = {
    Event.REQUEST_ASSIGNED: "taken",
    Event.REQUEST_ANSWERED: "answered",
    Event.REQUEST_CLOSED: "closed",
    Event.REQUEST_REOPENED: "taken",
}


@dataclass(frozen=True)
class RequestHandling:
    """Lets staff work on requests; a request is one member's at a time."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def take(self, request_id: str, staff_id: str) -> None:
        """Make a request somebody's own; taken from another, if need be."""
        self._act(request_id, staff_id, Event.REQUEST_ASSIGNED)

    def answer(self, request_id: str, staff_id: str, text: str) -> None:
        """Answer the seller; whoever answers takes what nobody has taken."""
        self._act(request_id, staff_id, Event.REQUEST_ANSWERED, text)

    def close(self, request_id: str, staff_id: str) -> None:
        """Put a request away."""
        self._act(request_id, staff_id, Event.REQUEST_CLOSED)

    def reopen(self, request_id: str, staff_id: str) -> None:
        """Take a request up again."""
        self._act(request_id, staff_id, Event.REQUEST_REOPENED)

    def _act(self, request_id: str, staff_id: str, event: Event, text: str = "") -> None:
        now = self.now()
        with writing(self.engine) as connection:
            found = locked_request(connection, request_id)
            if event is Event.REQUEST_REOPENED and found.state != "closed":
                raise RefusedError("닫은 요청만 다시 열 수 있어요.")
            if text:
                add_message(connection, request_id, staff_id, text, now)
            takes = event is Event.REQUEST_ASSIGNED or not found.assignee
            changed = replace(
                found,
                state=_STATE_AFTER[event],
                assignee=staff_id if takes else found.assignee,
                updated_at=now,
            )
            requests.note_state(connection, changed)
            record_event(
                connection,
                event,
                f"staff:{staff_id}",
                now,
                seller_id=found.seller_id,
                subject=request_id,
                detail=found.kind,
            )
