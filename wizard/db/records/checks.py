"""What malls said of accounts."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class CheckRecord:
    """A row of `account_check`."""

    account_id: str
    asked_at: datetime
    tried_at: datetime | None = None
    verdict: str = ""
    reason: str = ""
    field: str = ""
    step: str = ""
    probe: str = ""
    shown: Mapping[str, str] = dataclasses.field(default_factory=dict)
    since: datetime | None = None
    again_at: datetime | None = None
    tries: int = 0
    before: str = ""


@dataclass(frozen=True)
class BreakerRecord:
    """A row of `mall_breaker`."""

    mall: str
    since: datetime
    open_until: datetime | None = None
    trouble: str = ""
    troubled_at: datetime | None = None
    trouble_seen_at: datetime | None = None
    seen_ip: str = ""
