"""알림 받기: by what a seller wants to be told, and what they were told."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, OutdatedError, TooOftenError
from wizard.forms.business import digits
from wizard.forms.normalize import clean
from wizard.message_settings import ADDRESS
from wizard.messaging.channel import CHANNELS, EMAIL
from wizard.reminding import words
from wizard.reminding.consent import VERSION
from wizard.services.email_confirmation import CrowdedAddressError, OtherCodeError
from wizard.web import sessions
from wizard.web.htmx import render
from wizard.web.message_offers import TITLE, offers
from wizard.web.seller.dashboard import sellers_only
from wizard.web.state import state

bp = Blueprint("messages", __name__, url_prefix="/my/messages")

ACTS = ("my", "saved")
NO_ADDRESS = "이메일을 name@example.com처럼 적어 주세요."
CHANGED = "그사이 안내 글이 바뀌었어요. 아래 글을 다시 읽고 눌러 주세요."
OTHER_NUMBER = "그사이 연락처가 바뀌었어요. 받을 번호를 다시 보고 눌러 주세요."
OTHER_CODE = "번호가 달라요. 마지막에 받은 편지의 여섯 자리를 적어 주세요."
TOO_MANY_TRIES = "여러 번 달라서 잠시 쉬어요. 한 시간 뒤에 다시 적어 주세요."
ENOUGH_LETTERS = (
    "오늘은 확인 번호를 여러 번 보내서 더 보내지 않아요. 내일 다시 눌러 주세요. "
    "이미 받은 번호가 있고 아래에 적을 칸이 보이면 지금 적어도 돼요."
)
CROWDED = (
    "이 이메일로는 오늘 확인 번호를 더 보내지 않아요. 다른 이메일을 적거나 내일 다시 눌러 주세요."
)
NOT_OFFERED = "지금은 그 방법으로 알려 드리지 않아요. 아래에 보이는 것 중에서 골라 주세요."
NO_ADDRESS_YET = "받을 이메일이 없어요. 아래에서 이메일을 적고 눌러 주세요."
ALREADY = "이미 확인한 이메일이에요. 편지를 또 보내지 않고, 그대로 알려 드려요."
SENT = "확인 번호를 이메일로 보냈어요. 편지에 적힌 여섯 자리를 아래에 적어 주세요."
HOW = {"talk": "카카오톡으로", "email": "이메일로"}
STATE = {
    "waiting": "보낼 예정이에요",
    "sending": "보내고 있어요",
    "accepted": "보냈어요",
    "delivered": "도착했어요",
    "undelivered": "도착하지 못했어요",
    "rejected": "보내지 못했어요",
    "dropped": "보내지 않았어요",
    "unsure": "보냈는지 알 수 없어요",
}
"""What became of a notice, for the one whom it is for."""


@bp.get("")
@sellers_only
def show(seller_id: str) -> Response:
    """Show the channels, and what was told."""
    return _page(seller_id)


@bp.post("")
@sellers_only
def say(seller_id: str) -> AnyResponse:
    """Turn a channel on or off, from this moment on."""
    if sessions.sees_from():
        return _page(seller_id, 403)
    channel, form = request.form.get("channel", ""), request.form
    wants = form.get("want") == "1"
    offered = {one.channel for one in offers() if one.can_be_on}
    if channel not in CHANNELS or (wants and channel not in offered):
        return _page(seller_id, 422, NOT_OFFERED)
    if wants and form.get("version") != VERSION:
        return _page(seller_id, 409, CHANGED)
    return _agree(seller_id, channel) if wants else _leave(seller_id, channel)


def _agree(seller_id: str, channel: str) -> AnyResponse:
    act = request.form.get("act", "")
    act = act if act in ACTS else "my"
    if channel == EMAIL:
        return _letter(seller_id, act)
    to = clean(request.form.get("to", "")).value[:160]
    try:
        state().services.message_consents.agree(seller_id, channel, act, to)
    except OutdatedError:
        return _page(seller_id, 409, OTHER_NUMBER)
    return _done(f"이제 {HOW[channel]} 알려 드려요.")


def _letter(seller_id: str, act: str) -> AnyResponse:
    """Have the digits sent that show whose an address is."""
    to = clean(request.form.get("email", "")).value[:160]
    if not ADDRESS.fullmatch(to):
        return _page(seller_id, 422, NO_ADDRESS)
    try:
        is_sent = state().services.email_confirmation.ask(seller_id, to, act)
    except CrowdedAddressError:
        return _page(seller_id, 429, CROWDED)
    except TooOftenError:
        return _page(seller_id, 429, ENOUGH_LETTERS)
    return _done(SENT if is_sent else ALREADY)


@bp.post("/confirmation")
@sellers_only
def confirm(seller_id: str) -> AnyResponse:
    """Take in the digits that came by letter."""
    if sessions.sees_from():
        return _page(seller_id, 403)
    try:
        state().services.email_confirmation.confirm(seller_id, digits(request.form.get("code", "")))
    except OtherCodeError:
        return _page(seller_id, 422, OTHER_CODE)
    except TooOftenError:
        return _page(seller_id, 429, TOO_MANY_TRIES)
    except NotFoundError:
        return _page(seller_id, 409, NO_ADDRESS_YET)
    return _done(f"이메일을 확인했어요. 이제 {HOW[EMAIL]} 알려 드려요.")


@bp.get("/confirmation")
@sellers_only
def no_confirmation(seller_id: str) -> AnyResponse:  # noqa: ARG001
    """Lead back from what only a button does."""
    return redirect(url_for(".show"), code=303)


def _done(said: str) -> AnyResponse:
    flash(said)
    return redirect(url_for(".show"), code=303)


def _leave(seller_id: str, channel: str) -> AnyResponse:
    state().services.message_consents.leave(seller_id, channel, "my")
    return _done(f"이제 {HOW[channel]} 보내지 않아요.")


def _page(seller_id: str, status: int = 200, problem: str = "") -> Response:
    is_partial = sessions.sees_from() is not None
    return render(
        "seller/messages.html",
        status,
        offers=offers(),
        is_partial=is_partial,
        told=() if is_partial else state().services.message_consents.told(seller_id),
        typed=request.form.get("email", "")[:160],
        problem=problem,
        wrong=problem in {NO_ADDRESS, CROWDED},
        other_code=problem == OTHER_CODE,
        KIND=words.KIND,
        TITLE=TITLE,
        NOTICE_STATE=STATE,
    )
