"""Whom a good colleague calls first: those who wait for us, then what cannot wait, then the rest."""

from wizard.reminding.causes import ANSWER, CHECK, EXPIRY, REQUEST, RETURNED, Cause
from wizard.reminding.facts import RequestFact

UNTAKEN, TAKEN, PRESSING, USUAL, LAST = range(5)
"""Stored, so none ever changes: the first is called first, and of two alike the one that waits longer."""

PRESSING_DAYS = 3


def rank_of(cause: Cause, *, is_stranger: bool = False) -> int:
    """Give the rank of a cause.

    Args:
        cause: why somebody is to be called.
        is_stranger: they started by themselves, and nobody has spoken with them yet.

    """
    if cause.kind == REQUEST:
        is_open = isinstance(cause.fact, RequestFact) and cause.fact.state == "open"
        return UNTAKEN if is_open else TAKEN
    if cause.kind == ANSWER or is_stranger:
        return LAST  # we have done our part, or do not know whom we would call
    if cause.kind in {CHECK, RETURNED}:
        return PRESSING
    return PRESSING if cause.kind == EXPIRY and cause.threshold <= PRESSING_DAYS else USUAL
