"""When an account is tried by itself again."""

from datetime import datetime, timedelta

from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.judge import Verdict

FIRST, MOST_OF_TROUBLE, MOST_OF_WAITING = timedelta(minutes=15), 6, 5
"""After trouble that is not the seller's: in 15 minutes, then twice as long, six times in all."""

_TROUBLE: frozenset[VerdictClass] = frozenset({"RATE_LIMITED", "MALL_DOWN", "OUR_FAULT"})


def again_at(verdict: Verdict, tries: int, now: datetime) -> datetime | None:
    """Say when to try again; None if somebody has to do something first, or it was tried enough.

    Args:
        verdict: what came of it now.
        tries: how often it was tried by itself before.
        now: when that was.

    """
    if verdict.verdict == "NOT_YET_ACTIVE" and tries < MOST_OF_WAITING:
        return now + timedelta(minutes=verdict.again_minutes or 60)
    if verdict.verdict in _TROUBLE and verdict.reason != "settings" and tries < MOST_OF_TROUBLE:
        return now + FIRST * float(2**tries)
    return None
