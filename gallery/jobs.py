"""Jobs in every state, for the admins' page of them: one waits, one runs, two failed."""

from datetime import timedelta
from uuid import uuid4

from wizard.db.engine import writing
from wizard.errors import HandlerError, TooOftenError, WizardError
from wizard.services.job_handlers import Failed
from wizard.services.jobs import Jobs, enqueue

KIND = "check"
LEASES = {KIND: timedelta(days=1)}
REASONS: tuple[type[WizardError], ...] = (HandlerError, TooOftenError)


def leave_some(jobs: Jobs) -> None:
    """Put them; one that could have been run waits for a while."""
    for reason in REASONS:
        _put(jobs, timedelta())
        if job := jobs.take("gallery", LEASES):
            jobs.finish(job, Failed(reason))
    _put(jobs, timedelta())
    jobs.take("gallery", LEASES)
    _put(jobs, timedelta(minutes=-31))
    _put(jobs, timedelta(hours=7))


def _put(jobs: Jobs, after: timedelta) -> None:
    with writing(jobs.engine) as connection:
        now = jobs.now()
        enqueue(connection, KIND, uuid4().hex, now, run_at=now + after)
