"""A mall that answers badly is left alone for a while, by all processes at once."""

from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from wizard.db.queries import checks
from wizard.db.records import AccountRecord, BreakerRecord
from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.judge import Verdict

REFUSALS, FAILURES = 3, 5
"""So many sellers who met an answer that wants fewer questions, or so many who met none, within `WINDOW`."""
WINDOW, REST, TRIAL = timedelta(minutes=5), timedelta(minutes=10), timedelta(minutes=2)
"""Counted for how long, left alone for how long, and how long one asks before another may."""

_REFUSED: frozenset[VerdictClass] = frozenset({"RATE_LIMITED"})
_FAILED: frozenset[VerdictClass] = frozenset({"MALL_DOWN"})
_MOST = dict.fromkeys(_REFUSED, REFUSALS) | dict.fromkeys(_FAILED, FAILURES)
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


def is_open(connection: Connection, mall: str) -> bool:
    """Say whether a mall is left alone, or was and has not answered well since."""
    found = checks.breaker(connection, mall)
    return found is not None and found.open_until is not None


def look(connection: Connection, mall: str, now: datetime) -> datetime | None:
    """Say until when a mall is left alone, without asking to be the first."""
    found = checks.breaker(connection, mall)
    return found.open_until if found and found.open_until and found.open_until > now else None


def note(connection: Connection, account: AccountRecord, verdict: Verdict, now: datetime) -> None:
    """Count how a mall answered, before it is written down: each seller once, however often they ask."""
    if verdict.verdict in _UNSAYING:
        return
    mall, most = account.mall, _MOST.get(verdict.verdict)
    found = checks.breaker(connection, mall, lock=True)
    if most is None:
        if found is not None:
            checks.put_breaker(connection, BreakerRecord(mall, now))
        return
    found = found or BreakerRecord(mall, now - WINDOW)
    since = max(found.since, now - WINDOW)
    others = checks.sellers_told(connection, mall, verdict.verdict, since, most)
    sellers = len(others | {account.seller_id})
    opens = found.open_until is not None or sellers >= most
    until = now + REST if opens else None
    checks.put_breaker(connection, replace(found, open_until=until))
