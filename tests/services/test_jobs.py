"""Jobs, on both databases: none is lost, none is done twice, and nothing of anybody's stands in one."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from uuid import uuid4

import pytest
import sqlalchemy as sa
from support.services import NOON

from wizard.db.engine import reading, writing
from wizard.db.models import Job, MachineProcess
from wizard.db.queries import jobs, machines
from wizard.db.records import ProcessRecord
from wizard.errors import (
    DatabaseError,
    HandlerError,
    KeysError,
    LeaseError,
    SealError,
    TooOftenError,
    UnavailableError,
)
from wizard.services import job_bell
from wizard.services.job_handlers import Done, Failed, RetryAt
from wizard.services.jobs import FIRST_PAUSE, LONGEST_PAUSE, Jobs, enqueue, pause_after

LEASES = {"small": timedelta(minutes=1)}
SECOND = timedelta(seconds=1)


class Clock:
    """A clock that a test moves."""

    moment = NOON

    def __call__(self):
        return self.moment

    def goes_on(self, by):
        self.moment += by


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def desk(engine, clock):
    return Jobs(engine, clock, lambda: 1.0)


@pytest.fixture
def put(desk):
    """Put a job; give its subject."""

    def put(**changes):
        subject = uuid4().hex
        with writing(desk.engine) as connection:
            enqueue(connection, "small", subject, desk.now(), **changes)
        return subject

    return put


def rows(desk):
    with reading(desk.engine) as connection:
        return {row.subject: row for row in connection.execute(sa.select(Job.__table__))}


def only_row(desk):
    [row] = rows(desk).values()
    return row


def take(desk):
    return desk.take("me", LEASES)


def put_and_undo(desk):
    with suppress(SealError), writing(desk.engine) as connection:
        enqueue(connection, "small", uuid4().hex, NOON)
        raise SealError


def beaten(desk):
    """Say whether an effect was written."""
    with reading(desk.engine) as connection:
        return connection.execute(sa.select(MachineProcess.__table__)).first() is not None


def beat(connection):
    machines.beat(connection, ProcessRecord("m1", 7, "work", "host", "v", "f", 1, NOON, NOON))


def test_a_job_is_there_if_the_transaction_that_needs_it_is_and_only_then(desk):
    put_and_undo(desk)

    assert rows(desk) == {}
    with writing(desk.engine) as connection:
        enqueue(connection, "small", uuid4().hex, NOON)

    assert only_row(desk).state == "waiting"


def test_a_job_is_taken_by_one_with_its_lease_and_is_done_with_its_effect(desk, put):
    subject = put()

    job = take(desk)

    assert (job.subject, job.attempts, job.state) == (subject, 1, "running")
    assert job.due_at == NOON + LEASES["small"]
    assert job.owner.startswith("me/")
    assert take(desk) is None
    desk.finish(job, Done(beat))
    row = only_row(desk)
    assert (row.state, row.owner, row.finished_at, row.last_error) == ("done", "", NOON, "")
    assert beaten(desk)
    assert take(desk) is None


def test_a_kind_that_a_runner_does_not_know_is_left_to_others(desk, put):
    put()

    assert desk.take("me", {}) is None
    assert desk.take("me", {"other": SECOND}) is None
    assert desk.next_due(["other"]) is None
    assert desk.next_due(["small"]) == NOON


def test_what_is_due_first_is_taken_first_and_nothing_before_its_moment(desk, put, clock):
    later, first = put(run_at=NOON + 2 * SECOND), put(run_at=NOON + SECOND)

    assert take(desk) is None
    clock.goes_on(2 * SECOND)
    assert [take(desk).subject, take(desk).subject] == [first, later]


def test_an_equal_job_that_waits_is_not_doubled_and_runs_at_the_earlier_moment(desk, put):
    put(key="the-same", run_at=NOON + 9 * SECOND)
    put(key="the-same", run_at=NOON + SECOND)
    put(key="the-same", run_at=NOON + 5 * SECOND)

    assert only_row(desk).due_at == NOON + SECOND


def test_a_job_that_is_wanted_while_it_runs_is_run_once_more_after_that(desk, put):
    put(key="the-same")
    job = take(desk)
    put(key="the-same")
    put(key="the-same")

    desk.finish(job, Done())

    row = only_row(desk)
    assert (row.state, row.attempts, row.finished_at) == ("waiting", 0, None)
    desk.finish(take(desk), Done())
    assert only_row(desk).state == "done"


@pytest.mark.parametrize("outcome", [Failed(SealError), RetryAt(NOON + 9 * SECOND, SealError)])
def test_a_job_that_is_wanted_while_it_goes_wrong_is_run_anew_at_once(desk, put, outcome):
    put(key="the-same")
    job = take(desk)
    put(key="the-same")

    desk.finish(job, outcome)

    row = only_row(desk)
    assert (row.state, row.attempts, row.due_at) == ("waiting", 0, NOON)


def test_a_job_that_is_done_may_be_put_again(desk, put):
    put(key="the-same")
    desk.finish(take(desk), Done())
    put(key="the-same")

    assert sorted(row.state for row in rows(desk).values()) == ["done", "waiting"]


def test_a_lease_that_has_ended_is_taken_by_another_and_the_first_writes_nothing_more(
    desk, put, clock
):
    put()
    lost = take(desk)
    clock.goes_on(LEASES["small"])
    job = take(desk)

    for late in (Done(beat), RetryAt(NOON, SealError, beat), Failed(SealError, beat)):
        with pytest.raises(LeaseError):
            desk.finish(lost, late)
    with pytest.raises(LeaseError):
        desk.retry(lost, ValueError())
    desk.give_back(lost)

    assert (job.id, job.attempts) == (lost.id, 2)
    assert not beaten(desk)
    assert only_row(desk).owner == job.owner
    desk.finish(job, Done(beat))
    assert beaten(desk)


def test_an_effect_that_cannot_be_written_leaves_the_job_as_it_was(desk, put):
    put()
    job = take(desk)

    def fails(connection):
        beat(connection)
        connection.execute(sa.text("select nothing from nowhere"))

    with pytest.raises(DatabaseError):
        desk.finish(job, Done(fails))

    assert only_row(desk).state == "running"
    assert not beaten(desk)
    desk.finish(job, Done(beat))
    assert only_row(desk).state == "done"


def test_an_effect_may_put_the_same_job_again(desk, put):
    subject = put()
    tomorrow = NOON + timedelta(days=1)

    def again(connection):
        enqueue(connection, "small", subject, NOON, run_at=tomorrow)

    desk.finish(take(desk), Done(again))

    row = only_row(desk)
    assert (row.state, row.due_at, row.attempts) == ("waiting", tomorrow, 0)


def test_who_wants_a_job_now_does_not_wait_for_the_moment_that_its_handler_wants(desk, put):
    subject = put()
    job = take(desk)
    with writing(desk.engine) as connection:
        enqueue(connection, "small", subject, NOON)

    def tomorrow(connection):
        enqueue(connection, "small", subject, NOON, run_at=NOON + timedelta(days=1))

    desk.finish(job, Done(tomorrow))

    assert only_row(desk).due_at == NOON


def test_a_handler_that_breaks_is_tried_later_each_time_and_has_failed_after_the_last(
    desk, put, clock
):
    put(max_attempts=3)
    pauses = []
    while job := take(desk):
        desk.retry(job, ValueError("CANARY"))
        row = only_row(desk)
        pauses.append(row.due_at - clock())
        clock.moment = row.due_at

    row = only_row(desk)
    assert pauses[:2] == [FIRST_PAUSE, 2 * FIRST_PAUSE]
    assert (row.state, row.attempts, row.last_error) == ("failed", 3, HandlerError.__name__)


def test_a_job_whose_every_runner_died_has_failed(desk, put, clock):
    put(max_attempts=2)
    for _ in range(2):
        assert take(desk)
        clock.goes_on(LEASES["small"])

    assert take(desk) is None

    row = only_row(desk)
    assert (row.state, row.last_error) == ("failed", "LeaseError")


@pytest.mark.parametrize("error", [UnavailableError("OperationalError"), KeysError("CANARY")])
def test_our_own_trouble_fails_no_job_however_long_it_lasts(desk, put, clock, error):
    put(max_attempts=1)
    for _ in range(5):
        job = take(desk)
        desk.retry(job, error)
        clock.moment = only_row(desk).due_at

    row = only_row(desk)
    assert (row.state, row.attempts, row.last_error) == ("waiting", 0, type(error).__name__)


def test_a_job_that_is_given_back_is_another_runners_at_once_and_no_attempt(desk, put):
    put(max_attempts=1)
    desk.give_back(take(desk))

    job = take(desk)

    assert job.attempts == 1
    desk.finish(job, Done())
    assert only_row(desk).state == "done"


def test_a_handler_says_when_to_try_again_and_writes_why(desk, put, clock):
    put(max_attempts=2)
    tomorrow = NOON + timedelta(days=1)
    desk.finish(take(desk), RetryAt(tomorrow, TooOftenError, beat))

    row = only_row(desk)
    assert (row.state, row.due_at, row.last_error) == ("waiting", tomorrow, "TooOftenError")
    assert beaten(desk)
    clock.moment = tomorrow
    desk.finish(take(desk), RetryAt(tomorrow, TooOftenError))
    assert only_row(desk).state == "failed"


@pytest.mark.parametrize("attempt", [1, 2, 3, 9, 10, 11, 10_000])
def test_pauses_grow_to_an_hour_and_chance_keeps_them_apart(attempt):
    most = pause_after(attempt, 1.0)

    assert most == min(FIRST_PAUSE * 2 ** min(attempt - 1, 15), LONGEST_PAUSE)
    assert pause_after(attempt, 0.0) == most / 2


@pytest.mark.parametrize("subject", ["", "fedcba9876543210", "correct horse", "가" * 32, "A" * 32])
def test_what_is_no_id_of_ours_is_no_subject_and_is_not_repeated(desk, subject):
    with pytest.raises(ValueError, match="not an id of ours") as raised, writing(desk.engine) as connection:  # fmt: skip
        enqueue(connection, "small", subject, NOON)

    assert not subject or subject not in str(raised.value)
    assert rows(desk) == {}


def test_a_secret_in_an_error_stands_in_no_row(desk, put):
    canary = "canary-9-of-a-mall-5rXq"
    for number in range(4):
        put(max_attempts=1 + number % 2)
    for error in (ValueError(canary), KeysError(canary), SealError(canary), HandlerError(canary)):
        desk.retry(take(desk), error)

    assert len(rows(desk)) == 4
    assert canary not in str(list(rows(desk).values()))


def test_who_sleeps_is_woken_when_the_job_can_be_seen_and_not_for_one_that_is_undone(desk, put):
    seen = []

    def wake():
        seen.append(len(rows(desk)))

    job_bell.wake_at_ring(wake)
    put_and_undo(desk)
    put()
    job_bell.let_sleep(wake)
    put()

    assert seen == [1]


def test_jobs_that_are_put_at_once_under_one_key_are_one(desk, put):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: put(key="the-same"), range(12)))

    assert only_row(desk).state == "waiting"


def test_runners_that_take_at_once_take_each_job_once(desk, put):
    subjects = {put() for _ in range(40)}

    def all_of_them(_):
        taken = []
        while job := take(desk):
            desk.finish(job, Done())
            taken.append(job.subject)
        return taken

    with ThreadPoolExecutor(4) as pool:
        taken = [one for some in pool.map(all_of_them, range(4)) for one in some]

    assert (len(taken), set(taken)) == (40, subjects)


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_on_postgresql_a_job_that_another_holds_keeps_nobody_waiting(desk, put):
    put(run_at=NOON - SECOND)
    second = put()
    with writing(desk.engine) as other:
        jobs.take(other, "other/1", NOON, {"small": NOON + SECOND})

        assert take(desk).subject == second
