"""An account that is to be registered in 아임셀러: entered there, or sent back with what to correct."""

from collections.abc import Callable

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import ChangedError, RefusedError
from wizard.forms.normalize import clean
from wizard.services.registration_decisions import MAX_REASON_CHARS
from wizard.services.roles import SECRET_ACCESS_ROLES
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.registration_view import boxes
from wizard.web.staff.requests import thread_page
from wizard.web.state import state

CHANGED = (
    "판매자가 그 사이에 계정을 고쳐서 다시 저장했어요. 등록한 것으로 적지 않았어요. "
    "계정을 다시 열어 바뀐 값을 확인하고 등록해 주세요."
)
MAX_DIGITS = 9
SAY_WHY = f"무엇을 고쳐야 하는지 {MAX_REASON_CHARS}자까지 적어 주세요."
WHICH = "어느 칸을 고쳐야 하는지 골라 주세요."
DONE = "등록했다고 적었어요. 판매자에게도 ‘아임셀러에 등록됐어요’로 보여요."
SENT_BACK = (
    "되돌려 보냈어요. 판매자에게 고칠 칸과 이유가 보여요. 다시 저장하면 이 요청으로 돌아와요."
)


@bp.post("/requests/<request_id>/registration")
@only(SECRET_ACCESS_ROLES)
def confirm_registration(request_id: str) -> AnyResponse:
    """Say that an account stands in 아임셀러, as it was opened."""
    desk = state().services.registration_desk
    return _decide(request_id, lambda: desk.confirm(request_id, me().id, _revision()), DONE)


@bp.post("/requests/<request_id>/return")
@only(SECRET_ACCESS_ROLES)
def send_registration_back(request_id: str) -> AnyResponse:
    """Send an account back to its seller, with the box and the reason."""
    why = clean(request.form.get("why", ""), "edges").value
    field = request.form.get("field")
    asked = state().services.requests.thread(request_id).request
    if field is None or field not in {"", *boxes(asked)}:
        return thread_page(request_id, 422, {"field": WHICH})
    if not 0 < len(why) <= MAX_REASON_CHARS:
        return thread_page(request_id, 422, {"why": SAY_WHY})
    desk = state().services.registration_desk
    return _decide(
        request_id,
        lambda: desk.send_back(request_id, me().id, _revision(), field, why),
        SENT_BACK,
    )


def _decide(request_id: str, decide: Callable[[], None], said: str) -> AnyResponse:
    try:
        decide()
    except ChangedError:
        return thread_page(request_id, 409, {"act": CHANGED})
    except RefusedError as refused:
        return thread_page(request_id, 409, {"act": str(refused)})
    flash(said)
    return redirect(url_for(".request_page", request_id=request_id), code=303)


def _revision() -> int:
    told = request.form.get("revision", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= MAX_DIGITS else 0
