"""Requests: asked by sellers and readers, looked through by staff."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, reminders, request_search, requests, sellers, staff
from wizard.db.queries.requests import QueuedRequest
from wizard.db.records import AccountRecord, MessageRecord, RequestRecord, SellerRecord
from wizard.errors import AlreadySubmittedError, ConstraintError, NotFoundError, TooManyError
from wizard.korean.calendar import clock
from wizard.reminding.causes import REQUEST
from wizard.reminding.ranks import TAKEN, UNTAKEN
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.consents import Agreement, note_callers_agreement
from wizard.services.event_types import EventType
from wizard.services.outbox import emit
from wizard.services.receipts import numbered
from wizard.services.repeated_forms import new_id, spend
from wizard.steps.base import Answers

PAGE = 50
STATES: Mapping[str, tuple[str, ...]] = {
    "": ("open", "taken"),
    "answered": ("answered",),
    "closed": ("closed",),
}
"""Whose turn it is in the requests that one lists: ours, the seller's, nobody's any more."""
MAX_MESSAGE_CHARS = 1000
MAX_WAITING = 20
"""How much one seller has waiting for an answer: requests at steps, and words in one request."""
Queue = requests.Queue
Meant = request_search.Meant
"""Which requests to list, and which a search means, as views ask for them."""

StoredRequest = RequestRecord
Said = MessageRecord
"""A request as it stands, as views are given it."""


@dataclass(frozen=True)
class Ask:
    """What a seller or a reader asks for at a step.

    Attributes:
        answers: what they had answered when the step was shown.
        name: of a reader without a session, with `phone`: how staff may reach them.
        agreed: the notice that they agreed to before they left both.

    """

    kind: str
    mall: str
    step_id: str
    revision: str
    text: str
    answers: Answers = field(default_factory=dict)
    name: str = ""
    phone: str = ""
    agreed: Agreement | None = None


@dataclass(frozen=True)
class Thread:
    """A request with everything said about it."""

    request: RequestRecord
    messages: Sequence[MessageRecord]
    firm: SellerRecord | None = None
    staff: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Requests:
    """Takes requests in, and shows them with all that was said."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def ask(self, seller_id: str, account_id: str, kind: str) -> None:
        """Ask the staff for something about an account; asking twice asks once."""
        with suppress(
            AlreadySubmittedError
        ):  # a form that asked before, and perhaps was answered since
            try:
                self._ask(seller_id, account_id, kind)
            except ConstraintError:  # asked twice at once: the other one was first
                self._ask(seller_id, account_id, kind)

    def ask_at_step(self, ask: Ask, seller_id: str | None) -> str:
        """Ask for help at a step, or say that it looks different; return the request's id.

        Raises:
            NotFoundError: there is no such seller any more.
            TooManyError: so many requests of this seller wait already; nothing was asked.

        """
        request_id, now = new_id(), self.now()
        asked = RequestRecord(
            id=request_id,
            kind=ask.kind,
            state="open",
            created_at=now,
            updated_at=now,
            seller_id=seller_id,
            mall=ask.mall,
            step_id=ask.step_id,
            revision=ask.revision,
            answers={name: list(options) for name, options in ask.answers.items()},
            name=ask.name,
            phone=ask.phone,
            notice=ask.agreed.version if ask.agreed else "",
            notice_text=ask.agreed.text if ask.agreed else "",
        )
        with writing(self.engine) as connection:
            spend(connection)
            if seller_id and not sellers.hold(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            requests.add_request(connection, asked)
            if ask.text:
                add_message(connection, request_id, "", ask.text, now)
            if ask.agreed:
                note_callers_agreement(connection, ask.agreed, asked, now)
            _note_asked(connection, asked, now)
            if seller_id and requests.count_waiting(connection, seller_id) > MAX_WAITING:
                raise TooManyError(f"{MAX_WAITING} requests of one seller wait")
        return request_id

    def reply(self, seller_id: str, request_id: str, text: str) -> None:
        """Let the seller say something more; what was answered is open again.

        Raises:
            NotFoundError: there is no such request of this seller.
            TooManyError: so many of their words wait for an answer already; nothing was said.

        """
        now = self.now()
        with writing(self.engine) as connection:
            found = locked_request(connection, request_id)
            if found.seller_id != seller_id:
                raise NotFoundError(f"no request {request_id[:40]!r} of this seller")
            add_message(connection, request_id, "", text, now)
            if requests.count_unanswered(connection, request_id) > MAX_WAITING:
                raise TooManyError(f"{MAX_WAITING} words of one request wait")
            requests.note_state(connection, _replied(found, now))
            record_event(
                connection,
                Event.REQUEST_REPLIED,
                f"seller:{seller_id}",
                now,
                seller_id=seller_id,
                subject=request_id,
            )

    def thread(
        self, request_id: str, seller_id: str | None = None, since: datetime | None = None
    ) -> Thread:
        """Show a request with its thread; asked for by a seller, only their own, none older than `since`."""
        with reading(self.engine) as connection:
            found = requests.request(connection, request_id)
            if found is None or (seller_id is not None and found.seller_id != seller_id):
                raise NotFoundError(f"no request {request_id[:40]!r}")
            if since is not None and found.created_at < since:
                raise NotFoundError(f"no request {request_id[:40]!r} that is shown here")
            said = requests.messages(connection, request_id)
            firm = sellers.seller(connection, found.seller_id) if found.seller_id else None
            known = staff.names(connection, {found.assignee, *(row.staff_id for row in said)})
        return Thread(found, said, firm, known)

    def queue(
        self, wanted: Queue, after: tuple[datetime, str] | None = None
    ) -> Sequence[QueuedRequest]:
        """Show part of the queue, oldest first, and one more if there is another page."""
        with reading(self.engine) as connection:
            return requests.queue(connection, wanted, after, PAGE + 1)

    def meant(self, search: str) -> Meant | None:
        """Say what is meant by a number as it is told, or by who asked; None if that may be too many."""
        with reading(self.engine) as connection:
            if ids := numbered(connection, search, self.now()):
                return Meant(ids)
            return request_search.meant(connection, search)

    def of_seller(self, seller_id: str, since: datetime | None = None) -> Sequence[StoredRequest]:
        """List what a seller asked for, newest first; none older than `since`, and nothing a save asks."""
        with reading(self.engine) as connection:
            found = requests.of_seller(connection, seller_id)
        asked = [one for one in found if one.kind != "registration"]
        return [one for one in asked if since is None or one.created_at >= since]

    def about_seller(self, seller_id: str) -> Sequence[StoredRequest]:
        """List everything that staff have to do for a seller, newest first."""
        with reading(self.engine) as connection:
            return requests.of_seller(connection, seller_id)

    def _ask(self, seller_id: str, account_id: str, kind: str) -> None:
        now = self.now()
        with writing(self.engine) as connection:
            account = accounts.account(connection, seller_id, account_id)
            if account is None:
                raise NotFoundError(f"no account {account_id[:40]!r} of this seller")
            before = {one.kind: one for one in requests.requests(connection, [account_id])}
            if kind in before:
                _ask_anew(connection, before[kind].id, now)
                return
            asked = request_about(account, kind, now)
            requests.add_request(connection, asked)
            _note_asked(connection, asked, now)


def request_about(account: AccountRecord, kind: str, now: datetime) -> RequestRecord:
    """Give a new request to do something with an account as it is."""
    return RequestRecord(
        id=uuid4().hex,
        kind=kind,
        state="open",
        created_at=now,
        updated_at=now,
        account_id=account.id,
        seller_id=account.seller_id,
        mall=account.mall,
        step_id=account.step_id,
        revision=account.revision,
        answers=account.answers,
    )


def locked_request(connection: Connection, request_id: str) -> RequestRecord:
    """Give a request that nobody else changes until the transaction ends; `NotFoundError` if none."""
    found = requests.request(connection, request_id, lock=True)
    if found is None:
        raise NotFoundError(f"no request {request_id[:40]!r}")
    return found


def add_message(
    connection: Connection, request_id: str, staff_id: str, text: str, now: datetime
) -> None:
    """Add one thing said by a member of staff, or by the one who asked ("")."""
    said = MessageRecord(uuid4().hex, request_id, staff_id, text[:MAX_MESSAGE_CHARS], now)
    requests.add_message(connection, said)


def rank_request(connection: Connection, request: RequestRecord) -> None:
    """Let what nobody has taken stand above what somebody has, in 오늘 할 일, at once."""
    rank = TAKEN if request.assignee else UNTAKEN
    reminders.note_rank_of(connection, request.id, REQUEST, rank)


def _replied(found: RequestRecord, now: datetime) -> RequestRecord:
    """Give a request to which its seller said something more; one that had ended has not any more."""
    state = "taken" if found.assignee else "open"
    again_at = None if found.state == "closed" else found.reopened_at
    return replace(
        found, state=state, updated_at=now, renewed_at=now, outcome="", reopened_at=again_at
    )


def _ask_anew(connection: Connection, request_id: str, now: datetime) -> None:
    """Ask again for what was put away: nobody's yet, and written down as asked by the seller."""
    found = locked_request(connection, request_id)
    if found.state != "closed":
        return
    anew = replace(
        found,
        state="open",
        assignee="",
        updated_at=now,
        renewed_at=now,
        outcome="",
        reopened_at=None,
    )
    requests.note_state(connection, anew)
    rank_request(connection, anew)
    _note_asked(connection, found, now)


def _note_asked(connection: Connection, asked: RequestRecord, now: datetime) -> None:
    record_event(
        connection,
        Event.REQUEST_MADE,
        f"seller:{asked.seller_id}" if asked.seller_id else "reader",
        now,
        seller_id=asked.seller_id,
        subject=asked.id,
        detail=asked.kind,
    )
    tell(connection, EventType.REQUEST_MADE, asked, now)


def tell(connection: Connection, type_: EventType, request: RequestRecord, now: datetime) -> None:
    """Tell other systems what became of a request; what was said in it is nobody's but its two sides'."""
    emit(
        connection,
        type_,
        now,
        seller_id=request.seller_id,
        account_id=request.account_id,
        data={"request": request.id, "kind": request.kind, "mall": request.mall},
    )
