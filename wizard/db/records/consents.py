"""What sellers agreed to."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class ConsentRecord:
    """A row of `consent`."""

    id: str
    seller_id: str
    version: str
    text: str
    given_at: datetime
