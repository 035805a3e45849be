"""What a seller is told, stopped by staff: it goes to a wrong number or address."""

from flask import abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.messaging.channel import CHANNELS
from wizard.services.message_consents import BY_STAFF
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

STOPPED = "알림을 멈췄어요. 판매자의 ‘알림 받기’에도 담당자가 껐다고 나와요."
WAS_OFF = "켜져 있지 않아서 바뀐 것이 없어요. 이 판매자에게 그 방법으로는 알림이 가지 않아요."


@bp.post("/sellers/<seller_id>/messages")
@only(SELLER_SUPPORT_ROLES)
def stop_messages(seller_id: str) -> AnyResponse:
    """Send a seller nothing more by one channel, from this moment on."""
    channel = request.form.get("channel", "")
    if channel not in CHANNELS:
        abort(404)
    consents = state().services.message_consents
    was_on = consents.leave(seller_id, channel, BY_STAFF, f"staff:{me().id}")
    flash(STOPPED if was_on else WAS_OFF)
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.get("/sellers/<seller_id>/messages")
@only(SELLER_SUPPORT_ROLES)
def no_messages(seller_id: str) -> AnyResponse:
    """Lead back to the seller's page."""
    return redirect(url_for(".seller", seller_id=seller_id), code=303)
