"""The runner of a process: it does what is due, outlives what goes wrong, and gives back what it is at."""

import atexit
import logging
import threading
from dataclasses import replace
from functools import partial

import pytest
import sqlalchemy as sa
from support.jobs import Recorder, effects, put, states

from wizard.app import services_of, warm_app
from wizard.db.engine import writing
from wizard.errors import KeysError, UnavailableError
from wizard.services.job_admin import JobAdmin
from wizard.services.jobs import Jobs
from wizard.web import background
from wizard.web.workers import job_runner
from wizard.web.workers.job_runner import LONGEST_S, SHORTEST_S, JobRunner

PATIENCE_S = 20


def runner_of(engine, handler):
    return JobRunner(Jobs(engine), JobAdmin(engine), {handler.kind: handler})


@pytest.fixture
def begin():
    """Let a runner go on in its thread until the test ends."""
    yield lambda runner: background.begin("jobs", runner.go_on, runner.give_back)
    background.stop()


def drained(runner):
    while runner.round() == 0:
        pass


def raising(error):
    def fails():
        raise error

    return fails


def test_it_does_all_that_is_due_and_then_rests_longer_each_time(engine):
    subjects = sorted(put(engine) for _ in range(3))
    runner = runner_of(engine, Recorder())

    rests = [runner.round() for _ in range(8)]

    assert rests[:3] == [0, 0, 0]
    assert SHORTEST_S < rests[3] < rests[4] < rests[-1] == LONGEST_S
    assert effects(engine) == subjects
    assert set(states(engine).values()) == {("done", "")}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_job_that_is_put_in_its_process_wakes_it(engine, begin, monkeypatch):
    done = threading.Event()
    monkeypatch.setattr(job_runner, "SHORTEST_S", 3600.0)
    monkeypatch.setattr(job_runner, "LONGEST_S", 3600.0)
    rested = threading.Event()
    runner = runner_of(engine, Recorder(done.set))
    runner._forget = rested.set
    thread = begin(runner)
    assert rested.wait(PATIENCE_S)

    subject = put(engine)

    assert done.wait(PATIENCE_S)
    background.stop()
    assert not thread.is_alive()
    assert effects(engine) == [subject]


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ValueError("CANARY"), "HandlerError"),
        (KeysError("CANARY"), "KeysError"),
        (UnavailableError("CANARY"), "UnavailableError"),
    ],
    ids=lambda error: type(error).__name__,
)
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_handler_that_breaks_is_told_without_its_words_and_tried_again(
    engine, caplog, error, told
):
    subject = put(engine)
    drained(runner_of(engine, Recorder(raising(error))))

    assert states(engine) == {subject: ("waiting", told)}
    assert f"{type(error).__name__} at test_job_runner.py:" in caplog.text
    assert "CANARY" not in caplog.text
    assert not effects(engine)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_it_goes_on_when_the_database_is_back_and_a_handler_has_broken(
    engine, begin, caplog, monkeypatch
):
    monkeypatch.setattr(job_runner, "TROUBLE_S", 0.01)
    tries, done = [], threading.Event()

    def once_broken():
        tries.append(1)
        if len(tries) == 1:
            raise ValueError("CANARY")
        done.set()

    runner = runner_of(engine, Recorder(once_broken))
    away = iter([UnavailableError("OperationalError")] * 3)
    take = runner.jobs.take

    def taken(*args):
        for error in away:
            raise error
        return take(*args)

    monkeypatch.setattr(Jobs, "take", lambda _jobs, *args: taken(*args))
    put(engine)
    second = put(engine)
    with caplog.at_level(logging.ERROR):
        begin(runner)
        assert done.wait(PATIENCE_S)
    background.stop()

    assert caplog.text.count("not this time: UnavailableError") == 3
    assert "CANARY" not in caplog.text
    assert effects(engine) == [second]


def test_a_job_that_is_at_work_at_the_end_is_given_back_and_its_effect_not_written(engine):
    begun, may_end = threading.Event(), threading.Event()

    def long():
        begun.set()
        assert may_end.wait(PATIENCE_S)

    subject = put(engine)
    runner = runner_of(engine, Recorder(long))
    thread = background.begin("jobs", runner.go_on, runner.give_back)
    assert begun.wait(PATIENCE_S)
    background.stop(within_s=0.05)

    assert states(engine) == {subject: ("waiting", "")}
    may_end.set()
    thread.join(PATIENCE_S)
    assert not thread.is_alive()
    assert not effects(engine)
    drained(runner_of(engine, Recorder()))
    assert effects(engine) == [subject]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_lease_that_ended_is_told_and_ends_nothing(engine, begin, caplog):
    subject, done = put(engine), threading.Event()

    def slow():
        if not done.is_set():
            with writing(engine) as connection:
                connection.execute(sa.text("update job set owner = 'another'"))
            done.set()

    begin(runner_of(engine, Recorder(slow)))
    assert done.wait(PATIENCE_S)
    background.stop()

    assert "longer than its lease" in caplog.text
    assert states(engine) == {subject: ("running", "")}
    assert not effects(engine)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_what_ended_long_ago_is_forgotten_once_a_day_while_nothing_is_due(engine):
    put(engine)
    runner = runner_of(engine, Recorder())
    drained(runner)
    with writing(engine) as connection:
        connection.execute(sa.text("update job set finished_at = '2026-01-01 00:00:00.000000'"))

    drained(runner)
    assert len(states(engine)) == 1
    drained(runner_of(engine, Recorder()))
    assert states(engine) == {}


@pytest.fixture
def ends(monkeypatch):
    """What a process does at its end. This one ends later than the database of a test."""
    acts = []
    monkeypatch.setattr(atexit, "register", lambda act, *args: acts.append(partial(act, *args)))
    return acts


@pytest.mark.parametrize("runs_jobs", [True, False])
def test_a_process_that_serves_does_the_jobs_too_unless_it_is_told_not_to_and_tells_its_end(
    settings, runs_jobs, ends
):
    app = warm_app(replace(settings, runs_jobs=runs_jobs))
    names = {thread.name for thread in threading.enumerate()}
    background.stop()
    machines = services_of(app).machines
    assert len(machines.all()) == 1
    for act in reversed(ends):
        act()
    assert machines.all() == []
    app.extensions["wizard"].accounts.engine.dispose()

    assert ("jobs" in names) is runs_jobs


def test_what_nobody_uses_is_cleared_once_a_day_when_nothing_is_due(engine):
    put(engine)
    runner, cleared = runner_of(engine, Recorder()), []
    runner.clear = lambda: cleared.append(runner.jobs.now().date())

    for _ in range(6):
        runner.round()

    assert len(cleared) == 1
