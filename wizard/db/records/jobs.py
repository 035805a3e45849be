"""What is done a little later, by nobody who waits for it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class JobRecord:
    """A row of `job`."""

    id: str
    kind: str
    subject: str
    key: str
    state: str
    due_at: datetime
    max_attempts: int
    created_at: datetime
    attempts: int = 0
    owner: str = ""
    last_error: str = ""
    taken_at: datetime | None = None
    asked_again_at: datetime | None = None
    finished_at: datetime | None = None
