"""Where a member begins anew, with the code that an admin handed over: password and authenticator app."""

import re

from flask import Response, redirect, request, session, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response as AnyResponse

from wizard.charts import qr
from wizard.errors import FieldError, KeysError, RefusedError, SealError
from wizard.web import rate_limit, sessions
from wizard.web.htmx import render
from wizard.web.staff import browser_names, devices
from wizard.web.staff.access import bp
from wizard.web.staff.own_account import shown_once
from wizard.web.staff.sign_in import NO_KEYS, TOO_OFTEN, typed
from wizard.web.state import state


@bp.get("/setup")
def setup() -> Response:
    """Ask for the code; what stands behind "#" never reaches a server."""
    return _ask(200)


@bp.post("/setup")
def begin_setup() -> Response:
    """Show what the holder of a code has to do."""
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return _ask(429, TOO_OFTEN)
    return _enrolment(_code(), {})


@bp.get("/setup/finish")
def back_to_setup() -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".setup"), code=303)


@bp.post("/setup/finish")
def finish_setup() -> AnyResponse:
    """Take the new password and the first code; show the recovery codes, this once."""
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return _ask(429, TOO_OFTEN)
    code, said = _code(), request.form.get("password", "")[:400]
    try:
        entered, recovery = state().services.staff_admin.set_up(
            code, said, re.sub(r"\s", "", typed("code")), browser_names.told()
        )
    except FieldError as problem:
        return _enrolment(code, {problem.field: str(problem)})
    except RefusedError as problem:
        return _ask(422, str(problem))
    session.clear()
    sessions.sign_in("staff", entered.token)
    response = shown_once(recovery)
    devices.remember(response, entered)
    return response


def _code() -> str:
    """Read the code out of what was pasted: itself, or the whole address that ends with it."""
    return request.form.get("token", "")[:2000].strip().rpartition("#")[2][:100]


def _ask(status: int, error: str = "") -> Response:
    return render("staff/setup.html", status, error=error, problem=bool(error))


def _enrolment(code: str, errors: dict[str, str]) -> Response:
    try:
        enrolment = state().services.staff_admin.enrolment(code)
    except RefusedError as problem:
        return _ask(422, str(problem))
    except (KeysError, SealError):
        return _ask(503, NO_KEYS)
    response = render(
        "staff/setup_form.html",
        422 if errors else 200,
        enrolment=enrolment,
        code=code,
        qr=Markup(qr.svg(enrolment.uri).decode()),  # noqa: S704 (squares and nothing else)
        errors=errors,
        problem=bool(errors),
    )
    response.headers["HX-Push-Url"] = "false"
    return response
