"""The second factor: proved with a code, a recovery code or a passkey; each proof works once."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from secrets import token_bytes
from uuid import uuid4

from sqlalchemy import Connection, Engine

from wizard.crypto import passkeys, passwords
from wizard.crypto.passkeys import RelyingParty
from wizard.db.engine import writing
from wizard.db.queries import second_factors
from wizard.db.records import ChallengeRecord, PasskeyRecord, StaffRecord
from wizard.errors import PasskeyError, UsedCodeError
from wizard.korean.calendar import clock
from wizard.services.keys import Keys

CHALLENGE_MINUTES = 5


@dataclass(frozen=True)
class Signature:
    """What a browser signed with a passkey.

    Attributes:
        answer: what the browser says, as JSON.
        bound_to: the browser that was asked; another one's answer is none.

    """

    answer: str = field(repr=False)
    bound_to: str = field(repr=False)
    site: RelyingParty


Factor = str | Signature
"""A code of six digits, a recovery code, or what a passkey signed."""


@dataclass(frozen=True)
class Factors:
    """Makes second factors, and proves them."""

    engine: Engine
    keys: Keys
    now: Callable[[], datetime] = clock

    def seal(self, staff_id: str, secret: str) -> str:
        """Seal the secret of a member's authenticator app."""
        return self.keys.ring().seal(secret.encode(), *totp_place(staff_id))

    def secret(self, member: StaffRecord) -> str:
        """Open the secret of a member's authenticator app."""
        return self.keys.ring().open(member.totp, *totp_place(member.id)).decode()

    def step(self, member: StaffRecord, code: str) -> int | None:
        """Give the time step of a code that is the member's; the slow half of `proves`."""
        return passwords.step_of(self.secret(member), code, self.now())

    def proves(self, connection: Connection, member: StaffRecord, factor: Factor) -> str:
        """Say by what a member is proved: "code", "recovery" or "passkey"; "" if by nothing.

        Raises:
            UsedCodeError: the code is right, and was used before.

        """
        if isinstance(factor, Signature):
            return "passkey" if self._signed(connection, member, factor) else ""
        text = re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", factor)).lower()
        if len(text) in passwords.RECOVERY_LENGTHS:
            is_theirs = second_factors.use_recovery(
                connection, member.id, digest_of(member.id, text)
            )
            return "recovery" if is_theirs else ""
        step = self.step(member, text)
        if step is None:
            return ""
        self._use(connection, member.id, step)
        return "code"

    def challenge(self, bound_to: str) -> bytes:
        """Make a challenge for one browser, which may answer it once, soon."""
        challenge, now = token_bytes(32), self.now()
        expires_at = now + timedelta(minutes=CHALLENGE_MINUTES)
        asked = ChallengeRecord(_digest(challenge), _digest(bound_to.encode()), expires_at)
        with writing(self.engine) as connection:
            second_factors.add_challenge(connection, now, asked)
        return challenge

    def made(self, connection: Connection, staff_id: str, signature: Signature, name: str) -> None:
        """Keep the passkey that a browser has made.

        Raises:
            PasskeyError: it was made for nothing that this browser was asked.

        """
        challenge = passkeys.made_for(signature.answer)
        if not self._was_asked(connection, challenge, signature.bound_to):
            raise PasskeyError("not a challenge of this browser")
        known = passkeys.made(signature.site, signature.answer, challenge)
        made = PasskeyRecord(
            id=uuid4().hex,
            staff_id=staff_id,
            credential=known.credential,
            public_key=known.public_key,
            signs=known.signs,
            name=name,
            created_at=self.now(),
        )
        second_factors.add_passkey(connection, made)

    def renew_recovery(self, connection: Connection, staff_id: str, codes: Sequence[str]) -> None:
        """Give a member these recovery codes in place of the old."""
        second_factors.add_recovery(connection, staff_id, _digests(staff_id, codes))

    def are_recovery(self, connection: Connection, staff_id: str, codes: Sequence[str]) -> bool:
        """Say whether a member's recovery codes are these, none used yet."""
        return second_factors.recovery(connection, staff_id) == set(_digests(staff_id, codes))

    def _use(self, connection: Connection, staff_id: str, step: int) -> None:
        """Use a code up, and forget those that cannot be typed any more.

        Each step stands by itself: one that was noted while the clock was ahead shuts out nothing
        but itself, when its time really comes.

        Raises:
            UsedCodeError: it was used before.

        """
        if not second_factors.use_step(connection, staff_id, step):
            raise UsedCodeError("이 인증번호는 이미 썼어요.")
        second_factors.drop_steps_before(connection, staff_id, passwords.first_step(self.now()))

    def _signed(self, connection: Connection, member: StaffRecord, signature: Signature) -> bool:
        try:
            said = passkeys.signed(signature.answer)
            is_asked = self._was_asked(connection, said.challenge, signature.bound_to)
            found = second_factors.passkey(connection, member.id, said.credential)
            if not is_asked or found is None:
                return False
            known = passkeys.Known(found.credential, found.public_key, found.signs)
            signs = passkeys.signs(signature.site, signature.answer, said.challenge, known)
        except PasskeyError:
            return False
        second_factors.use_passkey(connection, found.id, signs, self.now())
        return True

    def _was_asked(self, connection: Connection, challenge: bytes, bound_to: str) -> bool:
        who = _digest(bound_to.encode())
        return second_factors.use_challenge(connection, _digest(challenge), who, self.now())


def totp_place(staff_id: str) -> tuple[str, str]:
    """Name where a second factor's secret stands, for the seal."""
    return (f"staff {staff_id}", "totp")


def digest_of(staff_id: str, code: str) -> str:
    """Give what is stored of a recovery code; 118 random bits need no slow digest."""
    return _digest(f"{staff_id} {code}".encode())


def _digests(staff_id: str, codes: Sequence[str]) -> list[str]:
    return [digest_of(staff_id, code.replace("-", "")) for code in codes]


def _digest(what: bytes) -> str:
    return hashlib.sha256(what).hexdigest()
