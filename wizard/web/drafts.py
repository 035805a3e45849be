"""By which name a browser keeps what is typed into a form and not yet sent: `static/js/drafts.js`."""

import hmac

from flask import current_app, request
from markupsafe import Markup

from wizard.web import sessions

READER = "reader"


def key(name: str) -> str:
    """Name a form of whoever is here; "" while that cannot be told: then nothing of it is kept.

    Args:
        name: of the form: its address, or what it is for.

    """
    if sessions.is_unknown():
        return ""
    member, seller = sessions.member(), sessions.known_seller()
    who = f"staff {member.id}" if member and not seller else seller
    return "" if sessions.is_unknown() else f"{_digest(who) if who else READER} {name}"


def attribute(name: str) -> Markup:
    """Give the attributes by which a form is known to the browser; one that was sent is drawn as sent."""
    posted = Markup(" data-posted") if request.method == "POST" else ""
    return Markup(' data-draft="{}"{}').format(key(name), posted)


def _digest(who: str) -> str:
    """Name a firm to its own browser, so that nobody else learns its id from there."""
    secret = str(current_app.secret_key).encode()
    return hmac.new(secret, f"draft\0{who}".encode(), "sha256").hexdigest()[:16]
