"""Which key sealed what: key checks, and values to seal again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    delete,
    func,
    insert,
    or_,
    select,
    text,
    tuple_,
    update,
)

from wizard.db.engine import table
from wizard.db.models import Account, AccountField, KeyCheck, WebhookEndpoint
from wizard.db.queries import sealed_columns
from wizard.db.rows import every, select_record


@dataclass(frozen=True)
class SealedField:
    """A sealed value, with every id of its place."""

    account_id: str
    name: str
    value: str
    seller_id: str
    mall: str


@dataclass(frozen=True)
class OpenField:
    """A value in the open, with every id of its place and its mark; it is never printed."""

    account_id: str
    name: str
    value: str = field(repr=False)
    tag: str | None
    seller_id: str
    mall: str


@dataclass(frozen=True)
class SealedSecret:
    """The secrets of an endpoint; `old_secret` is "" if there is none, or one or two with a blank between."""

    id: str
    secret: str
    old_secret: str


_ACCOUNTS, _FIELDS = table(Account), table(AccountField)
_SEALED_FIELDS = (
    select_record(SealedField, _FIELDS, seller_id=_ACCOUNTS.c.seller_id, mall=_ACCOUNTS.c.mall)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _FIELDS.c.account_id)
    .where(_FIELDS.c.is_sealed)
    .order_by(_FIELDS.c.account_id, _FIELDS.c.name)
)
_OPEN_FIELDS = (
    select_record(OpenField, _FIELDS, seller_id=_ACCOUNTS.c.seller_id, mall=_ACCOUNTS.c.mall)
    .join(_ACCOUNTS, _ACCOUNTS.c.id == _FIELDS.c.account_id)
    .where(~_FIELDS.c.is_sealed)
    .order_by(_FIELDS.c.account_id, _FIELDS.c.name)
)
_ENDPOINTS = table(WebhookEndpoint)
_SEALED_SECRETS = select_record(SealedSecret, _ENDPOINTS)

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
) -> Sequence[SealedField]:
    """Give some values that another key than `not_by` sealed, with every id of their place.

    They come in the order of (account id, field); `after` is the last one seen.
    """
    ours = _FIELDS.c.value.startswith(f"{not_by}.", autoescape=True)
    later = tuple_(_FIELDS.c.account_id, _FIELDS.c.name) > after
    return every(connection, _SEALED_FIELDS.where(~ours, later).limit(limit), SealedField)


def untagged_fields(
    connection: Connection, tagged_by: str, limit: int, after: tuple[str, str] = ("", "")
) -> Sequence[OpenField]:
    """Give some values in the open that `tagged_by` did not mark, as `sealed_fields` does."""
    ours = _FIELDS.c.tag.startswith(f"{tagged_by}.", autoescape=True)
    later = tuple_(_FIELDS.c.account_id, _FIELDS.c.name) > after
    query = _OPEN_FIELDS.where(or_(_FIELDS.c.tag.is_(None), ~ours), later)
    return every(connection, query.limit(limit), OpenField)


def tag_field(connection: Connection, field: OpenField, tag: str) -> None:
    """Mark a value in the open, unless somebody changed it in the meantime."""
    connection.execute(
        update(_FIELDS)
        .where(
            _FIELDS.c.account_id == field.account_id,
            _FIELDS.c.name == field.name,
            _FIELDS.c.value == field.value,
            ~_FIELDS.c.is_sealed,
        )
        .values(tag=tag)
    )


def reseal_field(connection: Connection, field: SealedField, sealed: str) -> bool:
    """Replace a sealed value, unless somebody changed it in the meantime."""
    changed = connection.execute(
        update(_FIELDS)
        .where(
            _FIELDS.c.account_id == field.account_id,
            _FIELDS.c.name == field.name,
            _FIELDS.c.value == field.value,
        )
        .values(value=sealed)
    )
    return changed.rowcount == 1


def count_sealed_by(connection: Connection, key_id: str) -> int:
    """Count the values that `key_id` sealed, or marks in the open."""
    sealed = _FIELDS.c.is_sealed & _FIELDS.c.value.startswith(f"{key_id}.", autoescape=True)
    marked = _FIELDS.c.tag.startswith(f"{key_id}.", autoescape=True)
    query = select(func.count()).select_from(_FIELDS).where(or_(sealed, marked))
    signing = select(func.count()).select_from(_ENDPOINTS).where(or_(*_sealed_by(key_id)))
    others = sealed_columns.count_sealed_by(connection, key_id)
    return others + sum(connection.execute(one).scalar_one() for one in (query, signing))


def sealed_secrets(connection: Connection, not_by: str) -> Sequence[SealedSecret]:
    """Give the secrets of endpoints of which one was sealed by another key than `not_by`."""
    secret, old = _sealed_by(not_by)
    several = _ENDPOINTS.c.old_secret.contains(" ")
    is_older = or_(~secret, and_(_ENDPOINTS.c.old_secret != "", ~old), several)
    return every(connection, _SEALED_SECRETS.where(is_older).with_for_update(), SealedSecret)


def reseal_secret(connection: Connection, sealed: SealedSecret) -> None:
    """Replace the seals of an endpoint's secrets."""
    change = update(_ENDPOINTS).where(_ENDPOINTS.c.id == sealed.id)
    connection.execute(change.values(secret=sealed.secret, old_secret=sealed.old_secret))


def _sealed_by(key_id: str) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Say of which endpoints a key sealed the secret, and one of the old ones."""
    secret = _ENDPOINTS.c.secret.startswith(f"{key_id}.", autoescape=True)
    return secret, _ENDPOINTS.c.old_secret.contains(f"{key_id}.", autoescape=True)
