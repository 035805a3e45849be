"""Sellers, and how far they have come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.db.records.base import StoredAnswers
from wizard.korean.firms import fold

MAX_FOLDED = 200


@dataclass(frozen=True)
class SellerRecord:
    """A row of `seller`; the name as it is searched comes of the name."""

    id: str
    name: str
    business_number: str
    phone: str
    origin: str
    created_at: datetime
    folded: str = ""

    def __post_init__(self) -> None:
        """Fold the name."""
        object.__setattr__(self, "folded", fold(self.name)[:MAX_FOLDED])


@dataclass(frozen=True)
class RunRecord:
    """A row of `run`."""

    id: str
    seller_id: str
    mall: str
    revision: str
    answers: StoredAnswers
    seen: Sequence[str] | None
    state: str
    started_at: datetime
    updated_at: datetime
    waits_until: datetime | None = None
    waits: Mapping[str, str] | None = None
