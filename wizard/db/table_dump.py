"""Every row of every table as JSON, in one moment; and put back on either kind of database."""

from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import islice
from typing import Any, Literal

from sqlalchemy import (
    JSON,
    Column,
    Connection,
    Date,
    Engine,
    LargeBinary,
    delete,
    func,
    insert,
    inspect,
    select,
    text,
)
from sqlalchemy import column as column_of
from sqlalchemy import table as table_of
from sqlalchemy.types import NullType, TypeEngine

from wizard.db.engine import reading
from wizard.db.models import Base, Moment

Kind = Literal["plain", "moment", "date", "bytes", "json"]
"""How a value is written: as it is (text, number, truth, none), as ISO 8601 in UTC, as ISO 8601, as base64, as its own JSON."""

Cell = Any
Row = list[Cell]
BATCH = 500
VERSIONS = "alembic_version"


@dataclass(frozen=True)
class ColumnShape:
    """A column as a backup knows it."""

    name: str
    kind: Kind
    may_be_null: bool


@dataclass(frozen=True)
class TableShape:
    """A table as a backup knows it."""

    name: str
    columns: tuple[ColumnShape, ...]


_KINDS: Sequence[tuple[type[TypeEngine[Any]] | type[Moment], Kind]] = (
    (Moment, "moment"),
    (Date, "date"),
    (LargeBinary, "bytes"),
    (JSON, "json"),
)
_WRITE: Mapping[Kind, Callable[[Any], Cell]] = {
    "plain": lambda value: value,
    "moment": lambda value: value.astimezone(UTC).isoformat(),
    "date": date.isoformat,
    "bytes": lambda value: b64encode(value).decode(),
    "json": lambda value: value,
}
_READ: Mapping[Kind, Callable[[Cell], Any]] = {
    "plain": lambda value: value,
    "moment": datetime.fromisoformat,
    "date": date.fromisoformat,
    "bytes": b64decode,
    "json": lambda value: value,
}


def shapes() -> list[TableShape]:
    """Give every table of this version, those first that others belong to."""
    return [
        TableShape(table.name, tuple(map(_shape, table.columns)))
        for table in Base.metadata.sorted_tables
    ]


def _shape(column: Column[Any]) -> ColumnShape:
    kinds = [kind for type_, kind in _KINDS if isinstance(column.type, type_)]
    kind: Kind = kinds[0] if kinds else "plain"
    return ColumnShape(column.name, kind, bool(column.nullable))


@contextmanager
def one_moment(engine: Engine) -> Iterator[Connection]:
    """Read all tables as they stand at one moment, whoever writes meanwhile.

    Raises:
        DatabaseError: the database cannot be asked.

    """
    options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    told = options if engine.dialect.name == "postgresql" else {}
    with reading(engine.execution_options(**told)) as connection:
        yield connection


def strangers(connection: Connection) -> list[str]:
    """Name the tables that are none of this version's: they are in no backup."""
    known = {VERSIONS, *Base.metadata.tables}
    return sorted(set(inspect(connection).get_table_names()) - known)


def rows(connection: Connection, shape: TableShape) -> Iterator[Row]:
    """Give the rows of a table as JSON can hold them, in the order of its key."""
    table = Base.metadata.tables[shape.name]
    query = select(table).order_by(*table.primary_key.columns)
    writes = [_WRITE[column.kind] for column in shape.columns]
    for row in connection.execute(query, execution_options={"yield_per": BATCH}):
        yield [
            value if value is None else write(value)
            for write, value in zip(writes, row, strict=True)
        ]


def put(connection: Connection, shape: TableShape, found: Iterable[Row]) -> int:
    """Put rows into a table that is as it was made; give how many it has then."""
    table = table_of(shape.name, *(column_of(one.name, _type(one)) for one in shape.columns))
    if connection.execute(select(func.count()).select_from(table)).scalar_one():
        connection.execute(delete(table))  # what the migrations put in themselves
    names = [one.name for one in shape.columns]
    reads = [_READ[one.kind] for one in shape.columns]
    values = (_values(names, reads, row) for row in found)
    while some := list(islice(values, BATCH)):
        connection.execute(insert(table), some)
    return int(connection.execute(select(func.count()).select_from(table)).scalar_one())


def _values(names: list[str], reads: list[Callable[[Cell], Any]], row: Row) -> dict[str, Any]:
    told = zip(names, reads, row, strict=True)
    return {name: cell if cell is None else read(cell) for name, read, cell in told}


def _type(column: ColumnShape) -> TypeEngine[Any] | Moment:
    if column.kind == "json":
        return JSON(none_as_null=column.may_be_null)
    kinds: dict[Kind, TypeEngine[Any] | Moment] = {
        "moment": Moment(),
        "date": Date(),
        "bytes": LargeBinary(),
    }
    return kinds.get(column.kind, NullType())


def count_on(connection: Connection) -> None:
    """Let what PostgreSQL numbers by itself go on after the highest number that was put in."""
    if connection.dialect.name != "postgresql":
        return  # SQLite looks for itself
    counted = text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND (column_default LIKE 'nextval%' OR is_identity = 'YES')"
    )
    for name, column in connection.execute(counted).all():
        most = f'SELECT max("{column}") FROM "{name}"'  # noqa: S608  # names of our own tables
        sequence = f"pg_get_serial_sequence('{name}', '{column}')"
        last = connection.exec_driver_sql(most).scalar()
        if last is not None:
            connection.exec_driver_sql(f"SELECT setval({sequence}, {last})")


def drop_all(connection: Connection) -> None:
    """Take away every table of this version or an older one, and what belongs to them."""
    ours = [name for name in _by_dependence(connection) if name not in strangers(connection)]
    for name in ours:
        connection.exec_driver_sql(f'DROP TABLE "{name}"')
    if connection.dialect.name == "postgresql":
        made = text("SELECT proname FROM pg_proc WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'wizard\\_%'")  # fmt: skip
        for name in connection.execute(made).scalars().all():
            connection.exec_driver_sql(f'DROP FUNCTION "{name}"')


def _by_dependence(connection: Connection) -> list[str]:
    """Name all tables, those first to which no other belongs."""
    found = inspect(connection).get_sorted_table_and_fkc_names()
    return [name for name, _ in reversed(found) if name]
