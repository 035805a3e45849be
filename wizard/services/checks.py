"""Whether the mall takes an account: asked for when it is saved, told whenever somebody looks."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, checks, jobs, rate_limits
from wizard.db.queries.checks import TriedAccount
from wizard.db.records import AccountRecord, CheckRecord
from wizard.errors import NotFoundError, TooOftenError
from wizard.korean.calendar import clock
from wizard.services import mall_breaker
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.jobs import enqueue
from wizard.services.registration_asking import held_back
from wizard.settings import Rate

Check = CheckRecord
"""What came of the last try of an account."""
Tried = TriedAccount
"""An account of a seller with what came of its last try, as lists are given it."""

KIND = "check"
MAX_ATTEMPTS = 60
"""A mall that is left alone for hours makes none of its jobs fail."""

COOL_DOWN = timedelta(minutes=1)
SELLERS_RATE = Rate(30, 3600)
"""So often may one seller have accounts tried: a try tells whether a key is right, to anybody who has it."""
REST = timedelta(hours=1)
"""What is saved beyond that is tried so much later: saving always works."""


def ask_of_saved(connection: Connection, seller_id: str, account_id: str, now: datetime) -> None:
    """Have an account tried, in the transaction that saves it; later, if its seller had too many tried."""
    is_soon = _keeps_pace(connection, seller_id, now)
    _ask(connection, account_id, now, None if is_soon else now + REST)


def _keeps_pace(connection: Connection, seller_id: str, now: datetime) -> bool:
    """Count one more try of a seller's, and say whether it may be now."""
    return rate_limits.passes(connection, KIND, seller_id, SELLERS_RATE, now.timestamp())


def _ask(
    connection: Connection,
    account_id: str,
    now: datetime,
    later: datetime | None = None,
    last: CheckRecord | None = None,
) -> None:
    """Have an account tried; what was said of it before is void.

    Only tried again (`last`), it is kept since when the mall says so, and shown once it says so again.
    """
    asked = CheckRecord(account_id, now, again_at=later)
    if last is not None:
        told = last.verdict or last.before
        asked = replace(asked, before=told, field=last.field, since=last.since)
    checks.put(connection, asked)
    enqueue(connection, KIND, account_id, now, run_at=later, max_attempts=MAX_ATTEMPTS)


def forget(connection: Connection, account_ids: Iterable[str]) -> None:
    """Have accounts that are gone tried no more, in the transaction that deletes them."""
    jobs.drop_open(connection, [f"{KIND}:{one}" for one in account_ids])


def void(connection: Connection, account_id: str) -> None:
    """Try an account no more and forget what was said of it, in the transaction that saves it unfinished."""
    forget(connection, [account_id])
    checks.drop(connection, account_id)


def forget_pace(connection: Connection, seller_id: str) -> None:
    """Forget how often a seller had accounts tried, in the transaction that deletes them."""
    rate_limits.drop(connection, KIND, seller_id)


@dataclass(frozen=True)
class Checks:
    """Tells what malls said, and has accounts tried again."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def of(self, account_ids: Iterable[str]) -> Mapping[str, CheckRecord]:
        """Give what came of the last try of each account that was ever tried."""
        with reading(self.engine) as connection:
            return {one.account_id: one for one in checks.checks(connection, account_ids)}

    def of_sellers(self, seller_ids: Iterable[str]) -> Mapping[str, list[TriedAccount]]:
        """Give every account of several sellers with what came of its last try, by seller."""
        with reading(self.engine) as connection:
            return checks.of_sellers(connection, seller_ids)

    def resting_until(self, mall: str) -> datetime | None:
        """Say until when a mall is left alone; None if it may be asked."""
        with reading(self.engine) as connection:
            return mall_breaker.look(connection, mall, self.now())

    def again(self, seller_id: str, account_id: str, actor: str = "") -> bool:
        """Have a seller's account tried once more; say whether it is: not so soon after the last time, nor unfinished.

        Args:
            seller_id: whose it is.
            account_id: which.
            actor: who asks; "" for the seller.

        Raises:
            NotFoundError: it is not this seller's.
            TooOftenError: the seller asked too often lately.

        """
        now = self.now()
        with writing(self.engine) as connection:
            mine = accounts.account(connection, seller_id, account_id, lock=True)
            if mine is None:
                raise NotFoundError(f"no account {account_id[:40]!r} of this seller")
            last = checks.check(connection, account_id)
            is_unfinished = held_back(connection, account_id) == "unfinished"
            if is_unfinished or (last is not None and _is_fresh(last, now)):
                return False
            if not _keeps_pace(connection, seller_id, now):
                raise TooOftenError("too many tries of one seller")
            self._note(connection, actor or f"seller:{seller_id}", mine)
            _ask(connection, account_id, now, last=last)
        return True

    def _note(self, connection: Connection, actor: str, account: AccountRecord) -> None:
        record_event(
            connection,
            Event.CHECK_ASKED,
            actor,
            self.now(),
            seller_id=account.seller_id,
            subject=account.id,
            detail=account.mall,
        )


def _is_fresh(last: CheckRecord, now: datetime) -> bool:
    """Say whether it is being tried, or has just been."""
    if last.tried_at is None:
        return now - last.asked_at < COOL_DOWN
    return now - last.tried_at < COOL_DOWN
