"""What happened, and the chain over it."""

from dataclasses import dataclass
from datetime import datetime


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
