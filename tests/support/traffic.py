"""What is asked of a database: transactions with their statements, as SQLAlchemy sees them."""

from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import event

_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
SEALING = "INSERT INTO audit_seal"
"""Seals the audit's rows of two seconds, when an answer is on its way: decision 8."""


@dataclass
class Traffic:
    """What was asked: one list of statements for each transaction, those that were taken back too."""

    transactions: list = field(default_factory=list)
    under_way: dict = field(default_factory=dict)

    @property
    def asked(self):
        return [one for one in self.transactions if not any(SEALING in said for said in one)]

    @property
    def writes(self):
        return [one for one in self.asked if any(map(_writes, one))]

    @property
    def reads(self):
        return [one for one in self.asked if one and not any(map(_writes, one))]


def _writes(statement):
    return statement.lstrip().upper().startswith(_WRITES)


@contextmanager
def watched(engine):
    """Note what this process asks of a database meanwhile."""
    seen = Traffic()

    def name(connection):
        return id(connection.connection.dbapi_connection)

    def begin(connection):
        seen.under_way[name(connection)] = []

    def end(connection):
        if done := seen.under_way.pop(name(connection), []):
            seen.transactions.append(done)

    def note(connection, _cursor, statement, *_rest):
        seen.under_way.setdefault(name(connection), []).append(statement)

    told = {"begin": begin, "commit": end, "rollback": end, "before_cursor_execute": note}
    with ExitStack() as stack:
        for what, listener in told.items():
            event.listen(engine, what, listener)
            stack.callback(event.remove, engine, what, listener)
        yield seen


@contextmanager
def refusing(engine, table):
    """Let SQLite refuse every new row of a table meanwhile."""
    with engine.begin() as connection:
        connection.execute(
            sa.text(
                f"CREATE TRIGGER refuses BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
            )
        )
    yield
    with engine.begin() as connection:
        connection.execute(sa.text("DROP TRIGGER refuses"))
