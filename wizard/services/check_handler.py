"""Tries one account at its mall: the job of the kind "check"."""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import at_one_moment, reading, writing
from wizard.db.queries import accounts, checks
from wizard.db.records import AccountRecord, CheckRecord, FieldRecord
from wizard.errors import MallRestsError, SealError
from wizard.guide.model import Guide
from wizard.korean.calendar import clock, days_left
from wizard.malls.attempt import Attempt, Values
from wizard.malls.request import Ask
from wizard.services import mall_breaker
from wizard.services.account_views import ISSUED_KEY
from wizard.services.check_schedule import again_at
from wizard.services.checks import KIND, MAX_ATTEMPTS
from wizard.services.event_types import EventType
from wizard.services.job_handlers import Done, Outcome, RetryAt
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.outbox import emit, moment
from wizard.services.registration_asking import held_back
from wizard.verdicts.judge import Verdict
from wizard.verdicts.probes import Verify

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Case:
    """An account that is to be tried.

    Attributes:
        found: how its mall is asked; or what is to be said without asking.
        is_left_alone: whether its mall was to be left alone, and has not answered well since.
        stored: its values, as they are stored.

    """

    account: AccountRecord
    found: Verify | Verdict
    is_left_alone: bool = False
    stored: Sequence[FieldRecord] = ()


@dataclass(frozen=True)
class CheckHandler:
    """Asks a mall, and writes down what came of it.

    Attributes:
        guide_of: the guide of a mall as readers see it now; None if there is none.
        ask: asks a mall once.
        own: what the operator alone has, by setting.
        ips: the addresses that malls are to see us come from; of none nothing is said.

    """

    engine: Engine
    keys: Keys
    guide_of: Callable[[str], Guide | None]
    ask: Ask
    own: Mapping[str, str]
    now: Callable[[], datetime] = clock
    kind: str = KIND
    lease: timedelta = timedelta(minutes=3)
    ips: Sequence[str] = ()

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Try the account `subject`."""
        with at_one_moment(self.engine):
            case = self._case(subject)
        if case is None:
            return Done()
        account, found = case.account, case.found
        if isinstance(found, Verify):
            if case.is_left_alone and (until := self._resting_until(account.mall)):
                return RetryAt(until, MallRestsError)
            found = self._asked(found, account, case.stored)
        return self._told(account, found)

    def _case(self, subject: str) -> _Case | None:
        """Read all that a try needs, by one connection that nobody holds while the mall is asked."""
        with reading(self.engine) as connection:
            account = checks.account(connection, subject)
            if account is None or held_back(connection, subject) == "unfinished":
                return None
            found = _to_ask(self.guide_of(account.mall))
            if isinstance(found, Verdict):
                return _Case(account, found)
            is_left_alone = mall_breaker.is_open(connection, account.mall)
            return _Case(account, found, is_left_alone, accounts.fields(connection, [account.id]))

    def _told(self, account: AccountRecord, found: Verdict) -> Outcome:
        if found.verdict == "OUR_FAULT" and found.reason not in mall_breaker.OURS:
            _warn(account.mall, found)
        return Done(lambda connection: self._write(connection, account, found))

    def _resting_until(self, mall: str) -> datetime | None:
        with writing(self.engine) as connection:
            return mall_breaker.resting_until(connection, mall, self.now())

    def _asked(
        self, verify: Verify, account: AccountRecord, stored: Sequence[FieldRecord]
    ) -> Verdict:
        try:
            values = Values(self._given(account, stored), self.own)
        except SealError:
            return Verdict("OUR_FAULT", "unopened")
        verdict = Attempt(self.ask, self.now).verdict(verify, values)
        is_over = account.expires_on and days_left(account.expires_on, self.now()) < 0
        if verdict.verdict == "WRONG_KEY" and is_over:
            return replace(verdict, verdict="EXPIRED")
        return self._from_elsewhere(verdict)

    def _from_elsewhere(self, verdict: Verdict) -> Verdict:
        """Give a verdict as it is: an address that we tell no seller to register is nothing they can mend."""
        if not self.ips or verdict.seen_ip in {"", *self.ips}:
            return verdict
        return replace(verdict, verdict="OUR_FAULT", reason="egress_ip", field="", step="")

    def _given(self, account: AccountRecord, stored: Sequence[FieldRecord]) -> dict[str, str]:
        place = (account.id, account.seller_id, account.mall)
        return {
            one.name: self.keys.value_of(one, *place) for one in stored if one.name != ISSUED_KEY
        }

    def _write(self, connection: Connection, account: AccountRecord, verdict: Verdict) -> None:
        """Keep the verdict, unless the account was changed meanwhile: then it is tried anew."""
        now = self.now()
        verdict = mall_breaker.told_apart(connection, account.mall, verdict, now)
        mall_breaker.note(connection, account, verdict, now)
        held = checks.account(connection, account.id, lock=True)
        if held is None or held.updated_at != account.updated_at:
            return
        before = checks.check(connection, account.id) or CheckRecord(account.id, now)
        made = _judged(before, verdict, now)
        checks.put(connection, made)
        _tell(connection, account, made, now)
        if made.again_at:
            enqueue(
                connection, KIND, account.id, now, run_at=made.again_at, max_attempts=MAX_ATTEMPTS
            )


def _tell(connection: Connection, account: AccountRecord, made: CheckRecord, now: datetime) -> None:
    emit(
        connection,
        EventType.CHECK_FINISHED,
        now,
        seller_id=account.seller_id,
        account_id=account.id,
        data={
            "mall": account.mall,
            "verdict": made.verdict,
            "field": made.field,
            "step": made.step,
            "tried_at": moment(made.tried_at),
            "again_at": moment(made.again_at),
        },
    )


def _warn(mall: str, found: Verdict) -> None:
    """Tell the operator of one account that only they can mend; nothing that was typed or answered is in it."""
    log.warning("checks: %s: our fault: %s at %s", mall, found.reason or "-", found.probe or "-")


def _to_ask(guide: Guide | None) -> Verify | Verdict:
    """Give how a mall is asked, or the verdict on an account that none can be asked about."""
    if guide is None:
        return Verdict("UNVERIFIABLE", "none")
    if not guide.is_open:
        return Verdict("MALL_CLOSED", guide.status.state)
    if guide.verify is None or guide.verify.none:
        return Verdict("UNVERIFIABLE", "none")
    return guide.verify


def _judged(before: CheckRecord, verdict: Verdict, now: datetime) -> CheckRecord:
    told = before.verdict or before.before
    is_same = told == verdict.verdict and before.field == verdict.field
    later = again_at(verdict, before.tries, now)
    return CheckRecord(
        before.account_id,
        before.asked_at,
        tried_at=now,
        verdict=verdict.verdict,
        reason=verdict.reason,
        field=verdict.field,
        step=verdict.step,
        probe=verdict.probe,
        shown=dict(verdict.shown),
        since=before.since if is_same and before.since else now,
        again_at=later,
        tries=before.tries + 1 if later else before.tries,
    )
