"""알림 받기: by what a seller wants to be told, and what they were told."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import OutdatedError
from wizard.forms.normalize import clean
from wizard.message_settings import ADDRESS
from wizard.messaging.channel import CHANNELS, EMAIL
from wizard.reminding import words
from wizard.reminding.consent import VERSION
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
    offered = {one.channel for one in offers()}
    if channel not in CHANNELS or (wants and channel not in offered):
        return _page(seller_id, 422, CHANGED)
    if wants and form.get("version") != VERSION:
        return _page(seller_id, 409, CHANGED)
    return _agree(seller_id, channel) if wants else _leave(seller_id, channel)


def _agree(seller_id: str, channel: str) -> AnyResponse:
    form = request.form
    to = clean(form.get("email" if channel == EMAIL else "to", "")).value[:160]
    if channel == EMAIL and not ADDRESS.fullmatch(to):
        return _page(seller_id, 422, NO_ADDRESS)
    act = form.get("act", "")
    try:
        state().services.message_consents.agree(seller_id, channel, act if act in ACTS else "my", to)  # fmt: skip
    except OutdatedError:
        return _page(seller_id, 409, OTHER_NUMBER)
    flash(f"이제 {HOW[channel]} 알려 드려요.")
    return redirect(url_for(".show"), code=303)


def _leave(seller_id: str, channel: str) -> AnyResponse:
    state().services.message_consents.leave(seller_id, channel, "my")
    flash(f"이제 {HOW[channel]} 보내지 않아요.")
    return redirect(url_for(".show"), code=303)


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
        wrong=problem == NO_ADDRESS,
        KIND=words.KIND,
        TITLE=TITLE,
        NOTICE_STATE=STATE,
    )
