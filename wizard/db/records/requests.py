"""Work for staff, and what was said about it."""

from dataclasses import dataclass, field
from datetime import datetime

from wizard.db.records.base import StoredAnswers


@dataclass(frozen=True)
class RequestRecord:
    """A row of `request`."""

    id: str
    kind: str
    state: str
    created_at: datetime
    updated_at: datetime
    account_id: str | None = None
    seller_id: str | None = None
    mall: str = ""
    step_id: str = ""
    revision: str = ""
    name: str = ""
    phone: str = ""
    assignee: str = ""
    renewed_at: datetime | None = None
    closed_at: datetime | None = None
    answers: StoredAnswers | None = None
    notice: str = ""
    notice_text: str = ""
    outcome: str = ""
    reopened_at: datetime | None = None


@dataclass(frozen=True)
class MessageRecord:
    """A row of `message`."""

    id: str
    request_id: str
    staff_id: str
    text: str
    created_at: datetime


@dataclass(frozen=True)
class PhotoRecord:
    """A row of `request_photo`."""

    id: str
    request_id: str
    picture: str = field(repr=False)
    width: int
    height: int
    created_at: datetime


@dataclass(frozen=True)
class OpeningRecord:
    """A row of `opening`."""

    id: str
    request_id: str | None
    seller_id: str
    mall: str
    staff_id: str
    reason: str
    opened_at: datetime
    closes_at: datetime
    revision: int | None = None
    token_id: str | None = None
