"""A mall that answers badly is left alone for a while, by all processes at once."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from wizard.db.queries import checks
from wizard.db.records import BreakerRecord
from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.judge import Verdict

REFUSALS, FAILURES = 3, 5
"""So many answers that want fewer questions, or so many that did not come, within `WINDOW`."""
WINDOW, REST, TRIAL = timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=2)
"""Counted for how long, left alone for how long, and how long one asks before another may."""

_REFUSED: frozenset[VerdictClass] = frozenset({"RATE_LIMITED"})
_FAILED: frozenset[VerdictClass] = frozenset({"MALL_DOWN"})
_UNSAYING: frozenset[VerdictClass] = frozenset(
    {"UNVERIFIABLE", "MALL_CLOSED", "BAD_FORMAT", "OUR_FAULT"}
)
"""What was said without the mall, or tells nothing of how it is."""


def resting_until(connection: Connection, mall: str, now: datetime) -> datetime | None:
    """Say until when a mall is left alone; None if it may be asked now.

    Whoever is the first to ask after the rest is the only one for a while.
    """
    found = checks.breaker(connection, mall, lock=True)
    if found is None or found.open_until is None:
        return None
    if found.open_until > now:
        return found.open_until
    checks.put_breaker(connection, replace(found, open_until=now + TRIAL))
    return None


def has_rested(connection: Connection, mall: str) -> bool:
    """Say whether a mall is left alone, or was and nobody has asked it since."""
    found = checks.breaker(connection, mall)
    return found is not None and found.open_until is not None


def look(connection: Connection, mall: str, now: datetime) -> datetime | None:
    """Say until when a mall is left alone, without asking to be the first."""
    found = checks.breaker(connection, mall)
    return found.open_until if found and found.open_until and found.open_until > now else None


def note(connection: Connection, mall: str, verdict: Verdict, now: datetime) -> None:
    """Count how a mall answered."""
    if verdict.verdict in _UNSAYING:
        return
    found = checks.breaker(connection, mall, lock=True)
    if verdict.verdict not in _REFUSED | _FAILED:
        if found is not None:
            checks.put_breaker(connection, BreakerRecord(mall, 0, 0, now))
        return
    was_open = found is not None and found.open_until is not None
    if found is None or now - found.since > WINDOW:
        found = BreakerRecord(mall, 0, 0, now)
    counted = replace(
        found,
        refusals=found.refusals + (verdict.verdict in _REFUSED),
        failures=found.failures + (verdict.verdict in _FAILED),
    )
    opens = was_open or counted.refusals >= REFUSALS or counted.failures >= FAILURES
    checks.put_breaker(connection, replace(counted, open_until=now + REST if opens else None))
