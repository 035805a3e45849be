"""The guides' screenshots, sent with the type that their bytes show."""

from flask import Blueprint, Response, abort

from wizard.images import Screenshot
from wizard.steps.image import Image
from wizard.web.assets import FOREVER
from wizard.web.context import house

bp = Blueprint("images", __name__)


@bp.get("/images/<digest>/<name>")
def image(digest: str, name: str) -> Response:
    """Send one screenshot; its address changes when it does, so it may be kept for ever."""
    found = [shot for shot in house().shelf.images.values() if shot.digest == digest]
    if not found or found[0].name != name:
        abort(404)
    response = Response(found[0].data, mimetype=found[0].mimetype)
    response.headers["Cache-Control"] = FOREVER
    return response


@bp.app_template_global()
def screenshot(image: Image) -> Screenshot:
    """Give the file behind an image of a guide."""
    return house().shelf.images[image]
