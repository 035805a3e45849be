"""Whether a seller wants to be told, by which channel: given, taken back, and shown with what was told."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import notices, sellers
from wizard.db.records import MessageConsentRecord, NoticeRecord
from wizard.errors import NotFoundError
from wizard.korean.calendar import clock
from wizard.messaging.channel import Channel
from wizard.reminding.consent import VERSION
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

SHOWN = 50
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

    def of(self, seller_id: str) -> Mapping[str, MessageConsentRecord]:
        """Give what a seller said, by channel."""
        with reading(self.engine) as connection:
            return {one.channel: one for one in notices.consents(connection, seller_id)}

    def told(self, seller_id: str) -> Sequence[NoticeRecord]:
        """Give what a seller was told lately, newest first."""
        with reading(self.engine) as connection:
            return notices.of_seller(connection, seller_id, SHOWN)

    def say(
        self, seller_id: str, channel: str, act: str, *, is_given: bool, email: str = ""
    ) -> bool:
        """Note what a seller says of a channel, from this moment on; False if they said so before.

        Taken back, nothing that waits is sent, and no address is kept.

        Raises:
            NotFoundError: there is no such seller.

        """
        now = self.now()
        said = MessageConsentRecord(
            seller_id, channel, is_given, VERSION, act, now, email if is_given else ""
        )
        with writing(self.engine) as connection:
            if not sellers.hold(connection, seller_id):
                raise NotFoundError(f"no seller {seller_id[:40]!r}")
            before = notices.consent(connection, seller_id, channel)
            if _is_same(before, said):
                return False
            notices.put_consent(connection, said)
            if not is_given:
                notices.drop_waiting(connection, seller_id, channel, now)
            record_event(
                connection,
                Event.MESSAGES_WANTED if is_given else Event.MESSAGES_STOPPED,
                f"seller:{seller_id}",
                now,
                seller_id=seller_id,
                subject=seller_id,
                detail=f"{channel} {VERSION} {act}",
            )
        return True


def _is_same(before: MessageConsentRecord | None, said: MessageConsentRecord) -> bool:
    if before is None:
        return not said.is_given
    told = ("is_given", "email", "version")
    if not said.is_given:
        return not before.is_given
    return all(getattr(before, name) == getattr(said, name) for name in told)
