"""Secrets that a form brings back sealed, so that a fault elsewhere costs no retyping."""

from flask import current_app

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES
from wizard.errors import KeysError, SealError
from wizard.web.state import state

LIFE_S = 3600
LOST = "lost"
"""What a form brings back in place of a value that cannot be: it opens nothing, and is not empty."""

_STAMP_CHARS = 12


def keep(value: str, place: tuple[str, ...]) -> str:
    """Seal what was typed, for this browser and this box, for an hour; `LOST` if that cannot be."""
    plaintext = f"{int(state().now().timestamp()):0{_STAMP_CHARS}d}{value}".encode()
    if len(plaintext) > MAX_PLAINTEXT_BYTES:
        return LOST
    try:
        return state().services.keys.ring().seal(plaintext, *place)
    except KeysError:
        return LOST


def restore(token: str, place: tuple[str, ...]) -> str | None:
    """Open what `keep` sealed; None if it is too old, or was not sealed for this place."""
    try:
        opened = state().services.keys.ring().open(token, *place).decode()
    except (SealError, KeysError):
        current_app.logger.info("a kept value did not open")
        return None
    is_fresh = state().now().timestamp() - int(opened[:_STAMP_CHARS]) < LIFE_S
    return opened[_STAMP_CHARS:] if is_fresh else None
