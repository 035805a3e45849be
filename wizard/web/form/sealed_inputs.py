"""Secrets that a form brings back sealed, so that a fault elsewhere costs no retyping."""

from flask import current_app

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES, Keyring, key_of
from wizard.errors import DatabaseError, KeysError, SealError
from wizard.web import form_binding, sessions
from wizard.web.screen import Screen
from wizard.web.state import state

LIFE_S = 3600
LOST = "lost"
"""What a form brings back in place of a value that cannot be: it opens nothing, and is not empty."""

_STAMP_CHARS = 12


def place(screen: Screen, name: str) -> tuple[str, ...]:
    """Name the box that a secret belongs to which its form brings back, in this browser."""
    return (f"kept {sessions.visitor()}", screen.guide.mall, screen.step.id, name)


def keep(value: str, place: tuple[str, ...]) -> str:
    """Seal what was typed, for this browser and this box, for an hour; `LOST` if that cannot be."""
    plaintext = f"{int(state().now().timestamp()):0{_STAMP_CHARS}d}{value}".encode()
    if len(plaintext) > MAX_PLAINTEXT_BYTES:
        return LOST
    return _ring().seal(plaintext, *place)


def restore(token: str, place: tuple[str, ...]) -> str | None:
    """Open what `keep` sealed; None if it is too old, or was not sealed for this place."""
    try:
        opened = _opened(token, place)
    except SealError:
        current_app.logger.info("a kept value did not open")
        return None
    is_fresh = state().now().timestamp() - int(opened[:_STAMP_CHARS]) < LIFE_S
    return opened[_STAMP_CHARS:] if is_fresh else None


def _ring() -> Keyring:
    """Give the keys of stored values; those of the pages while they cannot be told to be right."""
    try:
        return state().services.keys.ring()
    except (KeysError, DatabaseError):
        return form_binding.ring()


def _opened(token: str, place: tuple[str, ...]) -> str:
    page = form_binding.ring()
    ring = page if key_of(token) == page.active else _ring()
    return ring.open(token, *place).decode()
