"""Which key sealed what: key checks, and values to seal again."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    Connection,
    Row,
    Select,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from wizard.db.models import Account, AccountField, KeyCheck, Staff

_LOCK = 20211126
"""The number by which processes that use a key for the first time wait for one another."""


def key_checks(connection: Connection) -> dict[str, str]:
    """Give the known text as each key sealed it."""
    rows = connection.execute(select(KeyCheck.key_id, KeyCheck.sealed))
    return {row.key_id: row.sealed for row in rows}


def lock(connection: Connection) -> None:
    """Be the only one who uses a key for the first time, until the transaction ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def add_key_check(connection: Connection, key_id: str, sealed: str) -> None:
    """Remember that `key_id` is in use."""
    connection.execute(insert(KeyCheck).values(key_id=key_id, sealed=sealed))


def drop_key_checks_except(connection: Connection, key_ids: Iterable[str]) -> None:
    """Forget the keys that seal nothing any more, so that they may leave the key file."""
    connection.execute(delete(KeyCheck).where(KeyCheck.key_id.not_in(list(key_ids))))


def sealed_fields(
    connection: Connection, not_by: str, limit: int, after: tuple[str, str] = ("", "")
) -> Sequence[Row[Any]]:
    """Give some values that another key than `not_by` sealed, with every id of their place.

    They come in the order of (account id, field); `after` is the last one seen.
    """
    table = AccountField.__table__
    query = (
        select(table, Account.seller_id, Account.mall)
        .join(Account, Account.id == AccountField.account_id)
        .where(
            AccountField.is_sealed, ~AccountField.value.startswith(f"{not_by}.", autoescape=True)
        )
        .where(tuple_(AccountField.account_id, AccountField.name) > after)
        .order_by(AccountField.account_id, AccountField.name)
        .limit(limit)
    )
    return connection.execute(query).all()


def untagged_fields(
    connection: Connection, tagged_by: str, limit: int, after: tuple[str, str] = ("", "")
) -> Sequence[Row[Any]]:
    """Give some values in the open that `tagged_by` did not mark, as `sealed_fields` does."""
    ours = AccountField.tag.startswith(f"{tagged_by}.", autoescape=True)
    query = (
        select(AccountField.__table__, Account.seller_id, Account.mall)
        .join(Account, Account.id == AccountField.account_id)
        .where(~AccountField.is_sealed, or_(AccountField.tag.is_(None), ~ours))
        .where(tuple_(AccountField.account_id, AccountField.name) > after)
        .order_by(AccountField.account_id, AccountField.name)
        .limit(limit)
    )
    return connection.execute(query).all()


def tag_field(connection: Connection, row: Row[Any], tag: str) -> None:
    """Mark a value in the open, unless somebody changed it in the meantime."""
    connection.execute(
        update(AccountField)
        .where(
            AccountField.account_id == row.account_id,
            AccountField.name == row.name,
            AccountField.value == row.value,
            ~AccountField.is_sealed,
        )
        .values(tag=tag)
    )


def reseal_field(connection: Connection, row: Row[Any], sealed: str) -> bool:
    """Replace a sealed value, unless somebody changed it in the meantime."""
    changed = connection.execute(
        update(AccountField)
        .where(
            AccountField.account_id == row.account_id,
            AccountField.name == row.name,
            AccountField.value == row.value,
        )
        .values(value=sealed)
    )
    return changed.rowcount == 1


def count_sealed_by(connection: Connection, key_id: str) -> int:
    """Count the values that `key_id` sealed, or marks in the open."""
    sealed = AccountField.is_sealed & AccountField.value.startswith(f"{key_id}.", autoescape=True)
    marked = AccountField.tag.startswith(f"{key_id}.", autoescape=True)
    query = select(func.count()).select_from(AccountField).where(or_(sealed, marked))
    theirs = Staff.totp.startswith(f"{key_id}.", autoescape=True)
    factors = select(func.count()).select_from(Staff).where(theirs)
    count: int = connection.execute(query).scalar_one() + connection.execute(factors).scalar_one()
    return count


def sealed_factors(connection: Connection, not_by: str) -> Sequence[Row[Any]]:
    """Give the staff's second factors that another key than `not_by` sealed."""
    ours = Staff.totp.startswith(f"{not_by}.", autoescape=True)
    query: Select[Any] = select(Staff.__table__).where(~ours)
    return connection.execute(query).all()


def reseal_factor(connection: Connection, staff_id: str, sealed: str) -> None:
    """Replace a second factor's seal."""
    connection.execute(update(Staff).where(Staff.id == staff_id).values(totp=sealed))
