"""What is wrong with the boxes that a person leaves, while the form is still being filled in."""

from flask import Blueprint, Response, jsonify, request

from wizard.web import rate_limit
from wizard.web.form.posted import Posted, receive
from wizard.web.seller.account_forms import form_screen
from wizard.web.state import state

bp = Blueprint("judgement", __name__)


@bp.post("/guides/<mall>/<step_id>/judged")
def show(mall: str, step_id: str) -> Response:
    """Tell what saving would say of the boxes that were sent: box -> how bad, and one sentence. Nothing is kept."""
    screen = form_screen(mall, step_id)
    is_allowed = state().save_limiter.allows(rate_limit.sealed_address())
    response = jsonify(_told(receive(screen, None)) if is_allowed else {})
    response.headers["Cache-Control"] = "no-store"
    return response


def _told(posted: Posted) -> dict[str, tuple[str, str]]:
    """Give what is to be said of each box that is filled, and of whose account it is, which no pasted screen tells."""
    filled = posted.judged_where_filled()
    doubts = {name: ("doubt", text) for name, text in filled.doubts.items()}
    errors = {name: ("error", text) for name, text in filled.read.errors.items()}
    firm = {n: ("error", str(text)) for n, text in posted.firm_errors.items() if n in request.form}
    return doubts | errors | firm
