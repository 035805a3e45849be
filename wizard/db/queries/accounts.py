"""Accounts and their values, and all that saving one writes."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, bindparam, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Account, AccountField, Run, Seller, SpentForm

_SELLERS, _RUNS, _ACCOUNTS = table(Seller), table(Run), table(Account)

# Statements of the ways that sellers wait on are built once: building one costs more than running it.
_ADD_SELLER = insert(_SELLERS)
_THIS_RUN = (_RUNS.c.seller_id == bindparam("seller")) & (_RUNS.c.mall == bindparam("this_mall"))
_RENEW_RUN = (
    update(_RUNS)
    .where(_THIS_RUN)
    .values({name: bindparam(f"new_{name}") for name in ("revision", "answers", "updated_at")})
    .values(state="saved")
)
_ADD_RUN = insert(_RUNS)
_ADD_ACCOUNT = insert(_ACCOUNTS)
_ACCOUNT_OF_FORM: Select[Any] = select(_ACCOUNTS.c.id, _ACCOUNTS.c.seller_id).where(
    _ACCOUNTS.c.form_token == bindparam("token")
)
_SPENT: Select[Any] = select(table(SpentForm).c.form_token).where(
    table(SpentForm).c.form_token == bindparam("token")
)
_SPEND_ON = {
    name: dialect.insert(table(SpentForm))
    .on_conflict_do_nothing()
    .returning(table(SpentForm).c.form_token)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_ADD_FIELDS = insert(table(AccountField))


def add_seller(connection: Connection, **values: Any) -> None:
    """Add one seller."""
    connection.execute(_ADD_SELLER, values)


def keep_run(connection: Connection, run_id: str, now: datetime, **values: Any) -> None:
    """Add the run of a seller who saves an account, or bring it up to date."""
    renewed = {
        "seller": values["seller_id"],
        "this_mall": values["mall"],
        "new_revision": values["revision"],
        "new_answers": values["answers"],
        "new_updated_at": now,
    }
    if not connection.execute(_RENEW_RUN, renewed).rowcount:
        moments = {"started_at": now, "updated_at": now}
        added = {"id": run_id, "state": "saved", **moments, **values}
        connection.execute(_ADD_RUN, added)


def add_account(connection: Connection, **values: Any) -> None:
    """Add one account, without its fields."""
    connection.execute(_ADD_ACCOUNT, values)


def account_of_form(connection: Connection, form_token: str) -> Row[Any] | None:
    """Find the account that a form made when it was sent before."""
    return connection.execute(_ACCOUNT_OF_FORM, {"token": form_token}).first()


def is_spent(connection: Connection, form_token: str) -> bool:
    """Say whether the account that a form made was deleted."""
    return connection.execute(_SPENT, {"token": form_token}).first() is not None


def spend_form(connection: Connection, form_token: str) -> bool:
    """Remember one form; say whether nobody had done so before (who does so now is waited for)."""
    statement = _SPEND_ON[connection.dialect.name]
    return connection.execute(statement, {"form_token": form_token}).first() is not None


def spend_forms(connection: Connection, seller_id: str, account_id: str | None = None) -> None:
    """Remember the forms of an account that is about to be deleted, or of all of a seller's."""
    mine = select(_ACCOUNTS.c.form_token).where(_ACCOUNTS.c.seller_id == seller_id)
    if account_id is not None:
        mine = mine.where(_ACCOUNTS.c.id == account_id)
    connection.execute(insert(SpentForm).from_select(["form_token"], mine))


def add_fields(connection: Connection, account_id: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add values to a new account."""
    if rows:
        connection.execute(_ADD_FIELDS, [{"account_id": account_id, **row} for row in rows])


def change_account(connection: Connection, account_id: str, **values: Any) -> None:
    """Change an account's own columns."""
    connection.execute(update(Account).where(Account.id == account_id).values(**values))


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


def drop_account(connection: Connection, account_id: str) -> None:
    """Delete an account with its values and requests."""
    connection.execute(delete(Account).where(Account.id == account_id))


def fields(connection: Connection, account_ids: Iterable[str]) -> Sequence[Row[Any]]:
    """Give the values of several accounts, as they are stored."""
    return connection.execute(
        select(AccountField.__table__).where(AccountField.account_id.in_(list(account_ids)))
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


def drop_fields_except(connection: Connection, account_id: str, names: Iterable[str]) -> None:
    """Remove the values that the account's form no longer asks for."""
    connection.execute(
        delete(AccountField).where(
            AccountField.account_id == account_id, AccountField.name.not_in(list(names))
        )
    )
