"""A merge taken back within its day: two records stand as they stood, and what happened since is told."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import accounts, merges, ownership, partings
from wizard.db.records import SellerMergeRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.job_handlers import Done, Outcome
from wizard.services.keys import Keys
from wizard.services.merging import FORGET_MERGE, MAY_BE_PARTED, seal_anew
from wizard.services.outbox import emit
from wizard.services.repeated_forms import spend

TOO_LATE = "합친 지 하루가 지나 되돌릴 수 없어요."
NOT_LAST = "이 판매자는 그 뒤에 또 합쳤어요. 마지막에 합친 것부터 되돌려 주세요."


@dataclass(frozen=True)
class Merged:
    """A merge that can be taken back.

    Attributes:
        name: of the one who went.
        until: when it is too late.
        new_accounts, new_requests: made since; they stay where they are.
        changed_accounts: moved, and changed since; they go back as they are now.

    """

    id: str
    name: str
    phone: str
    merged_at: datetime
    until: datetime
    new_accounts: int
    new_requests: int
    changed_accounts: int


@dataclass(frozen=True)
class Parted:
    """Two who are two again.

    Attributes:
        runs_gone_on: runs of both that went on since: the one who stayed keeps them as they are.

    """

    kept: str
    other: str
    merged: Merged
    runs_gone_on: int


@dataclass(frozen=True)
class Parting:
    """Shows what can be taken back, and takes it back in one transaction."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def of_seller(self, seller_id: str) -> Merged | None:
        """Give the last merge into a seller, while it can be taken back."""
        with reading(self.engine) as connection:
            found = merges.of_seller(connection, seller_id)[:1]
            return _merged(connection, found[0]) if found and self._may_be(found[0]) else None

    def part(self, seller_id: str, merge_id: str, staff_id: str) -> Parted:
        """Make two of one again.

        Raises:
            KeysError, SealError: a value cannot be opened to be sealed for its old place.
            NotFoundError: there is no such merge (any more).
            RefusedError: its day is over, or there was another one after it.

        """
        ring, now = self.keys.ring(), self.now()
        with writing(self.engine) as connection:
            spend(connection)
            merge = self._held(connection, seller_id, merge_id)
            told = _merged(connection, merge)
            other = partings.put_seller_back(connection, merge)
            moved = set(merges.account_ids(merge))
            for account in accounts.accounts(connection, seller_id):
                if account.id in moved:
                    seal_anew(connection, self.keys, ring, account, other.id)
            partings.move_back(connection, merge)
            gone_on = partings.put_runs_back(connection, merge)
            partings.put_sessions_back(connection, merge, now)
            partings.end_others_ways_in(connection, merge, now)
            partings.put_consents_back(connection, merge)
            partings.put_lines_back(connection, merge)
            merges.drop(connection, merge.id)
            _note(connection, merge, f"staff:{staff_id}", now)
        return Parted(seller_id, other.id, told, gone_on)

    def _held(self, connection: Connection, seller_id: str, merge_id: str) -> SellerMergeRecord:
        """Find a merge that may be taken back, and keep its seller as they are meanwhile."""
        ownership.hold(connection, seller_id)
        merge = merges.merge(connection, merge_id)
        if merge is None or merge.seller_id != seller_id:
            raise NotFoundError(f"no merge {merge_id[:40]!r}")
        if not self._may_be(merge):
            raise RefusedError(TOO_LATE)
        if merges.of_seller(connection, seller_id)[0].id != merge.id:
            raise RefusedError(NOT_LAST)
        return merge

    def _may_be(self, merge: SellerMergeRecord) -> bool:
        return self.now() < merge.merged_at + MAY_BE_PARTED


@dataclass(frozen=True)
class ForgetMergeHandler:
    """Forgets how two sellers were, once it is too late to make them two again."""

    kind: str = FORGET_MERGE
    lease: timedelta = timedelta(minutes=1)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Forget one."""
        return Done(lambda connection: merges.drop(connection, subject))


def _merged(connection: Connection, merge: SellerMergeRecord) -> Merged:
    who = merge.was["seller"]
    since = merges.count_since(connection, merge)
    until = merge.merged_at + MAY_BE_PARTED
    return Merged(merge.id, who["name"], who["phone"], merge.merged_at, until, *since)


def _note(connection: Connection, merge: SellerMergeRecord, actor: str, now: datetime) -> None:
    kept, other = merge.seller_id, merge.other_id
    record_event(connection, Event.SELLERS_PARTED, actor, now, seller_id=kept, subject=other)
    emit(connection, EventType.SELLER_CREATED, now, seller_id=other, data={"by": "staff"})
    emit(connection, EventType.SELLER_CHANGED, now, seller_id=kept, data={"parted": other})
