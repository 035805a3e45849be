"""오늘 할 일: whom the staff call now and why, and that somebody did."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import reminders
from wizard.db.queries.reminders import CALLED, OPEN, DeskFilter, DeskLine
from wizard.db.records import ReminderRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.reminding.causes import Cause
from wizard.services import reminder_planning
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.reminder_planning import IsOpen, always, holding

PAGE = 50
Wanted = DeskFilter
"""Which lines to list, as views ask for them."""

CALLED_ALREADY = "다른 담당자가 먼저 연락했어요. 목록을 새로 열어 확인해 주세요."
NOT_CALLED = "연락했다고 적힌 줄이 아니에요. 목록을 새로 열어 확인해 주세요."


@dataclass(frozen=True)
class Line:
    """One line of the list, with the cause that holds; None for one that was called."""

    reminder: ReminderRecord
    name: str
    phone: str
    email: str | None
    cause: Cause | None


@dataclass(frozen=True)
class Reminders:
    """Tells the staff whom to call."""

    engine: Engine
    now: Callable[[], datetime] = clock
    is_open: IsOpen = always

    def page(
        self, wanted: DeskFilter, after: tuple[datetime, str] | None
    ) -> tuple[Sequence[Line], tuple[datetime, str] | None]:
        """Give part of the list, and the place at which the next part begins after; None at its end.

        Lines whose cause is gone by now are left out, so that a page may be shorter than others.
        """
        now = self.now()
        with reading(self.engine) as connection:
            found = reminders.desk(connection, wanted, now, after, PAGE + 1)
            rows = found[:PAGE]
            causes = holding(connection, [row.reminder for row in rows], now, self.is_open)
        place = _place(rows[-1], wanted) if len(found) > PAGE else None
        lines = [_line(row, causes.get(row.reminder.id)) for row in rows]
        return [one for one in lines if wanted.called or one.cause], place

    def counts(self) -> Mapping[str, int]:
        """Count the lines to call, by kind."""
        with reading(self.engine) as connection:
            return {one.kind: one.total for one in reminders.counts(connection, self.now())}

    def call(self, reminder_id: str, staff_id: str) -> None:
        """Note that a member of staff has called: the line is done. Said twice by one member, once.

        Raises:
            NotFoundError: there is no such line.
            RefusedError: another member was first.

        """
        now, who = self.now(), f"staff:{staff_id}"
        with writing(self.engine) as connection:
            found = reminders.reminder(connection, reminder_id, lock=True)
            if found is None:
                raise NotFoundError(f"no reminder {reminder_id[:40]!r}")
            if found.state == CALLED:
                if found.ended_by != who:
                    raise RefusedError(CALLED_ALREADY)
                return
            ended = replace(found, state=CALLED, ended_at=now, ended_by=who)
            reminders.note_end(connection, ended)
            record_event(
                connection, Event.REMINDER_CALLED, who, now,
                seller_id=found.seller_id, subject=found.id, detail=found.kind,
            )  # fmt: skip

    def undo_call(self, reminder_id: str, staff_id: str) -> None:
        """Put a line back that was pressed away by mistake.

        Raises:
            NotFoundError: there is no such line.
            RefusedError: nobody has called.

        """
        now, who = self.now(), f"staff:{staff_id}"
        with writing(self.engine) as connection:
            found = reminders.reminder(connection, reminder_id, lock=True)
            if found is None:
                raise NotFoundError(f"no reminder {reminder_id[:40]!r}")
            if found.state != CALLED:
                raise RefusedError(NOT_CALLED)
            reminders.note_end(connection, replace(found, state=OPEN, ended_at=None, ended_by=""))
            record_event(
                connection, Event.REMINDER_REOPENED, who, now,
                seller_id=found.seller_id, subject=found.id, detail=found.kind,
            )  # fmt: skip

    def begin_round(self) -> None:
        """Have this hour's facts looked through, if they were not yet."""
        reminder_planning.ask_for_round(self.engine, self.now())


def _line(row: DeskLine, cause: Cause | None) -> Line:
    return Line(row.reminder, row.name, row.phone, row.email, cause)


def _place(row: DeskLine, wanted: DeskFilter) -> tuple[datetime, str]:
    one = row.reminder
    return (one.ended_at or one.due_at) if wanted.called else one.due_at, one.id
