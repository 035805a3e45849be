"""Where in a pasted text the value of each input stands, while the form is still being filled in."""

from flask import Blueprint, Response, abort, jsonify, request

from wizard.forms import submission
from wizard.web import rate_limit
from wizard.web.form import pasted, rearrange
from wizard.web.form.pasted import AREA, Pasted
from wizard.web.form.posted import form_of
from wizard.web.seller.account_forms import form_screen
from wizard.web.state import state

bp = Blueprint("paste_preview", __name__)


@bp.post("/guides/<mall>/<step_id>/parts")
def show(mall: str, step_id: str) -> Response:
    """Tell where in a pasted text the value of each box stands, and how an open one will stand in its box."""
    screen = form_screen(mall, step_id)
    step = form_of(screen)
    asked = step.asked(submission.choices(step, request.form, screen.journey.answers))
    name, text = request.form.get("box", ""), request.form.get("text", "")
    found = Pasted()
    if not state().save_limiter.allows(rate_limit.sealed_address()):
        abort(429)  # the text waits where it is, and is split when it is sent
    if name == AREA or name in asked:
        read = pasted.of_area if name == AREA else pasted.of_box
        of_mall = pasted.mall_of(screen.guide, state().catalog.hosts)
        found = read(step, asked, text, of_mall)
    response = jsonify(
        parts=[[part.name, *span] for part in found.parts for span in part.spans],
        values=pasted.open_values(asked, found),
        left_out=pasted.left_out(step, found) or ([] if found.parts else [pasted.NOTHING]),
        whole=rearrange.whole_digest(name, text),
    )
    response.headers["Cache-Control"] = "no-store"
    return response
