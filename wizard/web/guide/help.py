"""막혔어요 and 화면이 달라요: from every step, by anybody, one fixed place."""

import re
from contextlib import suppress

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import TooManyError
from wizard.forms import business
from wizard.forms.normalize import clean
from wizard.photos import MAX_SENT_BYTES, MAX_SENT_WORDS
from wizard.services.requests import MAX_MESSAGE_CHARS, MAX_WAITING, Ask, StoredRequest
from wizard.steps.help import Help
from wizard.web import consent, rate_limit, receipts, sessions
from wizard.web.guide import help_photo, tracking
from wizard.web.guide.places import screen_of
from wizard.web.htmx import render
from wizard.web.screen import ABOUT, ASKED, Screen
from wizard.web.security import MAX_FORM_BYTES
from wizard.web.state import state

bp = Blueprint("help", __name__)

KINDS = {"help": "막혔어요", "mismatch": "화면이 달라요"}
TOO_OFTEN = "짧은 시간에 여러 번 보내셨어요. 1분 뒤에 다시 눌러 주세요."
READERS_TOO_OFTEN = (
    "이 인터넷에서 보낸 글이 많아, 지금은 더 받을 수 없어요. 적은 내용은 그대로 있어요. "
    "급하면 화면 아래 번호로 전화해 주세요. 한 시간 뒤에 다시 눌러 주셔도 돼요."
)
"""Told to whoever is not known as a seller."""

TOO_MANY = (
    f"답을 기다리는 글이 {MAX_WAITING}개 있어요. ‘내 쇼핑몰’에서 그 글을 열고 이어서 적어 주세요. "
    "급하면 화면 아래 번호로 전화해 주세요."
)
TOO_LONG = f"{MAX_MESSAGE_CHARS}자까지 적을 수 있어요."
BUTTON = "동의하고 담당자에게 보내기"
"""What the button says to whoever leaves name and phone."""
WHAT_IS_DIFFERENT = "무엇이 다른지 한 줄만 적어 주세요."


@bp.url_value_preprocessor
def allow_photo(endpoint: str | None, _values: dict[str, str] | None) -> None:
    """Let a picture in; this is asked before anybody reads the form."""
    if endpoint == "help.ask" and request.mimetype == "multipart/form-data":
        request.max_content_length = MAX_SENT_BYTES + MAX_FORM_BYTES


@bp.get("/guides/<mall>/<step_id>/help")
def show(mall: str, step_id: str) -> Response:
    """Answer what people ask at a step, or ask what is wrong; a reader without a session also says where to call."""
    screen = screen_of(mall, step_id)
    answer = _named(screen, ASKED)
    if answer is None:
        return _form(screen, 200)
    tracking.read(screen, answer)
    return render("guide/answer.html", screen=screen, answer=answer)


@bp.post("/guides/<mall>/<step_id>/help")
def ask(mall: str, step_id: str) -> AnyResponse:
    """Bring it to the staff, with guide, revision and step."""
    screen, seller_id = screen_of(mall, step_id), sessions.known_seller()
    text = clean(request.form.get("text", ""), "edges").value
    takes_photo = bool(seller_id) and _kind() == "mismatch"
    if errors := _problems(text, seller_id):
        return _form(screen, 422, errors | (help_photo.lost() if takes_photo else {}))
    is_counted = takes_photo and help_photo.is_sent()
    said = too_often(seller_id) if is_counted else ""  # before anything of theirs is unpacked
    photo = help_photo.sent(errors) if takes_photo and not said else None
    if errors:
        return _form(screen, 422, errors)
    sent = None
    with suppress(TooManyError), state().services.together():
        said = said or ("" if is_counted else too_often(seller_id))
        sent = None if said else _send(screen, text, seller_id)
        if sent and photo:
            state().services.photos.add(sent.id, photo)
    if sent is None:
        return _form(screen, 429, {"text": said or TOO_MANY} | help_photo.lost())
    return _led(screen, sent)


def too_often(seller_id: str | None) -> str:
    """Count one more call for help from this address; say why it may not be made, or ""."""
    limiter = state().help_limiter if seller_id else state().reader_limiter
    if limiter.allows(rate_limit.sealed_address()):
        return ""
    return TOO_OFTEN if seller_id else READERS_TOO_OFTEN


@bp.get("/guides/<mall>/<step_id>/help/sent")
def sent(mall: str, step_id: str) -> Response:
    """Give the receipt of what was sent from this browser, and lead back to the step."""
    return render(
        "guide/help_sent.html", screen=screen_of(mall, step_id), receipt=receipts.kept(*KINDS)
    )


def _problems(text: str, seller_id: str | None) -> dict[str, str]:
    problems = {} if seller_id else business.caller_problems(request.form)
    if _kind() == "mismatch" and not text:
        problems["text"] = WHAT_IS_DIFFERENT
    if len(text) > MAX_MESSAGE_CHARS:
        problems["text"] = TOO_LONG
    if not problems and not seller_id and (said := consent.wanting_of_caller(BUTTON)):
        problems["notice"] = said
    return problems


def _send(screen: Screen, text: str, seller_id: str | None) -> StoredRequest:
    """Bring it to the staff."""
    requests = state().services.requests
    return requests.thread(
        requests.ask_at_step(_question(screen, text, seller_id), seller_id)
    ).request


def _led(screen: Screen, sent: StoredRequest) -> AnyResponse:
    """Lead a seller to the request, a reader to a word of ours; it is kept by now."""
    if sessions.known_seller() is None:
        receipts.keep(sent)
        return redirect(screen.beside("help/sent"), code=303)
    flash("담당자에게 전했어요.")
    return redirect(url_for("dashboard.thread", request_id=sent.id), code=303)


def _question(screen: Screen, text: str, seller_id: str | None) -> Ask:
    mall = screen.guide.mall
    firm = business.firm({} if seller_id else request.form)
    return Ask(
        kind=_kind(),
        mall=mall,
        step_id=screen.step.id,
        revision=state().catalog.revisions[mall],
        text=text,
        answers=screen.journey.answers,
        name=firm.name,
        phone=firm.phone,
        agreed=None if seller_id else consent.given_by_caller(),
    )


def _form(screen: Screen, status: int, errors: dict[str, str] | None = None) -> Response:
    known, about = ("text", "seller_name", "seller_phone"), _named(screen, ABOUT)
    given = request.form.get("kind") or request.args.get("kind") or about
    began = {"text": about.ask} if about else {}
    return render(
        "guide/help.html",
        status,
        screen=screen,
        kind=_kind(),
        KINDS=KINDS,
        asks=() if given else screen.step.help,
        notice_to_agree=None if sessions.known_seller() else consent.of_callers(),
        button=BUTTON,
        takes_photo=bool(sessions.known_seller()) and _kind() == "mismatch",
        MOST=MAX_SENT_WORDS,
        form={name: request.form.get(name, began.get(name, "")) for name in known},
        errors=errors or {},
        problem=bool(errors),
    )


def _named(screen: Screen, name: str) -> Help | None:
    """Find the question of a step that the address names; None if it names none."""
    key = request.args.get(name)
    return next((one for one in screen.step.help if one.key == key), None)


def _kind() -> str:
    kind = request.form.get("kind") or request.args.get("kind") or "help"
    return kind if re.fullmatch("|".join(KINDS), kind) else "help"
