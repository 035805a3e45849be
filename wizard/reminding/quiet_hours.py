"""When nobody is told anything: from nine in the evening to eight in the morning, in Korea."""

from datetime import datetime, timedelta

from wizard.korean.calendar import beginning, in_korea

BEGINS, ENDS, DAY = timedelta(hours=21), timedelta(hours=8), timedelta(days=1)
"""How long after the beginning of a day; there is no summer time in Korea."""
SPREAD = timedelta(minutes=40)
"""What waited for the morning goes out within so long, not all at once."""


def is_quiet(now: datetime) -> bool:
    """Say whether nothing may be sent now."""
    since = now - beginning(in_korea(now))
    return since >= BEGINS or since < ENDS


def next_moment(now: datetime, chance: float) -> datetime:
    """Give the next moment at which something may be sent: now, or in the morning.

    Args:
        now: the moment it is.
        chance: from 0 to 1.

    """
    if not is_quiet(now):
        return now
    morning = beginning(in_korea(now)) + ENDS
    return (morning if now < morning else morning + DAY) + SPREAD * chance
