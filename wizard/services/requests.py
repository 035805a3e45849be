"""Requests: asked by sellers and readers, taken, answered and closed by staff."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row
from sqlalchemy.exc import IntegrityError

from wizard.db.engine import reading
from wizard.db.queries import accounts, requests, sellers, staff
from wizard.db.queries.requests import Queue
from wizard.errors import NotFoundError, RefusedError, SpentError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.repeated_forms import new_id, spend

PAGE = 50
OPEN_STATES = ("open", "taken", "answered")
MAX_MESSAGE_CHARS = 1000
TAKEN = "다른 담당자가 맡고 있어요. 넘겨받으려면 ‘넘겨받기’를 눌러 주세요."


@dataclass(frozen=True)
class Ask:
    """What a seller or a reader asks for at a step.

    Attributes:
        name: of a reader without a session, with `phone`: how staff may reach them.

    """

    kind: str
    mall: str
    step_id: str
    revision: str
    text: str
    name: str = ""
    phone: str = ""


@dataclass(frozen=True)
class Thread:
    """A request with everything said about it."""

    request: Row[Any]
    messages: Sequence[Row[Any]]
    firm: Row[Any] | None = None
    staff: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Requests:
    """Takes requests in and brings seller and staff together over them."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def ask(self, seller_id: str, account_id: str, kind: str) -> None:
        """Ask the staff for something about an account; asking twice asks once."""
        with suppress(SpentError):  # a form that asked before, and perhaps was answered since
            try:
                self._ask(seller_id, account_id, kind)
            except IntegrityError:  # asked twice at once: the other one was first
                self._ask(seller_id, account_id, kind)

    def ask_at_step(self, ask: Ask, seller_id: str | None) -> str:
        """Ask for help at a step, or say that it looks different; return the request's id."""
        request_id, now = new_id(), self.now()
        where = {"mall": ask.mall, "step_id": ask.step_id, "revision": ask.revision}
        who = {"seller_id": seller_id, "name": ask.name, "phone": ask.phone}
        what = {"kind": ask.kind, "state": "open", "created_at": now, "updated_at": now}
        with self.engine.begin() as connection:
            spend(connection)
            requests.add_request(connection, id=request_id, **what, **where, **who)
            if ask.text:
                _say(connection, request_id, "", ask.text, now)
            actor = f"seller:{seller_id}" if seller_id else "reader"
            what_of = {"subject": request_id, "detail": ask.kind}
            record_event(connection, Event.REQUEST_MADE, actor, now, seller_id=seller_id, **what_of)
        return request_id

    def reply(self, seller_id: str, request_id: str, text: str) -> None:
        """Let the seller say something more; what was answered is open again."""
        now = self.now()
        with self.engine.begin() as connection:
            found = self._found(connection, request_id)
            if found.seller_id != seller_id:
                raise NotFoundError(f"no request {request_id[:40]!r} of this seller")
            _say(connection, request_id, "", text, now)
            state = "taken" if found.assignee else "open"
            requests.change(connection, request_id, state=state, updated_at=now, renewed_at=now)
            ids = {"seller_id": seller_id, "subject": request_id}
            record_event(connection, Event.REQUEST_REPLIED, f"seller:{seller_id}", now, **ids)

    def take(self, request_id: str, staff_id: str, over_from: str = "") -> None:
        """Make a request somebody's own, taken over from whoever has it; refuse if that is not said."""
        event = Event.REQUEST_TAKEN_OVER if over_from else Event.REQUEST_ASSIGNED
        changes = {"assignee": staff_id, "state": "taken"}
        self._by_staff(request_id, staff_id, event, changes, owner=over_from)

    def answer(self, request_id: str, staff_id: str, text: str) -> None:
        """Answer the seller; whoever answers takes what nobody has taken."""
        self._by_staff(
            request_id, staff_id, Event.REQUEST_ANSWERED, {"state": "answered"}, text=text
        )

    def close(self, request_id: str, staff_id: str) -> None:
        """Put a request away."""
        changes: dict[str, str | datetime] = {"state": "closed", "closed_at": self.now()}
        self._by_staff(request_id, staff_id, Event.REQUEST_CLOSED, changes)

    def reopen(self, request_id: str, staff_id: str) -> None:
        """Take a request up again."""
        self._by_staff(request_id, staff_id, Event.REQUEST_REOPENED, {"state": "taken"})

    def thread(self, request_id: str, seller_id: str | None = None) -> Thread:
        """Show a request with its thread; asked for by a seller, only their own."""
        with reading(self.engine) as connection:
            found = requests.request(connection, request_id)
            if found is None or (seller_id is not None and found.seller_id != seller_id):
                raise NotFoundError(f"no request {request_id[:40]!r}")
            said = requests.messages(connection, request_id)
            firm = sellers.seller(connection, found.seller_id) if found.seller_id else None
            known = staff.names(connection, {found.assignee, *(row.staff_id for row in said)})
        return Thread(found, said, firm, known)

    def queue(self, wanted: Queue, after: tuple[datetime, str] | None = None) -> Sequence[Row[Any]]:
        """Show part of the queue, oldest first, and one more if there is another page."""
        with reading(self.engine) as connection:
            return requests.queue(connection, wanted, after, PAGE + 1)

    def count_waiting(self) -> int:
        """Count what nobody has taken yet."""
        with reading(self.engine) as connection:
            return requests.count_waiting(connection)

    def of_seller(self, seller_id: str) -> Sequence[Row[Any]]:
        """List a seller's requests, newest first."""
        with reading(self.engine) as connection:
            return requests.of_seller(connection, seller_id)

    def _ask(self, seller_id: str, account_id: str, kind: str) -> None:
        now, request_id = self.now(), uuid4().hex
        with self.engine.begin() as connection:
            account = accounts.account(connection, seller_id, account_id)
            if account is None:
                raise NotFoundError(f"no account {account_id[:40]!r} of this seller")
            asked = {row.kind: row for row in requests.requests(connection, [account_id])}
            if kind in asked:
                _ask_anew(connection, asked[kind], now)
                return
            where = {"mall": account.mall, "step_id": account.step_id, "revision": account.revision}
            what = {"account_id": account_id, "seller_id": seller_id, "kind": kind, "state": "open"}
            moments = {"created_at": now, "updated_at": now}
            requests.add_request(connection, id=request_id, **what, **where, **moments)
            ids = {"seller_id": seller_id, "subject": request_id}
            record_event(
                connection, Event.REQUEST_MADE, f"seller:{seller_id}", now, **ids, detail=kind
            )

    def _by_staff(  # noqa: PLR0913 (told whole)
        self,
        request_id: str,
        staff_id: str,
        event: Event,
        changes: Mapping[str, str | datetime],
        *,
        text: str = "",
        owner: str | None = None,
    ) -> None:
        now = self.now()
        with self.engine.begin() as connection:
            found = self._found(connection, request_id)
            if event is Event.REQUEST_REOPENED and found.state != "closed":
                raise RefusedError("닫은 요청만 다시 열 수 있어요.")
            if owner is not None and found.assignee not in {owner, "", staff_id}:
                raise RefusedError(TAKEN)
            if text:
                _say(connection, request_id, staff_id, text, now)
            mine = {"assignee": found.assignee or staff_id, **changes}
            requests.change(connection, request_id, updated_at=now, **mine)
            ids = {"seller_id": found.seller_id, "subject": request_id}
            record_event(connection, event, f"staff:{staff_id}", now, **ids, detail=found.kind)

    def _found(self, connection: Connection, request_id: str) -> Row[Any]:
        found = requests.request(connection, request_id, lock=True)
        if found is None:
            raise NotFoundError(f"no request {request_id[:40]!r}")
        return found


def _say(connection: Connection, request_id: str, staff_id: str, text: str, now: datetime) -> None:
    who = {"id": uuid4().hex, "request_id": request_id, "staff_id": staff_id}
    requests.add_message(connection, **who, text=text[:MAX_MESSAGE_CHARS], created_at=now)


def _ask_anew(connection: Connection, asked: Row[Any], now: datetime) -> None:
    """Ask again for what was put away: nobody's yet, and written down as asked by the seller."""
    if asked.state != "closed":
        return
    changes = {"state": "open", "assignee": "", "updated_at": now, "renewed_at": now}
    requests.change(connection, asked.id, **changes)
    who, ids = asked.seller_id, {"seller_id": asked.seller_id, "subject": asked.id}
    record_event(connection, Event.REQUEST_MADE, f"seller:{who}", now, **ids, detail=asked.kind)
