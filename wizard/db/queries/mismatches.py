"""What sellers and readers say looks different at the steps of a guide: without who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, exists, func, or_, select

from wizard.db.engine import table
from wizard.db.models import Message, Request, RequestPhoto, Staff
from wizard.db.rows import every, select_record
from wizard.steps.base import Answers

_REQUESTS, _MESSAGES = table(Request), table(Message)
_PHOTOS, _STAFF = table(RequestPhoto), table(Staff)
_BEFORE = _MESSAGES.alias("before")
KIND = "mismatch"
WAITING = ("open", "taken", "answered")
MOST = 200


@dataclass(frozen=True)
class Mismatch:
    """One report that is not put away.

    Attributes:
        revision: of the guide as it was seen, with `answers`: what had been answered.
        assignee: the member who has taken it; "" for nobody. `email` is theirs.
        width, height: of the picture that came with it; None if none did.

    """

    id: str
    step_id: str
    revision: str
    answers: Answers | None
    created_at: datetime
    assignee: str
    email: str | None
    width: int | None
    height: int | None


@dataclass(frozen=True)
class Word:
    """One thing that whoever reports said before staff spoke with them."""

    request_id: str
    text: str


@dataclass(frozen=True)
class Count:
    """How many reports about a guide are not put away."""

    mall: str
    reports: int


_WAITING = (
    select_record(
        Mismatch, _REQUESTS, email=_STAFF.c.email, width=_PHOTOS.c.width, height=_PHOTOS.c.height
    )
    .outerjoin_from(_REQUESTS, _STAFF, _STAFF.c.id == _REQUESTS.c.assignee)
    .outerjoin(_PHOTOS, _PHOTOS.c.request_id == _REQUESTS.c.id)
    .where(_REQUESTS.c.state.in_(WAITING), _REQUESTS.c.kind == KIND)
    .order_by(_REQUESTS.c.created_at, _REQUESTS.c.id)
    .limit(MOST)
)


def waiting(connection: Connection, mall: str) -> Sequence[Mismatch]:
    """Give the reports about a guide that are not put away, oldest first."""
    return every(connection, _WAITING.where(_REQUESTS.c.mall == mall), Mismatch)


_COUNTED = (
    select(_REQUESTS.c.mall, func.count().label("reports"))
    .where(_REQUESTS.c.state.in_(WAITING), _REQUESTS.c.kind == KIND)
    .group_by(_REQUESTS.c.mall)
)


def counts(connection: Connection) -> Sequence[Count]:
    """Give how many reports are not put away, of each guide that has any."""
    return every(connection, _COUNTED, Count)


_ANSWERED = exists().where(
    _BEFORE.c.request_id == _MESSAGES.c.request_id,
    _BEFORE.c.staff_id != "",
    _BEFORE.c.created_at <= _MESSAGES.c.created_at,
    or_(
        _REQUESTS.c.closed_at.is_(None),
        _MESSAGES.c.created_at <= _REQUESTS.c.closed_at,
        _BEFORE.c.created_at > _REQUESTS.c.closed_at,
    ),
)
"""Staff had spoken before it was said: in the whole thread, or since the request was last put away."""

_WORDS = (
    select(_MESSAGES.c.request_id, _MESSAGES.c.text)
    .join_from(_MESSAGES, _REQUESTS, _REQUESTS.c.id == _MESSAGES.c.request_id)
    .where(_MESSAGES.c.staff_id == "", ~_ANSWERED)
    .order_by(_MESSAGES.c.created_at, _MESSAGES.c.id)
)


def words(connection: Connection, request_ids: Iterable[str]) -> Sequence[Word]:
    """Give what the reports themselves say, oldest first: nothing of what staff said, or was told them."""
    wanted = _MESSAGES.c.request_id.in_(list(request_ids))
    return every(connection, _WORDS.where(wanted), Word)
