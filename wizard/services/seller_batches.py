"""Many sellers at once: a list made in one transaction, and invited in one."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import invitations, progress, seller_batches, sellers
from wizard.db.queries.seller_batches import BatchSeller, ListedBatch
from wizard.db.records import (
    InvitationRecord,
    SellerBatchLineRecord,
    SellerBatchRecord,
    SellerRecord,
)
from wizard.errors import AlreadySubmittedError, ConstraintError, NotFoundError, OutdatedError
from wizard.korean.calendar import clock
from wizard.services.account_inputs import NewSeller
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.invitations import MAX_DAYS
from wizard.services.outbox import emit
from wizard.services.repeated_forms import new_id, new_tokens, spend
from wizard.services.sessions import digest_of
from wizard.services.shown_screens import chosen_run

LISTED = 10


@dataclass(frozen=True)
class WantedSeller:
    """One seller of a list that is to be made.

    Attributes:
        line: of the file that it comes from.
        revisions: mall -> the revision of its guide, for each that is to be on their list.
        known: the id of the seller who was shown as the one of this number, "" if none was; None if nobody has looked.

    """

    line: int
    firm: NewSeller
    revisions: Mapping[str, str]
    known: str | None = None


@dataclass(frozen=True)
class Batch:
    """A list that was made, its sellers as they are now.

    Attributes:
        links: how many links that staff made for them since open still.
        opened: how many of these somebody has opened.
        strangers: the ids of those who started by themselves and whom nobody has spoken with.

    """

    id: str
    staff_id: str
    created_at: datetime
    sellers: Sequence[BatchSeller]
    links: int
    opened: int
    strangers: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Invited:
    """A seller with the link that was made for them; its token is told once and kept nowhere."""

    seller: BatchSeller
    token: str = field(repr=False)


@dataclass(frozen=True)
class SellerBatches:
    """Makes and invites many sellers; each method is one transaction."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def known(self, numbers: Collection[str]) -> Mapping[str, SellerRecord]:
        """Give the sellers of some 사업자등록번호: of each the oldest whom we know, else the oldest stranger."""
        with reading(self.engine) as connection:
            return _standing(connection, numbers)

    def strangers(self, seller_ids: Collection[str]) -> frozenset[str]:
        """Name those of some sellers who started by themselves and whom nobody has spoken with."""
        with reading(self.engine) as connection:
            return sellers.unknown(connection, set(seller_ids))

    def make(self, wanted: Sequence[WantedSeller], staff_id: str) -> str:
        """Make all sellers of a list, or none; return its id.

        Who is known already by their number is not made again: the malls are put on their list, and nothing else
        of them is changed.

        Raises:
            OutdatedError: a number is by now another seller's than was shown; nothing was made.

        """
        try:
            return self._make(wanted, staff_id)
        except ConstraintError:  # one of them has chosen a mall at this moment
            return self._make(wanted, staff_id)

    def batch(self, batch_id: str) -> Batch:
        """Show a list; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            found = _found(connection, batch_id)
            links = seller_batches.live_links(connection, found, self.now())
            listed = seller_batches.of_batch(connection, batch_id)
            return Batch(
                id=found.id,
                staff_id=found.staff_id,
                created_at=found.created_at,
                sellers=listed,
                links=len(links),
                opened=sum(is_opened for _, is_opened in links),
                strangers=sellers.unknown(connection, {one.id for one in listed}),
            )

    def newest(self) -> Sequence[ListedBatch]:
        """Give the newest lists."""
        with reading(self.engine) as connection:
            return seller_batches.newest(connection, LISTED)

    def invite(
        self, batch_id: str, staff_id: str, days: int, *, with_known: bool, replaces: bool
    ) -> list[Invited]:
        """Make a link for each seller of a list; give them with their tokens, which are told once.

        Args:
            batch_id: which list.
            staff_id: who invites.
            days: how long the links live.
            with_known: whether those are invited too who were sellers before.
            replaces: take those links back that were made before and that nobody has opened.

        """
        now = self.now()
        with reading(self.engine) as connection:
            _found(connection, batch_id)
            listed = seller_batches.of_batch(connection, batch_id)
        some = [one for one in listed if one.is_new or with_known]
        invited = [
            Invited(one, token)
            for one, token in zip(some, new_tokens([s.id for s in some]), strict=True)
        ]
        with suppress(AlreadySubmittedError), writing(self.engine) as connection:
            spend(connection)
            if replaces:
                self._take_back(connection, _found(connection, batch_id), staff_id)
            life = timedelta(days=min(max(days, 1), MAX_DAYS))
            for one in invited:
                _link(connection, one, staff_id, now, now + life)
            event, count = Event.SELLERS_INVITED, str(len(invited))
            record_event(
                connection, event, f"staff:{staff_id}", now, subject=batch_id, detail=count
            )
        return invited

    def _make(self, wanted: Sequence[WantedSeller], staff_id: str) -> str:
        batch = SellerBatchRecord(new_id(), staff_id, self.now())
        with writing(self.engine) as connection:
            spend(connection)
            numbers = sorted({one.firm.business_number for one in wanted})
            for number in numbers:
                sellers.hold_number(connection, number)
            known = _held(connection, numbers)
            if any(_is_otherwise(one, known) for one in wanted):
                raise OutdatedError("a number is another seller's by now")
            lines = [_put(connection, batch, one, known) for one in wanted]
            seller_batches.add(connection, batch, lines)
            made = sum(line.is_new for line in lines)
            detail = f"new {made} known {len(lines) - made}"
            event, actor = Event.SELLERS_IMPORTED, f"staff:{staff_id}"
            record_event(
                connection, event, actor, batch.created_at, subject=batch.id, detail=detail
            )
        return batch.id

    def _take_back(self, connection: Connection, batch: SellerBatchRecord, staff_id: str) -> None:
        """Take back what nobody has opened; whoever has that file cannot invite by it any more."""
        now = self.now()
        links = seller_batches.live_links(connection, batch, now)
        unopened = [link_id for link_id, is_opened in links if not is_opened]
        invitations.revoke_all(connection, unopened, now)
        for link_id in unopened:
            event, actor = Event.LINK_REVOKED, f"staff:{staff_id}"
            record_event(connection, event, actor, now, subject=link_id)


def _put(
    connection: Connection,
    batch: SellerBatchRecord,
    wanted: WantedSeller,
    known: dict[str, SellerRecord],
) -> SellerBatchLineRecord:
    """Make one seller, or find who they are already; put the malls on their list."""
    firm, now, actor = wanted.firm, batch.created_at, f"staff:{batch.staff_id}"
    found = known.get(firm.business_number)
    is_new = found is None
    if found is None:
        found = firm.record(uuid4().hex, "staff", now)
        sellers.add(connection, found)
        told: Mapping[str, object] = {"by": "staff"}
        emit(connection, EventType.SELLER_CREATED, now, seller_id=found.id, data=told)
        made, whose = Event.SELLER_MADE, found.id
        record_event(connection, made, actor, now, seller_id=whose, subject=whose)
        known[firm.business_number] = found
    there = () if is_new else progress.runs(connection, [found.id])
    added = {m: r for m, r in wanted.revisions.items() if m not in {run.mall for run in there}}
    for mall, revision in added.items():
        progress.add(connection, chosen_run(found.id, mall, revision, now))
    if added:
        record_event(connection, Event.MALLS_CHOSEN, actor, now, seller_id=found.id)
    return SellerBatchLineRecord(batch.id, found.id, wanted.line, is_new)


def _is_otherwise(wanted: WantedSeller, known: Mapping[str, SellerRecord]) -> bool:
    """Say whether the seller of a number is another one than whom somebody was shown."""
    found = known.get(wanted.firm.business_number)
    return wanted.known is not None and wanted.known != (found.id if found else "")


def _held(connection: Connection, numbers: Collection[str]) -> dict[str, SellerRecord]:
    """Give who is known, kept from being forgotten or merged until the transaction ends."""
    found = _standing(connection, numbers).items()
    ordered = sorted(found, key=lambda pair: pair[1].id)
    return {number: one for number, one in ordered if sellers.hold(connection, one.id)}


def _standing(connection: Connection, numbers: Collection[str]) -> dict[str, SellerRecord]:
    found = seller_batches.of_numbers(connection, numbers)
    strangers = sellers.unknown(connection, {one.id for one in found})
    ranked = sorted(found, key=lambda one: one.id in strangers)
    return {one.business_number: one for one in reversed(ranked)}


def _found(connection: Connection, batch_id: str) -> SellerBatchRecord:
    found = seller_batches.batch(connection, batch_id)
    if found is None:
        raise NotFoundError(f"no list {batch_id[:40]!r}")
    return found


def _link(
    connection: Connection, one: Invited, staff_id: str, now: datetime, until: datetime
) -> None:
    made = InvitationRecord(
        id=uuid4().hex,
        seller_id=one.seller.id,
        digest=digest_of(one.token),
        made_by=f"staff:{staff_id}",
        parent_id=None,
        mall="",
        step_id="",
        answers={},
        created_at=now,
        expires_at=until,
    )
    invitations.add(connection, made)
    event, whose = Event.LINK_MADE, made.seller_id
    record_event(connection, event, made.made_by, now, seller_id=whose, subject=made.id)
