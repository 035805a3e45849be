"""The staff, and who is signed in."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class StaffRecord:
    """A row of `staff`; neither password nor second factor is ever printed."""

    id: str
    email: str
    role: str
    password: str = field(repr=False)
    totp: str = field(repr=False)
    created_at: datetime
    suspended_at: datetime | None = None
    told: int = 0


@dataclass(frozen=True)
class SessionRecord:
    """A row of `session`."""

    digest: str
    created_at: datetime
    expires_at: datetime
    seller_id: str | None = None
    staff_id: str | None = None
    link_id: str | None = None
    sees_from: datetime | None = None
    seen_at: datetime | None = None
    browser: str = ""
