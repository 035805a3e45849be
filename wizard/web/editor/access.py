"""The editors' pages stand behind the staff's sign-in; each of them may frame a preview."""

from flask import Blueprint, Response, g, request, url_for
from flask.sansio.blueprints import BlueprintSetupState
from werkzeug.routing import BaseConverter
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import AlreadySubmittedError
from wizard.guide.fragments import FOLDER as FRAGMENTS
from wizard.photos import MAX_SENT_BYTES
from wizard.web import errors, repeated_forms, unavailable
from wizard.web.editor import rejections
from wizard.web.htmx import wants_screen, whole
from wizard.web.security import FRAMING
from wizard.web.staff.access import keep_private, require_role
from wizard.web.urls import read_url


class TextName(BaseConverter):
    """What may be the name of a text of the folder: it may stand in the folder of fragments."""

    regex = f"(?:{FRAGMENTS}/[^/]+|(?!{FRAGMENTS}/)[^/]+)"
    part_isolating = False


def _know_text_names(setup: BlueprintSetupState) -> None:
    setup.app.url_map.converters["text"] = TextName


bp = Blueprint("editor", __name__, url_prefix="/editor")
bp.record(_know_text_names)
bp.after_request(keep_private)
errors.register(bp, rejections.failure)
unavailable.answer_for(bp)
bp.register_error_handler(AlreadySubmittedError, lambda _error: repeated_forms.done())

PICTURE_ROUTE = "editor.save_picture"
"""The route to which a picture is posted."""

MAX_TYPED_BYTES = 1_000_000
"""A guide may have 200 KB; what is typed beyond that comes back with a word, not with an error."""


@bp.url_value_preprocessor
def allow_large_text(endpoint: str | None, _values: dict[str, str] | None) -> None:
    """Let a guide's whole text in, or a picture; this is asked before anybody reads the form."""
    if endpoint in rejections.ROUTES:
        request.max_content_length = request.max_form_memory_size = MAX_TYPED_BYTES
    if endpoint == PICTURE_ROUTE:
        request.max_content_length = MAX_SENT_BYTES + MAX_TYPED_BYTES


@bp.before_request
def require_editor() -> AnyResponse | None:
    """Turn away whoever may not open the page; what they typed is given back to them."""
    turned_away = require_role()
    if turned_away is not None and request.endpoint in rejections.ROUTES:
        return rejections.rejected(rejections.signed_out(), 403)
    return turned_away


@bp.before_request
def allow_frame() -> None:
    """Let the page show a preview beside its text."""
    g.policy = FRAMING


@bp.before_request
def open_as_whole_page() -> Response | None:
    """Have a page opened whole by who comes from elsewhere: our style and scripts are not there yet."""
    ours = url_for("editor.guides")
    from_where = read_url(request.headers.get("HX-Current-URL", ours)).path
    if request.method == "GET" and wants_screen() and not f"{from_where}/".startswith(f"{ours}/"):
        return whole(request.full_path.rstrip("?"))
    return None
