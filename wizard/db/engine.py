"""What each database must be told before it is trusted."""

from typing import Any, cast

from sqlalchemy import Connection, Engine, Table, event

from wizard.db.models import Base

READS = {"wizard_reads": True}
"""Execution option of a connection that only reads, and need not wait for a writer."""


def reading(engine: Engine) -> Connection:
    """Open a connection that only reads, and need not wait for a writer."""
    return engine.connect().execution_options(**READS)


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
        "recursive_triggers=ON",  # what a REPLACE takes away is refused as what a DELETE does
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("wizard_reads")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
