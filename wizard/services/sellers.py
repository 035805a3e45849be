"""Sellers as staff see them: made, listed, looked up."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, together, writing
from wizard.db.queries import progress, requests, seller_lists, sellers
from wizard.db.queries.seller_lists import Cut, ListedSeller, RunFilter, SellerFilter
from wizard.db.records import OpeningRecord, SellerRecord
from wizard.errors import ChangedMeanwhileError, KnownFirmError, NotFoundError
from wizard.korean.calendar import clock, in_korea
from wizard.services.account_inputs import NewSeller
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.event_types import EventType
from wizard.services.outbox import emit
from wizard.services.progress import Run, run_of
from wizard.services.repeated_forms import new_id, spend
from wizard.verdicts.classes import REFUSED

PAGE = 50
REFUSAL = "refused"
CORRECTED = ("name", "business_number", "phone")
CHANGED_MEANWHILE = "그사이 다른 담당자가 고쳐서 아직 아무것도 바꾸지 않았어요. 적은 것이 맞으면 한 번 더 저장해 주세요."
Maker = Literal["staff", "api"]
"""Who acts for a seller: a member of staff, or another program."""

Firm = SellerRecord
"""A seller's own record, as views are given it."""


@dataclass(frozen=True)
class Filter:
    """Which sellers to list.

    Attributes:
        state: of their runs: "chosen", "going" or "saved"; REFUSAL for accounts that malls refuse.
        stuck_days: nothing happened in the run for so long; of REFUSAL, refused for so long.
        expiring_days: a key ends within so many days (or has ended).
        unknown: "1" for those only who started by themselves and whom nobody knows.

    """

    search: str = ""
    mall: str = ""
    state: str = ""
    stuck_days: int | None = None
    expiring_days: int | None = None
    unknown: str = ""

    @property
    def is_by_run(self) -> bool:
        """Say whether runs are listed, each with its seller."""
        return bool(self.mall or self.state or self.stuck_days is not None)

    @property
    def is_by_refusal(self) -> bool:
        """Say whether accounts that malls refuse are listed, each with its seller."""
        return self.state == REFUSAL and self.expiring_days is None


@dataclass(frozen=True)
class Listed:
    """One row of a list.

    Attributes:
        mall: whose run or account put the seller here; "" in the list of all.
        key: what the list is ordered by.
        key_id: the id of what was listed: with `key`, the row's place.
        has_twin: there is another seller of the same 사업자등록번호, to be merged.
        is_known: staff made them, or a link for them; else they started by themselves.

    """

    id: str
    name: str
    business_number: str
    phone: str
    mall: str
    key: datetime | date
    key_id: str
    runs: Mapping[str, Run]
    is_known: bool = True
    has_twin: bool = False


@dataclass(frozen=True)
class Sellers:
    """Makes sellers for links, and lists them."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def add(self, firm: NewSeller, maker: str, by: Maker = "staff") -> str:
        """Make a seller whom staff or another program invite; return the id.

        Args:
            firm: who they are.
            maker: the id of the member of staff, or of the token.
            by: which of the two.

        Raises:
            KnownFirmError: there is a seller of this 사업자등록번호; none was made.

        """
        seller_id, now = new_id(), self.now()
        with writing(self.engine) as connection:
            spend(connection)
            sellers.hold_number(connection, firm.business_number)
            if known := sellers.of_number(connection, firm.business_number):
                raise KnownFirmError(known[0].id)
            sellers.add(connection, firm.record(seller_id, by, now))
            emit(connection, EventType.SELLER_CREATED, now, seller_id=seller_id, data={"by": by})
            record_event(
                connection,
                Event.SELLER_MADE,
                f"{by}:{maker}",
                now,
                seller_id=seller_id,
                subject=seller_id,
            )
        return seller_id

    def page(
        self, wanted: Filter, at: tuple[datetime | date, str] | None, *, backwards: bool = False
    ) -> list[Listed]:
        """Give one page of a list, and one row more if there is another page.

        Args:
            wanted: which sellers.
            at: the place of the row after (or before) which the page begins.
            backwards: the page before `at`; without `at`, the last one.

        """
        cut = Cut(PAGE + 1, at, backwards)
        with reading(self.engine) as connection:
            found = self._found(connection, wanted, cut)
            seller_ids = {one.id for one in found}
            runs = progress.runs(connection, seller_ids)
            unknown = sellers.unknown(connection, seller_ids)
            twins = sellers.twins(connection, {one.business_number for one in found})
        own: dict[str, dict[str, Run]] = {}
        for run in runs:
            own.setdefault(run.seller_id, {})[run.mall] = run_of(run)
        listed = [_listed(one, own.get(one.id, {}), one.id not in unknown) for one in found]
        return [replace(one, has_twin=one.business_number in twins) for one in listed]

    def correct(
        self, right: Firm, staff_id: str, *, shown: Firm | None = None, may_be_twin: bool = False
    ) -> bool:
        """Correct a seller's name, number and phone; what they were is written down nowhere.

        What was left as it was shown stays as it stands now, though a colleague corrected it since.

        Args:
            right: the seller as they are to be.
            staff_id: who corrects.
            shown: the seller as they were shown to whoever corrects; None says all anew.
            may_be_twin: it is meant that another seller has this number already.

        Returns: whether anything is otherwise now.

        Raises:
            ChangedMeanwhileError: a colleague corrected the same since; nothing was corrected.
            KnownFirmError: another seller has it, and that is not meant; nothing was corrected.

        """
        with together(self.engine) as connection:
            sellers.hold_number(connection, right.business_number)
            is_new = shown is None or right.business_number != shown.business_number
            others = sellers.of_number(connection, right.business_number) if is_new else []
            if others and right.id not in {one.id for one in others} and not may_be_twin:
                raise KnownFirmError(others[0].id)
            return self.change(right.id, lambda found: _as_said(found, right, shown), staff_id)

    def change(
        self,
        seller_id: str,
        corrected: Callable[[SellerRecord], SellerRecord],
        maker: str,
        by: Maker = "staff",
    ) -> bool:
        """Correct a seller's name, number or phone by how they stand now; say whether anything is otherwise.

        Args:
            seller_id: whose.
            corrected: gives the seller as it is to be; what it raises leaves all as it is.
            maker: the id of the member of staff, or of the token.
            by: which of the two.

        """
        now = self.now()
        with writing(self.engine) as connection:
            spend(connection)
            sellers.hold(connection, seller_id)
            found = sellers.seller(connection, seller_id)
            if found is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            right = corrected(found)
            changed = [n for n in CORRECTED if getattr(found, n) != getattr(right, n)]
            if not changed:
                return False
            sellers.correct(connection, right)
            told = {"changed": changed}
            emit(connection, EventType.SELLER_CHANGED, now, seller_id=seller_id, data=told)
            record_event(
                connection,
                Event.SELLER_CORRECTED,
                f"{by}:{maker}",
                now,
                seller_id=seller_id,
                subject=seller_id,
                detail=" ".join(changed),
            )
        return True

    def twins(self, seller_id: str) -> list[Firm]:
        """List the other sellers of the same 사업자등록번호."""
        with reading(self.engine) as connection:
            found = sellers.seller(connection, seller_id)
            same = sellers.of_number(connection, found.business_number) if found else ()
        return [one for one in same if one.id != seller_id]

    def is_known(self, seller_id: str) -> bool:
        """Say whether staff made a seller, or a link for them; else they started by themselves."""
        with reading(self.engine) as connection:
            return not sellers.unknown(connection, {seller_id})

    def firm(self, seller_id: str) -> Firm:
        """Give a seller's own record."""
        with reading(self.engine) as connection:
            found = sellers.seller(connection, seller_id)
        if found is None:
            raise NotFoundError(f"no seller {seller_id[:40]!r}")
        return found

    def openings(self, seller_id: str) -> Sequence[OpeningRecord]:
        """List who looked at a seller's secrets, newest first."""
        with reading(self.engine) as connection:
            return requests.openings(connection, seller_id)

    def _found(self, connection: Connection, wanted: Filter, cut: Cut) -> Sequence[ListedSeller]:
        now, who = self.now(), SellerFilter(wanted.search, bool(wanted.unknown))
        if wanted.expiring_days is not None:
            until = in_korea(now) + timedelta(days=wanted.expiring_days)
            return seller_lists.expiring(connection, who, wanted.mall, until, cut)
        if not wanted.is_by_run:
            return seller_lists.newest(connection, who, cut)
        waits = wanted.stuck_days is not None
        moment = now - timedelta(days=wanted.stuck_days or 0) if waits else None
        if wanted.is_by_refusal:
            refused = RunFilter(wanted.mall, until=moment)
            return seller_lists.refused(connection, who, refused, sorted(REFUSED), cut)
        runs = RunFilter(wanted.mall, wanted.state or ("going" if waits else ""), moment)
        return seller_lists.stuck(connection, who, runs, cut)


def _as_said(found: Firm, right: Firm, shown: Firm | None) -> Firm:
    """Give a seller as they stand now, with what is corrected of them."""
    before = shown or found
    mine = {n: getattr(right, n) for n in CORRECTED if getattr(right, n) != getattr(before, n)}
    if any(getattr(found, n) not in {getattr(before, n), mine[n]} for n in mine):
        raise ChangedMeanwhileError(CHANGED_MEANWHILE)
    return replace(found, **mine)


def _listed(found: ListedSeller, own: Mapping[str, Run], is_known: bool) -> Listed:
    return Listed(
        id=found.id,
        name=found.name,
        business_number=found.business_number,
        phone=found.phone,
        mall=found.mall,
        key=found.key,
        key_id=found.key_id,
        runs=own,
        is_known=is_known,
    )
