"""Sellers, and the lists of them that staff page through."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    func,
    insert,
    literal,
    or_,
    select,
    text,
    tuple_,
    union_all,
    update,
)

from wizard.db.engine import table
from wizard.db.models import Account, AccountCheck, Invitation, Request, Run, Seller
from wizard.db.queries import seller_search
from wizard.db.records import SellerRecord
from wizard.db.rows import every, first, select_record, values_of

_SELLERS, _RUNS, _ACCOUNTS = table(Seller), table(Run), table(Account)
_CHECKS = table(AccountCheck)
_REQUESTS, _INVITATIONS = table(Request), table(Invitation)
_LOCK = 2026
"""The first half of the number by which those wait for one another who make a seller."""

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Nothing here is older: an earlier date was written by a clock that had lost the time."""

_ADD = insert(_SELLERS)
_SELLER = select_record(SellerRecord, _SELLERS).where(_SELLERS.c.id == bindparam("seller"))


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


def add(connection: Connection, seller: SellerRecord) -> None:
    """Add one seller."""
    connection.execute(_ADD, values_of(seller))


def seller(connection: Connection, seller_id: str) -> SellerRecord | None:
    """Find one seller."""
    return first(connection, _SELLER, SellerRecord, {"seller": seller_id})


def of_number(connection: Connection, business_number: str) -> Sequence[SellerRecord]:
    """List the sellers of one 사업자등록번호, oldest first: more than one until they are merged."""
    query = select_record(SellerRecord, _SELLERS).where(
        _SELLERS.c.business_number == business_number
    )
    return every(connection, query.order_by(_SELLERS.c.created_at, _SELLERS.c.id), SellerRecord)


def hold_number(connection: Connection, business_number: str) -> None:
    """Be the only one who makes a seller of this number, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        told = {"scope": _LOCK, "number": business_number}
        connection.execute(text("SELECT pg_advisory_xact_lock(:scope, hashtext(:number))"), told)


def twins(connection: Connection, numbers: set[str]) -> frozenset[str]:
    """Name those of some 사업자등록번호 that more than one seller has."""
    number = _SELLERS.c.business_number
    query = select(number).where(number.in_(numbers)).group_by(number).having(func.count() > 1)
    return frozenset(connection.execute(query).scalars())


def correct(connection: Connection, seller: SellerRecord) -> None:
    """Write down a seller's name and phone."""
    own = update(_SELLERS).where(_SELLERS.c.id == seller.id)
    values = {"name": seller.name, "folded": seller.folded, "phone": seller.phone}
    connection.execute(own.values(values))


def hold(connection: Connection, seller_id: str, *, to_drop: bool = False) -> bool:
    """Let nobody else who holds this seller go on until the transaction ends; False if there is none.

    Rows of theirs may be added meanwhile, unless the seller is to be dropped.
    """
    query = _SELLER.with_for_update(key_share=not to_drop)
    return first(connection, query, SellerRecord, {"seller": seller_id}) is not None


def drop(connection: Connection, seller_id: str) -> bool:
    """Delete a seller with all that is theirs; False if there is none."""
    return connection.execute(delete(_SELLERS).where(_SELLERS.c.id == seller_id)).rowcount == 1


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


def idle(connection: Connection, since: datetime, limit: int) -> Sequence[str]:
    """Name sellers who were made before a moment, and did nothing after it."""
    query = select(_SELLERS.c.id).where(*_idle(since))
    return connection.execute(query.order_by(_SELLERS.c.created_at).limit(limit)).scalars().all()


def count_idle(connection: Connection, since: datetime) -> int:
    """Count sellers who were made before a moment, and did nothing after it."""
    query = select(func.count()).select_from(_SELLERS).where(*_idle(since))
    return connection.execute(query).scalar_one()


def count(connection: Connection) -> int:
    """Count the sellers."""
    return connection.execute(select(func.count()).select_from(_SELLERS)).scalar_one()


def unknown(connection: Connection, seller_ids: set[str]) -> frozenset[str]:
    """Name those of some sellers who started by themselves, and whom no staff has made a link for."""
    query = select(_SELLERS.c.id).where(_SELLERS.c.id.in_(seller_ids), *_is_unknown())
    return frozenset(connection.execute(query).scalars())


def _is_unknown() -> tuple[ColumnElement[bool], ...]:
    """Say who started by themselves and has no link made by us: nobody has spoken with them."""
    made = or_(*(_INVITATIONS.c.made_by.startswith(by) for by in ("staff:", "api:")))
    invited = select(1).where(_INVITATIONS.c.seller_id == _SELLERS.c.id, made).exists()
    return _SELLERS.c.origin == "self", ~invited


def _idle(since: datetime) -> list[ColumnElement[bool]]:
    """Say who did nothing after a moment; a date before there was this product says nothing."""
    moments = [(_SELLERS.c.created_at, _SELLERS.c.id)]
    moments += [(t.c.updated_at, t.c.seller_id) for t in (_RUNS, _ACCOUNTS, _REQUESTS)]
    made, *moved = (
        (owner == _SELLERS.c.id) & ((moment > since) | (moment < FIRST_DAY))
        for moment, owner in moments
    )
    return [~made, *(~select(1).where(alive).exists() for alive in moved)]


def _found(query: Select[Any], who: SellerFilter) -> Select[Any]:
    if who.unknown:
        query = query.where(*_is_unknown())
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
