"""알림 받기: by what a seller wants to be told, and what they were told."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

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
    email = clean(form.get("email", "")).value[:160]
    if wants and form.get("version") != VERSION:
        return _page(seller_id, 409, CHANGED)
    if wants and channel == EMAIL and not ADDRESS.fullmatch(email):
        return _page(seller_id, 422, NO_ADDRESS)
    act = form.get("act", "")
    state().services.message_consents.say(
        seller_id, channel, act if act in ACTS else "my",
        is_given=wants, email=email if channel == EMAIL else "",
    )  # fmt: skip
    flash(_said(channel, wants=wants))
    return redirect(url_for(".show"), code=303)


def _said(channel: str, *, wants: bool) -> str:
    how = {"talk": "카카오톡으로", "email": "이메일로"}[channel]
    return f"이제 {how} 알려 드려요." if wants else f"이제 {how} 보내지 않아요."


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
