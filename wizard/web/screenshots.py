"""The guides' screenshots, sent with the type that their bytes show."""

from flask import Blueprint, Response, abort, url_for

from wizard.guide.screenshots import Screenshot
from wizard.steps.image import Image
from wizard.web.site import site
from wizard.web.state import state
from wizard.web.static_files import FOREVER

bp = Blueprint("screenshots", __name__)


@bp.get("/images/<digest>/<name>")
def image(digest: str, name: str) -> Response:
    """Send one screenshot; its address changes when it does, so it may be kept for ever.

    A page of the set before, or of the one that another process shows already, has its pictures too.
    """
    response = _sent(_shown(digest) or _of_another_set(digest), name)
    response.headers["Cache-Control"] = FOREVER
    return response


def unpublished_image(mall: str, digest: str, name: str) -> Response:  # noqa: ARG001 the catalog is that guide's
    """Send a screenshot of the guides that this request sees; it may be of no release."""
    return _sent(_shown(digest), name)


@bp.app_template_global()
def screenshot(image: Image) -> Screenshot:
    """Give the file behind an image of a guide."""
    return state().catalog.images[image]


@bp.app_template_global()
def picture_address(shot: Screenshot) -> str:
    """Give the address of a screenshot on the site that this request stands on."""
    return f"{site().images}{url_for('screenshots.image', digest=shot.digest, name=shot.name)}"


def _sent(found: Screenshot | None, name: str) -> Response:
    if found is None or found.name != name:
        abort(404)
    return Response(found.data, mimetype=found.mimetype)


def _shown(digest: str) -> Screenshot | None:
    shots = state().catalog.images.values()
    return next((shot for shot in shots if shot.digest == digest), None)


def _of_another_set(digest: str) -> Screenshot | None:
    store = state().services.publishing.release_store
    return state().if_at_hand(lambda: store.picture(digest), store.kept.pictures.get(digest))
