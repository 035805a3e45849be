"""A mall that answers badly is left alone for a while, by all processes at once; what is our fault is told once."""

import logging
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import Connection

from wizard.db.engine import after_commit
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

OURS = frozenset({"clock", "contract", "control", "egress", "egress_ip", "settings", "tls"})
"""What only the operator can mend, and every seller of the mall would meet."""

UNREACHED = frozenset({"dns", "connect"})
"""What is the mall's trouble where it is met at one mall, and our own way out where it is met at several."""

log = logging.getLogger(__name__)


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


def told_apart(connection: Connection, mall: str, verdict: Verdict, now: datetime) -> Verdict:
    """Give a verdict as it is: where no connection came about, to others lately neither, it is our way out."""
    if verdict.verdict != "MALL_DOWN" or verdict.reason not in UNREACHED:
        return verdict
    out = UNREACHED | {"egress"}
    others = [one for one in checks.breakers(connection) if one.mall != mall and one.trouble in out]
    if any(one.trouble_seen_at and one.trouble_seen_at > now - WINDOW for one in others):
        return replace(verdict, verdict="OUR_FAULT", reason="egress")
    return verdict


def note(connection: Connection, account: AccountRecord, verdict: Verdict, now: datetime) -> None:
    """Count how a mall answered, before it is written down: each seller once, however often they ask."""
    if verdict.verdict == "OUR_FAULT" and verdict.reason in OURS:
        _note_ours(connection, account.mall, verdict, now)
    if verdict.verdict in _UNSAYING:
        return
    mall, most = account.mall, _MOST.get(verdict.verdict)
    found = checks.breaker(connection, mall, lock=True)
    if most is None:
        if found is not None:
            _note_well(connection, found, now)
        return
    found = found or BreakerRecord(mall, now - WINDOW)
    if verdict.reason in UNREACHED:
        found = _troubled(found, verdict, now)
    since = max(found.since, now - WINDOW)
    others = checks.sellers_told(connection, mall, verdict.verdict, since, most)
    sellers = len(others | {account.seller_id})
    opens = found.open_until is not None or sellers >= most
    until = now + REST if opens else None
    checks.put_breaker(connection, replace(found, open_until=until))


def _note_ours(connection: Connection, mall: str, verdict: Verdict, now: datetime) -> None:
    """Write down what is our fault, and tell the operator once: nothing that was typed is in it."""
    found = checks.breaker(connection, mall, lock=True) or BreakerRecord(mall, now - WINDOW)
    made = _troubled(found, verdict, now)
    checks.put_breaker(connection, made)
    if (found.trouble, found.seen_ip) == (made.trouble, made.seen_ip):
        return
    words = (mall, verdict.reason, verdict.probe or "-")
    after_commit(connection, lambda: log.error("checks: %s: our fault: %s at %s", *words))


def _troubled(found: BreakerRecord, verdict: Verdict, now: datetime) -> BreakerRecord:
    """Give how a mall answered with what was met now: since when, if that is new, and lastly when."""
    told = replace(found, trouble_seen_at=now)
    is_known = (found.trouble, found.seen_ip) == (verdict.reason, verdict.seen_ip)
    if is_known or (found.trouble == "egress" and verdict.reason in UNREACHED):
        return told
    return replace(told, trouble=verdict.reason, troubled_at=now, seen_ip=verdict.seen_ip)


def _note_well(connection: Connection, found: BreakerRecord, now: datetime) -> None:
    """Begin anew with a mall that has answered, and tell the operator if that was our fault before."""
    checks.put_breaker(connection, BreakerRecord(found.mall, now))
    if found.trouble in OURS:
        words = (found.mall, found.trouble)
        after_commit(connection, lambda: log.warning("checks: %s: asked again: %s is over", *words))
