"""The waits of a run: each begins when its screen is first seen, and keeps its end whatever is seen after."""

from dataclasses import replace
from datetime import datetime, timedelta

from wizard.db.records import RunRecord
from wizard.reminding.facts import RENEWING


def wait_at(run: RunRecord, place: str, lasts: timedelta, now: datetime) -> RunRecord:
    """Give a run whose seller sees the screen of a wait: it begins, unless it has begun already.

    Args:
        run: as it is stored.
        place: which wait it is: a step, or on the way to a new key the screen's address below the guide's.
        lasts: how long one waits there.
        now: the moment it is.

    """
    until = end_of(run, place) or now + lasts
    begun = replace(run, waits={**(run.waits or {}), place: until.isoformat()})
    return come_back(begun, now)


def come_back(run: RunRecord, now: datetime) -> RunRecord:
    """Give a run whose seller is here: they are reminded of the next wait that is not over yet, of no other."""
    ends = (
        datetime.fromisoformat(end)
        for place, end in (run.waits or {}).items()
        if _reminds(run, place)
    )
    return replace(run, waits_until=min((end for end in ends if end > now), default=None))


def _reminds(run: RunRecord, place: str) -> bool:
    """Say whether a wait is still to be waited for: who has saved only looks back, but on the way to a new key."""
    return run.state != "saved" or place.startswith(RENEWING)


def end_of(run: RunRecord, place: str) -> datetime | None:
    """Say when a wait is over; None if it has not begun."""
    end = (run.waits or {}).get(place)
    return datetime.fromisoformat(end) if end else None
