"""Passwords and the codes of a second factor."""

import hashlib
import hmac
import re
import unicodedata
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

ISSUER = "아임셀러 연결 길잡이"
STEP_S = 30
RECOVERY_CODES = 10
RECOVERY_CHARS = 24
"""118 random bits. Source: OWASP ASVS 5.0, 6.5.2: from 112 on a plain digest keeps them."""

RECOVERY_LENGTHS = frozenset({16, RECOVERY_CHARS})
"""Codes of 16 characters were handed out before, and work until they are used or renewed."""
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Those that nobody takes for another when writing them down."""

_HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
"""argon2id with 46 MiB and one pass. Source: OWASP Password Storage Cheat Sheet, first choice."""
NOBODY = _HASHER.hash("nobody has this password")
"""What a password is held against when there is no such person: it takes as long."""


def digest(password: str) -> str:
    """Give what is stored of a password, however the keyboard composed its letters.

    Source: NIST SP 800-63B, 5.1.1.2: normalise Unicode before hashing. NFC changes no ASCII, so
    digests made before it hold.

    """
    return _HASHER.hash(unicodedata.normalize("NFC", password))


def matches(stored: str, password: str) -> bool:
    """Say whether a password is the one whose digest is stored, as typed or composed."""
    composed = unicodedata.normalize("NFC", password)
    tries = (composed,) if composed == password else (composed, password)
    return any(_fits(stored, text) for text in tries)


def new_secret() -> str:
    """Make a secret for a second factor, in base32."""
    return pyotp.random_base32()


def enrolment(secret: str, email: str) -> str:
    """Give the address by which an authenticator app takes the secret in."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=ISSUER)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Give the time step that a code belongs to, the one before and after included; else None.

    Source: RFC 6238, 5.2: one step either way for clocks that differ.

    """
    this = int(now.timestamp()) // STEP_S
    totp = pyotp.TOTP(secret)
    if not re.fullmatch(r"[0-9]{6}", code):
        return None
    return next(
        (
            step
            for step in (this, this - 1, this + 1)
            if hmac.compare_digest(totp.at(step * STEP_S).encode(), code.encode())
        ),
        None,
    )


def first_step(now: datetime) -> int:
    """Give the oldest time step whose code is still taken."""
    return int(now.timestamp()) // STEP_S - 1


def new_recovery_codes(seed: bytes) -> list[str]:
    """Make codes that stand in for a lost phone, 118 bits each, as they are shown.

    Args:
        seed: 256 random bits; the same seed makes the same codes.

    """
    texts = [_recovery_text(seed, number) for number in range(RECOVERY_CODES)]
    return ["-".join(text[at : at + 4] for at in range(0, RECOVERY_CHARS, 4)) for text in texts]


def _recovery_text(seed: bytes, number: int) -> str:
    """Write 512 bits as letters; what is left of them makes none likelier than another."""
    rest, text = int.from_bytes(hashlib.sha512(seed + bytes([number])).digest()), ""
    while len(text) < RECOVERY_CHARS:
        rest, place = divmod(rest, len(LETTERS))
        text += LETTERS[place]
    return text


def _fits(stored: str, password: str) -> bool:
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False
