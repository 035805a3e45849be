"""Does the jobs that are due, one after the other: a thread of `wizard serve`, or all of `wizard work`.

What is put in this process wakes it; for what is put elsewhere it looks again, less often while nothing is due.
"""

import logging
import os
import platform
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Self

from wizard.errors import DatabaseError, LeaseError
from wizard.korean.calendar import in_korea
from wizard.services import job_bell, outbox
from wizard.services.container import Services
from wizard.services.job_admin import JobAdmin
from wizard.services.job_handlers import Handler
from wizard.services.jobs import OUR_TROUBLE, Job, Jobs
from wizard.services.reminders import Reminders
from wizard.services.webhook_handler import RELEASE
from wizard.web import background
from wizard.web.background import Rest

SHORTEST_S, LONGEST_S, TROUBLE_S = 0.2, 2.0, 5.0
"""How long it rests where nothing is due, at first and at last, and where the database is away."""

APART = frozenset({outbox.KIND, RELEASE})
"""Kinds that wait for other people's servers in numbers: no seller's check waits behind them."""

log = logging.getLogger(__name__)


def nothing_new() -> None:
    """Have nobody told of anything."""


def start(services: Services) -> None:
    """Do what is due from now on, in this process."""
    runner = JobRunner.of(services)
    apart = {kind: one for kind, one in runner.handlers.items() if kind in APART}
    others = {kind: one for kind, one in runner.handlers.items() if kind not in APART}
    for part in (
        replace(runner, handlers=others, spread=nothing_new),
        replace(runner, handlers=apart, reminders=None, clear=nothing_new),
    ):
        background.begin("jobs", part.go_on, part.give_back)


@dataclass
class JobRunner:
    """Does one job at a time.

    Attributes:
        handlers: kind -> who does it; jobs of other kinds are left alone.
        owner: by what the staff know it.
        held: the job that it is at.
        reminders: whose facts are looked through every hour.
        spread: gives what happened lately to whoever is told, before each round.
        clear: takes away, once a day, what nobody uses.

    """

    jobs: Jobs
    admin: JobAdmin
    handlers: Mapping[str, Handler]
    owner: str = field(default_factory=lambda: f"{platform.node()[:40]}:{os.getpid()}")
    held: Job | None = None
    reminders: Reminders | None = None
    spread: Callable[[], object] = nothing_new
    clear: Callable[[], object] = nothing_new
    _idle_s: float = SHORTEST_S
    _forgot_on: date | None = None
    _hour: datetime | None = None
    _busy_until: float = 0.0
    """Until then one job follows the other, and nobody looks for what else there is to be done."""

    @property
    def _leases(self) -> Mapping[str, timedelta]:
        return {kind: handler.lease for kind, handler in self.handlers.items()}

    @classmethod
    def of(cls, services: Services) -> Self:
        """Give one for every kind that there is."""
        handlers = {handler.kind: handler for handler in services.handlers}
        runner = cls(services.jobs, services.job_admin, handlers)
        runner.reminders = services.reminders
        runner.spread = lambda: outbox.spread(services.jobs.engine, services.jobs.now())
        runner.clear = services.unused_pictures.clear
        return runner

    def go_on(self, rest: Rest) -> None:
        """Do what is due until the rest is over; nothing that goes wrong with a job ends it."""
        job_bell.wake_at_ring(rest.wake)
        pause_s = 0.0
        while rest.wait(pause_s):
            try:
                pause_s = self.round()
            except LeaseError:
                log.warning("jobs: one took longer than its lease, and was left to another")
            except Exception as error:  # noqa: BLE001 - nobody else would ever try again
                log.error("jobs: not this time: %s", type(error).__name__)
                pause_s = TROUBLE_S
        job_bell.let_sleep(rest.wake)

    def round(self) -> float:
        """Do one job if one is due; say for how many seconds to rest then.

        Raises:
            LeaseError: another runner has the job by now.
            DatabaseError: it cannot be taken, or what came of it cannot be written.

        """
        self._begin_hour()
        if monotonic() < self._busy_until and self._did_next():
            return 0.0
        self.spread()
        if (pause_s := self._pause_s()) > 0:
            self._forget()
            return pause_s
        self._idle_s = SHORTEST_S
        self._busy_until = monotonic() + SHORTEST_S
        return 0.0 if self._did_next() else SHORTEST_S

    def _did_next(self) -> bool:
        """Do the next job that is due; False if none is."""
        self.held = self.jobs.take(self.owner, self._leases)
        try:
            if self.held:
                self._do(self.held)
            return self.held is not None
        finally:
            self.held = None

    def give_back(self) -> None:
        """Let another have the job it is at; what it still does to it is not written."""
        try:
            if job := self.held:
                self.jobs.give_back(job)
        except DatabaseError as error:
            log.warning("jobs: one waits for its lease to end: %s", error)

    def _do(self, job: Job) -> None:
        try:
            handler = self.handlers[job.kind]
            self.jobs.finish(job, handler.run(job.subject, job.attempts, self.jobs.now()))
        except LeaseError:
            raise
        except Exception as error:  # noqa: BLE001 - a job that breaks is tried again
            level = logging.WARNING if isinstance(error, OUR_TROUBLE) else logging.ERROR
            log.log(level, "jobs: %s %s: %s", job.kind, job.id, _told(error))
            self.jobs.retry(job, error)

    def _pause_s(self) -> float:
        """Say how long nothing is due, as far as is known; 0 if something is."""
        self._idle_s = min(self._idle_s * 2, LONGEST_S)
        due = self.jobs.next_due(list(self.handlers)) if self.handlers else None
        if due is None:
            return self._idle_s
        return min(self._idle_s, max(0.0, (due - self.jobs.now()) / timedelta(seconds=1)))

    def _begin_hour(self) -> None:
        """Have looked, once an hour, whom to remind."""
        hour = self.jobs.now().replace(minute=0, second=0, microsecond=0)
        if self.reminders is not None and self._hour != hour:
            self.reminders.begin_round()
            self._hour = hour

    def _forget(self) -> None:
        """Let what ended long ago be forgotten, once a day."""
        today = in_korea(self.jobs.now())
        if self._forgot_on != today:
            self.admin.forget()
            self.clear()
            self._forgot_on = today


def _told(error: Exception) -> str:
    """Name an error and its place, without its message: that may quote what was typed."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
