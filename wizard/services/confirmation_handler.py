"""The letter with six digits, sent: the job of the kind "confirmation"."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import notices, sellers
from wizard.db.records import MessageConsentRecord
from wizard.errors import NotDeliveredError, SealError
from wizard.korean.calendar import clock
from wizard.messaging.channel import EMAIL, Channel, Rejected, Retry
from wizard.reminding import words
from wizard.services.email_confirmation import KIND, MAX_ATTEMPTS, code_in
from wizard.services.job_handlers import Done, Outcome, RetryAt
from wizard.services.keys import Keys


@dataclass(frozen=True)
class ConfirmationHandler:
    """Sends the letter: the job of the kind "confirmation". Whoever asked for it waits for it, by night too.

    Attributes:
        site: our own address, for the link.

    """

    engine: Engine
    keys: Keys
    channels: Mapping[str, Channel]
    site: str
    now: Callable[[], datetime] = clock
    kind: str = KIND
    lease: timedelta = timedelta(minutes=2)

    def run(self, subject: str, attempt: int, now: datetime) -> Outcome:  # noqa: ARG002 (a handler's)
        """Send the seller `subject` the digits that are theirs now, if they still want them."""
        with reading(self.engine) as connection:
            said = notices.consent(connection, subject, EMAIL)
        channel = self.channels.get(EMAIL)
        if channel is None or said is None or not said.is_given or not said.code:
            return Done()
        try:
            letter = words.confirmation(code_in(self.keys, said), self.site)
        except SealError:  # they ask for another letter, whose digits open
            return Done()
        told = {"subject": letter.subject, "text": letter.text}
        key = sha256(said.code.encode()).hexdigest()[:32]
        came = channel.send(KIND, said.email, told, key)
        if isinstance(came, Retry) and attempt < MAX_ATTEMPTS:
            return RetryAt(self.now() + came.after, NotDeliveredError)
        if isinstance(came, Rejected | Retry):
            self._note_refused(said)
        return Done()

    def _note_refused(self, sent: MessageConsentRecord) -> None:
        """Note that a letter was not taken, unless another one is on its way by now."""
        with writing(self.engine) as connection:
            sellers.hold(connection, sent.seller_id)
            if notices.consent(connection, sent.seller_id, EMAIL) == sent:
                notices.put_consent(connection, replace(sent, code=""))
