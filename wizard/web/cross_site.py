"""Whether a request comes from a page of ours: only then is anything kept, or given back.

Source: w3.org/TR/fetch-metadata: a browser says by itself, and no page can say otherwise, from
where it was sent; over plain HTTP, and in older browsers, `Origin` is all that is said.
"""

from collections.abc import Callable
from enum import Enum

from flask import Flask, Response, current_app, g, request
from flask_wtf.csrf import validate_csrf

from wizard.web.security import has_no_name
from wizard.web.urls import read_url

_READS = {"GET", "HEAD", "OPTIONS"}
_FRAMELESS = {"", "document", "empty"}


class Sender(Enum):
    """From where a request comes."""

    OURS = "a page of ours"
    NOBODY = "typed, a bookmark, or a link in another program"
    OTHERS = "a page of another site"
    UNKNOWN = "a browser that does not say"


def sender() -> Sender:
    """Say from where this request comes, by what the browser tells of it."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return {"same-origin": Sender.OURS, "none": Sender.NOBODY}.get(site, Sender.OTHERS)
    if said := request.headers.get("Origin") or request.headers.get("Referer"):
        return Sender.OURS if read_url(said).netloc == request.host else Sender.OTHERS
    return Sender.UNKNOWN


def is_own_step() -> bool:
    """Say whether the reader themselves came here: not led by another site, nor in a frame of one.

    A browser that says nothing is taken for one whose address was typed: so it is with old browsers
    and with plain HTTP, where a link of another site still tells its `Referer`.
    """
    is_page = request.headers.get("Sec-Fetch-Dest", "") in _FRAMELESS
    return is_page and sender() is not Sender.OTHERS


def register(app: Flask, refuse: Callable[[], Response]) -> None:
    """Ask it of every POST before anything else is; `refuse` answers what did not come from us."""

    @app.before_request
    def turn_away() -> Response | None:
        is_read = request.method in _READS
        return None if has_no_name() or is_read or is_trusted() else refuse()


def is_trusted() -> bool:
    """Say whether what was posted may be read; of a silent browser, only with this session's token."""
    said = sender()
    return said in {Sender.OURS, Sender.NOBODY} or (said is Sender.UNKNOWN and _has_token())


def _has_token() -> bool:
    if not current_app.config["WTF_CSRF_ENABLED"]:
        return True
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValueError:  # what Flask-WTF raises is one
        return False
    g.csrf_valid = True
    return True
