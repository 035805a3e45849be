"""What each database must be told before it is trusted."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, cast

from sqlalchemy import URL, Connection, Engine, Table, event, exc
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wizard.db.log_sync import log_of
from wizard.db.models import Base
from wizard.errors import ConstraintError, DatabaseError, UnavailableError

READS = {"wizard_reads": True}
"""Execution option of a connection that only reads, and need not wait for a writer."""

_PASSING = (exc.OperationalError, exc.InterfaceError, exc.InternalError, exc.TimeoutError)
"""What is raised where the database is away, locked, full or read-only."""

_PASSING_CODES = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_NOTADB,
}
"""The same of SQLite, which calls a statement of ours that is wrong by the same names."""

CONNECT_S = 5
"""For so long a line to PostgreSQL is tried, unless its address says otherwise."""

VANISHED_S = 60
"""After so long PostgreSQL takes back what a machine has begun that is gone without a word, and its locks."""

WRITE_MS, READ_MS, BRIEF_MS = 5000, 1000, 200
"""How long is waited for a lock: by whoever saves, by whoever reads, and for what can be left undone."""


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads, and need not wait for a writer; within `together`, its own.

    Raises:
        DatabaseError: the database cannot be asked.

    """
    try:
        if (joined := _joined(engine)) is not None:
            yield joined
            return
        with engine.connect().execution_options(**READS) as connection:
            yield connection
    except SQLAlchemyError as error:
        raise _named(error) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction: all that is done in it, or nothing; within `together`, a part of that one.

    Who comes out of it without an error knows that the disk has it.

    Raises:
        ConstraintError: a row may not stand beside those that are there.
        DatabaseError: the database does not take it for another reason.

    """
    joined = _joined(engine)
    try:
        if joined is not None:
            with _part(joined):
                yield joined
            return
        follow_ups: list[Callable[[], object]] = []
        options = {"wizard_follow_ups": follow_ups, "wizard_syncs": True}
        with engine.connect().execution_options(**options) as connection, connection.begin():
            yield connection
        wait_for_disk(engine)
    except IntegrityError as error:
        raise ConstraintError(type(error).__name__) from error
    except SQLAlchemyError as error:
        raise _named(error) from error
    for follow_up in follow_ups:
        follow_up()


@contextmanager
def together(engine: Engine) -> Iterator[Connection]:
    """Make one transaction of all that this thread reads and writes meanwhile; within another, a part of it.

    What is refused within, and caught there, takes back its own part alone; what is not caught undoes all.
    Raises as `writing` does.
    """
    with writing(engine) as connection:
        before = _OPEN.set(connection)
        try:
            yield connection
        finally:
            _OPEN.reset(before)


_OPEN: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)
"""The transaction that is joined by whatever this thread reads or writes."""


def _joined(engine: Engine) -> Connection | None:
    """Give the transaction that is open on a database, if it is to be joined."""
    found = _OPEN.get()
    return found if found is not None and found.engine.pool is engine.pool else None


@contextmanager
def _part(connection: Connection) -> Iterator[None]:
    """Let a part of a transaction be taken back alone, with what was to follow it."""
    follow_ups = connection.get_execution_options().get("wizard_follow_ups", [])
    count = len(follow_ups)
    try:
        with connection.begin_nested():
            yield
    except BaseException:
        del follow_ups[count:]
        raise


def wait_for_disk(engine: Engine) -> None:
    """Come back when the disk has what was committed; PostgreSQL has waited for it already.

    Raises:
        UnavailableError: the disk does not take it.

    """
    database = engine.url.database
    is_file = engine.dialect.name == "sqlite" and database not in {None, "", ":memory:"}
    if not is_file or engine.get_execution_options().get("wizard_relaxed"):
        return
    try:
        log_of(str(database)).wait()
    except OSError as error:
        raise UnavailableError(type(error).__name__) from error


def after_commit(connection: Connection, follow_up: Callable[[], object]) -> None:
    """Do something quick once others can see what is being written; nothing, if they never will."""
    connection.get_execution_options().get("wizard_follow_ups", []).append(follow_up)


def relaxed(engine: Engine) -> Engine:
    """Give an engine for what a power cut may take: whoever writes by it waits for no disk."""
    return engine.execution_options(wizard_relaxed=True)


def briefly(engine: Engine) -> Engine:
    """Give an engine for what is better left undone than waited for."""
    return engine.execution_options(wizard_wait_ms=BRIEF_MS)


def hurry(engine: Engine, *, hurries: bool) -> None:
    """Let nobody wait long for locks while it is known that nothing is written, or let them again.

    Each of the few threads that would wait is one that cannot show anybody a page.
    """
    engine.update_execution_options(wizard_hurries=hurries)


def _named(error: SQLAlchemyError) -> DatabaseError:
    """Give what the database refused a name of ours."""
    kind = UnavailableError if _is_passing(error) else DatabaseError
    return kind(type(error).__name__)


def _is_passing(error: SQLAlchemyError) -> bool:
    """Say whether the same may be taken later."""
    code = getattr(getattr(error, "orig", None), "sqlite_errorcode", None)
    return isinstance(error, _PASSING) if code is None else code & 0xFF in _PASSING_CODES


def table(entity: type[Base]) -> Table:
    """Give an entity's table: what is built on it skips the ORM."""
    return cast("Table", entity.__table__)


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
    else:
        event.listen(engine, "connect", _on_connect_postgresql)
        event.listen(engine, "begin", _on_begin_postgresql)


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


def _on_connect_postgresql(connection: Any, _record: object) -> None:
    connection.execute(f"SET lock_timeout = {WRITE_MS}")
    connection.execute(f"SET idle_in_transaction_session_timeout = '{VANISHED_S}s'")
    connection.commit()


def _on_begin_postgresql(connection: Connection) -> None:
    if (wait_ms := _wait_ms(connection)) != WRITE_MS:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait_ms}")


def _wait_ms(connection: Connection) -> int:
    """Say how long a transaction may wait for a lock."""
    options = connection.get_execution_options()
    asked: int = options.get("wizard_wait_ms", READ_MS if options.get("wizard_reads") else WRITE_MS)
    return min(asked, BRIEF_MS) if options.get("wizard_hurries") else asked
