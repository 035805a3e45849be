"""What somebody is to be reminded of."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ReminderRecord:
    """A row of `reminder`."""

    id: str
    cause: str
    kind: str
    subject: str
    threshold: int
    seller_id: str | None
    mall: str
    step_id: str
    due_at: datetime
    planned_at: datetime
    state: str = "open"
    ended_at: datetime | None = None
    ended_by: str = ""
    rank: int = 3
    later_until: datetime | None = None
    later_by: str = ""


@dataclass(frozen=True)
class WalkRecord:
    """A row of `reminder_walk`."""

    source: str
    round_at: datetime
    place: str = ""
    ended_at: datetime | None = None
