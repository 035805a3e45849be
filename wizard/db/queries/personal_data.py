"""Which rows are a seller's, worked out from the tables themselves: none that is added can be forgotten.

A row is a seller's if it names the seller, or a row that is the seller's: by a foreign key, or where there is
none (in what outlives a seller) by a column `seller_id`.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Column,
    ColumnElement,
    Connection,
    Table,
    bindparam,
    func,
    select,
)

from wizard.db.engine import table
from wizard.db.models import Base, Seller
from wizard.db.queries.whole_rows import values_in

_SELLERS = table(Seller)
_WHO: BindParameter[str] = bindparam("who")
_BY_NAME = "seller_id"
_NAMING = frozenset({"seller_id", "account_id", "request_id", "subject"})
"""Columns that may hold the id of a seller, or of something of theirs, without a foreign key."""


@cache
def owned() -> Mapping[str, ColumnElement[bool]]:
    """Give what is true of a seller's rows, by table: parents before what belongs to them."""
    found: dict[str, ColumnElement[bool]] = {_SELLERS.name: _SELLERS.c.id == _WHO}
    for one in Base.metadata.sorted_tables:
        if one is not _SELLERS and (condition := _condition(one, found)) is not None:
            found[one.name] = condition
    return found


@cache
def cascading() -> tuple[str, ...]:
    """Name the tables whose rows go with their seller."""
    found = [_SELLERS.name]
    for one in Base.metadata.sorted_tables:
        if _keys(one, dict.fromkeys(found)):
            found.append(one.name)
    return tuple(found)


def rows(connection: Connection, name: str, seller_id: str) -> list[dict[str, Any]]:
    """Give a seller's rows of a table, in the order of their keys: column -> value."""
    of = _table(name)
    query = select(of).where(owned()[name]).order_by(*of.primary_key.columns)
    return [dict(row) for row in connection.execute(query, {"who": seller_id}).mappings()]


def read_back(name: str, row: Mapping[str, Any]) -> dict[str, Any]:
    """Give a row of a table that was kept whole as JSON as `rows` gives it."""
    return values_in(_table(name), row)


def counts(connection: Connection, seller_id: str, names: Iterable[str]) -> dict[str, int]:
    """Count a seller's rows of some tables; those without any are left out."""
    found = {}
    for name in names:
        query = select(func.count()).select_from(_table(name)).where(owned()[name])
        if count := connection.execute(query, {"who": seller_id}).scalar_one():
            found[name] = count
    return found


def ids(connection: Connection, seller_id: str) -> frozenset[str]:
    """Give the ids by which other rows may name a seller, or something of theirs."""
    found = {seller_id}
    for of in (_table(name) for name in cascading() if "id" in _table(name).c):
        query = select(of.c.id).where(owned()[of.name])
        found |= set(connection.execute(query, {"who": seller_id}).scalars())
    return frozenset(found)


def naming(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """Count, by table, the rows that name one of some ids; tables without any are left out."""
    wanted, counts = list(names), dict[str, int]()
    for one in Base.metadata.sorted_tables:
        columns = [column for column in one.columns if _may_name(column)]
        for column in columns:
            query = select(func.count()).select_from(one).where(column.in_(wanted))
            if count := connection.execute(query).scalar_one():
                counts[one.name] = counts.get(one.name, 0) + count
    return counts


def _condition(one: Table, found: Mapping[str, ColumnElement[bool]]) -> ColumnElement[bool] | None:
    keys = _keys(one, found)
    direct = next((key for key in keys if _target(key) is _SELLERS), None)
    if direct is not None:
        return direct == _WHO
    if keys:
        target = _target(keys[0])
        return keys[0].in_(select(*target.primary_key.columns).where(found[target.name]))
    return one.c[_BY_NAME] == _WHO if _BY_NAME in one.c else None


def _keys(one: Table, found: Mapping[str, object]) -> list[Column[Any]]:
    """Give the columns by which a row belongs to a row of another table that is a seller's."""
    keys = [column for column in one.columns if column.foreign_keys]
    return [key for key in keys if _target(key) is not one and _target(key).name in found]


def _target(column: Column[Any]) -> Table:
    return next(iter(column.foreign_keys)).column.table


def _may_name(column: Column[Any]) -> bool:
    """Say whether a column holds the id of a seller, or of something of theirs."""
    named = _target(column).name if column.foreign_keys else ""
    return column is _SELLERS.c.id or column.name in _NAMING or named in cascading()


def _table(name: str) -> Table:
    return Base.metadata.tables[name]
