"""What sellers register."""

from dataclasses import dataclass, field
from datetime import date, datetime

from wizard.db.records.base import StoredAnswers


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
    """A row of `account_field`; the value may be an open one, so it is never printed.

    Attributes:
        tag: the mark of a value that is stored in the open.

    """

    account_id: str
    name: str
    value: str = field(repr=False)
    is_sealed: bool
    tag: str | None = None
