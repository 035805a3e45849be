"""What each database must be told before it is trusted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, event
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wizard.db.models import Base
from wizard.errors import ConstraintError, DatabaseError

READS = {"wizard_reads": True}
"""Execution option of a connection that only reads, and need not wait for a writer."""


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads, and need not wait for a writer.

    Raises:
        DatabaseError: the database cannot be asked.

    """
    try:
        with engine.connect().execution_options(**READS) as connection:
            yield connection
    except SQLAlchemyError as error:
        raise DatabaseError(type(error).__name__) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction: all that is done in it, or nothing.

    Raises:
        ConstraintError: a row may not stand beside those that are there.
        DatabaseError: the database does not take it for another reason.

    """
    try:
        with engine.begin() as connection:
            yield connection
    except IntegrityError as error:
        raise ConstraintError(type(error).__name__) from error
    except SQLAlchemyError as error:
        raise DatabaseError(type(error).__name__) from error


def table(entity: type[Base]) -> Table:
    """Give an entity's table: what is built on it skips the ORM."""
    return cast("Table", entity.__table__)


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
