"""The last try of each account at its mall, and malls that are left alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Account, AccountCheck, MallBreaker, Registration
from wizard.db.records import AccountRecord, BreakerRecord, CheckRecord
from wizard.db.rows import Values, every, first, select_record, values_of

_CHECKS, _ACCOUNTS, _BREAKERS = table(AccountCheck), table(Account), table(MallBreaker)
_REGISTRATIONS = table(Registration)
_OF_ACCOUNTS = select_record(CheckRecord, _CHECKS).where(
    _CHECKS.c.account_id.in_(bindparam("accounts", expanding=True))
)
_ACCOUNT = select_record(AccountRecord, _ACCOUNTS).where(_ACCOUNTS.c.id == bindparam("account"))
_HELD_ACCOUNT = _ACCOUNT.with_for_update()
_BREAKER = select_record(BreakerRecord, _BREAKERS).where(_BREAKERS.c.mall == bindparam("at"))
_HELD_BREAKER = _BREAKER.with_for_update()
_TROUBLED = (
    select_record(BreakerRecord, _BREAKERS)
    .where((_BREAKERS.c.trouble != "") | _BREAKERS.c.open_until.is_not(None))
    .order_by(_BREAKERS.c.mall)
)


@dataclass(frozen=True)
class TriedAccount:
    """An account of a seller, and what came of its last try: "" if it was never tried.

    Attributes:
        registration: how it stands in 아임셀러; "" if that was never written down.

    """

    account_id: str
    mall: str
    created_at: datetime
    verdict: str
    since: datetime | None
    tried_at: datetime | None
    registration: str


def checks(connection: Connection, account_ids: Iterable[str]) -> Sequence[CheckRecord]:
    """Give the last tries of several accounts."""
    return every(connection, _OF_ACCOUNTS, CheckRecord, {"accounts": list(account_ids)})


def check(connection: Connection, account_id: str) -> CheckRecord | None:
    """Give the last try of an account."""
    return first(connection, _OF_ACCOUNTS, CheckRecord, {"accounts": [account_id]})


def put(connection: Connection, made: CheckRecord) -> None:
    """Write a try in place of the one before."""
    _put(connection, _CHECKS, values_of(made))


def drop(connection: Connection, account_id: str) -> None:
    """Forget the last try of an account."""
    connection.execute(delete(_CHECKS).where(_CHECKS.c.account_id == account_id))


def account(connection: Connection, account_id: str, *, lock: bool = False) -> AccountRecord | None:
    """Find an account, whoever's it is; locked, nobody changes or deletes it meanwhile."""
    query = _HELD_ACCOUNT if lock else _ACCOUNT
    return first(connection, query, AccountRecord, {"account": account_id})


def of_sellers(connection: Connection, seller_ids: Iterable[str]) -> dict[str, list[TriedAccount]]:
    """Give the accounts of several sellers with their tries, by seller."""
    query = (
        select(
            _ACCOUNTS.c.seller_id,
            _ACCOUNTS.c.id,
            _ACCOUNTS.c.mall,
            _ACCOUNTS.c.created_at,
            func.coalesce(_CHECKS.c.verdict, ""),
            _CHECKS.c.since,
            _CHECKS.c.tried_at,
            func.coalesce(_REGISTRATIONS.c.state, ""),
        )
        .outerjoin(_CHECKS, _CHECKS.c.account_id == _ACCOUNTS.c.id)
        .outerjoin(_REGISTRATIONS, _REGISTRATIONS.c.account_id == _ACCOUNTS.c.id)
        .where(_ACCOUNTS.c.seller_id.in_(list(seller_ids)))
        .order_by(_ACCOUNTS.c.created_at, _ACCOUNTS.c.id)
    )
    found: dict[str, list[TriedAccount]] = {}
    for seller_id, *tried in connection.execute(query):
        found.setdefault(seller_id, []).append(TriedAccount(*tried))
    return found


def sellers_told(
    connection: Connection, mall: str, verdict: str, since: datetime, most: int
) -> set[str]:
    """Give at most so many of the sellers whom a mall told one thing later than `since`."""
    query = (
        select(_ACCOUNTS.c.seller_id)
        .join(_CHECKS, _ACCOUNTS.c.id == _CHECKS.c.account_id)
        .where(_CHECKS.c.verdict == verdict, _CHECKS.c.tried_at > since, _ACCOUNTS.c.mall == mall)
        .distinct()
        .limit(most)
    )
    return set(connection.scalars(query))


def breaker(connection: Connection, mall: str, *, lock: bool = False) -> BreakerRecord | None:
    """Give how a mall answered lately."""
    return first(connection, _HELD_BREAKER if lock else _BREAKER, BreakerRecord, {"at": mall})


def breakers(connection: Connection) -> Sequence[BreakerRecord]:
    """Give how every mall answered lately that did not only answer well."""
    return every(connection, _TROUBLED, BreakerRecord)


def put_breaker(connection: Connection, made: BreakerRecord) -> None:
    """Write how a mall answered lately."""
    _put(connection, _BREAKERS, values_of(made))


def _put(connection: Connection, into: Table, values: Values) -> None:
    connection.execute(_PUTS[connection.dialect.name, into.name], values)


def _replacing(insert: Any, into: Table) -> Any:
    """Build what writes a whole row in place of the one with its key."""
    new = insert(into)
    keys = list(into.primary_key)
    rest = {one.name: new.excluded[one.name] for one in into.columns if one not in set(keys)}
    return new.on_conflict_do_update(index_elements=keys, set_=rest)


# Built once: a save waits on it, and building one costs more than running it.
_PUTS = {
    (name, into.name): _replacing(insert, into)
    for name, insert in (("postgresql", postgresql.insert), ("sqlite", sqlite.insert))
    for into in (_CHECKS, _BREAKERS)
}
