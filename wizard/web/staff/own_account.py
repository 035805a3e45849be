"""What members do for their own sign-in: password, recovery codes, passkeys."""

from collections.abc import Sequence

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.crypto import passkeys
from wizard.errors import FieldError, KnownPasskeyError, PasskeyError
from wizard.forms.normalize import clean
from wizard.services.roles import ALL_ROLES
from wizard.services.second_factors import Signature
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.staff import devices
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.proof import both_again
from wizard.web.staff.sign_in import typed
from wizard.web.state import state

NOT_MADE = "패스키를 만들지 못했어요. 다시 눌러 주세요. 계속 안 되면 인증 앱의 번호를 쓰면 돼요."


@bp.get("/me")
@only(ALL_ROLES)
def profile() -> Response:
    """Show who is signed in, how, and the ways out."""
    own = state().services.own_account
    open_here = state().services.own_sessions.everywhere(me().id, sessions.staff_token())
    return render(
        "staff/profile.html",
        me=me(),
        recovery_left=own.recovery_left(me().id),
        passkeys=len(own.passkeys(me().id)),
        browsers=len(open_here),
    )


@bp.get("/me/password")
@only(ALL_ROLES)
def password() -> Response:
    """Ask for another password."""
    return _password({})


@bp.post("/me/password")
@only(ALL_ROLES)
def change_password() -> AnyResponse:
    """Take another password; every other browser is signed out."""
    new = request.form.get("new", "")[:400]
    try:
        entered = state().services.own_account.change_password(me().id, both_again(), new)
    except FieldError as problem:
        return _password({problem.field: str(problem)})
    sessions.sign_in("staff", entered.token)
    flash("비밀번호를 바꿨어요. 다른 기기는 모두 나왔어요.")
    response = redirect(url_for(".profile"), code=303)
    devices.remember(response, entered)
    return response


@bp.get("/me/codes")
@only(ALL_ROLES)
def codes() -> Response:
    """Ask for the password before recovery codes are shown."""
    return _codes({})


@bp.post("/me/codes")
@only(ALL_ROLES)
def make_codes() -> Response:
    """Show new recovery codes, this once."""
    try:
        made = state().services.own_account.new_recovery_codes(me().id, both_again())
    except FieldError as problem:
        return _codes({problem.field: str(problem)})
    return shown_once(made)


@bp.get("/me/passkeys")
@only(ALL_ROLES)
def own_passkeys() -> Response:
    """List the passkeys, and offer to make one."""
    return _passkeys({})


@bp.post("/me/passkeys/challenge")
@only(ALL_ROLES)
def passkey_challenge() -> Response:
    """Give this browser what it needs to make a passkey."""
    site = devices.relying_party() or abort(404)
    options = state().services.own_account.creation(me().id, _this_browser(), site)
    return Response(options, mimetype="application/json")


@bp.post("/me/passkeys")
@only(ALL_ROLES)
def add_passkey() -> AnyResponse:
    """Keep a passkey that this browser has made."""
    site = devices.relying_party() or abort(404)
    answer = request.form.get("passkey", "")[: passkeys.MAX_CHARS]
    signature = Signature(answer, _this_browser(), site)
    name = clean(request.form.get("name", "")).value
    try:
        state().services.own_account.add_passkey(me().id, both_again(), signature, name)
    except FieldError as problem:
        return _passkeys({problem.field: str(problem)})
    except KnownPasskeyError as problem:
        return _passkeys({"passkey": str(problem)})
    except PasskeyError:
        return _passkeys({"passkey": NOT_MADE})
    flash("패스키를 만들었어요. 다음부터 인증번호 대신 쓸 수 있어요.")
    return redirect(url_for(".own_passkeys"), code=303)


@bp.get("/me/passkeys/<passkey_id>/deletion")
@only(ALL_ROLES)
def passkey_deletion(passkey_id: str) -> Response:
    """Ask for both factors before a passkey is taken away."""
    return _passkey_deletion(passkey_id, {})


@bp.post("/me/passkeys/<passkey_id>/deletion")
@only(ALL_ROLES)
def drop_passkey(passkey_id: str) -> AnyResponse:
    """Take a passkey away."""
    try:
        state().services.own_account.drop_passkey(me().id, both_again(), passkey_id)
    except FieldError as problem:
        return _passkey_deletion(passkey_id, {problem.field: str(problem)})
    flash("패스키를 지웠어요.")
    return redirect(url_for(".own_passkeys"), code=303)


def shown_once(made: Sequence[str]) -> Response:
    """Show recovery codes, which are stored nowhere."""
    response = render("staff/codes_made.html", codes=made)
    response.headers["HX-Push-Url"] = "false"
    return response


def _this_browser() -> str:
    return f"make {me().id} {sessions.visitor()}"


def _password(errors: dict[str, str]) -> Response:
    status = 422 if errors else 200
    return render("staff/password.html", status, errors=errors, problem=bool(errors), me=me())


def _codes(errors: dict[str, str]) -> Response:
    left, status = state().services.own_account.recovery_left(me().id), 422 if errors else 200
    return render(
        "staff/codes.html", status, errors=errors, problem=bool(errors), me=me(), left=left
    )


def _passkey_deletion(passkey_id: str, errors: dict[str, str]) -> Response:
    return render(
        "staff/passkey_deletion.html",
        422 if errors else 200,
        errors=errors,
        problem=bool(errors),
        me=me(),
        passkey=state().services.own_account.passkey(me().id, passkey_id),
    )


def _passkeys(errors: dict[str, str]) -> Response:
    return render(
        "staff/passkeys.html",
        422 if errors else 200,
        errors=errors,
        problem=bool(errors),
        me=me(),
        passkeys=state().services.own_account.passkeys(me().id),
        has_site=devices.relying_party() is not None,
        name=typed("name"),
    )
