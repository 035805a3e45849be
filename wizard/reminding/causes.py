"""Of a fact and a moment, the cause to remind somebody that holds then, if any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from wizard.korean.calendar import beginning, days_left, in_korea
from wizard.reminding.facts import (
    CheckFact,
    Fact,
    InvitationFact,
    KeyFact,
    RequestFact,
    ReturnFact,
    RunFact,
    UnfinishedFact,
    WaitFact,
)
from wizard.verdicts.classes import REFUSED

EXPIRY, CHECK, ANSWER, REQUEST = "expiry", "check", "answer", "request"
INVITATION, STUCK, RETURNED = "invitation", "stuck", "returned"
WAIT, UNFINISHED = "wait", "unfinished"
KINDS = (EXPIRY, CHECK, RETURNED, REQUEST, ANSWER, INVITATION, WAIT, UNFINISHED, STUCK)
"""Every kind, in the order in which they are listed; stored, so none ever changes."""

OF_OPEN_MALLS = {EXPIRY, STUCK, WAIT, UNFINISHED}
"""Kinds of which nobody is reminded where a mall takes no sellers any more."""

KEY_DAYS = (0, 3, 14, 30)
"""A key is spoken of when it ends in so many days, the nearest first."""

STUCK_DAYS = (7, 3)
UNOPENED_DAYS = 3
UNFINISHED_DAYS = 3
TO_BE_ANSWERED, TO_BE_DONE = timedelta(hours=4), timedelta(days=1)
"""So long may a question, and work, wait before it is a line: the queue shows it at once."""

WORK = {"issuance", "migration", "registration"}

TO_BE_READ = timedelta(days=1)
"""So long after an answer the seller is called, if nothing was heard."""


@dataclass(frozen=True)
class Cause:
    """Why somebody is to be reminded.

    Attributes:
        threshold: how many days are left or have passed; 0 where none are counted.
        mark: what makes it another cause than one before of the same kind, subject and threshold.
        due_at: from when on staff call; lines stand in its order.

    """

    kind: str
    fact: Fact
    threshold: int
    mark: str
    due_at: datetime

    @property
    def key(self) -> str:
        """Name it: the same cause has the same key, whenever it is worked out."""
        return f"{self.kind}:{self.fact.subject}:{self.threshold}:{self.mark}"


def cause_of(fact: Fact, now: datetime) -> Cause | None:
    """Give the cause that a fact is at a moment; None if nobody need be reminded."""
    return _JUDGES[type(fact)](fact, now)


def _of_key(fact: KeyFact, now: datetime) -> Cause | None:
    left = days_left(fact.expires_on, now)
    near = next((days for days in KEY_DAYS if left <= days), None)
    if near is None:
        return None
    due_at = beginning(fact.expires_on - timedelta(days=near))
    return Cause(EXPIRY, fact, near, fact.expires_on.isoformat(), due_at)


def _of_check(fact: CheckFact, _now: datetime) -> Cause | None:
    if fact.verdict not in REFUSED or fact.since is None:
        return None  # refused anew on the same day is no news
    return Cause(CHECK, fact, 0, in_korea(fact.since).isoformat(), fact.since)


def _of_return(fact: ReturnFact, _now: datetime) -> Cause | None:
    if fact.state != "returned" or fact.decided_at is None:
        return None
    return Cause(RETURNED, fact, 0, _mark(fact.decided_at), fact.decided_at)


def _of_request(fact: RequestFact, now: datetime) -> Cause | None:
    if fact.state == "answered":
        if fact.seller_id is None or fact.kind == "registration":
            return None  # a registration that is sent back is told by its own fact
        return Cause(ANSWER, fact, 0, _mark(fact.moved_at), fact.moved_at + TO_BE_READ)
    due_at = fact.moved_at + (TO_BE_DONE if fact.kind in WORK else TO_BE_ANSWERED)
    if fact.state not in {"open", "taken"} or due_at > now:
        return None
    return Cause(REQUEST, fact, 0, _mark(fact.moved_at), due_at)


def _of_invitation(fact: InvitationFact, now: datetime) -> Cause | None:
    due_at = fact.made_at + timedelta(days=UNOPENED_DAYS)
    if fact.opened_at is not None or due_at > now:
        return None
    return Cause(INVITATION, fact, UNOPENED_DAYS, "", due_at)


def _of_wait(fact: WaitFact, now: datetime) -> Cause | None:
    if fact.waits_until is None or fact.waits_until > now:
        return None
    return Cause(WAIT, fact, 0, _mark(fact.waits_until), fact.waits_until)


def _of_unfinished(fact: UnfinishedFact, now: datetime) -> Cause | None:
    due_at = fact.saved_at + timedelta(days=UNFINISHED_DAYS)
    if fact.state != "unfinished" or due_at > now:
        return None
    return Cause(UNFINISHED, fact, UNFINISHED_DAYS, _mark(fact.saved_at), due_at)


def _of_run(fact: RunFact, now: datetime) -> Cause | None:
    if fact.waits_until is not None:
        return None  # told by the end of the wait
    rested = now - fact.moved_at
    days = next((days for days in STUCK_DAYS if rested >= timedelta(days=days)), None)
    if fact.state != "going" or days is None:
        return None
    due_at = fact.moved_at + timedelta(days=days)
    return Cause(STUCK, fact, days, _mark(fact.moved_at), due_at)


def _mark(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%S")


_JUDGES: Mapping[type[Fact], Callable[[Any, datetime], Cause | None]] = {
    KeyFact: _of_key,
    CheckFact: _of_check,
    RequestFact: _of_request,
    ReturnFact: _of_return,
    InvitationFact: _of_invitation,
    RunFact: _of_run,
    WaitFact: _of_wait,
    UnfinishedFact: _of_unfinished,
}
