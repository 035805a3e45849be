"""Lists that another program reads from the oldest to the newest, and goes on with later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, literal, tuple_

from wizard.db.engine import table
from wizard.db.models import Account, Invitation, Registration, Seller
from wizard.db.records import AccountRecord, InvitationRecord, SellerRecord
from wizard.db.rows import every, first, select_record

_ACCOUNTS, _SELLERS, _LINKS = table(Account), table(Seller), table(Invitation)
_REGISTRATIONS = table(Registration)
Place = tuple[datetime, str]
"""The moment and the id of a row: where it stands in a list, for certain."""

_EVERY_ACCOUNT = select_record(AccountRecord, _ACCOUNTS)
_ACCOUNT = _EVERY_ACCOUNT.where(_ACCOUNTS.c.id == bindparam("account"))
_HELD_ACCOUNT = _ACCOUNT.with_for_update()


@dataclass(frozen=True)
class Part:
    """One page of a list.

    Attributes:
        after: the place of the row after which it begins; None for the first page.
        before: nothing from this moment on is listed yet; None for all.

    """

    limit: int
    after: Place | None = None
    before: datetime | None = None


@dataclass(frozen=True)
class StandingAccount:
    """An account, and how it stands in 아임셀러; see `wizard.db.models.registrations`."""

    account_id: str
    seller_id: str
    mall: str
    state: str
    revision: int
    registered_revision: int | None
    asked_at: datetime
    decided_at: datetime | None
    registered_at: datetime | None
    field: str
    reason: str
    change_number: int | None


_STANDING = select_record(
    StandingAccount, _REGISTRATIONS, seller_id=_ACCOUNTS.c.seller_id, mall=_ACCOUNTS.c.mall
).join(_ACCOUNTS, _ACCOUNTS.c.id == _REGISTRATIONS.c.account_id)


def registrations(
    connection: Connection, state: str, after: int, limit: int
) -> Sequence[StandingAccount]:
    """List accounts that stand in one way, in the order of the changes that put them there.

    Args:
        connection: to read by.
        state: how they stand.
        after: the number of the change after which the page begins; see `change_numbers`.
        limit: how many at most.

    """
    place = _REGISTRATIONS.c.change_number
    query = _STANDING.where(_REGISTRATIONS.c.state == state, place > after)
    return every(connection, query.order_by(place).limit(limit), StandingAccount)


def registration(connection: Connection, account_id: str) -> StandingAccount | None:
    """Give how an account stands."""
    query = _STANDING.where(_REGISTRATIONS.c.account_id == account_id)
    return first(connection, query, StandingAccount)


def account(connection: Connection, account_id: str, *, lock: bool = False) -> AccountRecord | None:
    """Find an account, whoever's it is; locked, nobody changes it meanwhile."""
    query = _HELD_ACCOUNT if lock else _ACCOUNT
    return first(connection, query, AccountRecord, {"account": account_id})


def accounts(connection: Connection, seller_id: str, part: Part) -> Sequence[AccountRecord]:
    """List accounts, those that were saved last longest ago first; "" for those of all sellers."""
    query = _EVERY_ACCOUNT
    if seller_id:
        query = query.where(_ACCOUNTS.c.seller_id == seller_id)
    query = _cut(query, _ACCOUNTS.c.updated_at, _ACCOUNTS.c.id, part)
    return every(connection, query, AccountRecord)


def sellers(connection: Connection, business_number: str, part: Part) -> Sequence[SellerRecord]:
    """List sellers, oldest first; "" for those of every 사업자등록번호."""
    query = select_record(SellerRecord, _SELLERS)
    if business_number:
        query = query.where(_SELLERS.c.business_number == business_number)
    query = _cut(query, _SELLERS.c.created_at, _SELLERS.c.id, part)
    return every(connection, query, SellerRecord)


def invitations(connection: Connection, seller_id: str, part: Part) -> Sequence[InvitationRecord]:
    """List the links of a seller, oldest first."""
    query = select_record(InvitationRecord, _LINKS).where(_LINKS.c.seller_id == seller_id)
    query = _cut(query, _LINKS.c.created_at, _LINKS.c.id, part)
    return every(connection, query, InvitationRecord)


def _cut(
    query: Select[Any], moment: ColumnElement[datetime], own_id: ColumnElement[str], part: Part
) -> Select[Any]:
    """Cut one page out of a list."""
    if part.after is not None:
        at = tuple_(literal(part.after[0], moment.type), literal(part.after[1], own_id.type))
        query = query.where(tuple_(moment, own_id) > at)
    if part.before is not None:
        query = query.where(moment < part.before)
    return query.order_by(moment, own_id).limit(part.limit)
