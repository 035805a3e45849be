"""Takes what was deleted out of the database's own files, a little later: the job of the kind "tidy"."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine

from wizard.db import vacuum
from wizard.db.vacuum import Traces
from wizard.errors import UnavailableError
from wizard.korean.calendar import clock
from wizard.services.job_handlers import Done, Outcome, RetryAt

TIDY = "tidy"
DATABASE = "0" * 32
"""The one subject: the database itself."""

REST = timedelta(minutes=10)


@dataclass(frozen=True)
class TidyHandler:
    """Tidies the files; it keeps nobody waiting, and comes again if somebody was in the way."""

    engine: Engine
    now: Callable[[], datetime] = clock
    kind: str = TIDY
    lease: timedelta = timedelta(minutes=10)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Tidy once."""
        if vacuum.tidy(self.engine) is Traces.IN_USE:
            return RetryAt(self.now() + REST, UnavailableError)
        return Done()
