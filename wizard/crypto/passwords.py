"""Passwords and the codes of a second factor."""

import hmac
from datetime import datetime

import pyotp
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

ISSUER = "아임셀러 연결 길잡이"
STEP_S = 30
_HASHER = PasswordHasher(time_cost=1, memory_cost=47_104, parallelism=1)
"""argon2id with 46 MiB and one pass. Source: OWASP Password Storage Cheat Sheet, first choice."""
NOBODY = _HASHER.hash("nobody has this password")
"""What a password is held against when there is no such person: it takes as long."""


def digest(password: str) -> str:
    """Give what is stored of a password."""
    return _HASHER.hash(password)


def matches(stored: str, password: str) -> bool:
    """Say whether a password is the one whose digest is stored."""
    try:
        return _HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


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
    return next(
        (
            step
            for step in (this, this - 1, this + 1)
            if hmac.compare_digest(totp.at(step * STEP_S).encode(), code.encode())
        ),
        None,
    )
