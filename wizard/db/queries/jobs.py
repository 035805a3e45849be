"""What is done a little later: put, taken by one runner at a time, and ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Update,
    bindparam,
    case,
    delete,
    func,
    null,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from wizard.db.engine import table
from wizard.db.models import Job, Moment
from wizard.db.records import JobRecord
from wizard.db.rows import every, first, select_record, values_of

_JOBS = table(Job)
_EVERY_JOB = select_record(JobRecord, _JOBS)
_IS_OPEN = _JOBS.c.finished_at.is_(None)
_HAS_FAILED = _JOBS.c.finished_at.is_not(None) & (_JOBS.c.state == "failed")
_AGAIN = _JOBS.c.asked_again_at

WAITING, RUNNING, DONE, FAILED = "waiting", "running", "done", "failed"


@dataclass(frozen=True)
class StateCount:
    """How many jobs are in a state, and from when on the first of them may be taken, or was done."""

    state: str
    total: int
    first_at: datetime


def put(connection: Connection, job: JobRecord) -> None:
    """Let a job wait; where one with its key is open already, see to it that it runs after now."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(_JOBS).values(values_of(job))
    runs, wanted = _JOBS.c.state == RUNNING, new.excluded.due_at
    earlier = case((wanted < _JOBS.c.due_at, wanted), else_=_JOBS.c.due_at)
    merged = new.on_conflict_do_update(
        index_elements=[_JOBS.c.key],
        index_where=_IS_OPEN,
        set_={
            "due_at": case((runs, _JOBS.c.due_at), else_=earlier),
            "attempts": case((runs, _JOBS.c.attempts), else_=0),
            "asked_again_at": case((runs, wanted), else_=null()),
        },
    )
    connection.execute(merged)


def next_due(connection: Connection, kinds: Sequence[str]) -> datetime | None:
    """Say from when on the next job of some kinds may be taken; None if there is none."""
    query = select(func.min(_JOBS.c.due_at, type_=Moment)).where(_IS_OPEN, _JOBS.c.kind.in_(kinds))
    found: datetime | None = connection.execute(query).scalar_one()
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
    due = (
        select(_JOBS.c.id)
        .where(_IS_OPEN, _JOBS.c.due_at <= now, _JOBS.c.kind.in_(list(leases)))
        .order_by(_JOBS.c.due_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    until = case(leases, value=_JOBS.c.kind)
    taken = update(_JOBS).where(_JOBS.c.id == due.scalar_subquery()).values(
        state=RUNNING, owner=owner, taken_at=now, due_at=until, asked_again_at=None,
        attempts=_JOBS.c.attempts + 1,
    )  # fmt: skip
    row = connection.execute(taken.returning(*_EVERY_JOB.selected_columns)).first()
    return None if row is None else JobRecord(*row)


def end(connection: Connection, held: JobRecord, state: str, error: str, now: datetime) -> bool:
    """End a job, unless it was asked for again meanwhile; False if it is not its owner's any more."""
    return _let_go(
        connection,
        held,
        state=case((_AGAIN.is_(None), state), else_=WAITING),
        due_at=func.coalesce(_AGAIN, _JOBS.c.due_at),
        attempts=case((_AGAIN.is_(None), _JOBS.c.attempts), else_=0),
        finished_at=case((_AGAIN.is_(None), _moment(now)), else_=null()),
        last_error=error,
    )


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
    attempts = _JOBS.c.attempts if counts else _JOBS.c.attempts - 1
    return _let_go(
        connection,
        held,
        state=WAITING,
        due_at=func.coalesce(_AGAIN, _moment(due_at)),
        attempts=case((_AGAIN.is_(None), attempts), else_=0),
        last_error=error,
    )


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


def drop_finished(connection: Connection, state: str, before: datetime, limit: int) -> int:
    """Forget some of the jobs that ended so before a moment; return how many."""
    old = select(_JOBS.c.id).where(_JOBS.c.state == state, _JOBS.c.finished_at < before)
    return connection.execute(delete(_JOBS).where(_JOBS.c.id.in_(old.limit(limit)))).rowcount


def _let_go(connection: Connection, held: JobRecord, **values: Any) -> bool:
    """Change a job whose lease is still its owner's, and take it from them."""
    mine = (_JOBS.c.id == held.id, _JOBS.c.state == RUNNING, _JOBS.c.owner == held.owner)
    query: Update = update(_JOBS).where(*mine)
    free = {"owner": "", "taken_at": None, "asked_again_at": None}
    return connection.execute(query.values(**values, **free)).rowcount == 1


def _moment(moment: datetime) -> ColumnElement[datetime]:
    return bindparam(None, moment, type_=Moment)
