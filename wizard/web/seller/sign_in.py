"""Coming in by a link: looking changes nothing, a button starts it."""

import re
from collections.abc import Callable
from functools import partial

from flask import Blueprint, Response, current_app, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import KeysError, NotFoundError, SealError
from wizard.forms import business
from wizard.forms.normalize import clean
from wizard.services.invitations import TOKEN_CHARS, Destination
from wizard.services.link_sign_in import Caller, DeadLinkError, WrongDigitsError
from wizard.web import consent, given_back, rate_limit, receipts, sessions
from wizard.web.guide.help import too_often
from wizard.web.htmx import render
from wizard.web.screen import address
from wizard.web.state import state

bp = Blueprint("sign_in", __name__)

PASTE = "받은 링크를 통째로 복사해서 붙여 넣어 주세요."
FIVE = "사업자등록번호 끝 다섯 자리를 숫자로 적어 주세요."
WRONG = "숫자가 달라요. 사업자등록증을 보고 다시 적어 주세요. {left}번 더 해 볼 수 있어요."
NOT_NOW = (
    "지금은 확인할 수 없어요. 저희 쪽에 문제가 생겼어요. 잠시 뒤에 시작하기를 다시 눌러 주세요."
)
BUTTON = "동의하고 새 링크 요청하기"
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 1분 뒤에 다시 눌러 주세요."


@bp.errorhandler(CSRFError)
def stale(_error: CSRFError) -> Response:
    """Show a form of this door again whose token is old, with everything typed still in it."""
    said = given_back.stale_words()
    if request.endpoint == "sign_in.request_link":
        return _dead_link(422, {"seller_name": said})
    return _form(422, {"digits": said})


@bp.get("/enter")
def show() -> Response:
    """Ask for the digits, the same for everybody: whose link it is stands behind "#" and stays there."""
    return _form(200)


@bp.post("/enter")
def start() -> AnyResponse:
    """Let the firm of a link in, after the last five digits of its number."""
    token, digits = _token(), business.digits(request.form.get("digits", ""))
    if errors := _problems(token, digits):
        return _form(422, errors)
    before = sessions.known_seller()
    with state().services.together():
        let_in = _let_in(token, digits[-5:])
        if isinstance(let_in, tuple):
            _join(before, let_in[0])
            sessions.end_former("seller", let_in[0])
    return _enter(*let_in) if isinstance(let_in, tuple) else let_in()


def _let_in(token: str, digits: str) -> tuple[str, Destination] | Callable[[], Response]:
    """Let a firm in; give its session and where it leads, or what says why not: the try is counted."""
    if not state().sign_in_limiter.allows(rate_limit.sealed_address()):
        return partial(_form, 429, {"digits": TOO_OFTEN})
    try:
        return state().services.link_sign_in.sign_in(token, digits)
    except DeadLinkError:
        return partial(_dead_link, 404)
    except WrongDigitsError as wrong:
        return partial(_form, 422, {"digits": WRONG.format(left=wrong.left)})


def _join(before: str | None, begun: str) -> None:
    """Make what this browser began by itself the firm's whose link it has come in by."""
    services = state().services
    now = services.sessions.seller(begun)
    if not before or now is None or before == now.id:
        return
    try:
        services.merging.join(now.id, before)
    except (KeysError, SealError, NotFoundError) as error:  # staff can still merge the two
        current_app.logger.warning("a firm was not joined: %s", type(error).__name__)


@bp.post("/enter/requests")
def request_link() -> AnyResponse:
    """Tell the staff that a new link is wanted."""
    errors = business.caller_problems(request.form)
    if errors:
        return _dead_link(422, errors)
    if said := consent.wanting_of_caller(BUTTON):
        return _dead_link(422, {"notice": said})
    firm, services = business.firm(request.form), state().services
    caller = Caller(firm.name, firm.phone, consent.given_by_caller())
    with services.together():
        if not (said := too_often(None)):
            asked = services.link_sign_in.request_new(_token(), caller)
            sent = services.requests.thread(asked).request
    if said:
        return _dead_link(429, {"seller_phone": said})
    receipts.keep(sent)
    return redirect(url_for(".link_requested"), code=303)


@bp.get("/enter/asked")
def link_requested() -> Response:
    """Give the receipt of what was asked for from this browser."""
    return render("seller/link_requested.html", receipt=receipts.kept("link"))


@given_back.redraws("sign_in.start")
def _not_now(status: int) -> Response:
    return _form(status, {"digits": NOT_NOW})


def _enter(token: str, place: Destination) -> AnyResponse:
    """Begin the session of a seller who has just come in, where the link leads."""
    sessions.renew()
    sessions.sign_in("seller", token)
    return redirect(_address_of(place), code=303)


def _problems(token: str, digits: str) -> dict[str, str]:
    problems = {} if token else {"token": PASTE}
    if not re.fullmatch(r"[0-9]{5}|[0-9]{10}", digits):
        problems["digits"] = FIVE
    return problems


def _form(status: int, errors: dict[str, str] | None = None) -> Response:
    form = {name: request.form.get(name, "")[:2000] for name in ("token", "digits")}
    problem = bool(errors)
    page = render("seller/sign_in.html", status, form=form, errors=errors or {}, problem=problem)
    return _unindexed(page)


def _dead_link(status: int, errors: dict[str, str] | None = None) -> Response:
    """Show the one page for every link that opens nothing."""
    names = ("token", "seller_name", "seller_phone")
    form = {name: request.form.get(name, "")[:200] for name in names}
    page = render(
        "seller/dead_link.html",
        status,
        form=form,
        errors=errors or {},
        notice_to_agree=consent.of_callers(),
        button=BUTTON,
        is_sent=request.endpoint == "sign_in.request_link",
    )
    return _unindexed(page)


def _unindexed(response: Response) -> Response:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _token() -> str:
    """Take the code out of what was pasted: the code itself, the link, or the whole message."""
    said = request.form.get("token", "")
    found = re.search(rf"(?:#|^\s*)([\w-]{{{TOKEN_CHARS}}})(?![\w-])", said, re.ASCII)
    return found[1] if found else clean(said).value[:TOKEN_CHARS] if said.strip() else ""


def _address_of(place: Destination) -> str:
    if place.mall not in state().catalog.guides:
        return url_for("dashboard.show")
    return address(place.mall, place.step_id, place.answers)
