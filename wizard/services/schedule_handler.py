"""Publishes at its moment what was scheduled: the job of the kind "publish", once on any number of machines.

That it went out is written in the very transaction in which it does (`Word.also`): of two runners, or of a
run and the one that follows a runner's death, one finds it done.
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
    GuideError,
    LossError,
    NotFoundError,
    WizardError,
)
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_saving import Saving, Word
from wizard.services.job_handlers import Done, Outcome
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
        return self._publish(found)

    def _publish(self, found: ScheduleRecord) -> Outcome:
        word = Word(found.accepted, found.note, insists=True, also=lambda c: self._claim(c, found))
        try:
            self.saving.save(found.mall, found.by, found.text, found.base, word)
        except AlreadySubmittedError:
            return Done()
        except tuple(WHY) as error:
            return self._failed(found, WHY[type(error)])
        self._drop_draft(found)
        return Done(lambda connection: schedules.end(connection, found.id, PUBLISHED, self.now()))

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
