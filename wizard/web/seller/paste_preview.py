"""Where in a pasted text the value of each input stands, while the form is still being filled in."""

from flask import Blueprint, Response, jsonify, request

from wizard.forms import submission
from wizard.web import rate_limit
from wizard.web.form import rearrange
from wizard.web.form.posted import form_of
from wizard.web.seller.account_forms import form_screen
from wizard.web.state import state

bp = Blueprint("paste_preview", __name__)


@bp.post("/guides/<mall>/<step_id>/parts")
def show(mall: str, step_id: str) -> Response:
    """Tell where in a pasted text the value of each box stands: places, and days as a date box takes them."""
    screen = form_screen(mall, step_id)
    step = form_of(screen)
    asked = step.asked(submission.choices(step, request.form, screen.journey.answers))
    name, text = request.form.get("box", ""), request.form.get("text", "")
    is_read = name in asked and state().save_limiter.allows(rate_limit.address())
    found = rearrange.asked_parts(step, asked, text) if is_read else []
    places = [[part.name, part.start, part.end] for part in found]
    days, whole = rearrange.days(asked, text, found), rearrange.whole_digest(name, text)
    response = jsonify(parts=places, days=days, whole=whole)
    response.headers["Cache-Control"] = "no-store"
    return response
