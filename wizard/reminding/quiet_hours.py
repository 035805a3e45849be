"""When nobody is told anything: from nine in the evening to eight in the morning, in Korea."""

from datetime import UTC, datetime, time, timedelta

from wizard.korean.calendar import KOREA

BEGINS, ENDS = time(21), time(8)
SPREAD = timedelta(minutes=40)
"""What waited for the morning goes out within so long, not all at once."""


def is_quiet(now: datetime) -> bool:
    """Say whether nothing may be sent now."""
    there = now.astimezone(KOREA).time()
    return there >= BEGINS or there < ENDS


def next_moment(now: datetime, chance: float) -> datetime:
    """Give the next moment at which something may be sent: now, or in the morning.

    Args:
        now: the moment it is.
        chance: from 0 to 1.

    """
    if not is_quiet(now):
        return now
    there = now.astimezone(KOREA)
    day = there.date() + timedelta(days=1 if there.time() >= BEGINS else 0)
    return datetime.combine(day, ENDS, KOREA).astimezone(UTC) + SPREAD * chance
