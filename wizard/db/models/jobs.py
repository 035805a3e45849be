"""What is done a little later, by nobody who waits for it."""

from datetime import datetime

from sqlalchemy import Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from wizard.db.models.base import ID, Base, Moment

OPEN, ENDED = text("finished_at IS NULL"), text("finished_at IS NOT NULL")
"""An index holds the few that are open, another all that ended."""


class Job(Base):
    """One thing to do: at least once, by one runner at a time.

    Attributes:
        kind: who does it; see `wizard.services.job_handlers`.
        subject: the id of what it is about; never a value of anybody's.
        key: of jobs with the same key only one is open.
        state: "waiting", "running", "done" or "failed"; the first two are open.
        due_at: from when on it may be taken: while it waits, when it is to run; while it runs, when
            its lease ends.
        asked_again_at: while it ran, it was wanted once more from this moment on.
        attempts: how often it was taken since somebody last asked for it.
        owner: who runs it now, a name for each time that it is taken; "" while nobody does.
        last_error: the name of one of our errors.

    """

    __tablename__ = "job"
    __table_args__ = (
        Index("ix_job_open", "due_at", "state", sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_job_key", "key", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
        Index("ix_job_ended", "state", "finished_at", sqlite_where=ENDED, postgresql_where=ENDED),
    )

    id: Mapped[str] = mapped_column(ID, primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    subject: Mapped[str] = mapped_column(ID)
    key: Mapped[str] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20))
    due_at: Mapped[datetime] = mapped_column(Moment)
    asked_again_at: Mapped[datetime | None] = mapped_column(Moment)
    attempts: Mapped[int]
    max_attempts: Mapped[int]
    owner: Mapped[str] = mapped_column(String(80))
    taken_at: Mapped[datetime | None] = mapped_column(Moment)
    last_error: Mapped[str] = mapped_column(String(80))
    created_at: Mapped[datetime] = mapped_column(Moment)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)
