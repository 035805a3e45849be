"""Invitations."""

from dataclasses import dataclass
from datetime import datetime

from wizard.db.records.base import StoredAnswers


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
