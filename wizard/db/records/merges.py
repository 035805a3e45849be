"""Two records of one firm made one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any


@dataclass(frozen=True)
class SellerMergeRecord:
    """A row of `seller_merge`."""

    id: str
    seller_id: str
    other_id: str
    made_by: str
    merged_at: datetime
    was: Mapping[str, Any] = field(repr=False)
