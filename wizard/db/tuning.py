"""What each database must be told before it is trusted."""

import select
import time
from typing import Any

from sqlalchemy import URL, Connection, Engine, ExceptionContext, event
from sqlalchemy.exc import InvalidatePoolError, PendingRollbackError

CONNECT_S = 5
"""For so long a line to PostgreSQL is tried, unless its address says otherwise."""

VANISHED_S = 60
"""After so long PostgreSQL takes back what a machine has begun that is gone without a word, and its locks."""

UNUSED_S = 5
"""A line that nobody used for so long is tried before it is trusted, even if nothing is heard of its end."""

WRITE_MS, READ_MS, BRIEF_MS = 5000, 1000, 200
"""How long is waited for a lock: by whoever saves, by whoever reads, and for what can be left undone."""


def line_to(url: URL) -> dict[str, Any]:
    """Give the options of a line to a database that is not a file: it may hang up, or never answer."""
    if url.get_backend_name() == "sqlite":
        return {}
    waits = {} if "connect_timeout" in url.query else {"connect_timeout": CONNECT_S}
    return {"connect_args": waits}


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
        event.listen(engine, "checkout", _OnCheckout(engine))
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
    """Begin in SQLite's own way; what cannot be refused goes to the driver at once, past SQLAlchemy."""
    wait_ms, options = _wait_ms(connection), connection.get_execution_options()
    raw, info = connection.connection.dbapi_connection, connection.info
    if info.get("wait_ms", WRITE_MS) != wait_ms:
        raw.execute(f"PRAGMA busy_timeout={wait_ms}")  # type: ignore[union-attr]
        info["wait_ms"] = wait_ms
    if options.get("wizard_reads"):
        if not options.get("wizard_once"):
            raw.execute("BEGIN")  # type: ignore[union-attr]
        return
    forces = "NORMAL" if options.get("wizard_syncs") else "FULL"
    if info.get("forces", "FULL") != forces:  # else the log is forced as it commits
        raw.execute(f"PRAGMA synchronous={forces}")  # type: ignore[union-attr]
        info["forces"] = forces
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
    """Let each statement of who only reads be done at once: what writes says BEGIN by itself."""
    connection.execute(
        f"SET lock_timeout = {READ_MS}; SET idle_in_transaction_session_timeout = '{VANISHED_S}s'"
    )
    connection.commit()
    connection.autocommit = True


class _OnCheckout:
    """Gives out no line to PostgreSQL that has ended: one that was just used is asked of the system, not of the server.

    A server that ends a line says so on it, and then there is something to read where nobody waits for an answer.
    """

    def __init__(self, engine: Engine) -> None:
        self.dialect = engine.dialect

    def __call__(self, raw: Any, record: Any, _proxy: object) -> None:
        now, before = time.monotonic(), record.info.get("out_at", 0.0)
        record.info["out_at"] = now
        if now - before < UNUSED_S and not _has_news(raw):
            return
        try:
            self.dialect.do_ping(raw)
        except self.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error


def _has_news(raw: Any) -> bool:
    """Say whether a line is closed, or was spoken on by its server unasked."""
    if raw.closed:
        return True
    waiting = select.poll()
    waiting.register(raw.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


def _on_begin_postgresql(connection: Connection) -> None:
    """Begin what writes; each statement that only reads is a transaction of its own, as READ COMMITTED has it anyway."""
    options, raw = connection.get_execution_options(), connection.connection.dbapi_connection
    wait_ms = _wait_ms(connection)
    if "isolation_level" in options:  # of a kind of its own: the driver begins it
        if wait_ms != READ_MS and options["isolation_level"] != "AUTOCOMMIT":
            connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms}")
        return
    if not raw.autocommit:  # type: ignore[union-attr]  # it was of such a kind before
        raw.autocommit = True  # type: ignore[union-attr]
    if not options.get("wizard_reads"):
        connection.exec_driver_sql(f"BEGIN; SET LOCAL lock_timeout = {wait_ms}")
    elif connection.info.get("wait_ms", READ_MS) != wait_ms:
        connection.exec_driver_sql(f"SET lock_timeout = {wait_ms}")
        connection.info["wait_ms"] = wait_ms


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
