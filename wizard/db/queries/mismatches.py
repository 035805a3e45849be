"""What sellers and readers say looks different at the steps of a guide: without who they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from wizard.db.engine import table
from wizard.db.models import Message, Request, RequestPhoto, Staff
from wizard.db.rows import every, select_record
from wizard.steps.base import Answers

_REQUESTS, _MESSAGES = table(Request), table(Message)
_PHOTOS, _STAFF = table(RequestPhoto), table(Staff)
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
    """One thing that whoever reports said."""

    request_id: str
    text: str


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


def words(connection: Connection, request_ids: Iterable[str]) -> Sequence[Word]:
    """Give what was said by those who report, oldest first; nothing of what staff said."""
    query = (
        select(_MESSAGES.c.request_id, _MESSAGES.c.text)
        .where(_MESSAGES.c.request_id.in_(list(request_ids)), _MESSAGES.c.staff_id == "")
        .order_by(_MESSAGES.c.created_at, _MESSAGES.c.id)
    )
    return every(connection, query, Word)
