"""Whether a seller wants to be told, by which channel: given, taken back, and shown with what was told."""

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import notices, sellers
from wizard.db.records import MessageConsentRecord, NoticeRecord
from wizard.errors import NotFoundError, OutdatedError
from wizard.korean.calendar import clock
from wizard.messaging.channel import TALK, Channel
from wizard.reminding.consent import VERSION
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.notices import revive

SHOWN = 50
BY_STAFF = "staff"
"""The act of a member of staff who was told that messages go to the wrong one."""
MessageConsent = MessageConsentRecord
"""What a seller said of a channel, as views are given it."""
Notice = NoticeRecord
"""What a seller was told, as views are given it."""


@dataclass(frozen=True)
class MessageConsents:
    """Keeps what sellers say of being told.

    Attributes:
        channels: those that there are, by name.

    """

    engine: Engine
    now: Callable[[], datetime] = clock
    channels: Mapping[str, Channel] = field(default_factory=dict)
    chance: Callable[[], float] = random.random

    def of(self, seller_id: str) -> Mapping[str, MessageConsentRecord]:
        """Give what a seller said, by channel."""
        with reading(self.engine) as connection:
            return {one.channel: one for one in notices.consents(connection, seller_id)}

    def told(self, seller_id: str) -> Sequence[NoticeRecord]:
        """Give what a seller was told lately, newest first."""
        with reading(self.engine) as connection:
            return notices.of_seller(connection, seller_id, SHOWN)

    def agree(self, seller_id: str, channel: str, act: str, to: str) -> bool:
        """Note that a seller wants to be told from now on; False if they said just that before.

        What was not sent for want of consent waits again. To an address of e-mail nothing goes until it is
        confirmed: see `wizard.services.email_confirmation`.

        Args:
            seller_id: whose.
            channel: one of `wizard.messaging.channel.CHANNELS`.
            act: by what they say it.
            to: where, as they read or wrote it: the number that is theirs, or an address of e-mail.

        Raises:
            NotFoundError: there is no such seller.
            OutdatedError: the number that they read is not theirs any more.

        """
        said = given(seller_id, channel, act, to, self.now())
        with writing(self.engine) as connection:
            return note_given(connection, said, self.chance())

    def leave(self, seller_id: str, channel: str, act: str, actor: str = "") -> bool:
        """Note that a seller wants to be told no more; False if they do not anyway.

        Nothing that waits is sent, and no number or address is kept.

        Args:
            seller_id: whose.
            channel: one of `wizard.messaging.channel.CHANNELS`.
            act: by what it is said; `BY_STAFF` if not by the seller.
            actor: who says it, "staff:<id>"; the seller themselves if it is left out.

        Raises:
            NotFoundError: there is no such seller.

        """
        now = self.now()
        said = MessageConsentRecord(
            seller_id, channel, is_given=False, version=VERSION, act=act, at=now
        )
        with writing(self.engine) as connection:
            before = _before(connection, seller_id, channel)
            if before is None or not before.is_given:
                return False
            notices.put_consent(connection, said)
            notices.drop_waiting(connection, seller_id, channel, now)
            _note(connection, Event.MESSAGES_STOPPED, said, actor or f"seller:{seller_id}")
        return True


def given(seller_id: str, channel: str, act: str, to: str, at: datetime) -> MessageConsentRecord:
    """Give what a seller says who wants to be told; see `MessageConsents.agree`."""
    said = MessageConsentRecord(seller_id, channel, is_given=True, version=VERSION, act=act, at=at)
    return replace(said, phone=to) if channel == TALK else replace(said, email=to)


def note_given(connection: Connection, said: MessageConsentRecord, chance: float) -> bool:
    """Write what a seller says down, in the transaction of whoever takes it in; see `MessageConsents.agree`.

    Raises:
        NotFoundError, OutdatedError: as `MessageConsents.agree`.

    """
    seller_id, channel = said.seller_id, said.channel
    before = _before(connection, seller_id, channel)
    if channel == TALK and said.phone != _phone(connection, seller_id):
        raise OutdatedError("another number is theirs by now")
    if before and _is_same(before, said):
        return False
    if before and before.email == said.email:
        said = replace(said, confirmed_at=before.confirmed_at)
    notices.put_consent(connection, said)
    _note(connection, Event.MESSAGES_WANTED, said, f"seller:{seller_id}")
    if said.phone or said.confirmed_at:
        revive(connection, seller_id, channel, said.at, chance)
    return True


def _before(connection: Connection, seller_id: str, channel: str) -> MessageConsentRecord | None:
    """Give what a seller said before, who says nothing else until the transaction ends."""
    if not sellers.hold(connection, seller_id):
        raise NotFoundError(f"no seller {seller_id[:40]!r}")
    return notices.consent(connection, seller_id, channel)


def _phone(connection: Connection, seller_id: str) -> str:
    found = sellers.seller(connection, seller_id)
    return found.phone if found else ""


def _is_same(before: MessageConsentRecord, said: MessageConsentRecord) -> bool:
    told = ("is_given", "email", "phone", "version")
    return all(getattr(before, name) == getattr(said, name) for name in told)


def _note(connection: Connection, event: Event, said: MessageConsentRecord, actor: str) -> None:
    record_event(
        connection,
        event,
        actor,
        said.at,
        seller_id=said.seller_id,
        subject=said.seller_id,
        detail=f"{said.channel} {said.version} {said.act}",
    )
