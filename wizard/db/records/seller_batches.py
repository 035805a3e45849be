"""Lists of sellers that came in together."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class SellerBatchRecord:
    """A row of `seller_batch`."""

    id: str
    staff_id: str
    created_at: datetime


@dataclass(frozen=True)
class SellerBatchLineRecord:
    """A row of `seller_batch_line`."""

    batch_id: str
    seller_id: str
    line: int
    is_new: bool
