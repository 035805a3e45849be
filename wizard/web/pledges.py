"""Digests that a form brings back: which showing of it this is, which odd value is meant."""

import hashlib
import hmac

from flask import current_app

from wizard.web.identity import visitor


def form_token(token: str) -> str:
    """Name one showing of a form, in this browser only."""
    return hashlib.sha256(f"{visitor()}\0{token}".encode()).hexdigest()


def insists(name: str, value: str) -> str:
    """Name an odd value without telling it, so that insisting holds for this value only."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{visitor()}\0{name}\0{value}".encode(), "sha256").hexdigest()[:32]


def is_insisted(sure: str, name: str, value: str) -> bool:
    """Say whether `sure` is what `insists` gave for this value."""
    return hmac.compare_digest(sure.encode(), insists(name, value).encode())
