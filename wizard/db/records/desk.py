"""What staff tell one another, and what they have ready to say."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class NoteRecord:
    """A row of `staff_note`."""

    id: str
    request_id: str | None
    seller_id: str | None
    staff_id: str
    act: str
    text: str
    created_at: datetime
    told_staff: str = ""
    seen_at: datetime | None = None


@dataclass(frozen=True)
class PresenceRecord:
    """A row of `request_presence`."""

    request_id: str
    staff_id: str
    seen_at: datetime


@dataclass(frozen=True)
class ReplyRecord:
    """A row of `saved_reply`."""

    id: str
    title: str
    text: str
    changed_by: str
    updated_at: datetime
