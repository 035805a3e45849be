"""Work for staff, and what was said about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, delete, func, insert, or_, select, tuple_, update

from wizard.db.engine import table
from wizard.db.models import Message, Opening, Request, Seller, Staff
from wizard.db.queries import request_search
from wizard.db.queries.request_waits import waits_since
from wizard.db.records import MessageRecord, OpeningRecord, RequestRecord
from wizard.db.rows import every, first, select_record, values_of

_REQUESTS, _MESSAGES, _OPENINGS = table(Request), table(Message), table(Opening)
_SELLERS, _STAFF = table(Seller), table(Staff)
_EVERY_REQUEST = select_record(RequestRecord, _REQUESTS)
_EVERY_MESSAGE = select_record(MessageRecord, _MESSAGES)
_EVERY_OPENING = select_record(OpeningRecord, _OPENINGS)
AT_STEPS = ("help", "mismatch")
"""What anybody may ask for at a step."""


@dataclass(frozen=True)
class Queue:
    """Which requests to list: in these states; of one kind and one member, unless empty.

    Attributes:
        meant: what a search means alone, in whatever state it is; None for all.

    """

    states: tuple[str, ...]
    kind: str = ""
    assignee: str = ""
    meant: request_search.Meant | None = None


@dataclass(frozen=True)
class QueuedRequest:
    """A request in the queue.

    Attributes:
        name: whom a reader says they are.
        firm: the seller's 상호; None for a reader.
        email: of the member who has taken it.
        waits_since: what they have not answered was said then, or it was asked for.

    """

    id: str
    kind: str
    state: str
    mall: str
    step_id: str
    name: str
    created_at: datetime
    firm: str | None
    email: str | None
    waits_since: datetime


@dataclass(frozen=True)
class StepRequests:
    """How often one thing was asked for at a step."""

    mall: str
    step_id: str
    kind: str
    total: int


@dataclass(frozen=True)
class AnswerTime:
    """When something was asked, and when the staff first said something to it."""

    created_at: datetime
    answered_at: datetime


_QUEUE = (
    select_record(
        QueuedRequest,
        _REQUESTS,
        firm=_SELLERS.c.name,
        email=_STAFF.c.email,
        waits_since=waits_since(),
    )
    .outerjoin_from(_REQUESTS, _SELLERS, _SELLERS.c.id == _REQUESTS.c.seller_id)
    .outerjoin(_STAFF, _STAFF.c.id == _REQUESTS.c.assignee)
    .order_by(_REQUESTS.c.created_at, _REQUESTS.c.id)
)
_AT_STEPS = select_record(StepRequests, _REQUESTS, total=func.count())


def add_request(connection: Connection, request: RequestRecord) -> None:
    """Add one request for staff."""
    connection.execute(insert(_REQUESTS), values_of(request))


def requests(connection: Connection, account_ids: Iterable[str]) -> Sequence[RequestRecord]:
    """List the requests about several accounts."""
    query = _EVERY_REQUEST.where(_REQUESTS.c.account_id.in_(list(account_ids)))
    return every(connection, query, RequestRecord)


def of_seller(connection: Connection, seller_id: str) -> Sequence[RequestRecord]:
    """List a seller's requests, newest first."""
    query = _EVERY_REQUEST.where(_REQUESTS.c.seller_id == seller_id)
    return every(connection, query.order_by(_REQUESTS.c.created_at.desc()), RequestRecord)


def request(connection: Connection, request_id: str, *, lock: bool = False) -> RequestRecord | None:
    """Find a request; locked, nobody else changes it until the transaction ends."""
    query = _EVERY_REQUEST.where(_REQUESTS.c.id == request_id)
    return first(connection, query.with_for_update() if lock else query, RequestRecord)


def note_state(connection: Connection, request: RequestRecord) -> None:
    """Write down how a request stands: its state, whose it is, and its moments."""
    connection.execute(
        update(_REQUESTS)
        .where(_REQUESTS.c.id == request.id)
        .values(
            state=request.state,
            assignee=request.assignee,
            updated_at=request.updated_at,
            renewed_at=request.renewed_at,
            closed_at=request.closed_at,
            outcome=request.outcome,
            reopened_at=request.reopened_at,
        )
    )


def queue(
    connection: Connection, wanted: Queue, after: tuple[datetime, str] | None, limit: int
) -> Sequence[QueuedRequest]:
    """Give part of the queue, oldest first, each with the seller's name and who has taken it."""
    in_states = _REQUESTS.c.state.in_(wanted.states)
    chosen = request_search.is_among(wanted.meant) if wanted.meant else in_states
    query = _QUEUE.where(chosen).limit(limit)
    if wanted.kind:
        query = query.where(_REQUESTS.c.kind == wanted.kind)
    if wanted.assignee:
        query = query.where(_REQUESTS.c.assignee == wanted.assignee)
    if after:
        query = query.where(tuple_(_REQUESTS.c.created_at, _REQUESTS.c.id) > after)
    return every(connection, query, QueuedRequest)


def asked_at_steps(
    connection: Connection, since: datetime, mall: str, revision: str
) -> Sequence[StepRequests]:
    """Count what was asked at each step since a moment."""
    what = (_REQUESTS.c.mall, _REQUESTS.c.step_id, _REQUESTS.c.kind)
    query = _AT_STEPS.where(_REQUESTS.c.created_at >= since, _REQUESTS.c.kind.in_(AT_STEPS))
    if mall:
        query = query.where(_REQUESTS.c.mall == mall)
    if revision:
        query = query.where(_REQUESTS.c.revision == revision)
    return every(connection, query.group_by(*what), StepRequests)


def count_waiting(connection: Connection, seller_id: str) -> int:
    """Count what a seller asked for at steps and nobody has answered yet."""
    waits = (
        _REQUESTS.c.seller_id == seller_id,
        _REQUESTS.c.kind.in_(AT_STEPS),
        _REQUESTS.c.account_id.is_(None),
        _REQUESTS.c.state.in_(("open", "taken")),
    )
    query = select(func.count()).select_from(_REQUESTS).where(*waits)
    return connection.execute(query).scalar_one()


def count_unanswered(connection: Connection, request_id: str) -> int:
    """Count what the one who asked has said since the staff's last word."""
    mine = _MESSAGES.c.request_id == request_id
    answered_at = (
        select(func.max(_MESSAGES.c.created_at))
        .where(mine, _MESSAGES.c.staff_id != "")
        .scalar_subquery()
    )
    since = or_(answered_at.is_(None), _MESSAGES.c.created_at > answered_at)
    query = select(func.count()).select_from(_MESSAGES).where(mine, since)
    return connection.execute(query).scalar_one()


def waiting_for_link(connection: Connection, seller_id: str, phone: str) -> RequestRecord | None:
    """Find what somebody asked for a new link who has no answer yet."""
    who = or_(
        and_(_REQUESTS.c.seller_id == seller_id, _REQUESTS.c.seller_id.is_not(None)),
        and_(_REQUESTS.c.phone == phone, _REQUESTS.c.phone != ""),
    )
    query = _EVERY_REQUEST.where(_REQUESTS.c.kind == "link", _REQUESTS.c.state == "open", who)
    return first(connection, query.order_by(_REQUESTS.c.created_at).limit(1), RequestRecord)


def note_caller(connection: Connection, request: RequestRecord) -> None:
    """Write down who asks, for a request that did not say so, and to which notice they agreed."""
    own = _REQUESTS.c.id == request.id
    names = ("name", "phone", "notice", "notice_text")
    values = {name: getattr(request, name) for name in names}
    connection.execute(update(_REQUESTS).where(own).values(values))


def add_message(connection: Connection, message: MessageRecord) -> None:
    """Add one thing said."""
    connection.execute(insert(_MESSAGES), values_of(message))


def messages(connection: Connection, request_id: str) -> Sequence[MessageRecord]:
    """Give a thread, oldest first."""
    query = _EVERY_MESSAGE.where(_MESSAGES.c.request_id == request_id)
    query = query.order_by(_MESSAGES.c.created_at, _MESSAGES.c.id)
    return every(connection, query, MessageRecord)


def add_opening(connection: Connection, opening: OpeningRecord) -> None:
    """Write down for the seller that somebody looked at their secrets."""
    connection.execute(insert(_OPENINGS), values_of(opening))


def openings(connection: Connection, seller_id: str) -> Sequence[OpeningRecord]:
    """List who looked at a seller's secrets, newest first."""
    query = _EVERY_OPENING.where(_OPENINGS.c.seller_id == seller_id)
    return every(connection, query.order_by(_OPENINGS.c.opened_at.desc()), OpeningRecord)


def last_opening(connection: Connection, request_id: str, staff_id: str) -> OpeningRecord | None:
    """Give the last time a member of staff opened secrets for a request."""
    query = _EVERY_OPENING.where(
        _OPENINGS.c.request_id == request_id, _OPENINGS.c.staff_id == staff_id
    )
    return first(connection, query.order_by(_OPENINGS.c.opened_at.desc()).limit(1), OpeningRecord)


def openings_by_others(
    connection: Connection, account_id: str, staff_id: str, now: datetime
) -> Sequence[OpeningRecord]:
    """List who else has an account's secrets open now, for whatever request, oldest first."""
    query = _EVERY_OPENING.join(_REQUESTS, _REQUESTS.c.id == _OPENINGS.c.request_id).where(
        _REQUESTS.c.account_id == account_id,
        _OPENINGS.c.staff_id != staff_id,
        _OPENINGS.c.closes_at > now,
    )
    return every(connection, query.order_by(_OPENINGS.c.opened_at), OpeningRecord)


MOST_ANSWERS = 50


def answer_times(connection: Connection, kind: str, since: datetime) -> Sequence[AnswerTime]:
    """Give the last requests of a kind that were put away after an answer, newest first.

    The queue's index leads to them: however many were ever asked, few are looked at.
    """
    newest = (
        select(_REQUESTS.c.id, _REQUESTS.c.created_at)
        .where(_REQUESTS.c.state == "closed", _REQUESTS.c.created_at >= since)
        .where(_REQUESTS.c.kind == kind)
        .order_by(_REQUESTS.c.created_at.desc())
        .limit(MOST_ANSWERS)
        .subquery()
    )
    query = (
        select(newest.c.created_at, func.min(_MESSAGES.c.created_at).label("answered_at"))
        .join_from(newest, _MESSAGES, _MESSAGES.c.request_id == newest.c.id)
        .where(_MESSAGES.c.staff_id != "")
        .group_by(newest.c.id, newest.c.created_at)
    )
    return every(connection, query, AnswerTime)


def drop_strays(connection: Connection, before: datetime) -> int:
    """Delete what readers asked who are nobody's seller, and nobody touched after a moment; say how many."""
    old = (_REQUESTS.c.seller_id.is_(None), _REQUESTS.c.updated_at < before)
    return connection.execute(delete(_REQUESTS).where(*old)).rowcount
