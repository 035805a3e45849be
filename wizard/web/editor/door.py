"""The editors' pages stand behind the staff's door; each of them may frame a stage."""

from flask import Blueprint, g

from wizard.web.security import FRAMING
from wizard.web.staff.guard import guard, hide

bp = Blueprint("editor", __name__, url_prefix="/editor")
bp.before_request(guard)
bp.after_request(hide)


@bp.before_request
def frame() -> None:
    """Let the page show a stage beside its text."""
    g.policy = FRAMING
