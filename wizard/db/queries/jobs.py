"""What is done a little later: put, taken by one runner at a time, and ended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Connection, Update, bindparam, case, delete, func, null, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.dml import ReturningUpdate

from wizard.db.engine import table
from wizard.db.models import Job, Moment
from wizard.db.records import JobRecord
from wizard.db.rows import every, first, select_record, values_of

AnyInsert = TypeVar("AnyInsert", postgresql.Insert, sqlite.Insert)
_JOBS = table(Job)
_EVERY_JOB = select_record(JobRecord, _JOBS)
_IS_OPEN = _JOBS.c.finished_at.is_(None)
_HAS_FAILED = _JOBS.c.finished_at.is_not(None) & (_JOBS.c.state == "failed")
_AGAIN = _JOBS.c.asked_again_at
_IS_ENOUGH = _AGAIN.is_(None)
_IS_OURS = _JOBS.c.kind.in_(bindparam("kinds", expanding=True))
_NOW = bindparam("now", type_=Moment)

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


@dataclass(frozen=True)
class StateCount:
    """How many jobs are in a state, and from when on the first of them may be taken, or was done."""

    state: str
    total: int
    first_at: datetime


def _put(insert: AnyInsert) -> AnyInsert:
    """Build what puts a job, in one dialect."""
    runs, wanted = _JOBS.c.state == RUNNING, insert.excluded.due_at
    earlier = case((wanted < _JOBS.c.due_at, wanted), else_=_JOBS.c.due_at)
    again = case((wanted > _AGAIN, _AGAIN), else_=wanted)
    return insert.on_conflict_do_update(
        index_elements=[_JOBS.c.key],
        index_where=_IS_OPEN,
        set_={
            "due_at": case((runs, _JOBS.c.due_at), else_=earlier),
            "attempts": case((runs, _JOBS.c.attempts), else_=0),
            "asked_again_at": case((runs, again), else_=null()),
        },
    )


@cache
def _take(kinds: tuple[str, ...]) -> ReturningUpdate[Any]:
    """Build what takes a job, for the same kinds each time."""
    due = (
        select(_JOBS.c.id)
        .where(_IS_OPEN, _JOBS.c.due_at <= _NOW, _IS_OURS)
        .order_by(_JOBS.c.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    untils = {kind: bindparam(f"until_{place}", type_=Moment) for place, kind in enumerate(kinds)}
    taken = update(_JOBS).where(_JOBS.c.id == due.scalar_subquery()).values(
        state=RUNNING, owner=bindparam("name"), taken_at=_NOW, asked_again_at=None,
        due_at=case(untils, value=_JOBS.c.kind), attempts=_JOBS.c.attempts + 1,
    )  # fmt: skip
    return taken.returning(*_EVERY_JOB.selected_columns)


def _let_go(**values: Any) -> Update:
    """Build what changes a job whose lease is still its owner's, and takes it from them."""
    mine = (_JOBS.c.state == RUNNING, _JOBS.c.owner == bindparam("name"))
    free = {"owner": "", "taken_at": None, "asked_again_at": None}
    query = update(_JOBS).where(_JOBS.c.id == bindparam("job"), *mine)
    return query.values(**values, **free, last_error=bindparam("error"))


# Statements of the ways that sellers wait on are built once: building one costs more than running it.
_PUT = {"postgresql": _put(postgresql.insert(_JOBS)), "sqlite": _put(sqlite.insert(_JOBS))}
_NEXT_DUE = select(func.min(_JOBS.c.due_at, type_=Moment)).where(_IS_OPEN, _IS_OURS)
_END = _let_go(
    state=case((_IS_ENOUGH, bindparam("ends")), else_=WAITING),
    due_at=func.coalesce(_AGAIN, _JOBS.c.due_at),
    attempts=case((_IS_ENOUGH, _JOBS.c.attempts), else_=0),
    finished_at=case((_IS_ENOUGH, _NOW), else_=null()),
)
_WAIT = _let_go(
    state=WAITING,
    due_at=func.coalesce(_AGAIN, bindparam("until", type_=Moment)),
    attempts=case((_IS_ENOUGH, _JOBS.c.attempts - bindparam("back")), else_=0),
)


def put(connection: Connection, job: JobRecord) -> None:
    """Let a job wait; where one with its key is open already, see to it that it runs after now."""
    connection.execute(_PUT[connection.dialect.name], values_of(job))


def next_due(connection: Connection, kinds: Sequence[str]) -> datetime | None:
    """Say from when on the next job of some kinds may be taken; None if there is none."""
    found: datetime | None = connection.execute(_NEXT_DUE, {"kinds": kinds}).scalar_one()
    return found


def take(
    connection: Connection, owner: str, now: datetime, leases: Mapping[str, datetime]
) -> JobRecord | None:
    """Give one job that is due to an owner; None if there is none.

    Args:
        connection: the caller's.
        owner: a name that nobody had before.
        now: the moment it is.
        leases: until when the owner has a job of each kind; other kinds are left alone.

    """
    untils = {f"until_{place}": until for place, until in enumerate(leases.values())}
    told = {"name": owner, "now": now, "kinds": list(leases), **untils}
    return first(connection, _take(tuple(leases)), JobRecord, told)


def end(connection: Connection, held: JobRecord, state: str, error: str, now: datetime) -> bool:
    """End a job, unless it was asked for again meanwhile; False if it is not its owner's any more."""
    told = {"job": held.id, "name": held.owner, "ends": state, "error": error, "now": now}
    return connection.execute(_END, told).rowcount == 1


def wait(
    connection: Connection, held: JobRecord, due_at: datetime, error: str, *, counts: bool = True
) -> bool:
    """Let a job wait again; False if it is not its owner's any more.

    Args:
        connection: the caller's.
        held: the job as it was taken.
        due_at: until when, unless it was asked for again meanwhile.
        error: why.
        counts: whether it is one attempt fewer that it may have.

    """
    told = {"job": held.id, "name": held.owner, "until": due_at, "error": error}
    return connection.execute(_WAIT, {**told, "back": 0 if counts else 1}).rowcount == 1


def reopen(connection: Connection, job_id: str, now: datetime) -> JobRecord | None:
    """Let a failed job wait once more; None if it has not failed, or one with its key is open."""
    same = _JOBS.alias("same")
    key = select(_JOBS.c.key).where(_JOBS.c.id == job_id).scalar_subquery()
    is_open = select(same.c.id).where(same.c.finished_at.is_(None), same.c.key == key).exists()
    query = (
        update(_JOBS)
        .where(_JOBS.c.id == job_id, _JOBS.c.state == FAILED, ~is_open)
        .values(state=WAITING, due_at=now, attempts=0, finished_at=None)
        .returning(*_EVERY_JOB.selected_columns)
    )
    row = connection.execute(query).first()
    return None if row is None else JobRecord(*row)


def job(connection: Connection, job_id: str) -> JobRecord | None:
    """Find a job."""
    return first(connection, _EVERY_JOB.where(_JOBS.c.id == job_id), JobRecord)


def listed(connection: Connection, state: str, limit: int) -> Sequence[JobRecord]:
    """List jobs in a state: what is next first, or what ended last."""
    ended = state in {DONE, FAILED}
    order = _JOBS.c.finished_at.desc() if ended else _JOBS.c.due_at
    query = _EVERY_JOB.where(_JOBS.c.state == state, _JOBS.c.finished_at.is_not(None) if ended else _IS_OPEN)  # fmt: skip
    return every(connection, query.order_by(order, _JOBS.c.id).limit(limit), JobRecord)


def counts(connection: Connection) -> Sequence[StateCount]:
    """Count the jobs that wait, run or failed."""
    found: list[StateCount] = []
    for moment, some in ((_JOBS.c.due_at, _IS_OPEN), (_JOBS.c.finished_at, _HAS_FAILED)):
        query = select(_JOBS.c.state, func.count(), func.min(moment, type_=Moment)).where(some)
        found += every(connection, query.group_by(_JOBS.c.state), StateCount)
    return found


def drop_open(connection: Connection, keys: Sequence[str]) -> None:
    """Forget open jobs by their keys; whoever runs one writes nothing any more."""
    connection.execute(delete(_JOBS).where(_IS_OPEN, _JOBS.c.key.in_(keys)))


def drop_about(connection: Connection, subjects: Iterable[str]) -> None:
    """Forget every job about some ids, open or ended; whoever runs one writes nothing any more."""
    connection.execute(delete(_JOBS).where(_JOBS.c.subject.in_(list(subjects))))


def drop_finished(connection: Connection, state: str, before: datetime, limit: int) -> int:
    """Forget some of the jobs that ended so before a moment; return how many."""
    old = select(_JOBS.c.id).where(_JOBS.c.state == state, _JOBS.c.finished_at < before)
    return connection.execute(delete(_JOBS).where(_JOBS.c.id.in_(old.limit(limit)))).rowcount
