"""How often each screen was shown, passed, left."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class TallyRecord:
    """A row of `tally`."""

    day: date
    mall: str
    revision: str
    step_id: str
    what: str
    count: int
