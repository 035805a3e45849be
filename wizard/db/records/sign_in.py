"""What lets the staff in, and what keeps strangers out."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class AttemptRecord:
    """A row of `attempt`."""

    key: str
    kind: str
    staff_id: str | None
    failures: int
    last_at: datetime
    locked_until: datetime | None
    source: str = ""


@dataclass(frozen=True)
class SetupRecord:
    """A row of `setup_code`."""

    staff_id: str
    digest: str
    made_by: str
    created_at: datetime
    expires_at: datetime


@dataclass(frozen=True)
class PasskeyRecord:
    """A row of `passkey`."""

    id: str
    staff_id: str
    credential: str
    public_key: bytes
    signs: int
    name: str
    created_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class ChallengeRecord:
    """A row of `challenge`."""

    digest: str
    bound_to: str
    expires_at: datetime
