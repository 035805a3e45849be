"""Cards of 오늘 할 일: all reasons to call one firm lie together."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from wizard.db.queries.reminder_desk import DeskLine
from wizard.db.records import ReminderRecord
from wizard.reminding.causes import Cause


@dataclass(frozen=True)
class Line:
    """One reason to call, with the cause that holds; None for one that was called or put off."""

    reminder: ReminderRecord
    cause: Cause | None
    assignee: str | None = None


@dataclass(frozen=True)
class Card:
    """Whom to call, with every reason, the first one first.

    Attributes:
        email: of the member who called, or put it off.
        is_stranger: they started by themselves, and nobody has spoken with them yet.

    """

    lines: Sequence[Line]
    name: str
    phone: str
    email: str | None
    is_stranger: bool = False

    @property
    def reminder(self) -> ReminderRecord:
        """The line by which it is known."""
        return self.lines[0].reminder


def by_firm(row: DeskLine) -> object:
    """Name the card of a line to call: its firm's, or its own."""
    return row.reminder.seller_id or row.reminder.id


def by_press(row: DeskLine) -> object:
    """Name the card of a line that was done with: what one press did with."""
    one = row.reminder
    return one.seller_id or one.id, one.ended_at, one.later_until, row.email


def together(
    rows: Sequence[DeskLine],
    key: Callable[[DeskLine], object],
    causes: Mapping[str, Cause] | None = None,
) -> Sequence[Card]:
    """Lay lines that belong together on one card, in the order in which they come."""
    found: dict[object, list[DeskLine]] = {}
    for row in rows:
        found.setdefault(key(row), []).append(row)
    holds = causes or {}
    return [
        Card(
            [Line(one.reminder, holds.get(one.reminder.id), one.assignee) for one in mine],
            mine[0].name,
            mine[0].phone,
            mine[0].email,
        )
        for mine in found.values()
    ]
