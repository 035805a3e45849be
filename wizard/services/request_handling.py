"""What staff do with requests: take, answer, close, open again."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import writing
from wizard.db.queries import requests
from wizard.db.records import RequestRecord
from wizard.errors import RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.registration_asking import KIND as REGISTRATION
from wizard.services.registration_asking import is_waiting
from wizard.services.requests import add_message, locked_request, rank_request, tell
from wizard.services.secret_access import ensure_known

TAKEN = "다른 담당자가 맡고 있어요. 넘겨받으려면 ‘넘겨받기’를 눌러 주세요."
ENDS_BY_DECISION = "등록 요청은 ‘등록했어요’나 ‘되돌려 보내기’로 끝내 주세요."
_STATE_AFTER = {
    Event.REQUEST_ASSIGNED: "taken",
    Event.REQUEST_TAKEN_OVER: "taken",
    Event.REQUEST_ANSWERED: "answered",
    Event.REQUEST_CLOSED: "closed",
    Event.REQUEST_REOPENED: "taken",
}


@dataclass(frozen=True)
class _Taking:
    """From whom a request is taken, "" from nobody; by whom that is known who else has its account open."""

    over_from: str = ""
    known: frozenset[str] | None = None


@dataclass(frozen=True)
class RequestHandling:
    """Lets staff work on requests; a request is one member's at a time."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def take(
        self,
        request_id: str,
        staff_id: str,
        over_from: str = "",
        known: frozenset[str] = frozenset(),
    ) -> None:
        """Make a request somebody's own, taken over from whoever has it; refuse if that is not said.

        Args:
            request_id: which.
            staff_id: whose it is from now on.
            over_from: whose it is, as they know; "" for nobody's.
            known: the openings of its account by colleagues that they were told of.

        Raises:
            OpenElsewhereError: a colleague has the account open, and they were not told of that.
            RefusedError: it is another's than they say.

        """
        event = Event.REQUEST_TAKEN_OVER if over_from else Event.REQUEST_ASSIGNED
        self._act(request_id, staff_id, event, takes=_Taking(over_from, known))

    def answer(self, request_id: str, staff_id: str, text: str) -> None:
        """Answer the seller; whoever answers takes what nobody has taken."""
        self._act(request_id, staff_id, Event.REQUEST_ANSWERED, text=text)

    def close(self, request_id: str, staff_id: str) -> None:
        """Put a request away that is one's own, or nobody's."""
        self._act(request_id, staff_id, Event.REQUEST_CLOSED, takes=_Taking())

    def reopen(self, request_id: str, staff_id: str) -> None:
        """Take a request up again: it is the one's who does, whoever closed it."""
        self._act(request_id, staff_id, Event.REQUEST_REOPENED)

    def _act(
        self,
        request_id: str,
        staff_id: str,
        event: Event,
        *,
        text: str = "",
        takes: _Taking | None = None,
    ) -> None:
        """Do one thing to a request: say something about it, or take it."""
        now = self.now()
        with writing(self.engine) as connection:
            found = locked_request(connection, request_id)
            if event is Event.REQUEST_REOPENED and found.state != "closed":
                raise RefusedError("닫은 요청만 다시 열 수 있어요.")
            if takes and found.assignee not in {takes.over_from, "", staff_id}:
                raise RefusedError(TAKEN)
            is_undecided = found.kind == REGISTRATION and is_waiting(connection, found.account_id)
            if is_undecided and event is Event.REQUEST_CLOSED:
                raise RefusedError(ENDS_BY_DECISION)
            if takes and takes.known is not None and found.account_id:
                ensure_known(connection, found.account_id, staff_id, takes.known, now)
            if text:
                add_message(connection, request_id, staff_id, text, now)
            is_taken = takes or not found.assignee or event is Event.REQUEST_REOPENED
            assignee = staff_id if is_taken else found.assignee
            after = _after(found, event, assignee, now)
            if is_undecided and event is Event.REQUEST_ANSWERED:
                after = replace(after, state="taken")  # a word registers nothing
            requests.note_state(connection, after)
            rank_request(connection, after)
            record_event(
                connection,
                event,
                f"staff:{staff_id}",
                now,
                seller_id=found.seller_id,
                subject=request_id,
                detail=found.kind,
            )
            if event is Event.REQUEST_ANSWERED:
                tell(connection, EventType.REQUEST_ANSWERED, found, now)


def _after(found: RequestRecord, event: Event, assignee: str, now: datetime) -> RequestRecord:
    """Give a request as it stands after something was done to it."""
    closed_at = now if event is Event.REQUEST_CLOSED else found.closed_at
    state = _STATE_AFTER[event]
    return replace(found, state=state, assignee=assignee, updated_at=now, closed_at=closed_at)
