"""Rows as records and records as rows: the one place where a column's name becomes a field's."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, Table, select
from sqlalchemy.sql.selectable import TypedReturnsRows

R = TypeVar("R")
Values = dict[str, object]
"""What a statement is to be filled in with, by the names of its parameters or columns."""


def select_record(record: type[Any], table: Table, **others: ColumnElement[Any]) -> Select[Any]:
    """Select what a record is made of: for each field its column, in the order of the fields.

    Args:
        record: a dataclass.
        table: has a column for each field that is not among `others`.
        others: columns from elsewhere, by field.

    Raises:
        KeyError: a field that has no column.

    """
    names = [field.name for field in fields(record)]
    return select(*(others[n].label(n) if n in others else table.c[n] for n in names))


def first(
    connection: Connection,
    query: TypedReturnsRows[Any],
    record: Callable[..., R],
    values: Values | None = None,
) -> R | None:
    """Give the first row of a query as a record; None if it has none."""
    row = connection.execute(query, values).first()
    return None if row is None else record(*row)


def every(
    connection: Connection,
    query: TypedReturnsRows[Any],
    record: Callable[..., R],
    values: Values | None = None,
) -> Sequence[R]:
    """Give all rows of a query as records."""
    return [record(*row) for row in connection.execute(query, values)]


def values_of(record: object) -> Values:
    """Give a record as the columns of its row: what an insert is filled in with."""
    return dict(vars(record))
