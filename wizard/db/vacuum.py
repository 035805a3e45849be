"""Taking what was deleted out of the database's own files."""

from sqlalchemy import Engine
from sqlalchemy.pool import PoolProxiedConnection

_WITH_VALUES = ("account_field", "account", "seller", "run", "request", "message", "link")
_EMPTY_LOG = "PRAGMA wal_checkpoint(TRUNCATE)"


def purge_deleted(engine: Engine) -> bool:
    """Leave nothing of deleted rows in the tables' files; False if somebody was in the way.

    SQLite overwrites what is deleted (secure_delete); here its write-ahead log is emptied and the
    file is built anew. PostgreSQL writes the tables that hold values anew.

    Source: sqlite.org/pragma.html#pragma_wal_checkpoint, postgresql.org/docs/current/sql-vacuum.html

    """
    if engine.dialect.name == "postgresql":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in _WITH_VALUES:
                connection.exec_driver_sql(f"VACUUM (FULL) {name}")
        return True
    raw = engine.raw_connection()  # a transaction would be in the way of all three
    try:
        was_busy = [_ask(raw, said) for said in (_EMPTY_LOG, "VACUUM", _EMPTY_LOG)]
    finally:
        raw.close()
    return not any(was_busy)


def _ask(raw: PoolProxiedConnection, said: str) -> bool:
    """Tell SQLite something; give whether somebody was in the way."""
    answer = raw.cursor().execute(said).fetchone()
    return bool(answer and answer[0])
