"""Taking what was deleted out of the database's own files."""

from sqlalchemy import Engine


def sweep(engine: Engine) -> bool:
    """Leave nothing of deleted rows in the tables' files; False if somebody was in the way.

    SQLite overwrites what is deleted (secure_delete); here its write-ahead log is emptied and the
    file is built anew. PostgreSQL writes the tables that hold values anew.

    Source: sqlite.org/pragma.html#pragma_wal_checkpoint, postgresql.org/docs/current/sql-vacuum.html

    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if engine.dialect.name == "postgresql":
            for name in ("account_field", "account", "seller", "run", "request", "message", "link"):
                connection.exec_driver_sql(f"VACUUM (FULL) {name}")
            return True
        busy: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        connection.exec_driver_sql("VACUUM")
        again: int = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
        return not busy and not again
