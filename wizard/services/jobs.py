"""Jobs in the database: put in the transaction that needs them, taken by one runner at a time, ended.

What a handler promises and may rely on is told in `wizard.services.job_handlers`.
"""

import random
import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.db.engine import after_commit, reading, relaxed, writing
from wizard.db.queries import jobs
from wizard.db.queries.jobs import DONE, FAILED, WAITING
from wizard.db.records import JobRecord
from wizard.errors import HandlerError, KeysError, LeaseError, UnavailableError, WizardError
from wizard.korean.calendar import clock
from wizard.services import job_bell
from wizard.services.job_handlers import Done, Outcome, RetryAt, Write, nothing

Job = JobRecord
"""A job as who runs it is given it."""

MAX_ATTEMPTS = 8
FIRST_PAUSE, LONGEST_PAUSE = timedelta(seconds=10), timedelta(hours=1)
OUR_TROUBLE = (UnavailableError, KeysError)
"""What a handler cannot help: a job does not fail by it."""

TROUBLE_PAUSE = timedelta(seconds=10)
SUBJECT, KEY = re.compile(r"[0-9a-f]{32}"), re.compile(r"[a-z0-9:._-]{1,80}")


def enqueue(  # noqa: PLR0913 (a job is told whole)
    connection: Connection,
    kind: str,
    subject: str,
    now: datetime,
    *,
    run_at: datetime | None = None,
    key: str = "",
    max_attempts: int = MAX_ATTEMPTS,
) -> None:
    """Have something done once the caller's transaction is through.

    An equal job that waits is not doubled, it runs at the earlier moment of the two; one that is being
    run is run once more after that, for it may have begun before what the caller writes.

    Args:
        connection: the caller's transaction; best its last statement, for it holds the job until its end.
        kind: the handler's.
        subject: the id of what it is about.
        now: the moment it is.
        run_at: not before this moment; now, if left out.
        key: what makes two jobs equal; kind and subject, if left out.
        max_attempts: after so many it has failed.

    Raises:
        ValueError: the subject is no id of ours, or the key no key.

    """
    key = key or f"{kind}:{subject}"
    if not SUBJECT.fullmatch(subject) or not KEY.fullmatch(key):
        raise ValueError("not an id of ours")
    due_at = run_at or now
    job = JobRecord(uuid4().hex, kind, subject, key, WAITING, due_at, max_attempts, now)
    jobs.put(connection, job)
    after_commit(connection, job_bell.ring)


def pause_after(attempt: int, chance: float) -> timedelta:
    """Say how long to rest after an attempt, from 1: about twice as long each time.

    Args:
        attempt: which it was.
        chance: from 0 to 1, so that what failed together is not tried together.

    """
    longest = min(FIRST_PAUSE * float(2 ** min(attempt - 1, 20)), LONGEST_PAUSE)
    return longest * (0.5 + chance / 2)


@dataclass(frozen=True)
class Jobs:
    """Gives jobs out, and writes down what came of them."""

    engine: Engine
    now: Callable[[], datetime] = clock
    chance: Callable[[], float] = random.random

    def next_due(self, kinds: Sequence[str]) -> datetime | None:
        """Say from when on the next job of some kinds may be taken; None if there is none."""
        with reading(self.engine) as connection:
            return jobs.next_due(connection, kinds)

    def take(self, owner: str, leases: Mapping[str, timedelta]) -> JobRecord | None:
        """Take a job that is due, until its lease ends; None if there is none.

        One whose runners died at every attempt has failed. The disk is not waited for: what a power cut takes
        of this is that the job was taken, by a runner that is gone with it.
        """
        engine = relaxed(self.engine)
        while leases:
            now, name = self.now(), f"{owner[:60]}/{secrets.token_hex(8)}"
            until = {kind: now + lease for kind, lease in leases.items()}
            with writing(engine) as connection:
                job = jobs.take(connection, name, now, until)
                if job is None or job.attempts <= job.max_attempts:
                    return job
                jobs.end(connection, job, FAILED, LeaseError.__name__, now)
        return None

    def finish(self, job: JobRecord, outcome: Outcome) -> None:
        """Write what came of a job, and what its handler wants written: both or neither.

        Raises:
            LeaseError: the job is not this runner's any more; nothing was written.

        """
        if isinstance(outcome, Done):
            self._end(job, DONE, "", outcome.write)
        elif isinstance(outcome, RetryAt):
            self._again(job, outcome.when, outcome.reason.__name__, outcome.write)
        else:
            self._end(job, FAILED, outcome.reason.__name__, outcome.write)

    def retry(self, job: JobRecord, error: Exception) -> None:
        """Let a job whose handler raised be tried again later, or fail it after the last attempt.

        Raises:
            LeaseError: the job is not this runner's any more.

        """
        name = _name_of(error)
        if isinstance(error, OUR_TROUBLE):
            pause = TROUBLE_PAUSE * (1 + self.chance())
            with writing(self.engine) as connection:
                _held(jobs.wait(connection, job, self.now() + pause, name, counts=False))
        else:
            pause = pause_after(job.attempts, self.chance())
            self._again(job, self.now() + pause, name, nothing)

    def give_back(self, job: JobRecord) -> None:
        """Let another runner have a job at once, as if it had not been taken."""
        with writing(self.engine) as connection:
            jobs.wait(connection, job, self.now(), job.last_error, counts=False)

    def _again(self, job: JobRecord, when: datetime, error: str, write: Write) -> None:
        if job.attempts >= job.max_attempts:
            self._end(job, FAILED, error, write)
            return
        with writing(self.engine) as connection:
            write(connection)
            _held(jobs.wait(connection, job, when, error))

    def _end(self, job: JobRecord, state: str, error: str, write: Write) -> None:
        with writing(self.engine) as connection:
            write(connection)
            _held(jobs.end(connection, job, state, error, self.now()))


def _held(is_held: bool) -> None:
    """Undo the transaction if the job is not its runner's any more."""
    if not is_held:
        raise LeaseError("the lease has ended")


def _name_of(error: Exception) -> str:
    """Give the name of an error of ours; another's may come from anywhere."""
    return type(error).__name__ if isinstance(error, WizardError) else HandlerError.__name__
