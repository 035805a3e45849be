"""What sellers agreed to be told, and what they were told."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class MessageConsentRecord:
    """A row of `message_consent`."""

    seller_id: str
    channel: str
    is_given: bool
    version: str
    act: str
    at: datetime
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    confirmed_at: datetime | None = None
    code: str = field(default="", repr=False)
    code_at: datetime | None = None


@dataclass(frozen=True)
class NoticeRecord:
    """A row of `notice`."""

    id: str
    reminder_id: str
    seller_id: str
    channel: str
    kind: str
    mall: str
    due_at: datetime
    state: str = "waiting"
    sent_at: datetime | None = None
    settled_at: datetime | None = None
    provider_id: str = ""
    reason: str = ""
