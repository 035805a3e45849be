"""The rows of the tables as the program holds them: a record for each table, a field for each column.

What a column means is told at its table in `wizard.db.models`. Fields that may be left out come last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

StoredAnswers = Mapping[str, Sequence[str]]
"""Question id -> the chosen options, as JSON keeps them; written from a `dict`."""


@dataclass(frozen=True)
class SellerRecord:
    """A row of `seller`."""

    id: str
    name: str
    business_number: str
    phone: str
    origin: str
    created_at: datetime


@dataclass(frozen=True)
class RunRecord:
    """A row of `run`."""

    id: str
    seller_id: str
    mall: str
    revision: str
    answers: StoredAnswers
    seen: Sequence[str] | None
    state: str
    started_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class AccountRecord:
    """A row of `account`."""

    id: str
    seller_id: str
    mall: str
    step_id: str
    revision: str
    answers: StoredAnswers
    form_token: str
    expires_on: date | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class FieldRecord:
    """A row of `account_field`; the value may be an open one, so it is never printed."""

    account_id: str
    name: str
    value: str = field(repr=False)
    is_sealed: bool


@dataclass(frozen=True)
class NewEvent:
    """What is written of an event: its number comes from the database."""

    at: datetime
    kind: str
    actor: str
    seller_id: str | None
    subject: str
    detail: str


@dataclass(frozen=True)
class EventRecord(NewEvent):
    """A row of `audit_event`."""

    id: int


@dataclass(frozen=True)
class SealRecord:
    """A row of `audit_seal`."""

    position: int
    event_id: int
    digest: str


@dataclass(frozen=True)
class InvitationRecord:
    """A row of `link`."""

    id: str
    seller_id: str
    digest: str
    made_by: str
    parent_id: str | None
    mall: str
    step_id: str
    answers: StoredAnswers
    created_at: datetime
    expires_at: datetime
    opened_at: datetime | None = None
    started_at: datetime | None = None
    tries: int = 0
    locked_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class SessionRecord:
    """A row of `session`."""

    digest: str
    created_at: datetime
    expires_at: datetime
    seller_id: str | None = None
    staff_id: str | None = None
    link_id: str | None = None


@dataclass(frozen=True)
class StaffRecord:
    """A row of `staff`; neither password nor second factor is ever printed."""

    id: str
    email: str
    role: str
    password: str = field(repr=False)
    totp: str = field(repr=False)
    created_at: datetime
    totp_step: int = 0
    failures: int = 0
    locked_until: datetime | None = None
    suspended_at: datetime | None = None


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


@dataclass(frozen=True)
class MessageRecord:
    """A row of `message`."""

    id: str
    request_id: str
    staff_id: str
    text: str
    created_at: datetime


@dataclass(frozen=True)
class OpeningRecord:
    """A row of `opening`."""

    id: str
    request_id: str
    seller_id: str
    mall: str
    staff_id: str
    reason: str
    opened_at: datetime
    closes_at: datetime


@dataclass(frozen=True)
class TallyRecord:
    """A row of `tally`."""

    day: date
    mall: str
    revision: str
    step_id: str
    what: str
    count: int
