"""The editors' pages stand behind the staff's door; each of them may frame a stage."""

from urllib.parse import urlsplit

from flask import Blueprint, Response, g, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.web.editor import rejections
from wizard.web.htmx import wants_screen, whole
from wizard.web.security import FRAMING
from wizard.web.staff.access import guard, hide

bp = Blueprint("editor", __name__, url_prefix="/editor")
bp.after_request(hide)

MAX_TYPED_BYTES = 1_000_000
"""A guide may have 200 KB; what is typed beyond that comes back with a word, not with a closed door."""


@bp.url_value_preprocessor
def open_wide(endpoint: str | None, _values: dict[str, str] | None) -> None:
    """Let a guide's whole text in; this is asked before anybody reads the form."""
    if endpoint in rejections.ROUTES:
        request.max_content_length = request.max_form_memory_size = MAX_TYPED_BYTES


@bp.before_request
def admit() -> AnyResponse | None:
    """Turn away whoever may not open the page; what they typed is given back to them."""
    turned_away = guard()
    if turned_away is not None and request.endpoint in rejections.ROUTES:
        return rejections.rejected(rejections.SIGNED_OUT, 403)
    return turned_away


@bp.before_request
def frame() -> None:
    """Let the page show a stage beside its text."""
    g.policy = FRAMING


@bp.before_request
def open_whole() -> Response | None:
    """Have a page opened whole by who comes from elsewhere: our style and scripts are not there yet."""
    from_where = urlsplit(request.headers.get("HX-Current-URL", "/editor")).path
    if request.method == "GET" and wants_screen() and not f"{from_where}/".startswith("/editor/"):
        return whole(request.full_path.rstrip("?"))
    return None
