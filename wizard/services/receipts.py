"""What one who asked holds in their hand: a number to tell on the phone, and how long answers take."""

import hashlib
import re
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading
from wizard.db.queries import registrations, request_search, requests
from wizard.korean import firms
from wizard.korean.calendar import beginning, clock, in_korea

FEWEST = 5
"""Of fewer answers nothing is said about how long they usually take."""
LATELY = timedelta(days=90)
_NUMBER = re.compile(r"(\d\d)(\d\d)\d{5}")
YEARS = 5
"""In so many years a number that is told may have been given out."""


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


def numbered(connection: Connection, told: str, now: datetime) -> Collection[str]:
    """Find the requests of a number as somebody tells it: "접수번호 1127-66636", "112766636"; none if it is no number."""
    digits = firms.number(told)
    if not (found := _NUMBER.fullmatch(digits)):
        return ()
    ids = []
    for year in range(in_korea(now).year - YEARS + 1, in_korea(now).year + 1):
        with suppress(ValueError):  # no such day in that year
            day = date(year, int(found[1]), int(found[2]))
            begins, ends = beginning(day), beginning(day + timedelta(days=1))
            asked = request_search.asked_between(connection, begins, ends)
            ids += [one.id for one in asked if _is_number(digits, one)]
    return ids


def _is_number(digits: str, asked: request_search.AskedAt) -> bool:
    return number_of(asked.id, asked.created_at).replace("-", "") == digits
