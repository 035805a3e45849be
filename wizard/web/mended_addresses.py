"""Addresses that nearly lead somewhere: glued to other text, written in capitals, of a step renamed since.

And those of a step that another machine shows already: whoever was led to it by that one is shown it here too.
"""

import re
from collections.abc import Callable
from typing import cast

from flask import current_app, redirect, request, url_for
from werkzeug.exceptions import HTTPException, NotFound
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response as AnyResponse

from wizard.guide.model import Guide
from wizard.services.invitations import TOKEN_CHARS
from wizard.web.screen import address
from wizard.web.state import state

GONE = "gone"
"""In the address of an overview: it was asked for a screen that is no more."""

_GLUED = re.compile(r"[A-Za-z0-9/_.~-]*")
_CODE = re.compile(
    rf"/[Ee][Nn][Tt][Ee][Rr]/*(?:#|%23|/)([\w-]{{{TOKEN_CHARS}}})(?![\w-])", re.ASCII
)


def lead_on() -> AnyResponse | None:
    """Lead from an address that shows nothing to what was meant; None if that cannot be told."""
    if request.method not in {"GET", "HEAD"}:
        return None
    return _door() or _plain() or _newer_step() or _moved_step()


def _door() -> AnyResponse | None:
    """Lead a link whose "#" was written as %23 to the door, its code behind "#" again."""
    found = _CODE.match(request.path)
    return redirect(f"{url_for('sign_in.show')}#{found[1]}", 303) if found else None


def _plain() -> AnyResponse | None:
    """Lead to the address without what was glued to it, in small letters."""
    path = re.sub(r"//+", "/", request.path)
    plain = "/" + _GLUED.match(path)[0].rstrip("./~-").lower().strip("/")  # type: ignore[index]
    if plain == request.path or not _is_ours(plain):
        return None
    query = request.query_string.decode("latin-1")
    return redirect(f"{plain}?{query}" if query else plain, 301)


def _is_ours(path: str) -> bool:
    """Say whether something is shown under an address."""
    try:
        current_app.create_url_adapter(request).match(path, method="GET")  # type: ignore[union-attr]
    except RequestRedirect:
        return True
    except HTTPException:
        return False
    return True


def _newer_step() -> AnyResponse | None:
    """Show what was published a moment ago on another machine; None if that is not why nothing is shown."""
    named = request.view_args or {}
    if "mall" not in named or not request.endpoint or not state().catch_up():
        return None
    try:
        view = cast("Callable[..., AnyResponse]", current_app.view_functions[request.endpoint])
        return view(**named)
    except NotFound:
        return None


def _moved_step() -> AnyResponse | None:
    """Lead to what a step is called now, or to the overview of the guide that once had it."""
    named = request.view_args or {}
    guide, step_id = state().catalog.guides.get(named.get("mall", "")), named.get("step_id", "")
    if guide is None or not step_id or request.endpoint is None:
        return None
    if now := guide.called(step_id):
        return _renamed(guide, step_id, now)
    if not _was_there(guide, step_id):
        return None
    return redirect(address(guide.mall, "", {GONE: ("1",)}), 303)


def _renamed(guide: Guide, step_id: str, now: str) -> AnyResponse:
    """Lead to a step of another name; one that these answers do not lead to, by its own page."""
    base = address(guide.mall, "", {})
    rest = request.path.removeprefix(f"{base}/{step_id}") if now != step_id else ""
    query = request.query_string.decode("latin-1")
    return redirect(
        f"{base}/{now}{rest}" + (f"?{query}" if query else ""), 301 if now != step_id else 303
    )


def _was_there(guide: Guide, step_id: str) -> bool:
    known = state().step_history
    return state().if_at_hand(lambda: known.knows(guide.mall, step_id), otherwise=False)
