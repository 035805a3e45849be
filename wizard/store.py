"""Every query, and what each database must be told before it is trusted."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    Connection,
    Engine,
    Row,
    Select,
    Table,
    bindparam,
    delete,
    event,
    func,
    insert,
    select,
    tuple_,
    update,
)

from wizard.models import Account, AccountField, Base, KeyCheck, Request, Run, Seller


def _table(entity: type[Base]) -> Table:
    """Give an entity's table: what is built on it skips the ORM."""
    return cast("Table", entity.__table__)


_SELLERS, _RUNS, _ACCOUNTS = _table(Seller), _table(Run), _table(Account)

# Statements of the ways that sellers wait on are built once: building one costs more than running it.
_ADD_SELLER = insert(_SELLERS)
_SELLER = select(_SELLERS).where(_SELLERS.c.id == bindparam("seller"))
_THIS_RUN = (_RUNS.c.seller_id == bindparam("seller")) & (_RUNS.c.mall == bindparam("this_mall"))
_RENEW_RUN = (
    update(_RUNS)
    .where(_THIS_RUN)
    .values({name: bindparam(f"new_{name}") for name in ("revision", "answers", "updated_at")})
)
_ADD_RUN = insert(_RUNS)
_ADD_ACCOUNT = insert(_ACCOUNTS)
_ACCOUNT_OF_FORM: Select[Any] = select(_ACCOUNTS.c.id, _ACCOUNTS.c.seller_id).where(
    _ACCOUNTS.c.form_token == bindparam("token")
)
_ADD_FIELDS = insert(_table(AccountField))

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
    connection.execute(_ADD_SELLER, values)


def seller(connection: Connection, seller_id: str) -> Row[Any] | None:
    """Find one seller."""
    return connection.execute(_SELLER, {"seller": seller_id}).first()


def keep_run(connection: Connection, run_id: str, now: datetime, **values: Any) -> None:
    """Add the seller's run through a mall's guide, or bring it up to date."""
    renewed = {
        "seller": values["seller_id"],
        "this_mall": values["mall"],
        "new_revision": values["revision"],
        "new_answers": values["answers"],
        "new_updated_at": now,
    }
    if not connection.execute(_RENEW_RUN, renewed).rowcount:
        added = {"id": run_id, "started_at": now, "updated_at": now, **values}
        connection.execute(_ADD_RUN, added)


def add_account(connection: Connection, **values: Any) -> None:
    """Add one account, without its fields."""
    connection.execute(_ADD_ACCOUNT, values)


def change_account(connection: Connection, account_id: str, **values: Any) -> None:
    """Change an account's own columns."""
    connection.execute(update(Account).where(Account.id == account_id).values(**values))


def account_of_form(connection: Connection, form_token: str) -> Row[Any] | None:
    """Find the account that a form made when it was sent before."""
    return connection.execute(_ACCOUNT_OF_FORM, {"token": form_token}).first()


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
        connection.execute(_ADD_FIELDS, [{"account_id": account_id, **row} for row in rows])


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
