"""Sellers, and how far they have come."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.db.records.base import StoredAnswers


@dataclass(frozen=True)
class SellerRecord:
    """A row of `seller`."""

    id: str
    name: str
    business_number: str
    phone: str
    origin: str
    created_at: datetime


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
