"""What staff and operators see of the jobs, and do about those that failed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from support.services import NOON

from wizard.db.engine import reading, writing
from wizard.db.queries import audit, jobs
from wizard.errors import NotFoundError, RefusedError, SealError
from wizard.services import job_admin
from wizard.services.job_admin import DONE_DAYS, FAILED_DAYS, JobAdmin, Standing
from wizard.services.job_handlers import Done, Failed
from wizard.services.jobs import Jobs, enqueue

LEASES = {"small": timedelta(minutes=1)}
MINUTE = timedelta(minutes=1)


@pytest.fixture
def desk(engine):
    return Jobs(engine, lambda: NOON)


@pytest.fixture
def board(engine):
    return JobAdmin(engine, lambda: NOON)


def put(desk, key="", run_at=NOON):
    with writing(desk.engine) as connection:
        enqueue(connection, "small", uuid4().hex, NOON, key=key, run_at=run_at)


def failed(desk, key=""):
    put(desk, key)
    job = desk.take("me", LEASES)
    desk.finish(job, Failed(SealError))
    return job


def states(desk):
    with reading(desk.engine) as connection:
        listed = [jobs.listed(connection, state, 9) for state in ("waiting", "done", "failed")]
    return [job.state for some in listed for job in some]


def test_what_waits_runs_and_failed_is_counted_with_the_age_of_what_could_run(desk, board):
    assert board.standing() == Standing(0, 0, 0, 0)
    failed(desk)
    put(desk)
    desk.take("me", LEASES)
    put(desk, run_at=NOON + MINUTE)

    assert board.standing() == Standing(1, 1, 1, 0)
    put(desk, run_at=NOON - MINUTE)

    assert board.standing() == Standing(2, 1, 1, 60)


def test_what_waits_is_listed_by_its_moment_and_what_failed_with_its_reason(desk, board):
    put(desk, run_at=NOON + MINUTE)
    job = failed(desk)

    assert [one.due_at for one in board.listed("waiting")] == [NOON + MINUTE]
    [shown] = board.listed("failed")
    assert (shown.id, shown.last_error, shown.finished_at) == (job.id, "SealError", NOON)


def test_a_failed_job_that_somebody_asks_for_waits_anew_and_that_is_written_down(desk, board):
    job = failed(desk)

    board.reopen(job.id, "staff:kim")

    again = desk.take("me", LEASES)
    assert (again.id, again.attempts) == (job.id, 1)
    with reading(desk.engine) as connection:
        [event] = audit.events(connection, None, 9)
    assert (event.kind, event.actor, event.subject, event.detail) == (
        "job.retried", "staff:kim", job.id, "small",
    )  # fmt: skip


def test_what_has_not_failed_or_is_open_under_its_key_is_not_asked_for_twice(desk, board):
    job = failed(desk, "the-same")
    put(desk, "the-same")

    with pytest.raises(RefusedError):
        board.reopen(job.id, "operator")
    with pytest.raises(NotFoundError):
        board.reopen("0" * 32, "operator")
    assert states(desk) == ["waiting", "failed"]
    [waiting] = board.listed("waiting")
    with pytest.raises(RefusedError):
        board.reopen(waiting.id, "operator")
    with reading(desk.engine) as connection:
        assert audit.events(connection, None, 9) == []


def test_what_ended_is_forgotten_after_its_days_and_nothing_else(desk, engine, monkeypatch):
    monkeypatch.setattr(job_admin, "BATCH", 2)
    for _ in range(5):
        put(desk)
        desk.finish(desk.take("me", LEASES), Done())
    failed(desk)
    put(desk)

    def forgotten(days):
        return JobAdmin(engine, lambda: NOON + timedelta(days=days, seconds=1)).forget()

    assert forgotten(DONE_DAYS - 1) == 0
    assert forgotten(DONE_DAYS) == 5
    assert states(desk) == ["waiting", "failed"]
    assert forgotten(FAILED_DAYS) == 1
    assert states(desk) == ["waiting"]
