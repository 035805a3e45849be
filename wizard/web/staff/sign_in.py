"""The staff's door: in by address, password and code; out here or everywhere."""

import re

from flask import Response, flash, redirect, request, session
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.services.roles import DESK, EVERYBODY
from wizard.web import rate_limit, sessions
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

REFUSED = (
    "이메일, 비밀번호, 인증번호 가운데 맞지 않는 것이 있어요. 다섯 번 틀리면 15분 동안 잠겨요."
)
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요."


@bp.get("/enter")
def door() -> Response:
    """Ask who comes."""
    return _door(200)


@bp.post("/enter")
def enter() -> AnyResponse:
    """Let a member in; what does not fit is not said."""
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return _door(429, TOO_OFTEN)
    said = [
        request.form.get(name, "")[:200].replace("\0", "") for name in ("email", "password", "code")
    ]
    try:
        token = state().services.staff.enter(said[0], said[1], re.sub(r"\s", "", said[2]))
    except RefusedError:
        return _door(422, REFUSED)
    session.clear()
    sessions.enter("staff", token)
    return redirect(_safe(request.form.get("to", "")), code=303)


@bp.get("")
@only(EVERYBODY)
def home() -> AnyResponse:
    """Lead each to what they are there for."""
    return redirect("/staff/requests" if me().role in DESK else "/editor", code=303)


@bp.get("/me")
@only(EVERYBODY)
def self_page() -> Response:
    """Show who is signed in, and the ways out."""
    return render("staff/me.html", me=me())


@bp.post("/leave")
@only(EVERYBODY)
def leave() -> AnyResponse:
    """Sign this browser out."""
    sessions.leave("staff")
    return redirect("/staff/enter", code=303)


@bp.post("/leave-everywhere")
@only(EVERYBODY)
def leave_everywhere() -> AnyResponse:
    """Sign every browser of this member out."""
    state().services.sessions.staff_leaves_everywhere(me().id, me().id)
    sessions.forget("staff")
    session.clear()
    flash("모든 기기에서 나왔어요.")
    return redirect("/staff/enter", code=303)


def _door(status: int, error: str = "") -> Response:
    email, to = request.form.get("email", "")[:200], request.values.get("to", "")
    return render(
        "staff/enter.html", status, email=email, to=_safe(to), error=error, problem=bool(error)
    )


def _safe(to: str) -> str:
    """Lead to a page of the staff's only."""
    return to if re.fullmatch(r"/(staff|editor)(/[\w/.-]*)?(\?[^\s\\]*)?", to) else "/staff"
