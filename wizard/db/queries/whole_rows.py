"""Whole rows as JSON holds them, and back: for what is put back as it was."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from wizard.db.models import Moment

Row = dict[str, Any]


def keys(connection: Connection, one: Table, seller_id: str) -> list[list[Any]]:
    """Give the keys of a seller's rows."""
    query = select(*one.primary_key.columns).where(one.c.seller_id == seller_id)
    return [list(row) for row in connection.execute(query)]


def has_key(one: Table, key: Sequence[Any]) -> ColumnElement[bool]:
    """Say which row has a key."""
    return and_(*(c == value for c, value in zip(one.primary_key.columns, key, strict=True)))


def rows(connection: Connection, one: Table, condition: ColumnElement[bool]) -> list[Row]:
    """Give rows as JSON holds them."""
    found = connection.execute(select(one).where(condition).order_by(*one.primary_key.columns))
    return [{name: _plain(value) for name, value in row.items()} for row in found.mappings()]


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def values_in(one: Table, row: Mapping[str, Any]) -> Row:
    """Give a row as the database takes it."""
    return {
        name: datetime.fromisoformat(value) if value and isinstance(one.c[name].type, Moment) else value
        for name, value in row.items()
    }  # fmt: skip
