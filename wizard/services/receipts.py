"""What one who asked holds in their hand: a number to tell on the phone, and how long answers take."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import Engine

from wizard.db.engine import reading
from wizard.db.queries import registrations, requests
from wizard.korean.calendar import clock, in_korea

FEWEST = 5
"""Of fewer answers nothing is said about how long they usually take."""
LATELY = timedelta(days=90)


@dataclass(frozen=True)
class Receipts:
    """Tells from the answers of late how long one waits."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def usual_wait(self, kind: str) -> timedelta | None:
        """Give the time within which four of five requests were answered lately; None if few were."""
        since = self.now() - LATELY
        with reading(self.engine) as connection:
            if kind == "registration":
                answered = registrations.waits(connection, since, requests.MOST_ANSWERS)
            else:
                answered = requests.answer_times(connection, kind, since)
        waits = sorted(one.answered_at - one.created_at for one in answered)
        return waits[ceil(len(waits) * 0.8) - 1] if len(waits) >= FEWEST else None


def number_of(request_id: str, asked_at: datetime) -> str:
    """Give a request's number as it is told on the phone: the day in Korea, and five digits."""
    digits = int(hashlib.sha256(request_id.encode()).hexdigest()[:12], 16) % 100_000
    return f"{in_korea(asked_at):%m%d}-{digits:05d}"
