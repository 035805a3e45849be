"""The browsers in which a member is signed in: a list of them, and the way to end one."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import FieldError
from wizard.services.roles import ALL_ROLES
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.proof import password_again
from wizard.web.state import state


@bp.get("/me/sessions")
@only(ALL_ROLES)
def own_sessions() -> Response:
    """List the browsers in which the member is signed in."""
    return _list({})


@bp.get("/me/sessions/deletion")
@only(ALL_ROLES)
def back_to_sessions() -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".own_sessions"), code=303)


@bp.post("/me/sessions/deletion")
@only(ALL_ROLES)
def end_session() -> AnyResponse:
    """Sign the member out of one browser."""
    try:
        chosen = request.form.get("session", "")
        state().services.own_sessions.end(me().id, password_again(), chosen)
    except FieldError as problem:
        return _list({problem.field: str(problem)})
    flash("고른 기기에서 나왔어요.")
    return redirect(url_for(".own_sessions"), code=303)


def _list(errors: dict[str, str]) -> Response:
    return render(
        "staff/sessions.html",
        422 if errors else 200,
        errors=errors,
        problem=bool(errors),
        me=me(),
        sessions=state().services.own_sessions.everywhere(me().id, sessions.staff_token()),
        chosen=request.form.get("session", ""),
        rest_minutes=state().settings.staff_rest_minutes,
    )
