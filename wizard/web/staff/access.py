"""Who of the staff may open what: a page that names no role is open to nobody."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from flask import Blueprint, Response, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.services.roles import Role
from wizard.services.sessions import StaffMember
from wizard.web import given_back, sessions
from wizard.web.htmx import goes_back, wants_part, whole
from wizard.web.urls import read_url

bp = Blueprint("staff", __name__, url_prefix="/staff")

SIGNED_OUT = (
    "로그인이 풀려서 아직 보내지 못했어요. 적은 내용은 아래에 그대로 있어요. "
    "새 창에서 다시 들어온 뒤, 여기서 ‘다시 보내기’를 눌러 주세요."
)
View = Callable[..., Any]
ROLES: dict[View, frozenset[Role]] = {}
"""View -> the roles that may open it; the views of the sign-in have none to ask for."""

SIGN_IN = frozenset(
    {
        "staff.sign_in_form",
        "staff.sign_in",
        "staff.challenge",
        "staff.setup",
        "staff.begin_setup",
        "staff.back_to_setup",
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
def require_role() -> AnyResponse | None:
    """Turn away whoever may not open the page."""
    endpoint = request.endpoint or ""
    if endpoint in SIGN_IN:
        return None
    known = sessions.member()
    if known is None:
        return _typed_back() or _to_sign_in()
    if known.role not in ROLES.get(current_app.view_functions[endpoint], frozenset()):
        abort(403)
    return None


def _to_sign_in() -> AnyResponse:
    """Lead to the sign-in; a page that asks for a part of itself, or goes Back, is led there whole."""
    here = _shown() if wants_part() else _asked()
    path = url_for("staff.sign_in_form")
    path = f"{path}?to={quote(here)}" if here else path
    return whole(path) if wants_part() or goes_back() else redirect(path, code=303)


def _typed_back() -> Response | None:
    """Give what was typed back to who is signed out: signed in again in another tab, they send it."""
    if request.method != "POST" or wants_part() or not given_back.is_typed():
        return None
    return given_back.page((SIGNED_OUT,), 403, way=url_for("staff.sign_in_form"))


def _shown() -> str:
    """Give the address of the page that asks for a part of itself."""
    shown = read_url(request.headers.get("HX-Current-URL", ""))
    return shown._replace(scheme="", netloc="", fragment="").geturl()


def _asked() -> str:
    """Give the address that was asked for, if it can be asked for again."""
    return request.full_path.rstrip("?") if request.method == "GET" else ""


@bp.after_request
def keep_private(response: Any) -> Any:
    """Keep the staff's pages out of every index and every cache."""
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Cache-Control"] = "no-store"
    return response


def me() -> StaffMember:
    """Give the member who asks; `require_role` let them in."""
    found = sessions.member()
    return found if found is not None else abort(403)
