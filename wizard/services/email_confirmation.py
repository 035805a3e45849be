"""Whether an address of e-mail is its seller's: a letter takes six digits there, who reads it types them in.

To an address that is not confirmed goes this letter and nothing else, a few times at most.
"""

import hmac
import random
import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, Engine

from wizard.db.engine import writing
from wizard.db.queries import notices, rate_limits, sellers
from wizard.db.records import MessageConsentRecord
from wizard.errors import NotFoundError, RefusedError, SealError, TooOftenError
from wizard.korean.calendar import clock
from wizard.messaging.channel import EMAIL
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.jobs import enqueue
from wizard.services.keys import Keys
from wizard.services.message_consents import given, note_given
from wizard.services.notices import revive
from wizard.settings import Rate

KIND = "confirmation"
MAX_ATTEMPTS = 3
HOLDS = timedelta(days=1)
"""So long the digits of a letter may be typed in."""
LETTERS, ADDRESSES, LETTER_RATE = "email letters", "email addresses", Rate(3, 86400)
"""So many letters one seller may ask for, and so many one address is sent, whoever asks."""
TRIES, TRY_RATE = "email code", Rate(5, 3600)


class CrowdedAddressError(TooOftenError):
    """An address was sent as many letters as it may be, perhaps for others; nothing was changed."""


class OtherCodeError(RefusedError):
    """The digits are not those of the last letter, or too old; nothing was changed."""


@dataclass(frozen=True)
class EmailConfirmation:
    """Has the letter sent, and takes in what it says."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock
    chance: Callable[[], float] = random.random

    def ask(self, seller_id: str, email: str, act: str = "my") -> bool:
        """Note that a seller wants letters, and have six new digits sent to their address; or neither.

        Args:
            seller_id: whose.
            email: the address, as they wrote it.
            act: by what they say it; see `MessageConsents.agree`.

        Returns:
            Whether a letter goes: none does to an address that is confirmed.

        Raises:
            CrowdedAddressError: that address was sent enough letters lately, whoever asked for them.
            KeysError: nothing can be sealed.
            NotFoundError: there is no such seller.
            TooOftenError: they had enough letters lately.

        """
        ring, now = self.keys.ring(), self.now()
        with writing(self.engine) as connection:
            note_given(connection, given(seller_id, EMAIL, act, email, now), self.chance())
            said = _address_of(connection, seller_id)
            if said.confirmed_at:
                return False
            _ensure_room(connection, said, now)
            code = ring.seal(f"{secrets.randbelow(10**6):06d}".encode(), *place(seller_id))
            notices.put_consent(connection, replace(said, code=code, code_at=now))
            enqueue(connection, KIND, seller_id, now, max_attempts=MAX_ATTEMPTS)
        return True

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


def _ensure_room(connection: Connection, said: MessageConsentRecord, now: datetime) -> None:
    """Refuse a letter to who, or which address, had enough of them."""
    address = sha256(said.email.lower().encode()).hexdigest()[:32]
    if not rate_limits.passes(connection, LETTERS, said.seller_id, LETTER_RATE, now.timestamp()):
        raise TooOftenError("enough letters for a while")
    if not rate_limits.passes(connection, ADDRESSES, address, LETTER_RATE, now.timestamp()):
        raise CrowdedAddressError("enough letters to an address for a while")


def place(seller_id: str) -> tuple[str, str]:
    """Name where a letter's digits stand, for the seal."""
    return f"message consent {seller_id}", "code"
