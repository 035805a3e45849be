"""Sends one notice, at most once: the job of the kind "notice"; and asks what became of it: "delivery".

It is written down that sending begins before anything is sent. Whoever finds that written and nothing after it
follows one who died in between: the notice may have been sent, so it is not sent again, and told as unsure.
"""

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import notices, reminders, sellers
from wizard.db.queries.notices import DROPPED, NO_CONSENT, SENDING, WAITING
from wizard.db.records import MessageConsentRecord, NoticeRecord, SellerRecord
from wizard.errors import NotDeliveredError
from wizard.guide.model import Guide
from wizard.korean.calendar import clock
from wizard.messaging.channel import EMAIL, Accepted, Channel, Outcome, Rejected, Retry
from wizard.reminding import words
from wizard.reminding.causes import Cause
from wizard.reminding.quiet_hours import is_quiet, next_moment
from wizard.services.job_handlers import Done, RetryAt
from wizard.services.job_handlers import Outcome as JobOutcome
from wizard.services.jobs import enqueue
from wizard.services.notices import KIND, MAX_ATTEMPTS, ask
from wizard.services.reminder_planning import holding

DELIVERY = "delivery"
OVER = "over"
"""Why a notice is dropped whose cause is gone."""
CALLED = "called"
"""The state of a reminder of which somebody has told its seller already."""
LONGEST_SEND = timedelta(minutes=1)
"""So long one may be on its way at most: none that is begun arrives in quiet hours."""
ASKED_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 1440))
"""So long after it was accepted the gateway is asked what became of a message."""


@dataclass(frozen=True)
class _Told:
    """All that a notice is made of, as it is now."""

    notice: NoticeRecord
    seller: SellerRecord
    consent: MessageConsentRecord
    cause: Cause


@dataclass(frozen=True)
class NoticeHandler:
    """Sends notices.

    Attributes:
        site: our own address, for the link.

    """

    engine: Engine
    channels: Mapping[str, Channel]
    site: str
    guide_of: Callable[[str], Guide | None]
    now: Callable[[], datetime] = clock
    chance: Callable[[], float] = random.random
    kind: str = KIND
    lease: timedelta = timedelta(minutes=3)

    def run(self, subject: str, attempt: int, now: datetime) -> JobOutcome:
        """Send the notice `subject`, if it is still to be sent."""
        with reading(self.engine) as connection:
            notice = notices.notice(connection, subject)
            if notice is None or notice.state not in {WAITING, SENDING}:
                return Done()
            if notice.state == SENDING:
                return self._settled(notice, "unsure", "interrupted")
            told = self._told(connection, notice, now)
        channel = self.channels.get(notice.channel)
        if channel is None or isinstance(told, str):
            return self._settled(notice, DROPPED, str(told) if channel else "channel")
        over = self.now() + LONGEST_SEND
        if is_quiet(self.now()) or is_quiet(over):
            at = next_moment(over, self.chance())
            return Done(lambda writer: ask(writer, notice.id, now, at))
        with writing(self.engine) as connection:
            if not notices.begin(connection, notice.id, self.now()):
                return Done()
        return self._came(told, attempt, self._sent(channel, told))

    def _told(self, connection: Connection, notice: NoticeRecord, now: datetime) -> _Told | str:
        """Give what a notice is made of, or in a word why it is not sent: its cause or its consent is gone."""
        reminder = reminders.reminder(connection, notice.reminder_id)
        seller = sellers.seller(connection, notice.seller_id)
        said = notices.holding(connection, [notice.seller_id])
        consent = next((one for one in said if one.channel == notice.channel), None)
        if consent is None:
            return NO_CONSENT
        if reminder is None or seller is None or reminder.state == CALLED:
            return OVER
        cause = holding(connection, [reminder], now, self._is_open).get(reminder.id)
        return _Told(notice, seller, consent, cause) if cause else OVER

    def _is_open(self, mall: str) -> bool:
        guide = self.guide_of(mall)
        return guide is None or guide.is_open

    def _sent(self, channel: Channel, told: _Told) -> Outcome:
        notice, mall = told.notice, told.notice.mall
        guide = self.guide_of(mall) if mall else None
        title = guide.title if guide else mall
        variables = words.variables(told.cause, told.seller.name, title, self.site, self.now())
        to = told.consent.email if notice.channel == EMAIL else told.consent.phone
        return channel.send(notice.kind, to, variables, notice.id)

    def _came(self, told: _Told, attempt: int, outcome: Outcome) -> JobOutcome:
        begun = replace(told.notice, sent_at=self.now())
        if isinstance(outcome, Accepted):
            taken = replace(begun, state="accepted", provider_id=outcome.provider_id[:160])
            return Done(lambda writer: self._accepted(writer, taken))
        if isinstance(outcome, Retry) and attempt < MAX_ATTEMPTS:
            waits = replace(begun, state=WAITING, sent_at=None, reason=outcome.reason[:40])
            again = self.now() + outcome.after
            return RetryAt(again, NotDeliveredError, lambda writer: notices.settle(writer, waits))
        state = "rejected" if isinstance(outcome, Rejected | Retry) else "unsure"
        return self._settled(begun, state, outcome.reason)

    def _accepted(self, writer: Connection, taken: NoticeRecord) -> None:
        now = self.now()
        notices.settle(writer, replace(taken, settled_at=now, reason=""))
        if self.channels[taken.channel].tells_delivery:
            enqueue(writer, DELIVERY, taken.id, now, run_at=now + ASKED_AFTER[0])

    def _settled(self, notice: NoticeRecord, state: str, reason: str) -> JobOutcome:
        ended = replace(notice, state=state, reason=reason[:40], settled_at=self.now())
        return Done(lambda writer: notices.settle(writer, ended))


@dataclass(frozen=True)
class DeliveryHandler:
    """Asks what became of notices that were accepted."""

    engine: Engine
    channels: Mapping[str, Channel]
    now: Callable[[], datetime] = clock
    kind: str = DELIVERY
    lease: timedelta = timedelta(minutes=1)

    def run(self, subject: str, attempt: int, now: datetime) -> JobOutcome:  # noqa: ARG002 (a handler's)
        """Ask about the notice `subject`."""
        with reading(self.engine) as connection:
            notice = notices.notice(connection, subject)
        channel = self.channels.get(notice.channel) if notice else None
        if notice is None or channel is None or notice.state != "accepted" or not notice.sent_at:
            return Done()
        found = channel.status(notice.provider_id)
        if found != "waiting":
            ended = replace(notice, state=found, settled_at=self.now())
            return Done(lambda writer: notices.settle(writer, ended))
        passed = self.now() - notice.sent_at
        later = next((one for one in ASKED_AFTER if one > passed), None)
        if later is None:  # nobody ever told: it stays as it is, accepted
            return Done()
        at = notice.sent_at + later
        return Done(lambda writer: enqueue(writer, DELIVERY, subject, now, run_at=at))
