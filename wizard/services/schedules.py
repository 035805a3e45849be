"""What goes out by itself at a moment: said, changed, called off; it is done by `wizard.services.schedule_handler`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import jobs, schedules, staff
from wizard.db.queries.schedules import CALLED_OFF
from wizard.db.records import ScheduleRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock, write_moment
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_saving import Word
from wizard.services.jobs import enqueue
from wizard.services.repeated_forms import new_id

KIND = "publish"
FURTHEST = timedelta(days=366)
PAST = "지난 때에는 펴낼 수 없어요. 지금보다 뒤의 때를 적어 주세요."
TOO_FAR = "한 해 안의 때를 적어 주세요."
REASONS = {
    "changed": "예약한 뒤에 다른 글을 펴내서, 그 글을 덮어쓰지 않았어요. 두 글을 견주어 보고 다시 예약해 주세요.",
    "faults": "예약한 글에 고칠 것이 생겨서 펴내지 않았어요. 함께 쓰는 값이나 그림이 바뀌었을 수 있어요.",
    "loss": "그 사이 판매자가 저장한 것이 늘어, 펴내면 잃게 돼요. 무엇을 잃는지 보고 다시 예약해 주세요.",
    "unreviewed": "다른 담당자가 아직 확인하지 않아서 펴내지 않았어요.",
    "left": "예약한 담당자가 더는 안내를 고치지 않아서 펴내지 않았어요.",
    "unwritten": "서버의 폴더나 디스크에 쓸 수 없어서 여러 번 해 봐도 펴내지 못했어요. 관리자에게 알린 뒤 다시 예약해 주세요.",
    "gone": "그 글이 없어져서 펴내지 못했어요.",
}
"""Why something did not go out: a word that is stored, and what editors read."""


@dataclass(frozen=True)
class ScheduleLine:
    """One text that waits, or that failed and nobody has read why."""

    schedule: ScheduleRecord
    email: str

    @property
    def reason(self) -> str:
        """Why it did not go out; "" while it waits."""
        return REASONS.get(self.schedule.reason, "")


@dataclass(frozen=True)
class Schedules:
    """Keeps what is to go out at a moment; each method is one transaction."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def shown(self) -> Sequence[ScheduleLine]:
        """Give what waits, and what failed and nobody has read."""
        with reading(self.engine) as connection:
            found = schedules.shown(connection)
            names = staff.names(connection, {one.by for one in found})
        return [ScheduleLine(one, names.get(one.by, "")) for one in found]

    def of(self, mall: str) -> ScheduleLine | None:
        """Give what waits of a text."""
        lines = [one for one in self.shown() if one.schedule.mall == mall and not one.reason]
        return next(iter(lines), None)

    def schedule(self, schedule_id: str) -> ScheduleRecord:
        """Find one; `NotFoundError` if there is none."""
        with reading(self.engine) as connection:
            return _found(connection, schedule_id)

    def make(  # noqa: PLR0913 (what goes out is told whole)
        self, mall: str, editor: str, text: str, base: str, due_at: datetime, *, word: Word
    ) -> None:
        """Have a text go out at a moment, just as it is now, in place of one that waits already.

        Raises:
            RefusedError: the moment has passed, or is too far away.

        """
        now = self.now()
        if due_at <= now:
            raise RefusedError(PAST)
        if due_at > now + FURTHEST:
            raise RefusedError(TOO_FAR)
        made = ScheduleRecord(
            new_id(), mall, editor, text, base, word.note, word.accepted, due_at, now
        )
        with writing(self.engine) as connection:
            self._record(connection, Event.SCHEDULE_MADE, editor, mall, write_moment(due_at, now))
            if before := schedules.waiting_for(connection, mall):
                self._end(connection, before)
            schedules.add(connection, made)
            enqueue(connection, KIND, made.id, now, run_at=due_at)

    def move(self, schedule_id: str, editor: str, due_at: datetime) -> None:
        """Have what waits go out at another moment; raises as `make` does."""
        with reading(self.engine) as connection:
            found = _found(connection, schedule_id)
        if found.state != schedules.WAITING:
            raise NotFoundError("it waits no more")
        word = Word(found.accepted, found.note)
        self.make(found.mall, editor, found.text, found.base, due_at, word=word)

    def call_off(self, schedule_id: str, editor: str) -> str:
        """Have it not go out; give the text's name. `NotFoundError` if it waits no more."""
        with writing(self.engine) as connection:
            found = _found(connection, schedule_id)
            self._record(connection, Event.SCHEDULE_CALLED_OFF, editor, found.mall)
            if not self._end(connection, found):
                raise NotFoundError("it waits no more")
        return found.mall

    def note_read(self, schedule_id: str, editor: str) -> None:
        """Note that somebody has read why it did not go out."""
        with writing(self.engine) as connection:
            found = _found(connection, schedule_id)
            if schedules.note_read(connection, schedule_id, self.now()):
                self._record(connection, Event.SCHEDULE_READ, editor, found.mall)

    def _end(self, connection: Connection, found: ScheduleRecord) -> bool:
        jobs.drop_open(connection, [f"{KIND}:{found.id}"])
        return schedules.end(connection, found.id, CALLED_OFF, self.now())

    def _record(
        self, connection: Connection, event: Event, editor: str, mall: str, detail: str = ""
    ) -> None:
        actor = f"staff:{editor}"
        record_event(connection, event, actor, self.now(), subject=mall, detail=detail)


def _found(connection: Connection, schedule_id: str) -> ScheduleRecord:
    found = schedules.schedule(connection, schedule_id)
    if found is None:
        raise NotFoundError("no such schedule")
    return found
