"""Sellers, one by one: made, found, corrected, forgotten."""

from collections.abc import Sequence
from datetime import UTC, datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    update,
)

from wizard.db.engine import table
from wizard.db.models import Account, Invitation, Request, Run, Seller
from wizard.db.records import SellerRecord
from wizard.db.rows import every, first, select_record, values_of

_SELLERS, _RUNS, _ACCOUNTS = table(Seller), table(Run), table(Account)
_REQUESTS, _INVITATIONS = table(Request), table(Invitation)
_LOCK = 2026
"""The first half of the number by which those wait for one another who make a seller."""

FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
"""Nothing here is older: an earlier date was written by a clock that had lost the time."""

_ADD = insert(_SELLERS)
_SELLER = select_record(SellerRecord, _SELLERS).where(_SELLERS.c.id == bindparam("seller"))


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
    """Write down a seller's name, number and phone."""
    own = update(_SELLERS).where(_SELLERS.c.id == seller.id)
    names = ("name", "folded", "business_number", "phone")
    connection.execute(own.values({name: getattr(seller, name) for name in names}))


def hold(connection: Connection, seller_id: str, *, to_drop: bool = False) -> bool:
    """Let nobody else who holds this seller go on until the transaction ends; False if there is none.

    Rows of theirs may be added meanwhile, unless the seller is to be dropped.
    """
    query = _SELLER.with_for_update(key_share=not to_drop)
    return first(connection, query, SellerRecord, {"seller": seller_id}) is not None


def drop(connection: Connection, seller_id: str) -> bool:
    """Delete a seller with all that is theirs; False if there is none."""
    return connection.execute(delete(_SELLERS).where(_SELLERS.c.id == seller_id)).rowcount == 1


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
    query = select(_SELLERS.c.id).where(_SELLERS.c.id.in_(seller_ids), *is_unknown())
    return frozenset(connection.execute(query).scalars())


def is_unknown() -> tuple[ColumnElement[bool], ...]:
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
