"""오늘 할 일: whom the staff call now and why, and that somebody did."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import reminder_desk, reminders, sellers, staff
from wizard.db.queries.reminder_desk import MOST, DeskFilter, DeskLine, DeskPlace
from wizard.db.queries.reminders import CALLED, OPEN
from wizard.db.records import ReminderRecord
from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import beginning, clock, in_korea
from wizard.reminding.causes import KINDS
from wizard.services import reminder_planning
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.reminder_cards import Card, by_firm, by_press, together
from wizard.services.reminder_planning import IsOpen, always, holding

PAGE = 50
MOST_COUNTED = MOST
Wanted = DeskFilter
"""Which lines to list, as views ask for them."""

Place = DeskPlace

CALLED_ALREADY = "님이 먼저 연락했어요. 아래 목록은 방금 새로 연 것이에요."
NOT_DONE = "연락했다고 적거나 내일로 미룬 줄이 아니에요. 아래 목록은 방금 새로 연 것이에요."


@dataclass(frozen=True)
class Reminders:
    """Tells the staff whom to call."""

    engine: Engine
    now: Callable[[], datetime] = clock
    is_open: IsOpen = always

    def page(self, wanted: DeskFilter, after: Place | None) -> tuple[Sequence[Card], Place | None]:
        """Give part of the list, and the place at which the next part begins after; None at its end.

        Lines whose cause is gone by now are left out, so that a page may be shorter than others.
        """
        now, is_done = self.now(), wanted.called or wanted.later
        find = reminder_desk.done if is_done else reminder_desk.heads
        with reading(self.engine) as connection:
            found = find(connection, wanted, now, after, PAGE + 1)
            rows = found[:PAGE]
            place = _place(rows[-1], wanted) if len(found) > PAGE else None
            cards = together(rows, by_press) if is_done else self._to_call(connection, rows, now)
            who = {card.reminder.seller_id for card in cards if card.reminder.seller_id}
            strangers = sellers.unknown(connection, who)
        known = [replace(one, is_stranger=one.reminder.seller_id in strangers) for one in cards]
        return known, place

    def counts(self, mall: str = "") -> Mapping[str, int] | None:
        """Count the lines to call, by kind; one more than `MOST_COUNTED` for more. Of one mall, None if they are many."""
        with reading(self.engine) as connection:
            now = self.now()
            if mall:
                found = reminder_desk.counts_of_mall(connection, now, mall)
            else:
                found = reminder_desk.counts(connection, now, KINDS)
        return None if found is None else {one.kind: one.total for one in found}

    def done(self, reminder_id: str) -> ReminderRecord | None:
        """Find what was called or put off, if it still is."""
        with reading(self.engine) as connection:
            found = reminders.reminder(connection, reminder_id)
        return found if found and _is_done(found, self.now()) else None

    def call(self, ids: Collection[str], staff_id: str) -> None:
        """Note that a member of staff has called about some lines of one card. Said twice by one member, once.

        Raises:
            NotFoundError: there is no such line.
            RefusedError: another member was first.

        """
        now, who = self.now(), f"staff:{staff_id}"
        self._press(
            ids, who, now, Event.REMINDER_CALLED,
            lambda one: replace(_open_again(one), state=CALLED, ended_at=now, ended_by=who),
        )  # fmt: skip

    def postpone(self, ids: Collection[str], staff_id: str) -> datetime:
        """Let some lines of one card come back tomorrow, as days begin in Korea; give the moment. Raises as `call`."""
        now, who = self.now(), f"staff:{staff_id}"
        until = beginning(in_korea(now) + timedelta(days=1))
        self._press(
            ids, who, now, Event.REMINDER_POSTPONED,
            lambda one: replace(one, later_until=until, later_by=who),
        )  # fmt: skip
        return until

    def undo(self, reminder_id: str, staff_id: str) -> None:
        """Put all back that was done with by one press, by mistake.

        Raises:
            NotFoundError: there is no such line.
            RefusedError: nobody has called, or put it off.

        """
        now, who = self.now(), f"staff:{staff_id}"
        with writing(self.engine) as connection:
            found = reminders.reminder(connection, reminder_id, lock=True)
            if found is None:
                raise NotFoundError(f"no reminder {reminder_id[:40]!r}")
            if not _is_done(found, now):
                raise RefusedError(NOT_DONE)
            for one in reminders.done_with(connection, found):
                reminders.note_end(connection, _open_again(one))
                _record(connection, Event.REMINDER_REOPENED, who, now, one)

    def begin_round(self) -> None:
        """Have this hour's facts looked through, if they were not yet."""
        reminder_planning.ask_for_round(self.engine, self.now())

    def _to_call(
        self, connection: Connection, rows: Sequence[DeskLine], now: datetime
    ) -> Sequence[Card]:
        """Give a card for each firm of some lines, with all reasons that hold."""
        firms = {row.reminder.seller_id for row in rows if row.reminder.seller_id}
        alone = [row for row in rows if row.reminder.seller_id is None]
        lines = [*reminder_desk.of_firms(connection, firms, now), *alone]
        causes = holding(connection, [one.reminder for one in lines], now, self.is_open)
        order = {by_firm(row): number for number, row in enumerate(rows)}
        holds = [one for one in lines if one.reminder.id in causes]
        holds.sort(key=lambda one: order[by_firm(one)])  # stable: a card's own order stays
        return together(holds, by_firm, causes)

    def _press(
        self,
        ids: Collection[str],
        who: str,
        now: datetime,
        event: Event,
        done: Callable[[ReminderRecord], ReminderRecord],
    ) -> None:
        with writing(self.engine) as connection:
            found = reminders.held(connection, ids)
            if not found or len({one.seller_id or one.id for one in found}) > 1:
                raise NotFoundError("no such lines of one card")
            if first := [one for one in found if one.state == CALLED and one.ended_by != who]:
                raise RefusedError(f"{_name(connection, first[0].ended_by)} {CALLED_ALREADY}")
            for one in found:
                if one.state == OPEN and (after := done(one)) != one:
                    reminders.note_end(connection, after)
                    _record(connection, event, who, now, one)


def _name(connection: Connection, actor: str) -> str:
    """Name the member of staff who did something, for a colleague."""
    own_id = actor.removeprefix("staff:")
    return staff.names(connection, {own_id}).get(own_id, "다른 담당자")


def _record(
    connection: Connection, event: Event, who: str, now: datetime, about: ReminderRecord
) -> None:
    record_event(
        connection, event, who, now,
        seller_id=about.seller_id, subject=about.id, detail=about.kind,
    )  # fmt: skip


def _open_again(one: ReminderRecord) -> ReminderRecord:
    return replace(one, state=OPEN, ended_at=None, ended_by="", later_until=None, later_by="")


def _is_done(one: ReminderRecord, now: datetime) -> bool:
    return one.state == CALLED or bool(
        one.state == OPEN and one.later_until and one.later_until > now
    )


def _place(row: DeskLine, wanted: DeskFilter) -> Place:
    one = row.reminder
    at = one.ended_at if wanted.called else one.later_until if wanted.later else one.due_at
    return one.rank, at or one.due_at, one.id
