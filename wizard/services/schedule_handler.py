"""Publishes at its moment what was scheduled: the job of the kind "publish", once on any number of machines.

That it went out is written in the very transaction in which it does (`Word.also`): of two runners, or of a
run and the one that follows a runner's death, one finds it done. Until then it waits, and is tried again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.content.draft_store import DraftStore
from wizard.db.engine import reading
from wizard.db.queries import schedules, staff
from wizard.db.queries.schedules import FAILED, PUBLISHED, WAITING
from wizard.db.records import ScheduleRecord
from wizard.errors import (
    AlreadySubmittedError,
    ConflictError,
    DatabaseError,
    GuideError,
    LossError,
    NotFoundError,
    RefusedError,
    UnavailableError,
    WizardError,
)
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_saving import Saved, Saving, Word
from wizard.services.job_handlers import Done, Outcome, RetryAt
from wizard.services.jobs import MAX_ATTEMPTS, pause_after
from wizard.services.reviews import Reviews
from wizard.services.roles import EDITOR_ROLES
from wizard.services.schedules import KIND

WHY: dict[type[WizardError], str] = {
    ConflictError: "changed",
    GuideError: "faults",
    LossError: "loss",
    NotFoundError: "gone",
}


@dataclass(frozen=True)
class ScheduleHandler:
    """Publishes one text."""

    engine: Engine
    saving: Saving
    draft_store: DraftStore
    reviews: Reviews
    now: Callable[[], datetime] = clock
    kind: str = KIND
    lease: timedelta = timedelta(minutes=5)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Publish it, or write down why not."""
        with reading(self.engine) as connection:
            found = schedules.schedule(connection, subject)
            member = staff.member(connection, found.by) if found else None
        if found is None or found.state != WAITING:
            return Done()
        if member is None or member.suspended_at or member.role not in EDITOR_ROLES:
            return self._failed(found, "left")
        if not self.reviews.may_go_out(found.mall, found.text, found.base):
            return self._failed(found, "unreviewed")
        try:
            return self._publish(found)
        except UnavailableError:
            raise
        except (OSError, RefusedError, DatabaseError):
            return self._again(found, attempt)

    def _publish(self, found: ScheduleRecord) -> Outcome:
        word = Word(
            found.accepted,
            found.note,
            insists=True,
            first=lambda c: self._must_wait(c, found),
            also=lambda c: self._claim(c, found),
        )
        try:
            saved = self.saving.save(found.mall, found.by, found.text, found.base, word)
        except AlreadySubmittedError:
            return Done()
        except tuple(WHY) as error:
            return self._failed(found, WHY[type(error)])
        return self._ended(found, saved)

    def _ended(self, found: ScheduleRecord, saved: Saved) -> Outcome:
        """Say what came of a text that is in the folder by now, or is what readers see."""
        if saved.published is None:
            raise UnavailableError("it is not published yet")
        if saved.is_left_out:
            return self._failed(found, "loss" if saved.loses else "faults")
        self._drop_draft(found)
        return Done(lambda connection: schedules.end(connection, found.id, PUBLISHED, self.now()))

    def _again(self, found: ScheduleRecord, attempt: int) -> Outcome:
        """Try again what the disk or the folder did not take; after the last attempt its editors are told."""
        if attempt >= MAX_ATTEMPTS:
            return self._failed(found, "unwritten")
        return RetryAt(self.now() + pause_after(attempt, 0.5), UnavailableError)

    def _must_wait(self, connection: Connection, found: ScheduleRecord) -> None:
        """Keep what was called off, or went out, from being written into a file."""
        now = schedules.schedule(connection, found.id)
        if now is None or now.state != WAITING:
            raise AlreadySubmittedError("it went out, or was called off")

    def _claim(self, connection: Connection, found: ScheduleRecord) -> None:
        """Note, where it goes out, that it does; undo that if it has before."""
        if not schedules.end(connection, found.id, PUBLISHED, self.now()):
            raise AlreadySubmittedError("it went out, or was called off")

    def _drop_draft(self, found: ScheduleRecord) -> None:
        """Drop the draft that it was made of, if nobody typed in it since."""
        kept = self.draft_store.read(found.by, found.mall)
        if kept and kept.text == found.text:
            self.draft_store.drop(found.by, found.mall)

    def _failed(self, found: ScheduleRecord, reason: str) -> Outcome:
        def write(connection: Connection) -> None:
            if schedules.end(connection, found.id, FAILED, self.now(), reason):
                actor = f"staff:{found.by}"
                record_event(
                    connection, Event.SCHEDULE_FAILED, actor, self.now(),
                    subject=found.mall, detail=reason,
                )  # fmt: skip

        return Done(write)
