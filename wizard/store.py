"""Every query, and what each database must be told before it is trusted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    delete,
    event,
    func,
    insert,
    select,
    tuple_,
    update,
)

from wizard.models import Account, AccountField, KeyCheck, Request, Run, Seller

READS = {"wizard_reads": True}
"""Execution option of a connection that only reads, and need not wait for a writer."""


def tune(engine: Engine) -> None:
    """Make SQLite safe and patient; PostgreSQL is so by itself.

    Source: sqlite.org/pragma.html, sqlite.org/lang_transaction.html: a writer that begins
    IMMEDIATE never fails halfway because another came first.

    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("wizard_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


def key_checks(connection: Connection) -> dict[str, str]:
    """Give the known text as each key sealed it."""
    rows = connection.execute(select(KeyCheck.key_id, KeyCheck.sealed))
    return {row.key_id: row.sealed for row in rows}


def add_key_check(connection: Connection, key_id: str, sealed: str) -> None:
    """Remember that `key_id` is in use."""
    connection.execute(insert(KeyCheck).values(key_id=key_id, sealed=sealed))


def drop_key_checks_except(connection: Connection, key_ids: Iterable[str]) -> None:
    """Forget the keys that seal nothing any more, so that they may leave the key file."""
    connection.execute(delete(KeyCheck).where(KeyCheck.key_id.not_in(list(key_ids))))


def add_seller(connection: Connection, **values: Any) -> None:
    """Add one seller."""
    connection.execute(insert(Seller).values(**values))


def seller(connection: Connection, seller_id: str) -> Row[Any] | None:
    """Find one seller."""
    return connection.execute(select(Seller.__table__).where(Seller.id == seller_id)).first()


def keep_run(connection: Connection, run_id: str, now: datetime, **values: Any) -> None:
    """Add the seller's run through a mall's guide, or bring it up to date."""
    mine = (Run.seller_id == values["seller_id"]) & (Run.mall == values["mall"])
    found = connection.execute(update(Run).where(mine).values(**values, updated_at=now))
    if not found.rowcount:
        connection.execute(insert(Run).values(id=run_id, started_at=now, updated_at=now, **values))


def add_account(connection: Connection, **values: Any) -> None:
    """Add one account, without its fields."""
    connection.execute(insert(Account).values(**values))


def change_account(connection: Connection, account_id: str, **values: Any) -> None:
    """Change an account's own columns."""
    connection.execute(update(Account).where(Account.id == account_id).values(**values))


def account_of_form(connection: Connection, form_token: str) -> Row[Any] | None:
    """Find the account that a form made when it was sent before."""
    query = select(Account.id, Account.seller_id).where(Account.form_token == form_token)
    return connection.execute(query).first()  # type: ignore[return-value]  # a row is a row


def accounts(connection: Connection, seller_id: str, mall: str | None = None) -> Sequence[Row[Any]]:
    """List a seller's accounts, oldest first."""
    query: Select[Any] = select(Account.__table__).where(Account.seller_id == seller_id)
    if mall is not None:
        query = query.where(Account.mall == mall)
    return connection.execute(query.order_by(Account.created_at, Account.id)).all()


def account(connection: Connection, seller_id: str, account_id: str) -> Row[Any] | None:
    """Find one account, if it is this seller's."""
    query = select(Account.__table__).where(
        Account.id == account_id, Account.seller_id == seller_id
    )
    return connection.execute(query).first()


def fields(connection: Connection, account_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """Give the values of several accounts, as they are stored."""
    table = AccountField.__table__
    return connection.execute(
        select(table).where(AccountField.account_id.in_(list(account_ids)))
    ).all()


def put_fields(connection: Connection, account_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put these values in place of the account's old ones of the same names."""
    if rows:
        names = [row["name"] for row in rows]
        connection.execute(
            delete(AccountField).where(
                AccountField.account_id == account_id, AccountField.name.in_(names)
            )
        )
        add_fields(connection, account_id, rows)


def add_fields(connection: Connection, account_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add values to a new account."""
    if rows:
        connection.execute(
            insert(AccountField), [{"account_id": account_id, **row} for row in rows]
        )


def drop_fields_except(connection: Connection, account_id: str, names: Iterable[str]) -> None:
    """Remove the values that the account's form no longer asks for."""
    connection.execute(
        delete(AccountField).where(
            AccountField.account_id == account_id, AccountField.name.not_in(list(names))
        )
    )


def drop_account(connection: Connection, account_id: str) -> None:
    """Delete an account with its values and requests."""
    connection.execute(delete(Account).where(Account.id == account_id))


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
    """Count the values that `key_id` sealed."""
    mine = AccountField.value.startswith(f"{key_id}.", autoescape=True)
    query = select(func.count()).select_from(AccountField).where(AccountField.is_sealed, mine)
    return connection.execute(query).scalar_one()


def add_request(connection: Connection, **values: Any) -> None:
    """Add one request for staff."""
    connection.execute(insert(Request).values(**values))


def requests(connection: Connection, account_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """List the requests about several accounts."""
    query = select(Request.__table__).where(Request.account_id.in_(list(account_ids)))
    return connection.execute(query).all()
