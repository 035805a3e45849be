"""What each database must be told before it is trusted."""

from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import PendingRollbackError

CONNECT_S = 5
"""For so long a line to PostgreSQL is tried, unless its address says otherwise."""

VANISHED_S = 60
"""After so long PostgreSQL takes back what a machine has begun that is gone without a word, and its locks."""

WRITE_MS, READ_MS, BRIEF_MS = 5000, 1000, 200
"""How long is waited for a lock: by whoever saves, by whoever reads, and for what can be left undone."""


def line_to(url: URL) -> dict[str, Any]:
    """Give the options of a line to a database that is not a file: it may hang up, or never answer."""
    if url.get_backend_name() == "sqlite":
        return {}
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_S}
    return {"pool_pre_ping": True, "connect_args": waits}


def tune(engine: Engine) -> None:
    """Make SQLite safe, and both of them patient for as long as somebody may be kept waiting.

    Source: sqlite.org/pragma.html, sqlite.org/lang_transaction.html: a writer that begins
    IMMEDIATE never fails halfway because another came first.

    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
        event.listen(engine, "handle_error", _on_error)
    else:
        event.listen(engine, "connect", _on_connect_postgresql)
        event.listen(engine, "begin", _on_begin_postgresql)
        event.listen(engine, "commit", _on_commit_postgresql)


def _on_connect(connection: Any, _record: object) -> None:
    connection.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={WRITE_MS}",
        "secure_delete=ON",
        "recursive_triggers=ON",  # what a REPLACE takes away is refused as what a DELETE does
    ):
        connection.execute(f"PRAGMA {pragma}")


def _on_begin(connection: Connection) -> None:
    wait_ms, options = _wait_ms(connection), connection.get_execution_options()
    if connection.info.get("wait_ms", WRITE_MS) != wait_ms:
        connection.exec_driver_sql(f"PRAGMA busy_timeout={wait_ms}")
        connection.info["wait_ms"] = wait_ms
    if options.get("wizard_reads"):
        connection.exec_driver_sql("BEGIN")
        return
    forces = "NORMAL" if options.get("wizard_syncs") else "FULL"
    if connection.info.get("forces", "FULL") != forces:  # else the log is forced as it commits
        connection.exec_driver_sql(f"PRAGMA synchronous={forces}")
        connection.info["forces"] = forces
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _on_error(context: ExceptionContext) -> None:
    """Let nobody go on in a transaction that SQLite has taken back: each statement would be one of its own.

    It does so by itself where the disk is full or fails (sqlite.org/lang_transaction.html). Whoever
    catches the error is refused everything from then on, and the whole is refused at its end.
    """
    connection, begins = (
        context.connection,
        (context.statement or "").startswith(("BEGIN", "PRAGMA")),
    )
    if connection is None or connection.invalidated or begins:
        return
    if not getattr(connection.connection.driver_connection, "in_transaction", True):
        context.is_disconnect, context.invalidate_pool_on_disconnect = True, False


def _on_connect_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET lock_timeout = {WRITE_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = '{VANISHED_S}s'")
    connection.commit()


def _on_begin_postgresql(connection: Connection) -> None:
    if (wait_ms := _wait_ms(connection)) != WRITE_MS:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms}")


def _on_commit_postgresql(connection: Connection) -> None:
    """Refuse the end of a transaction in which something failed that somebody caught: PostgreSQL takes it all back then.

    It does so without an error (postgresql.org/docs/current/sql-commit.html).
    """
    status = connection.connection.driver_connection.info.transaction_status  # type: ignore[union-attr]
    if status.name == "INERROR":
        raise PendingRollbackError("a statement of this transaction failed before")


def _wait_ms(connection: Connection) -> int:
    """Say how long a transaction may wait for a lock."""
    options = connection.get_execution_options()
    asked: int = options.get("wizard_wait_ms", READ_MS if options.get("wizard_reads") else WRITE_MS)
    return min(asked, BRIEF_MS) if options.get("wizard_hurries") else asked
