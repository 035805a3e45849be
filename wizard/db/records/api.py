"""Other programs: by which token they come, and what they have sent once."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True)
class TokenRecord:
    """A row of `api_token`."""

    id: str
    digest: str = field(repr=False)
    ending: str
    name: str
    scopes: Sequence[str]
    made_by: str
    created_at: datetime
    expires_at: datetime | None = None
    used_at: datetime | None = None
    revoked_at: datetime | None = None


@dataclass(frozen=True)
class IdempotentRecord:
    """A row of `idempotent_request`; the answer is sealed."""

    token_id: str
    digest: str
    id: str
    fingerprint: str
    held_until: datetime
    expires_at: datetime
    seller_id: str | None = None
    answer: str | None = field(default=None, repr=False)
    done_at: datetime | None = None
