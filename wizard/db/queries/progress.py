"""How far each seller has come in each mall."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select, update

from wizard.db.engine import table
from wizard.db.models import Account, Run
from wizard.db.records import RunRecord, StoredAnswers
from wizard.db.rows import every, first, select_record, values_of

_RUNS, _ACCOUNTS = table(Run), table(Account)

# Statements of the ways that sellers wait on are built once: building one costs more than running it.
_MINE = (_RUNS.c.seller_id == bindparam("seller")) & (_RUNS.c.mall == bindparam("this_mall"))
_EVERY_RUN = select_record(RunRecord, _RUNS)
_RUN = _EVERY_RUN.where(_MINE)
_ADD = insert(_RUNS)
_RENEW = (
    update(_RUNS)
    .where(_MINE)
    .values({name: bindparam(f"new_{name}") for name in ("revision", "answers", "updated_at")})
    .values(state="saved", waits=None, waits_until=None)
)
_MARKED = ("seen", "answers", "state", "revision", "updated_at", "waits", "waits_until")
_NOTE = (
    update(_RUNS)
    .where(_RUNS.c.id == bindparam("run"))
    .values({name: bindparam(f"new_{name}") for name in _MARKED})
)
_RUN_HELD = _RUN.with_for_update()
_END_WAITS = update(_RUNS).where(_MINE).values(waits=None, waits_until=None)


@dataclass(frozen=True)
class SavedRun:
    """The run of a seller who saves an account; the id is for one that was not begun before."""

    id: str
    seller_id: str
    mall: str
    revision: str
    answers: StoredAnswers
    now: datetime


def keep_saved(connection: Connection, saved: SavedRun) -> None:
    """Add the run of a seller who saves an account, or bring it up to date."""
    renewed = {
        "seller": saved.seller_id,
        "this_mall": saved.mall,
        "new_revision": saved.revision,
        "new_answers": saved.answers,
        "new_updated_at": saved.now,
    }
    if not connection.execute(_RENEW, renewed).rowcount:
        _add_saved(connection, saved)


def _add_saved(connection: Connection, saved: SavedRun) -> None:
    """Add a run of which no screen was marked: `seen` stays empty."""
    added = {
        "id": saved.id,
        "seller_id": saved.seller_id,
        "mall": saved.mall,
        "revision": saved.revision,
        "answers": saved.answers,
        "state": "saved",
        "started_at": saved.now,
        "updated_at": saved.now,
    }
    connection.execute(_ADD, added)


def end_waits(connection: Connection, seller_id: str, mall: str) -> None:
    """Note that nothing is waited for: what one waited for has been saved."""
    connection.execute(_END_WAITS, {"seller": seller_id, "this_mall": mall})


def without_account(connection: Connection, seller_id: str, mall: str) -> None:
    """Note that an account is gone, if it was the last one: nobody has stopped who wanted that."""
    rest = select(1).where(_ACCOUNTS.c.seller_id == seller_id, _ACCOUNTS.c.mall == mall).exists()
    mine = (_RUNS.c.seller_id == seller_id) & (_RUNS.c.mall == mall)
    connection.execute(update(_RUNS).where(mine, ~rest).values(state="chosen"))


def run(
    connection: Connection, seller_id: str, mall: str, *, lock: bool = False
) -> RunRecord | None:
    """Find a seller's run through one mall's guide; locked, marks are made one after another."""
    query = _RUN_HELD if lock else _RUN
    return first(connection, query, RunRecord, {"seller": seller_id, "this_mall": mall})


def runs(connection: Connection, seller_ids: Iterable[str]) -> Sequence[RunRecord]:
    """List the runs of several sellers, those chosen first coming first."""
    query = _EVERY_RUN.where(_RUNS.c.seller_id.in_(list(seller_ids)))
    return every(connection, query.order_by(_RUNS.c.started_at, _RUNS.c.id), RunRecord)


def add(connection: Connection, run: RunRecord) -> None:
    """Add a run."""
    connection.execute(_ADD, values_of(run))


def note_marks(connection: Connection, run: RunRecord) -> None:
    """Write down what a run came to: screens, answers, state, and in which revision."""
    marked = {f"new_{name}": getattr(run, name) for name in _MARKED}
    connection.execute(_NOTE, {"run": run.id, **marked})


def drop(connection: Connection, run_ids: Iterable[str]) -> None:
    """Remove runs."""
    connection.execute(delete(_RUNS).where(_RUNS.c.id.in_(list(run_ids))))
