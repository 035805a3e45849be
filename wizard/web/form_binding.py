"""Whom a page was drawn for: sealed into each form on it, and opened when the form is sent.

The key is made of the one that signs cookies, so that a form still tells whose it is while nothing
can be saved, and after the keys of stored values were rotated.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass

from flask import current_app, request

from wizard.crypto.sealing import Keyring
from wizard.errors import NotFoundError, SealError
from wizard.web import sessions
from wizard.web.state import state

FIELD = "owner"
"""The hidden input of every form that acts for a seller; the account form has `form_token`."""

_NONCE_BYTES = 16


@dataclass(frozen=True)
class FormBinding:
    """What a form tells of itself.

    Attributes:
        nonce: names this one showing of the form.
        seller: the id of the seller it was drawn for; "" for a reader.
        visitor: the browser it was drawn in.

    """

    nonce: str
    seller: str
    visitor: str

    @property
    def is_of_here(self) -> bool:
        """Say whether it was drawn in this browser, of which nobody has left since."""
        return self.visitor == sessions.visitor()


def seal(*place: str, nonce: str = "") -> str:
    """Seal whom a form is drawn for now; it opens in this place only.

    Args:
        place: what the form is for.
        nonce: of the showing that this one goes on with; a new one unless given.

    """
    nonce = nonce or secrets.token_urlsafe(_NONCE_BYTES)
    told = "\0".join((nonce, sessions.known_seller() or "", sessions.visitor()))
    return ring().seal(told.encode(), *place)


def opened(token: str, *place: str) -> FormBinding | None:
    """Open what `seal` sealed; None if it was not sealed by us, for this."""
    try:
        return FormBinding(*ring().open(token, *place).decode().split("\0"))
    except SealError:
        return None


def field() -> str:
    """Seal whom a page is drawn for, for any form on it."""
    return seal(FIELD)


def posted() -> FormBinding | None:
    """Open what the posted form says of whom its page was drawn for."""
    return opened(request.form.get(FIELD, ""), FIELD)


def is_here(drawn: FormBinding) -> bool:
    """Say whether the seller a form was drawn for is who is here now."""
    return drawn.seller == (sessions.known_seller() or "")


def name_of(drawn: FormBinding) -> str:
    """Name the seller a form was drawn for, in the browser it was drawn in only; else ""."""
    if not (drawn.seller and drawn.is_of_here):
        return ""
    try:
        return str(state().services.sellers.firm(drawn.seller).name)
    except NotFoundError:
        return ""


def exists(drawn: FormBinding) -> bool:
    """Say whether the seller a form was drawn for is still known to us."""
    try:
        return bool(state().services.sellers.firm(drawn.seller))
    except NotFoundError:
        return False


def mismatch(drawn: FormBinding, typed: str) -> str:
    """Say for whom a page was drawn, and who is here now; both by name where that may be told."""
    here = sessions.seller_name()
    now = f"지금은 {here} 이름으로 들어와 있어요." if here else "지금은 이 기기에서 나와 있어요."
    if drawn.seller:
        whose = name_of(drawn) or "다른 사업자"
        return f"이 화면은 {whose} 이름으로 열었는데, {now}"
    return f"이 화면에는 {typed or '아직 이름을 적지 않은 사업자'}의 것을 적으셨는데, {now}"


def digest(drawn: FormBinding) -> str:
    """Give what is stored of one showing of a form."""
    return hashlib.sha256(drawn.nonce.encode()).hexdigest()


def first_session(drawn: FormBinding) -> str:
    """Give the token of the session that a firm begins by sending this form: always the same."""
    told = f"first session\0{drawn.nonce}\0{drawn.visitor}".encode()
    return urlsafe_b64encode(hmac.digest(_key(), told, "sha256")).decode().rstrip("=")


def ring() -> Keyring:
    """Give the key of what a page carries and brings back; it needs no database."""
    key = _key()
    if key not in _RINGS:
        _RINGS.clear()
        _RINGS[key] = Keyring({"page": hashlib.sha256(b"wizard page\0" + key).digest()})
    return _RINGS[key]


_RINGS: dict[bytes, Keyring] = {}
"""The ring of the key that signs now, by that key."""


def _key() -> bytes:
    return str(current_app.secret_key).encode()
