"""The staff's sign-in: in by address, password and code; out here or everywhere."""

import re

from flask import Response, flash, redirect, request, session, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.services.roles import DESK, EVERYBODY
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

REFUSED = (
    "이메일, 비밀번호, 인증번호 가운데 맞지 않는 것이 있어요. 다섯 번 틀리면 15분 동안 잠겨요."
)
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요."


@bp.get("/enter")
def sign_in_form() -> Response:
    """Ask who comes."""
    return _form(200)


@bp.post("/enter")
def sign_in() -> AnyResponse:
    """Let a member in; what does not fit is not said."""
    if not state().sign_in_limiter.allows(request.remote_addr or ""):
        return _form(429, TOO_OFTEN)
    said = [
        request.form.get(name, "")[:200].replace("\0", "") for name in ("email", "password", "code")
    ]
    try:
        token = state().services.staff.enter(said[0], said[1], re.sub(r"\s", "", said[2]))
    except RefusedError:
        return _form(422, REFUSED)
    session.clear()
    sessions.sign_in("staff", token)
    return redirect(_safe_target(request.form.get("to", "")), code=303)


@bp.get("")
@only(EVERYBODY)
def home() -> AnyResponse:
    """Lead each to what they are there for."""
    return redirect(url_for(".requests" if me().role in DESK else "editor.guides"), code=303)


@bp.get("/me")
@only(EVERYBODY)
def profile() -> Response:
    """Show who is signed in, and the ways out."""
    return render("staff/profile.html", me=me())


@bp.post("/leave")
@only(EVERYBODY)
def sign_out() -> AnyResponse:
    """Sign this browser out."""
    sessions.sign_out("staff")
    return redirect(url_for(".sign_in_form"), code=303)


@bp.post("/leave-everywhere")
@only(EVERYBODY)
def sign_out_everywhere() -> AnyResponse:
    """Sign every browser of this member out."""
    state().services.sessions.staff_leaves_everywhere(me().id, me().id)
    sessions.forget("staff")
    session.clear()
    flash("모든 기기에서 나왔어요.")
    return redirect(url_for(".sign_in_form"), code=303)


def _form(status: int, error: str = "") -> Response:
    email, to = request.form.get("email", "")[:200], request.values.get("to", "")
    return render(
        "staff/sign_in.html",
        status,
        email=email,
        to=_safe_target(to),
        error=error,
        problem=bool(error),
    )


def _safe_target(to: str) -> str:
    """Lead to a page of the staff's only."""
    return to if re.fullmatch(r"/(staff|editor)(/[\w/.-]*)?(\?[^\s\\]*)?", to) else url_for(".home")
