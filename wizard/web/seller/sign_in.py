"""Coming in by a link: looking changes nothing, a button starts it."""

import re

from flask import Blueprint, Response, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.forms import business
from wizard.forms.normalize import clean
from wizard.services.invitations import TOKEN_CHARS, DeadLinkError, Destination, WrongDigitsError
from wizard.web import rate_limit, sessions
from wizard.web.htmx import render
from wizard.web.screen import address
from wizard.web.state import state

bp = Blueprint("enter", __name__)

PASTE = "받은 링크를 통째로 복사해서 붙여 넣어 주세요."
FIVE = "사업자등록번호의 마지막 숫자 다섯 개를 적어 주세요."
WRONG = "숫자가 달라요. 사업자등록증을 보고 다시 적어 주세요. {left}번 더 해 볼 수 있어요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요."


@bp.get("/enter")
def show() -> Response:
    """Show the door, the same for everybody: whose link it is stands behind "#" and stays there."""
    return _door(200)


@bp.post("/enter")
def start() -> AnyResponse:
    """Let the firm of a link in, after the last five digits of its number."""
    token, digits = _token(), business.digits(request.form.get("digits", ""))
    errors = {}
    if not token:
        errors["token"] = PASTE
    if not re.fullmatch(r"[0-9]{5}|[0-9]{10}", digits):
        errors["digits"] = FIVE
    if errors:
        return _door(422, errors)
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return _door(429, {"digits": TOO_OFTEN})
    try:
        begun, place = state().services.links.start(token, digits[-5:])
    except DeadLinkError:
        return _dead(404)
    except WrongDigitsError as wrong:
        return _door(422, {"digits": WRONG.format(left=wrong.left)})
    sessions.renew()
    sessions.enter("seller", begun)
    return redirect(_where(place), code=303)


@bp.post("/enter/requests")
def want() -> AnyResponse:
    """Tell the staff that a new link is wanted."""
    errors = business.caller_problems(request.form)
    if errors:
        return _dead(422, errors)
    if not state().help_limiter.allows(rate_limit.sealed_address()):
        return _dead(429, {"seller_phone": TOO_OFTEN})
    name = clean(request.form["seller_name"]).value
    state().services.links.want(_token(), name, business.digits(request.form["seller_phone"]))
    return redirect("/enter/asked", code=303)


@bp.get("/enter/asked")
def asked() -> Response:
    """Say that the staff know."""
    return render("seller/asked.html")


def _door(status: int, errors: dict[str, str] | None = None) -> Response:
    form = {name: request.form.get(name, "")[:2000] for name in ("token", "digits")}
    problem = bool(errors)
    page = render("seller/enter.html", status, form=form, errors=errors or {}, problem=problem)
    return _hidden(page)


def _dead(status: int, errors: dict[str, str] | None = None) -> Response:
    """Show the one page for every link that opens nothing."""
    names = ("token", "seller_name", "seller_phone")
    form = {name: request.form.get(name, "")[:200] for name in names}
    return _hidden(render("seller/dead.html", status, form=form, errors=errors or {}))


def _hidden(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _token() -> str:
    """Take the code out of what was pasted: the code itself, the link, or the whole message."""
    said = request.form.get("token", "")
    found = re.search(rf"(?:#|^\s*)([\w-]{{{TOKEN_CHARS}}})(?![\w-])", said, re.ASCII)
    return found[1] if found else clean(said).value[:TOKEN_CHARS] if said.strip() else ""


def _where(place: Destination) -> str:
    if place.mall not in state().catalog.guides:
        return "/my"
    return address(place.mall, place.step_id, place.answers)
