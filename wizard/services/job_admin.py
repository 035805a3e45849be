"""How it stands with the jobs, and what staff and operators do about those that failed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from wizard.db.engine import after_commit, reading, writing
from wizard.db.queries import jobs
from wizard.db.queries.jobs import DONE, FAILED, RUNNING, WAITING
from wizard.db.records import JobRecord
from wizard.errors import ConstraintError, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services import job_bell, outbox
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

DONE_DAYS, FAILED_DAYS = 14, 90
"""For so long jobs that ended are kept."""

BATCH = 500
SHOWN = 50
STATES = (FAILED, RUNNING, WAITING)
"""What is listed."""

LATE_S = 600
"""What could be run for so long and was not: nobody runs it."""

NOT_FAILED = "이미 다시 하고 있거나 끝난 일이에요. 목록을 새로 열어 확인해 주세요."


@dataclass(frozen=True)
class Standing:
    """How it stands with the jobs.

    Attributes:
        oldest_s: for how long the one that waits longest could have been run; 0 if none is late.

    """

    waiting: int
    running: int
    failed: int
    oldest_s: int

    @property
    def is_late(self) -> bool:
        """Say whether what waits is done by nobody."""
        return self.oldest_s > LATE_S


@dataclass(frozen=True)
class JobAdmin:
    """Looks after the jobs, and does none."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def standing(self) -> Standing:
        """Count what waits, runs and failed."""
        now = self.now()
        with reading(self.engine) as connection:
            found = {row.state: row for row in jobs.counts(connection)}
        totals = {state: row.total for state, row in found.items()}
        first = found[WAITING].first_at if WAITING in found else now
        oldest = max(0, int((now - first).total_seconds()))
        return Standing(totals.get(WAITING, 0), totals.get(RUNNING, 0), totals.get(FAILED, 0), oldest)  # fmt: skip

    def listed(self, state: str) -> Sequence[JobRecord]:
        """List the jobs in a state: what is next first, or what failed last."""
        with reading(self.engine) as connection:
            return jobs.listed(connection, state, SHOWN)

    def reopen(self, job_id: str, by: str) -> None:
        """Let a failed job be tried once more, because somebody asks.

        Raises:
            NotFoundError: there is no such job.
            RefusedError: it has not failed, or an equal one is open.

        """
        now = self.now()
        try:
            with writing(self.engine) as connection:
                if jobs.job(connection, job_id) is None:
                    raise NotFoundError("no such job")
                job = jobs.reopen(connection, job_id, now)
                if job is None:
                    raise RefusedError(NOT_FAILED)
                record_event(
                    connection, Event.JOB_RETRIED, by, now, subject=job.id, detail=job.kind
                )
                after_commit(connection, job_bell.ring)
        except ConstraintError as error:  # an equal one was put at this moment
            raise RefusedError(NOT_FAILED) from error

    def forget(self) -> int:
        """Delete what ended long ago, and old events, a few at a time; return how many."""
        now, count = self.now(), 0
        for state, days in ((DONE, DONE_DAYS), (FAILED, FAILED_DAYS)):
            dropped = BATCH
            while dropped == BATCH:
                with writing(self.engine) as connection:
                    before = now - timedelta(days=days)
                    dropped = jobs.drop_finished(connection, state, before, BATCH)
                count += dropped
        return count + outbox.forget(self.engine, now)
