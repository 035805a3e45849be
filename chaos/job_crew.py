"""Processes that want jobs done, and processes that do them, each effect a row: to be killed at any moment."""

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from uuid import uuid4

import sqlalchemy as sa
from sqlalchemy import Connection, Engine

from chaos.deployment import Deployment, opened
from chaos.saver import processes
from wizard.db.engine import reading, table, writing
from wizard.db.models import Job
from wizard.errors import DatabaseError
from wizard.korean.calendar import clock
from wizard.services.container import Services
from wizard.services.job_handlers import Done
from wizard.services.jobs import enqueue
from wizard.web.background import Rest
from wizard.web.workers.job_runner import JobRunner

KIND = "effect"
MANY_ATTEMPTS = 1000
BETWEEN_S = 0.01
WANTED, EFFECT = (
    sa.Table(name, sa.MetaData(), sa.Column("subject", sa.String(32))) for name in ("chaos_wanted", "chaos_effect")
)  # fmt: skip
"""What was wanted, written in the transaction that puts its job; and what was done, a row for each time."""

Act = Callable[[Deployment, Path, timedelta], None]


@dataclass(frozen=True)
class Effect:
    """Does a job by writing one row; a byte in a file tells that it has begun."""

    mark: int
    lease: timedelta
    kind: str = KIND

    def run(self, subject: str, attempt: int, now: datetime) -> Done:  # noqa: ARG002
        """Begin it, and give what is to be written."""
        os.write(self.mark, b".")
        return Done(
            lambda connection: connection.execute(sa.insert(EFFECT).values(subject=subject))
        )


@dataclass(frozen=True)
class Outcome:
    """What is in the database at the end."""

    wanted: set[str]
    effects: Counter[str]
    states: dict[str, str]


def start(act: Act, deployment: Deployment, mark: Path, lease: timedelta) -> ForkServerProcess:
    """Start a process that does one of the acts below, and leaves its marks in a file."""
    process = processes.Process(target=act, args=(deployment, mark, lease), daemon=True)
    process.start()
    return process


def want_on(deployment: Deployment, mark: Path, lease: timedelta) -> None:  # noqa: ARG001
    """Want one thing after the other, and write down each that was taken, until killed."""
    file = opened_mark(mark)
    with opened(deployment) as (engine, _):
        while True:
            subject = uuid4().hex
            try:
                with writing(engine) as connection:
                    want(connection, subject)
            except DatabaseError:
                continue
            os.write(file, f"{subject}\n".encode())
            time.sleep(BETWEEN_S)


def work_on(deployment: Deployment, mark: Path, lease: timedelta) -> None:
    """Do what is due until killed."""
    with opened(deployment) as (_, services):
        runner_of(services, mark, lease).go_on(Rest())


def work_off(deployment: Deployment, mark: Path, lease: timedelta) -> None:
    """Do what is due until nothing is open."""
    with opened(deployment) as (_, services):
        runner = runner_of(services, mark, lease)
        while services.jobs.next_due([KIND]) is not None:
            try:
                time.sleep(min(runner.round(), BETWEEN_S))
            except DatabaseError:
                time.sleep(BETWEEN_S)


def runner_of(services: Services, mark: Path, lease: timedelta) -> JobRunner:
    """Give a runner of our kind."""
    handlers = {KIND: Effect(opened_mark(mark), lease)}
    return JobRunner(services.jobs, services.job_admin, handlers)


def opened_mark(mark: Path) -> int:
    """Open a file to add to."""
    return os.open(mark, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)


def make_tables(engine: Engine) -> None:
    """Make the two tables that are no part of the product."""
    for made in (WANTED, EFFECT):
        made.create(engine)


def want(connection: Connection, subject: str) -> None:
    """Write down that something is wanted, and put its job, in one transaction."""
    connection.execute(sa.insert(WANTED).values(subject=subject))
    enqueue(connection, KIND, subject, clock(), max_attempts=MANY_ATTEMPTS)


def outcome(engine: Engine) -> Outcome:
    """Read what is there."""
    jobs = table(Job)
    with reading(engine) as connection:
        wanted = set(connection.execute(sa.select(WANTED.c.subject)).scalars())
        effects = Counter(connection.execute(sa.select(EFFECT.c.subject)).scalars())
        rows = connection.execute(sa.select(jobs.c.subject, jobs.c.state))
        return Outcome(wanted, effects, {row.subject: row.state for row in rows})
