"""Columns of which each row holds one sealed value of its own, found and replaced when the key turns.

The values of accounts and the secrets of endpoints are sealed in other ways: see `seals`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, func, select, update

from wizard.db.engine import table
from wizard.db.models import IdempotentRequest, MessageConsent, RequestPhoto, Staff
from wizard.db.rows import every


@dataclass(frozen=True)
class SealedColumn:
    """Where sealed values stand, each in the row of an id."""

    id: Column[Any]
    value: Column[Any]


@dataclass(frozen=True)
class SealedValue:
    """One sealed value; its id is part of the place that it opens in."""

    id: str
    value: str


_STAFF, _CONSENTS, _REQUESTS = table(Staff), table(MessageConsent), table(IdempotentRequest)
FACTORS = SealedColumn(_STAFF.c.id, _STAFF.c.totp)
CODES = SealedColumn(_CONSENTS.c.seller_id, _CONSENTS.c.code)
"""Of the channels only e-mail has codes: one row a seller."""
ANSWERS = SealedColumn(_REQUESTS.c.id, _REQUESTS.c.answer)
_PHOTOS = table(RequestPhoto)
PHOTOS = SealedColumn(_PHOTOS.c.id, _PHOTOS.c.picture)
COLUMNS = (FACTORS, CODES, ANSWERS, PHOTOS)


def sealed_values(
    connection: Connection, column: SealedColumn, not_by: str, limit: int, after: str = ""
) -> Sequence[SealedValue]:
    """Give some values that another key than `not_by` sealed, in the order of their ids.

    `after` is the last one seen.
    """
    ours = column.value.startswith(f"{not_by}.", autoescape=True)
    query = select(column.id, column.value).where(~ours, column.value != "", column.id > after)
    return every(connection, query.order_by(column.id).limit(limit), SealedValue)


def reseal(connection: Connection, column: SealedColumn, stored: SealedValue, sealed: str) -> bool:
    """Replace a sealed value, unless somebody changed it in the meantime."""
    mine = (column.id == stored.id, column.value == stored.value)
    query = update(column.value.table).where(*mine).values({column.value: sealed})
    return connection.execute(query).rowcount == 1


def count_sealed_by(connection: Connection, key_id: str) -> int:
    """Count the values in all of these columns that a key sealed."""
    return sum(
        connection.execute(
            select(func.count()).where(column.value.startswith(f"{key_id}.", autoescape=True))
        ).scalar_one()
        for column in COLUMNS
    )
