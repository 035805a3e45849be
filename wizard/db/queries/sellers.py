"""Sellers, and the lists of them that staff page through."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    literal,
    or_,
    select,
    tuple_,
)

from wizard.db.engine import table
from wizard.db.models import Account, Invitation, Run, Seller

_SELLERS, _RUNS, _ACCOUNTS, _LINKS = table(Seller), table(Run), table(Account), table(Invitation)
_SELLER = select(_SELLERS).where(_SELLERS.c.id == bindparam("seller"))


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
class Who:
    """Which sellers.

    Attributes:
        search: a 상호, the beginning of a 사업자등록번호 or the end of a phone number; "" for all.
        unknown: only those who started by themselves, and whom nobody knows.

    """

    search: str = ""
    unknown: bool = False


@dataclass(frozen=True)
class _Order:
    """What a list is ordered by: a key, then the id that makes it certain."""

    key: ColumnElement[Any]
    own_id: ColumnElement[Any]
    rises: bool = True


_NEWEST = _Order(_SELLERS.c.created_at, _SELLERS.c.id, rises=False)
_STUCK = _Order(_RUNS.c.updated_at, _RUNS.c.id)
_EXPIRING = _Order(_ACCOUNTS.c.expires_on, _ACCOUNTS.c.id)


def seller(connection: Connection, seller_id: str) -> Row[Any] | None:
    """Find one seller."""
    return connection.execute(_SELLER, {"seller": seller_id}).first()


def drop(connection: Connection, seller_id: str) -> bool:
    """Delete a seller with all that is theirs; False if there is none."""
    return connection.execute(delete(_SELLERS).where(_SELLERS.c.id == seller_id)).rowcount == 1


def newest(connection: Connection, who: Who, cut: Cut) -> Sequence[Row[Any]]:
    """List sellers, newest first."""
    query = select(_SELLERS, _SELLERS.c.created_at.label("key"))
    return _page(connection, _found(query, who), _NEWEST, cut)


@dataclass(frozen=True)
class RunFilter:
    """Which runs: in one mall and one state, unless empty; untouched since a moment, unless None."""

    mall: str = ""
    state: str = ""
    until: datetime | None = None


def stuck(connection: Connection, who: Who, wanted: RunFilter, cut: Cut) -> Sequence[Row[Any]]:
    """List sellers by their runs, those in which nothing happened longest first."""
    query: Select[Any] = select(
        _SELLERS, _RUNS.c.mall, _RUNS.c.state, _RUNS.c.updated_at.label("key"), _RUNS.c.id.label("key_id")
    ).join(_RUNS, _RUNS.c.seller_id == _SELLERS.c.id)  # fmt: skip
    if wanted.mall:
        query = query.where(_RUNS.c.mall == wanted.mall)
    if wanted.state:
        query = query.where(_RUNS.c.state == wanted.state)
    if wanted.until:
        query = query.where(_RUNS.c.updated_at <= wanted.until)
    return _page(connection, _found(query, who), _STUCK, cut)


def expiring(
    connection: Connection, who: Who, mall: str, until: date, cut: Cut
) -> Sequence[Row[Any]]:
    """List sellers by their accounts, those whose key ends soonest first."""
    query: Select[Any] = (
        select(
            _SELLERS, _ACCOUNTS.c.mall, _ACCOUNTS.c.expires_on.label("key"), _ACCOUNTS.c.id.label("key_id")
        )
        .join(_ACCOUNTS, _ACCOUNTS.c.seller_id == _SELLERS.c.id)
        .where(_ACCOUNTS.c.expires_on <= until)
    )  # fmt: skip
    if mall:
        query = query.where(_ACCOUNTS.c.mall == mall)
    return _page(connection, _found(query, who), _EXPIRING, cut)


def idle(connection: Connection, since: datetime, limit: int) -> Sequence[str]:
    """Name sellers who were made before a moment, and did nothing after it."""
    later = select(1).where(_RUNS.c.seller_id == _SELLERS.c.id, _RUNS.c.updated_at > since)
    saved = select(1).where(_ACCOUNTS.c.seller_id == _SELLERS.c.id, _ACCOUNTS.c.updated_at > since)
    query = select(_SELLERS.c.id).where(
        _SELLERS.c.created_at <= since, ~later.exists(), ~saved.exists()
    )
    return connection.execute(query.order_by(_SELLERS.c.created_at).limit(limit)).scalars().all()


def unknown(connection: Connection, seller_ids: set[str]) -> frozenset[str]:
    """Name those of some sellers who started by themselves, and whom no staff has made a link for."""
    query = select(_SELLERS.c.id).where(
        _SELLERS.c.id.in_(seller_ids), _SELLERS.c.origin == "self", ~_invited(_SELLERS.c.id)
    )
    return frozenset(connection.execute(query).scalars())


def _invited(seller_id: ColumnElement[str]) -> ColumnElement[bool]:
    """Say whether staff have made a link for a seller: then somebody has spoken with them."""
    made = _LINKS.c.made_by.startswith("staff:")
    return select(1).where(_LINKS.c.seller_id == seller_id, made).exists()


def _found(query: Select[Any], who: Who) -> Select[Any]:
    search = who.search
    if who.unknown:
        query = query.where(_SELLERS.c.origin == "self", ~_invited(_SELLERS.c.id))
    if not search:
        return query
    digits = re.sub(r"[\s-]", "", search)
    name = _SELLERS.c.name.contains(search, autoescape=True)
    if not re.fullmatch(r"[0-9]{3,11}", digits):
        return query.where(name)
    number = _SELLERS.c.business_number.startswith(digits)
    return query.where(or_(number, _SELLERS.c.phone.endswith(digits), name))


def _page(
    connection: Connection, query: Select[Any], order: _Order, cut: Cut
) -> Sequence[Row[Any]]:
    rises = order.rises != cut.backwards
    key, own_id = order.key, order.own_id
    if cut.at is not None:
        at = tuple_(literal(cut.at[0], key.type), literal(cut.at[1], own_id.type))
        place = tuple_(key, own_id)
        query = query.where(place > at if rises else place < at)
    ways = (key.asc(), own_id.asc()) if rises else (key.desc(), own_id.desc())
    rows = connection.execute(query.order_by(*ways).limit(cut.limit)).all()
    return rows[::-1] if cut.backwards else rows
