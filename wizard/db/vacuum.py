"""Taking what was deleted out of the database's own files."""

import sqlite3
import time
from enum import Enum, auto

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

from wizard.db.queries.personal_data import cascading

_COPY_LOG, _EMPTY_LOG = "PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(TRUNCATE)"
_TRIES, _POLITE_MS, _PAUSE_S = 50, 20, 0.1
_QUICKLY_BUILT_BYTES = 32 << 20
"""So large a file of SQLite's is built anew in well under a second."""


class Traces(Enum):
    """What the database's files still hold of what was deleted."""

    GONE = auto()
    UNTIL_SWEPT = auto()
    """The room is free, and not yet overwritten everywhere: `sweep` does it."""
    IN_USE = auto()
    """Somebody held SQLite's log for as long as we asked."""


def tidy(engine: Engine) -> Traces:
    """Take away what can be taken without keeping anybody waiting.

    SQLite has overwritten what was deleted (secure_delete), but a row that once moved to another
    page may have left a copy in the unused part of its old one: a small file is built anew, and a
    large one waits for `sweep`. PostgreSQL's VACUUM blocks nobody.

    Source: sqlite.org/pragma.html#pragma_secure_delete, #pragma_wal_checkpoint; `rebuildPage` of
    sqlite.org/src/file/src/btree.c leaves what stood between the cells.

    """
    if engine.dialect.name == "postgresql":
        _vacuum_tables(engine, "VACUUM")
        return Traces.UNTIL_SWEPT
    raw = engine.raw_connection()
    try:
        is_built_anew = _bytes(raw) <= _QUICKLY_BUILT_BYTES and _is_done("VACUUM", raw)
        if not _is_done(_EMPTY_LOG, raw):
            return Traces.IN_USE
        return Traces.GONE if is_built_anew else Traces.UNTIL_SWEPT
    finally:
        raw.close()


def sweep(engine: Engine) -> bool:
    """Build the files anew without what was deleted; False if somebody was in the way.

    Whoever saves waits meanwhile: it is for a quiet hour.

    Source: postgresql.org/docs/current/sql-vacuum.html, sqlite.org/lang_vacuum.html.

    """
    if engine.dialect.name == "postgresql":
        _vacuum_tables(engine, "VACUUM (FULL)")
        return True
    raw = engine.raw_connection()  # a transaction would be in the way of all three
    try:
        was_busy = [_ask(raw, said) for said in (_EMPTY_LOG, "VACUUM", _EMPTY_LOG)]
    finally:
        raw.close()
    return not any(was_busy)


def with_values() -> tuple[str, ...]:
    """Name the tables in which something of a seller stands."""
    return cascading()


def _vacuum_tables(engine: Engine, said: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in with_values():
            connection.exec_driver_sql(f"{said} {name}")


def _bytes(raw: PoolProxiedConnection) -> int:
    """Give how large SQLite's file is."""
    pages, size = (
        int(raw.cursor().execute(f"PRAGMA {what}").fetchone()[0])
        for what in ("page_count", "page_size")
    )
    return pages * size


def _is_done(said: str, raw: PoolProxiedConnection) -> bool:
    """Ask for it again and again, for a moment each; False if somebody was always in the way."""
    _wait_only(raw, _POLITE_MS)
    for _ in range(_TRIES):
        try:
            _ask(raw, _COPY_LOG)  # most of the work, beside whoever reads and writes
            if not _ask(raw, said):
                return True
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        time.sleep(_PAUSE_S)
    return False


def _wait_only(raw: PoolProxiedConnection, wait_ms: int) -> None:
    """Let a connection give way soon; `wizard.db.engine` sets it again when it is used."""
    _ask(raw, f"PRAGMA busy_timeout={wait_ms}")
    raw.info["wait_ms"] = wait_ms


def _ask(raw: PoolProxiedConnection, said: str) -> bool:
    """Tell SQLite something; give whether somebody was in the way."""
    answer = raw.cursor().execute(said).fetchone()
    return bool(answer and answer[0])
