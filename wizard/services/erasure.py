"""What a firm may ask for: all that is known of it, and that it be forgotten."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from wizard.db import vacuum
from wizard.db.engine import reading, writing
from wizard.db.queries import (
    accounts,
    audit,
    idempotent_requests,
    jobs,
    personal_data,
    rate_limits,
    requests,
    sellers,
)
from wizard.db.vacuum import Traces
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.checks import forget_pace
from wizard.services.email_confirmation import LETTERS, TRIES
from wizard.services.event_types import EventType
from wizard.services.expiry_doubts import doubt_clock, doubt_share
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.outbox import emit
from wizard.services.personal_data import GivenPart, as_json, given
from wizard.services.personal_parts import PARTS, STAYS
from wizard.services.tidying import DATABASE, TIDY

BATCH = 500
USUAL_SHARE = 10
PAUSE_S = 0.005
"""Between two deletions whoever saves has a turn: SQLite lets the luckiest write, not the first."""

OWN_DATA = "own data"
"""The kind of tries that are counted of a seller who takes home, or erases, what is theirs."""


@dataclass(frozen=True)
class Erased:
    """What came of an erasure, to be told to who asked for it.

    Attributes:
        at: when it was done.
        counts: how many rows there were of each table that is a seller's.
        left: how many rows still name them or something of theirs, counted afterwards, but for the
            chained audit and what else is named in `STAYS`.

    """

    at: datetime
    counts: Mapping[str, int]
    left: int


@dataclass(frozen=True)
class _Gone:
    """What there was of a seller: the ids that named them, and how many rows of each table."""

    names: frozenset[str]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Erasure:
    """Gives a seller's data out, and takes it away."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def export(self, seller_id: str) -> dict[str, Any]:
        """Give all that is stored of a seller, for programs; see `parts`."""
        return as_json(self.parts(seller_id, "operator"))

    def parts(self, seller_id: str, actor: str) -> list[GivenPart]:
        """Give all that is stored of a seller; sealed values masked, as the seller sees them.

        Raises:
            NotFoundError: there is no such seller.

        """
        with writing(self.engine) as connection:
            if sellers.seller(connection, seller_id) is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            event, now = Event.SELLER_EXPORTED, self.now()
            record_event(connection, event, actor, now, seller_id=seller_id, subject=seller_id)
            return given(connection, self.keys, seller_id)

    def parts_again(self, seller_id: str) -> list[GivenPart]:
        """Give it once more to who asked for it by a form that was done: that is not written down twice."""
        with reading(self.engine) as connection:
            return given(connection, self.keys, seller_id)

    def taken_by_staff(self, seller_id: str) -> Sequence[datetime]:
        """Give when staff took home what is kept of a seller, newest first: told to the seller."""
        with reading(self.engine) as connection:
            return audit.moments(connection, Event.SELLER_EXPORTED.value, seller_id, "staff:")

    def delete(self, seller_id: str) -> Traces:
        """Forget a seller; give what the database's files still hold of them.

        Raises:
            NotFoundError: there is no such seller.

        """
        self._delete(seller_id)
        return vacuum.tidy(self.engine)

    def erase(self, seller_id: str, actor: str = "") -> Erased:
        """Forget a seller who asks for it; the database's files are tidied a little later.

        Args:
            seller_id: whom.
            actor: who does it; the seller themselves, if left out.

        Raises:
            NotFoundError: there is no such seller (any more).

        """
        gone = self._delete(seller_id, actor or f"seller:{seller_id}", tidies=True)
        with reading(self.engine) as connection:
            named = personal_data.naming(connection, gone.names)
        left = sum(count for table, count in named.items() if table not in STAYS)
        return Erased(self.now(), gone.counts, left)

    def expire(self, days: int, share: int = USUAL_SHARE, *, trusts_clock: bool = False) -> int:
        """Forget every seller who did nothing for so many days; return how many there were.

        What readers asked who are nobody's seller is forgotten as well, so long after it was last touched.

        Args:
            days: the time that data is kept.
            share: how many of a hundred sellers may go at once.
            trusts_clock: somebody has looked at the clock, and it is right.

        Raises:
            RefusedError: the clock looks wrong, or more would go than usually do; nobody went.

        """
        now = self.now()
        since, count = now - timedelta(days=days), 0
        with reading(self.engine) as connection:
            if not trusts_clock:
                doubt_clock(audit.newest(connection), now)
            doubt_share(sellers.count_idle(connection, since), sellers.count(connection), share)
        while True:
            with reading(self.engine) as connection:
                idle = sellers.idle(connection, since, BATCH)
            for seller_id in idle:
                self._delete(seller_id)
                time.sleep(PAUSE_S)
            count += len(idle)
            if len(idle) < BATCH:
                break
        with writing(self.engine) as connection:
            strays = requests.drop_strays(connection, since)
        if count or strays:
            vacuum.tidy(self.engine)
        return count

    def _delete(self, seller_id: str, actor: str = "operator", *, tidies: bool = False) -> _Gone:
        with writing(self.engine) as connection:
            if not sellers.hold(connection, seller_id, to_drop=True):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            gone = _Gone(
                personal_data.ids(connection, seller_id),
                personal_data.counts(connection, seller_id, PARTS),
            )
            accounts.spend_forms(connection, seller_id)
            mine = [one.id for one in accounts.accounts(connection, seller_id)]
            sellers.drop(connection, seller_id)
            jobs.drop_about(connection, gone.names)
            idempotent_requests.forget_answers(connection, seller_id)
            forget_pace(connection, seller_id)
            for scope in (OWN_DATA, LETTERS, TRIES):
                rate_limits.drop(connection, scope, seller_id)
            event, now = Event.SELLER_DELETED, self.now()
            told = {"accounts": mine}
            emit(connection, EventType.SELLER_DELETED, now, seller_id=seller_id, data=told)
            record_event(connection, event, actor, now, seller_id=seller_id, subject=seller_id)
            if tidies:
                enqueue(connection, TIDY, DATABASE, now)
        return gone
