"""Whether an address of e-mail is its seller's: a letter takes six digits there, who reads it types them in.

To an address that is not confirmed goes this letter and nothing else, a few times at most.
"""

import hmac
import random
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import notices, rate_limits, sellers
from wizard.db.records import MessageConsentRecord
from wizard.errors import NotDeliveredError, NotFoundError, RefusedError, SealError, TooOftenError
from wizard.korean.calendar import clock
from wizard.messaging.channel import EMAIL, Channel, Retry
from wizard.reminding import words
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.job_handlers import Done, Outcome, RetryAt
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.notices import revive
from wizard.settings import Rate

KIND = "confirmation"
MAX_ATTEMPTS = 3
HOLDS = timedelta(days=1)
"""So long the digits of a letter may be typed in."""
LETTERS, ADDRESSES, LETTER_RATE = "email letters", "email addresses", Rate(3, 86400)
"""So many letters one seller may ask for, and so many one address is sent, whoever asks."""
TRIES, TRY_RATE = "email code", Rate(5, 3600)


class OtherCodeError(RefusedError):
    """The digits are not those of the last letter, or too old; nothing was changed."""


@dataclass(frozen=True)
class EmailConfirmation:
    """Has the letter sent, and takes in what it says."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock
    chance: Callable[[], float] = random.random

    def ask(self, seller_id: str) -> None:
        """Have six new digits sent to the address that a seller wrote, unless it is confirmed.

        Raises:
            KeysError: nothing can be sealed.
            NotFoundError: they wrote none.
            TooOftenError: they, or that address, had enough letters lately; none is sent.

        """
        ring, now = self.keys.ring(), self.now()
        with writing(self.engine) as connection:
            said = _address_of(connection, seller_id)
            if said.confirmed_at:
                return
            address = sha256(said.email.lower().encode()).hexdigest()[:32]
            for scope, who in ((LETTERS, seller_id), (ADDRESSES, address)):
                if not rate_limits.passes(connection, scope, who, LETTER_RATE, now.timestamp()):
                    raise TooOftenError("enough letters for a while")
            code = ring.seal(f"{secrets.randbelow(10**6):06d}".encode(), *place(seller_id))
            notices.put_consent(connection, replace(said, code=code, code_at=now))
            enqueue(connection, KIND, seller_id, now, max_attempts=MAX_ATTEMPTS)

    def confirm(self, seller_id: str, digits: str) -> None:
        """Take the digits in that came with the last letter; what waited for that is told. Done once, it is done.

        Raises:
            NotFoundError: they wrote no address.
            OtherCodeError: these are others; the try was counted.
            TooOftenError: there were too many tries lately.

        """
        now = self.now()
        with writing(self.engine) as connection:
            said = _address_of(connection, seller_id)
            if said.confirmed_at:
                return
            if not rate_limits.passes(connection, TRIES, seller_id, TRY_RATE, now.timestamp()):
                raise TooOftenError("too many tries of one seller")
            is_right = self._is_of(said, digits, now)
            if is_right:
                self._confirm(connection, said, now)
        if not is_right:
            raise OtherCodeError("these are not the digits of the last letter")

    def _confirm(self, connection: Connection, said: MessageConsentRecord, now: datetime) -> None:
        notices.put_consent(connection, replace(said, confirmed_at=now, code="", code_at=None))
        actor = f"seller:{said.seller_id}"
        record_event(
            connection,
            Event.MESSAGES_CONFIRMED,
            actor,
            now,
            seller_id=said.seller_id,
            subject=said.seller_id,
            detail=EMAIL,
        )
        revive(connection, said.seller_id, EMAIL, now, self.chance())

    def _is_of(self, said: MessageConsentRecord, digits: str, now: datetime) -> bool:
        if not said.code or said.code_at is None or now - said.code_at > HOLDS:
            return False
        try:
            code = code_in(self.keys, said)
        except SealError:  # nobody can show that they read what we cannot read ourselves
            return False
        return hmac.compare_digest(digits.encode(), code.encode())


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
        return Done()


def code_in(keys: Keys, said: MessageConsentRecord) -> str:
    """Give the digits of a letter.

    Raises:
        SealError: they were sealed by a key that is gone, or for another seller.

    """
    return keys.ring().open(said.code, *place(said.seller_id)).decode()


def _address_of(connection: Connection, seller_id: str) -> MessageConsentRecord:
    """Give the address that a seller wrote, who says nothing else of it until the transaction ends."""
    is_there = sellers.hold(connection, seller_id)
    said = notices.consent(connection, seller_id, EMAIL) if is_there else None
    if said is None or not said.is_given:
        raise NotFoundError(f"no address of the seller {seller_id[:40]!r}")
    return said


def place(seller_id: str) -> tuple[str, str]:
    """Name where a letter's digits stand, for the seal."""
    return f"message consent {seller_id}", "code"
