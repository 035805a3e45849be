"""Taking what was deleted out of the database's own files."""

import time
from enum import Enum, auto

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

_WITH_VALUES = ("account_field", "account", "seller", "run", "request", "message", "link")
_COPY_LOG, _EMPTY_LOG = "PRAGMA wal_checkpoint(PASSIVE)", "PRAGMA wal_checkpoint(TRUNCATE)"
_TRIES, _POLITE_MS, _PAUSE_S = 50, 20, 0.1


class Traces(Enum):
    """What the database's files still hold of what was deleted."""

    GONE = auto()
    UNTIL_SWEPT = auto()
    """PostgreSQL frees the room, and overwrites it when it is needed, or by `sweep`."""
    IN_USE = auto()
    """Somebody held SQLite's log for as long as we asked."""


def tidy(engine: Engine) -> Traces:
    """Take away what can be taken without keeping anybody waiting.

    SQLite has overwritten what was deleted (secure_delete), so only its log is still to be emptied;
    that is asked for again and again for a moment each. PostgreSQL's VACUUM blocks nobody.

    Source: sqlite.org/pragma.html#pragma_secure_delete, #pragma_wal_checkpoint.

    """
    if engine.dialect.name == "postgresql":
        _vacuum_tables(engine, "VACUUM")
        return Traces.UNTIL_SWEPT
    raw = engine.raw_connection()
    try:
        return Traces.GONE if _is_log_emptied(raw) else Traces.IN_USE
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


def _vacuum_tables(engine: Engine, said: str) -> None:
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for name in _WITH_VALUES:
            connection.exec_driver_sql(f"{said} {name}")


def _is_log_emptied(raw: PoolProxiedConnection) -> bool:
    _wait_only(raw, _POLITE_MS)
    for _ in range(_TRIES):
        _ask(raw, _COPY_LOG)  # most of the work, beside whoever reads and writes
        if not _ask(raw, _EMPTY_LOG):
            return True
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
