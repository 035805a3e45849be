"""Who of the staff may open what: a page that names no role is open to nobody."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from flask import Blueprint, abort, current_app, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.services.roles import Role
from wizard.services.sessions import Member
from wizard.web import sessions
from wizard.web.htmx import goes_back, wants_part, whole

bp = Blueprint("staff", __name__, url_prefix="/staff")

View = Callable[..., Any]
ROLES: dict[View, frozenset[Role]] = {}
"""View -> the roles that may open it; the views of the door itself have none to ask for."""

DOOR = frozenset(
    {
        "staff.door",
        "staff.enter",
        "staff.challenge",
        "staff.setup",
        "staff.begin_setup",
        "staff.no_finish",
        "staff.finish_setup",
    }
)


def only(roles: frozenset[Role]) -> Callable[[View], View]:
    """Open a page to these roles, and to nobody else."""

    def open_to(view: View) -> View:
        ROLES[view] = roles
        return view

    return open_to


@bp.before_request
def guard() -> AnyResponse | None:
    """Turn away whoever may not open the page."""
    endpoint = request.endpoint or ""
    if endpoint in DOOR:
        return None
    known = sessions.member()
    if known is None:
        return _to_the_door()
    if known.role not in ROLES.get(current_app.view_functions[endpoint], frozenset()):
        abort(403)
    return None


def _to_the_door() -> AnyResponse:
    """Lead to the door; a page that asks for a part of itself, or goes Back, is led there whole."""
    here = _shown() if wants_part() else _asked()
    door = f"/staff/enter?to={quote(here)}" if here else "/staff/enter"
    return whole(door) if wants_part() or goes_back() else redirect(door, code=303)


def _shown() -> str:
    """Give the address of the page that asks for a part of itself."""
    shown = urlsplit(request.headers.get("HX-Current-URL", ""))
    return shown._replace(scheme="", netloc="", fragment="").geturl()


def _asked() -> str:
    """Give the address that was asked for, if it can be asked for again."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""


@bp.after_request
def hide(response: Any) -> Any:
    """Keep the staff's pages out of every index and every cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def me() -> Member:
    """Give the member who asks; the guard let them in."""
    found = sessions.member()
    return found if found is not None else abort(403)
