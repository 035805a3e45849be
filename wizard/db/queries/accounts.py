"""Accounts and their values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Account, AccountField, SpentForm
from wizard.db.records import AccountRecord, FieldRecord
from wizard.db.rows import Values, every, first, select_record, values_of

_ACCOUNTS, _FIELDS, _SPENT_FORMS = table(Account), table(AccountField), table(SpentForm)


@dataclass(frozen=True)
class SentAccount:
    """The account that a form made when it was sent before."""

    id: str
    seller_id: str


# Statements of the ways that sellers wait on are built once: building one costs more than running it.
_NEWEST_IN_MALL = (
    select(_ACCOUNTS.c.id, _ACCOUNTS.c.created_at, _ACCOUNTS.c.updated_at)
    .where(
        _ACCOUNTS.c.seller_id == bindparam("seller"),
        _ACCOUNTS.c.mall == bindparam("this_mall"),
        _ACCOUNTS.c.created_at >= bindparam("since", type_=_ACCOUNTS.c.created_at.type),
    )
    .order_by(_ACCOUNTS.c.created_at.desc(), _ACCOUNTS.c.id.desc())
    .limit(bindparam("most"))
    .subquery()
)
_NEWEST_NAMED = (
    select(
        _NEWEST_IN_MALL.c.id,
        _NEWEST_IN_MALL.c.updated_at,
        *(_FIELDS.c[name] for name in ("name", "value", "is_sealed", "tag")),
    )
    .outerjoin_from(
        _NEWEST_IN_MALL,
        _FIELDS,
        (_FIELDS.c.account_id == _NEWEST_IN_MALL.c.id)
        & _FIELDS.c.name.in_(bindparam("names", expanding=True)),
    )
    .order_by(_NEWEST_IN_MALL.c.created_at, _NEWEST_IN_MALL.c.id)
)
_ADD_ACCOUNT, _ADD_FIELDS = insert(_ACCOUNTS), insert(_FIELDS)
_OF_SELLER = (
    select_record(AccountRecord, _ACCOUNTS)
    .where(_ACCOUNTS.c.seller_id == bindparam("seller"))
    .order_by(_ACCOUNTS.c.created_at, _ACCOUNTS.c.id)
)
_OF_SELLER_IN_MALL = _OF_SELLER.where(_ACCOUNTS.c.mall == bindparam("this_mall"))
_IN_MALL_OR_OF_FORM = (
    select_record(AccountRecord, _ACCOUNTS)
    .where(
        (
            (_ACCOUNTS.c.seller_id == bindparam("seller"))
            & (_ACCOUNTS.c.mall == bindparam("this_mall"))
        )
        | (_ACCOUNTS.c.form_token == bindparam("token"))
    )
    .order_by(_ACCOUNTS.c.created_at, _ACCOUNTS.c.id)
)
_COUNT_IN_MALL = (
    select(func.count())
    .select_from(_ACCOUNTS)
    .where(_ACCOUNTS.c.seller_id == bindparam("seller"), _ACCOUNTS.c.mall == bindparam("this_mall"))
)
_ACCOUNT = _OF_SELLER.where(_ACCOUNTS.c.id == bindparam("account"))
_HELD_ACCOUNT = _ACCOUNT.with_for_update()
_FIELDS_OF = select_record(FieldRecord, _FIELDS).where(
    _FIELDS.c.account_id.in_(bindparam("accounts", expanding=True))
)
_ACCOUNT_OF_FORM = select_record(SentAccount, _ACCOUNTS).where(
    _ACCOUNTS.c.form_token == bindparam("token")
)
_SPENT = select(_SPENT_FORMS.c.form_token).where(_SPENT_FORMS.c.form_token == bindparam("token"))
_SPEND_ON = {
    name: dialect.insert(_SPENT_FORMS).on_conflict_do_nothing().returning(_SPENT_FORMS.c.form_token)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}


def newest_named(  # noqa: PLR0913 (a question is asked whole)
    connection: Connection,
    seller_id: str,
    mall: str,
    *,
    since: datetime,
    names: Iterable[str],
    most: int,
) -> Sequence[tuple[str, datetime, FieldRecord | None]]:
    """Give the newest accounts of a seller in a mall, oldest first: a row for each field of those names, or one."""
    asked = {"seller": seller_id, "this_mall": mall, "since": since, "names": list(names), "most": most}  # fmt: skip
    return [
        (account, at, FieldRecord(account, name, *rest) if name is not None else None)
        for account, at, name, *rest in connection.execute(_NEWEST_NAMED, asked)
    ]


def add_account(connection: Connection, account: AccountRecord) -> None:
    """Add one account, without its fields."""
    connection.execute(_ADD_ACCOUNT, values_of(account))


def in_mall_or_of_form(
    connection: Connection, seller_id: str, mall: str, form_token: str
) -> Sequence[AccountRecord]:
    """List a seller's accounts in one mall, oldest first, and with them the one that a form made, whoever's it is."""
    asked: Values = {"seller": seller_id, "this_mall": mall, "token": form_token}
    return every(connection, _IN_MALL_OR_OF_FORM, AccountRecord, asked)


def account_of_form(connection: Connection, form_token: str) -> SentAccount | None:
    """Find the account that a form made when it was sent before."""
    return first(connection, _ACCOUNT_OF_FORM, SentAccount, {"token": form_token})


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
    connection.execute(insert(_SPENT_FORMS).from_select(["form_token"], mine))


def change_account(connection: Connection, account: AccountRecord) -> None:
    """Put what a form says in place of what it said; the account stays its seller's and its form's."""
    connection.execute(
        update(_ACCOUNTS)
        .where(_ACCOUNTS.c.id == account.id)
        .values(
            mall=account.mall,
            step_id=account.step_id,
            revision=account.revision,
            answers=account.answers,
            expires_on=account.expires_on,
            updated_at=account.updated_at,
        )
    )


def accounts(
    connection: Connection, seller_id: str, mall: str | None = None
) -> Sequence[AccountRecord]:
    """List a seller's accounts, oldest first."""
    if mall is None:
        return every(connection, _OF_SELLER, AccountRecord, {"seller": seller_id})
    values: Values = {"seller": seller_id, "this_mall": mall}
    return every(connection, _OF_SELLER_IN_MALL, AccountRecord, values)


def count_in_mall(connection: Connection, seller_id: str, mall: str) -> int:
    """Count a seller's accounts in one mall."""
    values: Values = {"seller": seller_id, "this_mall": mall}
    return connection.execute(_COUNT_IN_MALL, values).scalar_one()


def account(
    connection: Connection, seller_id: str, account_id: str, *, lock: bool = False
) -> AccountRecord | None:
    """Find one account, if it is this seller's; locked, nobody else changes or deletes it meanwhile."""
    values: Values = {"seller": seller_id, "account": account_id}
    return first(connection, _HELD_ACCOUNT if lock else _ACCOUNT, AccountRecord, values)


def drop_account(connection: Connection, account_id: str) -> None:
    """Delete an account with its values and requests."""
    connection.execute(delete(_ACCOUNTS).where(_ACCOUNTS.c.id == account_id))


def fields(connection: Connection, account_ids: Iterable[str]) -> Sequence[FieldRecord]:
    """Give the values of several accounts, as they are stored."""
    return every(connection, _FIELDS_OF, FieldRecord, {"accounts": list(account_ids)})


def add_fields(connection: Connection, fields: Sequence[FieldRecord]) -> None:
    """Add values to a new account."""
    if fields:
        connection.execute(_ADD_FIELDS, [values_of(field) for field in fields])


def put_fields(connection: Connection, account_id: str, fields: Sequence[FieldRecord]) -> None:
    """Put these values in place of the account's old ones of the same names."""
    names = [field.name for field in fields]
    mine = _FIELDS.c.account_id == account_id
    connection.execute(delete(_FIELDS).where(mine, _FIELDS.c.name.in_(names)))
    add_fields(connection, fields)


def drop_fields_except(connection: Connection, account_id: str, names: Iterable[str]) -> None:
    """Remove the values that the account's form no longer asks for."""
    mine = _FIELDS.c.account_id == account_id
    connection.execute(delete(_FIELDS).where(mine, _FIELDS.c.name.not_in(list(names))))
