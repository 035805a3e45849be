"""`wizard jobs` and `wizard work`, as an operator runs them."""

import signal
import subprocess
from dataclasses import replace

import pytest
import sqlalchemy as sa
from conftest import prepared, settings_for
from flask import Flask
from support.commands import PROGRAM, run_wizard
from support.jobs import Recorder, effects, failed_job, put, states

from wizard.app import open_database
from wizard.db.engine import writing
from wizard.web.workers.job_runner import JobRunner


@pytest.fixture
def env(tmp_path):
    return {"WIZARD_DATA": str(tmp_path / "data"), "DATABASE_URL": "", "WIZARD_KEYS": ""}


@pytest.fixture
def engine(tmp_path):
    opened = open_database(Flask("bed"), prepared(settings_for(tmp_path / "data")))
    yield opened
    opened.dispose()


def failed(engine):
    job = failed_job(engine)
    return job.subject, job.id


def test_what_waits_and_failed_is_listed_with_the_name_of_its_error(engine, env):
    _, failed_id = failed(engine)
    put(engine)

    done = run_wizard("jobs", "list", env=env)

    assert "기다리는 중 1개" in done.stdout
    assert "하는 중 0개" in done.stdout
    assert "못 한 일 1개" in done.stdout
    [line] = [line for line in done.stdout.splitlines() if failed_id in line]
    assert line.endswith("1/8번  SealError")


def test_a_failed_job_is_tried_again_when_the_operator_asks_and_only_then(engine, env):
    subject, failed_id = failed(engine)

    assert run_wizard("jobs", "retry", failed_id, env=env).stdout == "다시 하게 했어요.\n"

    assert states(engine) == {subject: ("waiting", "SealError")}
    again = run_wizard("jobs", "retry", failed_id, env=env)
    nothing = run_wizard("jobs", "retry", "0" * 32, env=env)
    assert (again.returncode, nothing.returncode) == (1, 1)
    assert "그런 일이 없어요." in nothing.stderr


def test_one_round_does_all_that_is_due(engine, env, monkeypatch):
    of = JobRunner.of
    known = (Recorder(),)
    monkeypatch.setattr(JobRunner, "of", lambda services: of(replace(services, handlers=known)))
    subjects = sorted(put(engine) for _ in range(3))

    assert run_wizard("work", "--once", env=env).returncode == 0

    assert effects(engine) == subjects


@pytest.mark.usefixtures("engine")
def test_a_process_that_works_ends_when_it_is_told_to(env):
    with subprocess.Popen(
        [PROGRAM, "work"], env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert "기다리는 일을 하고 있어요" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)

        assert process.wait(30) == 0
        assert process.stderr.read() == ""


def test_a_sweep_forgets_the_jobs_that_ended_long_ago_and_keeps_the_others(engine, env):
    ended, waits = failed_job(engine), put(engine)
    with writing(engine) as connection:
        connection.execute(
            sa.text("update job set finished_at = '2026-01-01 00:00:00.000000' where id = :id"),
            {"id": ended.id},
        )

    assert run_wizard("db", "sweep", env=env).returncode == 0

    assert states(engine) == {waits: ("waiting", "")}
