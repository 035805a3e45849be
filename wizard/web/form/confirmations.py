"""Digests that a form brings back: which odd value is meant."""

import hmac

from flask import current_app

from wizard.web.sessions import visitor


def insists(name: str, value: str) -> str:
    """Name an odd value without telling it, so that insisting holds for this value only."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{visitor()}\0{name}\0{value}".encode(), "sha256").hexdigest()[:32]


def is_insisted(sure: str, name: str, value: str) -> bool:
    """Say whether `sure` is what `insists` gave for this value."""
    return hmac.compare_digest(sure.encode(), insists(name, value).encode())
