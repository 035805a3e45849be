"""The lists of sellers that staff page through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, literal, select, tuple_, union_all

from wizard.db.engine import table
from wizard.db.models import Account, AccountCheck, Run, Seller
from wizard.db.queries import seller_search
from wizard.db.queries.sellers import is_unknown
from wizard.db.rows import every, select_record

_SELLERS, _RUNS, _ACCOUNTS = table(Seller), table(Run), table(Account)
_CHECKS = table(AccountCheck)


@dataclass(frozen=True)
class ListedSeller:
    """A seller in a list, and by what they stand where they stand.

    Attributes:
        mall: whose run or account put the seller here; "" in the list of all.
        key: what the list is ordered by.
        key_id: the id of what was listed.

    """

    id: str
    name: str
    business_number: str
    phone: str
    mall: str
    key: datetime | date
    key_id: str


@dataclass(frozen=True)
class Cut:
    """One page of a list that is paged by its keys.

    Attributes:
        at: the (key, id) after which the page begins; backwards, before which it ends.
        backwards: the page before `at`; without `at`, the last page.

    """

    limit: int
    at: tuple[datetime | date, str] | None = None
    backwards: bool = False


@dataclass(frozen=True)
class SellerFilter:
    """Which sellers.

    Attributes:
        search: a part of a 상호, the beginning or end of a 사업자등록번호, or the end of a phone
            number, written in any way; "" for all.
        unknown: only those who started by themselves, and whom nobody knows.

    """

    search: str = ""
    unknown: bool = False


@dataclass(frozen=True)
class RunFilter:
    """Which runs: in one mall and one state, unless empty; untouched since a moment, unless None."""

    mall: str = ""
    state: str = ""
    until: datetime | None = None


@dataclass(frozen=True)
class _Order:
    """What a list is ordered by: a key, then the id that makes it certain."""

    key: ColumnElement[Any]
    own_id: ColumnElement[Any]
    rises: bool = True

    @property
    def apart(self) -> "_Order":
        """The same order, for which no index is read from end to end: few rows are to be sorted."""
        return replace(self, key=func.coalesce(self.key, self.key))

    def select(self, mall: ColumnElement[str]) -> Select[Any]:
        """Select sellers with the place that they have in a list of this order."""
        return select_record(ListedSeller, _SELLERS, mall=mall, key=self.key, key_id=self.own_id)


_NEWEST = _Order(_SELLERS.c.created_at, _SELLERS.c.id, rises=False)
_STUCK = _Order(_RUNS.c.updated_at, _RUNS.c.id)
_EXPIRING = _Order(_ACCOUNTS.c.expires_on, _ACCOUNTS.c.id)
_REFUSED = _Order(_CHECKS.c.since, _CHECKS.c.account_id)


def newest(connection: Connection, who: SellerFilter, cut: Cut) -> Sequence[ListedSeller]:
    """List sellers, newest first."""
    query = _NEWEST.select(mall=literal(""))
    return _page(connection, _found(query, who), _NEWEST, cut)


def stuck(
    connection: Connection, who: SellerFilter, wanted: RunFilter, cut: Cut
) -> Sequence[ListedSeller]:
    """List sellers by their runs, those in which nothing happened longest first."""
    query = _STUCK.select(_RUNS.c.mall).join(_RUNS, _RUNS.c.seller_id == _SELLERS.c.id)
    if wanted.mall:
        query = query.where(_RUNS.c.mall == wanted.mall)
    if wanted.state:
        query = query.where(_RUNS.c.state == wanted.state)
    if wanted.until:
        query = query.where(_RUNS.c.updated_at <= wanted.until)
    return _page_of_owners(connection, query, who, (_STUCK, _RUNS.c.seller_id), cut)


def expiring(
    connection: Connection, who: SellerFilter, mall: str, until: date, cut: Cut
) -> Sequence[ListedSeller]:
    """List sellers by their accounts, those whose key ends soonest first."""
    query = _EXPIRING.select(_ACCOUNTS.c.mall)
    query = query.join(_ACCOUNTS, _ACCOUNTS.c.seller_id == _SELLERS.c.id)
    query = query.where(_ACCOUNTS.c.expires_on <= until)
    if mall:
        query = query.where(_ACCOUNTS.c.mall == mall)
    return _page_of_owners(connection, query, who, (_EXPIRING, _ACCOUNTS.c.seller_id), cut)


def refused(
    connection: Connection,
    who: SellerFilter,
    wanted: RunFilter,
    verdicts: Sequence[str],
    cut: Cut,
) -> Sequence[ListedSeller]:
    """List sellers by accounts with these verdicts, those that have them longest first.

    Each verdict's own page is read by its index, and the pages are merged.
    """
    query = _REFUSED.select(_ACCOUNTS.c.mall)
    query = query.join(_ACCOUNTS, _ACCOUNTS.c.seller_id == _SELLERS.c.id)
    query = query.join(_CHECKS, _CHECKS.c.account_id == _ACCOUNTS.c.id)
    if wanted.mall:
        query = query.where(_ACCOUNTS.c.mall == wanted.mall)
    if wanted.until:
        query = query.where(_CHECKS.c.since <= wanted.until)
    few = seller_search.few(connection, who.search) if who.search else None
    if few is not None:
        query, who = query.where(_ACCOUNTS.c.seller_id.in_(few)), replace(who, search="")
    pages = [
        select(_cut(_found(query.where(_CHECKS.c.verdict == one), who), _REFUSED, cut).subquery())
        for one in verdicts
    ]
    merged = union_all(*pages).subquery()
    order = _Order(merged.c.key, merged.c.key_id)
    return _page(connection, select(merged), order, cut)


def _found(query: Select[Any], who: SellerFilter) -> Select[Any]:
    if who.unknown:
        query = query.where(*is_unknown())
    if not who.search:
        return query
    return query.where(seller_search.matches(who.search))


def _page_of_owners(
    connection: Connection,
    query: Select[Any],
    who: SellerFilter,
    by: tuple[_Order, ColumnElement[str]],
    cut: Cut,
) -> Sequence[ListedSeller]:
    """Page through what sellers have; of a rare name, through what its few owners have."""
    order, owner = by
    few = seller_search.few(connection, who.search) if who.search else None
    if few is None:
        return _page(connection, _found(query, who), order, cut)
    mine = _found(query.where(owner.in_(few)), replace(who, search=""))
    return _page(connection, mine, order.apart, cut)


def _page(
    connection: Connection, query: Select[Any], order: _Order, cut: Cut
) -> Sequence[ListedSeller]:
    listed = every(connection, _cut(query, order, cut), ListedSeller)
    return listed[::-1] if cut.backwards else listed


def _cut(query: Select[Any], order: _Order, cut: Cut) -> Select[Any]:
    """Cut one page out of a list; backwards, it is read from its end."""
    rises = order.rises != cut.backwards
    key, own_id = order.key, order.own_id
    if cut.at is not None:
        at = tuple_(literal(cut.at[0], key.type), literal(cut.at[1], own_id.type))
        place = tuple_(key, own_id)
        query = query.where(place > at if rises else place < at)
    ways = (key.asc(), own_id.asc()) if rises else (key.desc(), own_id.desc())
    return query.order_by(*ways).limit(cut.limit)
