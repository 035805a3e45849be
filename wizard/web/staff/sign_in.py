"""The staff's sign-in: in by address, password and second factor; out here or everywhere."""

import re

from flask import Response, flash, redirect, request, session, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from wizard.crypto import passkeys
from wizard.crypto.password_rules import MAX_CHARS
from wizard.errors import KeysError, RefusedError, SealError, UsedCodeError
from wizard.services.roles import ALL_ROLES, SELLER_SUPPORT_ROLES
from wizard.services.second_factors import Factor, Signature
from wizard.web import errors, given_back, rate_limit, sessions
from wizard.web.htmx import render
from wizard.web.staff import devices
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state
from wizard.web.urls import staff_page

REFUSED = (
    "이메일, 비밀번호, 인증번호 가운데 맞지 않는 것이 있어요. 다시 확인해 주세요. "
    "다섯 번 틀리면 15분 동안 쉬어야 해요."
)
USED = "이 인증번호는 이미 썼어요. 30초 안에 앱에 새 번호가 나와요. 그 번호를 적어 주세요."
NOT_NOW = "지금은 확인할 수 없어요. 저장소에 닿지 못하고 있어요. 잠시 뒤에 비밀번호와 인증번호를 다시 적어 주세요."
TYPE_AGAIN = "화면을 연 지 오래되었어요. 비밀번호와 인증번호를 다시 적고 로그인을 눌러 주세요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요."
NO_KEYS = "지금은 로그인할 수 없어요. 서버의 키 파일을 확인해야 해요. 운영자에게 알려 주세요."


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> Response:
    """Give a form of the staff's back whose token is old: one more press, and nothing is typed twice."""
    if request.endpoint == "staff.sign_in":
        return _form(422, given_back.stale_words(TYPE_AGAIN))
    if given_back.is_typed():
        return given_back.page((given_back.stale_words(),), 422)
    return errors.failed(error)


@bp.get("/enter")
def sign_in_form() -> Response:
    """Ask who comes."""
    return _form(200)


@bp.post("/enter")
def sign_in() -> AnyResponse:
    """Let a member in; what does not fit is not said."""
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return _form(429, TOO_OFTEN)
    try:
        entered = state().services.staff.sign_in(
            typed("email"), typed("password"), _factor(), devices.visit()
        )
    except UsedCodeError:
        return _form(422, USED)
    except RefusedError:
        return _form(422, REFUSED)
    except (KeysError, SealError):
        return _form(503, NO_KEYS)
    session.clear()
    sessions.sign_in("staff", entered.token)
    if entered.by == "recovery":
        flash(f"복구 코드 하나를 썼어요. {entered.recovery_left}개 남았어요.")
    response = redirect(staff_page(request.form.get("to", "")), code=303)
    devices.remember(response, entered)
    return response


@bp.post("/enter/challenge")
def challenge() -> AnyResponse:
    """Give a browser something to sign with a passkey; nobody learns whether anybody has one."""
    site = devices.relying_party()
    if site is None or not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return Response(status=429 if site else 404)
    asked = state().services.staff.factors.challenge(_this_browser())
    return Response(passkeys.request(site, asked), mimetype="application/json")


@given_back.redraws("staff.sign_in")
def _not_now(status: int) -> Response:
    return _form(status, NOT_NOW)


@bp.get("")
@only(ALL_ROLES)
def home() -> AnyResponse:
    """Lead each to what they are there for."""
    return redirect(
        url_for(".today" if me().role in SELLER_SUPPORT_ROLES else "editor.guides"), code=303
    )


@bp.post("/leave")
@only(ALL_ROLES)
def sign_out() -> AnyResponse:
    """Sign this browser out."""
    sessions.sign_out("staff")
    return redirect(url_for(".sign_in_form"), code=303)


@bp.post("/leave-everywhere")
@only(ALL_ROLES)
def sign_out_everywhere() -> AnyResponse:
    """Sign every browser of this member out."""
    state().services.sessions.sign_out_staff(me().id, me().id)
    sessions.forget("staff")
    session.clear()
    flash("모든 기기에서 나왔어요.")
    return redirect(url_for(".sign_in_form"), code=303)


def typed(name: str) -> str:
    """Give what was typed into a box; of what is too long one character too many, so that it fits nothing."""
    return request.form.get(name, "")[: MAX_CHARS + 1].replace("\0", "")


def _factor() -> Factor:
    site, answer = devices.relying_party(), request.form.get("passkey", "")
    if site and answer:
        return Signature(answer[: passkeys.MAX_CHARS], _this_browser(), site)
    return re.sub(r"\s", "", typed("recovery") or typed("code"))


def _this_browser() -> str:
    return f"enter {sessions.visitor()}"


def _form(status: int, error: str = "") -> Response:
    email, to = request.form.get("email", "")[:200], request.values.get("to", "")
    return render(
        "staff/sign_in.html",
        status,
        email=email,
        to=staff_page(to),
        error=error,
        problem=bool(error),
        has_passkeys=devices.relying_party() is not None,
    )
