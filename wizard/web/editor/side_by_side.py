"""Two editions of a guide side by side, screen by screen."""

from flask import Response, abort, request

from wizard.errors import NotFoundError
from wizard.guide.changed_words import changed_words
from wizard.guide.model import Guide
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.preview import Preview
from wizard.web.editor.stops import addresses
from wizard.web.htmx import render
from wizard.web.staff.access import me, only
from wizard.web.state import state


@bp.app_template_global("shown_at")
def shown_at(guide: Guide, step_id: str, view: str) -> str:
    """Give the address at which a step of a guide is seen in a view, under any name it had."""
    preview = Preview(view, "")
    found = addresses(guide, preview).get(guide.called(step_id), "")
    return found or f"{preview.root}/{guide.mall}"


@bp.get("/<mall>/screens")
@only(EDITOR_ROLES)
def screens(mall: str) -> Response:
    """Show two editions of a guide side by side, screen by screen."""
    old, new = (request.args.get(name, "") for name in ("old", "new"))
    previews, at = state().previews, request.args.get("at", "")
    try:
        sides = [previews.view_catalog(mall, view, me().id).guides.get(mall) for view in (old, new)]
    except NotFoundError:
        abort(404)
    told = changed_words(*sides) if all(sides) else []
    steps = [step for guide in reversed(sides) for step in (guide.steps if guide else ())]
    titles = {step.id: step.title for step in steps}
    return render(
        "editor/screens.html",
        mall=mall,
        views=(old, new),
        guides=sides,
        at=at if at in titles else next((one.step_id for one in told if one.step_id), ""),
        titles=titles,
        changed={one.step_id for one in told},
    )
