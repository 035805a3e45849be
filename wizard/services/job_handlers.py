"""Who does a job of a kind, and what comes of it.

A kind is a handler, made known in `wizard.services.container` (`handlers`). Its jobs are put by
`wizard.services.jobs.enqueue`, in the transaction that needs them, and run by `wizard serve` or `wizard work`.

A job is run at least once: a runner that dies in the middle is followed by another, after `lease`. For
effects that happen once, a handler does slowly what changes nothing of ours (it asks a mall, say) and
gives what is to be written with its outcome:

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:
        answer = self.ask(subject)
        return Done(lambda connection: verdicts.put(connection, subject, answer))

`write` and the end of the job are one transaction, which is undone as a whole if the lease has ended: both
happened, or neither. It is called once for each run, and raises what it likes: the job is tried again.
It may enqueue, even its own job again. It does nothing slow, and nothing outside the database.
What is done outside cannot be undone: it must bear to be done twice (give the job's id along, as a key).

- A handler asks for nothing but its subject: an id, never a value. A subject that is gone is `Done()`.
- `lease`: longer than a run ever takes. A run that takes longer is another runner's meanwhile, and writes nothing.
- `UnavailableError` and `KeysError` that it raises are our own trouble: it waits, and no attempt is counted.
- Any other error is an attempt: it is tried again, later each time, and has failed after the last.
  An error's message is written nowhere, only the name of its class, and that only if it is one of ours.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from sqlalchemy import Connection

from wizard.errors import WizardError

Write = Callable[[Connection], object]
"""What is written in the transaction that ends the job."""


def nothing(_connection: Connection) -> None:
    """Write nothing."""


@dataclass(frozen=True)
class Done:
    """It is done."""

    write: Write = nothing


@dataclass(frozen=True)
class RetryAt:
    """It is to be tried again at a moment; after the last attempt it has failed.

    Attributes:
        reason: one of our errors, whose name the staff see.

    """

    when: datetime
    reason: type[WizardError]
    write: Write = nothing


@dataclass(frozen=True)
class Failed:
    """It cannot be done, and trying again by itself would not help.

    Attributes:
        reason: one of our errors, whose name the staff see.

    """

    reason: type[WizardError]
    write: Write = nothing


Outcome = Done | RetryAt | Failed


class Handler(Protocol):
    """Does the jobs of one kind."""

    @property
    def kind(self) -> str:
        """Its name: at most 20 letters, stored with each job; it never changes."""

    @property
    def lease(self) -> timedelta:
        """For how long a job is its runner's: longer than any run takes."""

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:
        """Do it.

        Args:
            subject: the id of what it is about.
            attempt: from 1; which try it is since somebody last asked.
            now: the moment at which it was taken.

        """
