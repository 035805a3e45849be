"""What is told: put with its reminder, for those who agreed and by the channels that there are."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import Connection

from wizard.db.queries import notices
from wizard.db.records import NoticeRecord, ReminderRecord
from wizard.message_settings import KINDS
from wizard.messaging.channel import Channel
from wizard.reminding.quiet_hours import next_moment
from wizard.services.jobs import enqueue

KIND = "notice"
MAX_ATTEMPTS = 8
REVIVED = timedelta(days=1)
"""What was dropped so long ago for want of consent waits again when it is given."""


@dataclass(frozen=True)
class Telling:
    """Puts notices.

    Attributes:
        channels: by name; without any nothing is ever put.

    """

    channels: Mapping[str, Channel] = field(default_factory=dict)
    chance: Callable[[], float] = random.random

    def put(self, connection: Connection, fresh: Sequence[ReminderRecord], now: datetime) -> None:
        """Have reminders told, once each by every channel, in the transaction that writes them."""
        told = [one for one in fresh if one.kind in KINDS and one.seller_id]
        if not told or not self.channels:
            return
        # A line that came back keeps the reminder that it had: what was told of it stays told.
        stored = notices.of_causes(connection, [one.cause for one in told])
        before = notices.of_reminders(connection, [one.id for one in stored])
        done = {(one.reminder_id, one.channel) for one in before}
        agreed = notices.holding(connection, {one.seller_id for one in stored if one.seller_id})
        made = [
            self._notice(one, said.channel, now)
            for one in stored
            for said in agreed
            if said.seller_id == one.seller_id and (one.id, said.channel) not in done
            if said.channel in self.channels and self.channels[said.channel].carries(one.kind)
        ]
        notices.add(connection, made)
        for notice in made:
            ask(connection, notice.id, now, notice.due_at)

    def _notice(self, reminder: ReminderRecord, channel: str, now: datetime) -> NoticeRecord:
        return NoticeRecord(
            id=uuid4().hex,
            reminder_id=reminder.id,
            seller_id=reminder.seller_id or "",
            channel=channel,
            kind=reminder.kind,
            mall=reminder.mall,
            due_at=next_moment(now, self.chance()),
        )


def revive(
    connection: Connection, seller_id: str, channel: str, now: datetime, chance: float
) -> None:
    """Have told what was dropped lately for want of a consent that is given now."""
    for notice_id in notices.revive(connection, seller_id, channel, now - REVIVED):
        ask(connection, notice_id, now, next_moment(now, chance))


def ask(connection: Connection, notice_id: str, now: datetime, run_at: datetime) -> None:
    """Have a notice sent at a moment."""
    enqueue(connection, KIND, notice_id, now, run_at=run_at, max_attempts=MAX_ATTEMPTS)
