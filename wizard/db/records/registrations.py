"""What stands in 아임셀러's 제휴몰 계정정보."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class RegistrationRecord:
    """A row of `registration`."""

    account_id: str
    revision: int
    state: str
    asked_at: datetime
    decided_at: datetime | None = None
    decided_by: str = ""
    registered_revision: int | None = None
    registered_at: datetime | None = None
    field: str = ""
    reason: str = ""
    change_number: int | None = None
