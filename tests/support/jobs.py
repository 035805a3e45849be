"""What tests of the jobs share: a handler whose effect is a row, jobs for it, and whoever does what is due."""

from datetime import timedelta
from uuid import uuid4

import sqlalchemy as sa
from support.people import services_of

from wizard.db.engine import reading, writing
from wizard.db.models import Job, Seller
from wizard.db.queries import sellers
from wizard.db.records import SellerRecord
from wizard.errors import SealError
from wizard.korean.calendar import clock
from wizard.services.job_handlers import Done, Failed
from wizard.services.jobs import Jobs, enqueue
from wizard.web.workers.job_runner import JobRunner


def run_jobs(app):
    """Do every job of an application that is due, as its runner does."""
    runner = JobRunner.of(services_of(app))
    while not runner.round():
        pass


class Recorder:
    """Does a job by writing a seller of its subject's name; what a test hands it comes first."""

    kind = "small"
    lease = timedelta(minutes=1)

    def __init__(self, before=lambda: None):
        self.before = before

    def run(self, subject, attempt, now):  # noqa: ARG002
        self.before()
        record = SellerRecord(uuid4().hex, subject, "2208162517", "010", "self", now)
        return Done(lambda connection: sellers.add(connection, record))


def put(engine, **changes):
    """Put a job; give its subject."""
    subject = uuid4().hex
    with writing(engine) as connection:
        enqueue(connection, "small", subject, clock(), **changes)
    return subject


def failed_job(engine):
    """Put a job and let it fail; give it."""
    put(engine)
    desk = Jobs(engine)
    job = desk.take("me", {"small": Recorder.lease})
    desk.finish(job, Failed(SealError))
    return job


def effects(engine):
    """Give the subjects whose effects are there, each as often as it is."""
    with reading(engine) as connection:
        return sorted(connection.execute(sa.select(Seller.name)).scalars())


def states(engine):
    """Give the state of each job: subject -> state and error."""
    with reading(engine) as connection:
        rows = connection.execute(sa.select(Job.subject, Job.state, Job.last_error))
        return {row.subject: (row.state, row.last_error) for row in rows}
