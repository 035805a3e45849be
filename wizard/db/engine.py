"""Reading and writing: each a transaction, or a part of one that is open."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import cast

from sqlalchemy import Connection, Engine, Table, exc
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from wizard.db.log_sync import log_of
from wizard.db.models import Base
from wizard.db.tuning import BRIEF_MS
from wizard.errors import ConstraintError, DatabaseError, UnavailableError

log = logging.getLogger(__name__)

READS = {"wizard_reads": True}
"""Execution option of a connection that only reads, and need not wait for a writer."""

_ONCE = {"wizard_reads": True, "wizard_once": True}
"""The same of one that reads by one statement: what that sees is of one moment by itself."""

_PASSING = (
    exc.OperationalError,
    exc.InterfaceError,
    exc.InternalError,
    exc.TimeoutError,
    exc.PendingRollbackError,
)
"""What is raised where the database is away, locked, full or read-only, or has taken back all that was begun."""

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


@contextmanager
def reading(engine: Engine, *, once: bool = False) -> Iterator[Connection]:
    """Open a connection that only reads, and need not wait for a writer; within `together` or `at_one_moment`, theirs.

    Args:
        engine: of the database.
        once: whether one statement is all that is asked; no transaction is opened around it.

    Raises:
        DatabaseError: the database cannot be asked.

    """
    try:
        if (joined := _joined(engine) or _of(engine, _LOOK.get())) is not None:
            yield joined
            return
        with engine.connect().execution_options(**(_ONCE if once else READS)) as connection:
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
        effects = _Effects()
        told = engine.connect().execution_options(wizard_effects=effects, wizard_syncs=True)
        with effects.of_what_stands(), told as connection, connection.begin():
            yield connection
        _LOOK.set(None)  # who looks again sees what was written
        wait_for_disk(engine)
    except IntegrityError as error:
        raise ConstraintError(type(error).__name__) from error
    except SQLAlchemyError as error:
        raise _named(error) from error
    for follow_up in effects.on_commit:
        _do_after(follow_up)


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


@contextmanager
def at_one_moment(engine: Engine) -> Iterator[None]:
    """Let all that this thread reads meanwhile be read by one connection; on SQLite as it is at one moment.

    What it writes meanwhile is written as ever, and seen by what it reads after that. Raises as `reading` does.
    """
    with reading(engine) as connection:
        before = _LOOK.set(connection)
        try:
            yield
        finally:
            _LOOK.reset(before)


_LOOK: ContextVar[Connection | None] = ContextVar("open_look", default=None)
"""The connection by which this thread reads, for as long as it looks."""

_OPEN: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)
"""The transaction that is joined by whatever this thread reads or writes."""


def _joined(engine: Engine) -> Connection | None:
    """Give the transaction that is open on a database, if it is to be joined."""
    return _of(engine, _OPEN.get())


def _of(engine: Engine, found: Connection | None) -> Connection | None:
    """Give a connection that is open, if it is one to this database."""
    return found if found is not None and found.engine.pool is engine.pool else None


@dataclass(frozen=True)
class _Effects:
    """What follows a transaction, or each part of it: once it is committed, or if it is taken back."""

    on_commit: list[Callable[[], object]] = field(default_factory=list)
    on_undo: list[Callable[[], object]] = field(default_factory=list)

    @contextmanager
    def of_what_stands(self) -> Iterator[None]:
        """Forget what was to follow if what is done meanwhile is taken back; take back what came of it."""
        commits, undos = len(self.on_commit), len(self.on_undo)
        try:
            yield
        except BaseException:
            del self.on_commit[commits:]
            while len(self.on_undo) > undos:
                self.on_undo.pop()()
            raise


@contextmanager
def _part(connection: Connection) -> Iterator[None]:
    """Let a part of a transaction be taken back alone, with what was to follow it.

    What cannot be taken back alone any more is taken back with the whole: `tuning` sees to it that nothing
    goes on then.
    """
    with _effects_of(connection).of_what_stands():
        connection.exec_driver_sql("SAVEPOINT part")  # within another of this name it is another
        try:
            yield
        except BaseException:
            with suppress(SQLAlchemyError):
                connection.exec_driver_sql("ROLLBACK TO SAVEPOINT part")
                connection.exec_driver_sql("RELEASE SAVEPOINT part")
            raise
        connection.exec_driver_sql("RELEASE SAVEPOINT part")


def _do_after(follow_up: Callable[[], object]) -> None:
    """Do what follows a commit; whatever comes of it, what was committed is done, and is said to be."""
    try:
        follow_up()
    except Exception as error:  # noqa: BLE001 - of any kind
        log.error("what follows a commit was not done: %s", type(error).__name__)


def _effects_of(connection: Connection) -> _Effects:
    """Give what follows a transaction; nothing does, where it was opened in another way."""
    found: _Effects = connection.get_execution_options().get("wizard_effects") or _Effects()
    return found


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
    _effects_of(connection).on_commit.append(follow_up)


def on_undo(connection: Connection, take_back: Callable[[], object]) -> None:
    """Forget in memory what is being written, if it is taken back, or the part of the whole in which it is."""
    _effects_of(connection).on_undo.append(take_back)


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
