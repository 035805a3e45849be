"""What another program is told of sellers and accounts: lists to go on with, and one thing at a time."""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import change_numbers, feeds, registrations, sellers
from wizard.db.queries.feeds import Part
from wizard.db.records import AccountRecord, SellerRecord
from wizard.errors import NotFoundError, UnavailableError
from wizard.korean.calendar import clock
from wizard.services.account_views import AccountCard, cards
from wizard.services.invitations import InvitationCard, card_of
from wizard.services.keys import Keys

R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)
StandingAccount = feeds.StandingAccount
"""An account, and how it stands in 아임셀러."""
Place = feeds.Place
"""Where a row stands in a list: its moment and its id."""
Change = tuple[int, str]
"""Where a row stands in a list of changes: the number of its change and its id."""
NUMBERED = 500

SETTLES = timedelta(seconds=10)
"""Rows are written in the order in which their transactions end, not in that of their moments: a list
tells of nothing younger, so that whoever goes on from its end misses nothing."""


@dataclass(frozen=True)
class Page(Generic[R_co]):
    """One page of a list.

    Attributes:
        last: the place of its last row; None for an empty page.

    """

    rows: Sequence[R_co]
    last: Place | Change | None
    has_more: bool


@dataclass(frozen=True)
class ReadAccount:
    """An account as another program may see it: every value masked."""

    record: AccountRecord
    card: AccountCard
    revision: int


@dataclass(frozen=True)
class Feeds:
    """Reads for other programs; what is sealed is opened for those only that may, and written down."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def sellers(self, business_number: str, after: Place | None, limit: int) -> Page[SellerRecord]:
        """List sellers, oldest first; those of one 사업자등록번호 as soon as they are made."""
        before = None if business_number else self.now() - SETTLES
        with reading(self.engine) as connection:
            found = feeds.sellers(connection, business_number, Part(limit + 1, after, before))
        return _page(found, limit, lambda one: (one.created_at, one.id))

    def invitations(self, seller_id: str, after: Place | None, limit: int) -> Page[InvitationCard]:
        """List the links of a seller, oldest first.

        Raises:
            NotFoundError: there is no such seller.

        """
        with reading(self.engine) as connection:
            if sellers.seller(connection, seller_id) is None:
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            found = feeds.invitations(connection, seller_id, Part(limit + 1, after))
        told = [card_of(one, self.now()) for one in found]
        return _page(told, limit, lambda one: (one.created_at, one.id))

    def accounts(self, seller_id: str, after: Place | None, limit: int) -> Page[ReadAccount]:
        """List accounts in the order in which they were last saved; a seller's own at once."""
        before = None if seller_id else self.now() - SETTLES
        with reading(self.engine) as connection:
            found = feeds.accounts(connection, seller_id, Part(limit + 1, after, before))
            read = self._read(connection, found)
        return _page(read, limit, lambda one: (one.record.updated_at, one.record.id))

    def registrations(self, state: str, after: Change | None, limit: int) -> Page[StandingAccount]:
        """List accounts that stand in 아임셀러 in one way, those first whose last change is oldest.

        Each change is a place of its own, after all that was told before: who goes on misses none. While
        nothing can be written, changes without a number are not told yet: they come later, after these.
        """
        with suppress(UnavailableError):
            self._number_changes()
        with reading(self.engine) as connection:
            found = feeds.registrations(connection, state, after[0] if after else 0, limit + 1)
        return _page(found, limit, lambda one: (one.change_number or 0, one.account_id))

    def _number_changes(self) -> None:
        with reading(self.engine) as connection:
            is_new = change_numbers.has_new(connection)
        while is_new:
            with writing(self.engine) as connection:
                is_new = change_numbers.number(connection, NUMBERED) == NUMBERED

    def registration(self, account_id: str) -> StandingAccount:
        """Give how one account stands; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            return standing_of(connection, account_id)

    def account(self, account_id: str) -> ReadAccount:
        """Give one account, every value masked; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            return self._read(connection, [account_of(connection, account_id)])[0]

    def _read(self, connection: Connection, found: Sequence[AccountRecord]) -> list[ReadAccount]:
        shown, revisions = cards(connection, self.keys, found), revisions_of(connection, found)
        return [
            ReadAccount(*both, revisions[both[0].id]) for both in zip(found, shown, strict=True)
        ]


def standing_of(connection: Connection, account_id: str) -> StandingAccount:
    """Give how an account stands; `NotFoundError` if there is none."""
    found = feeds.registration(connection, account_id)
    if found is None:
        raise NotFoundError(f"no account {account_id[:40]!r}")
    return found


def account_of(connection: Connection, account_id: str, *, lock: bool = False) -> AccountRecord:
    """Give an account; `NotFoundError` if there is none."""
    found = feeds.account(connection, account_id, lock=lock)
    if found is None:
        raise NotFoundError(f"no account {account_id[:40]!r}")
    return found


def revisions_of(connection: Connection, found: Sequence[AccountRecord]) -> dict[str, int]:
    """Give the revisions of some accounts."""
    standing = registrations.registrations(connection, [one.id for one in found])
    return {one.account_id: one.revision for one in standing}


def _page(found: Sequence[R], limit: int, place: Callable[[R], Place | Change]) -> Page[R]:
    rows = found[:limit]
    return Page(rows, place(rows[-1]) if rows else None, len(found) > limit)
