"""What the API tells of itself, to anybody: its document, and what each kind of problem means."""

from functools import cache

from flask import Blueprint, Response

from wizard.errors import NotFoundError
from wizard.web.api import openapi
from wizard.web.api.problems import BASE, KINDS
from wizard.web.api.reading import MEDIA_TYPE
from wizard.web.api.told import ProblemKind

bp = Blueprint("about", __name__, url_prefix="/v1")


@bp.get("/openapi.json", provide_automatic_options=False)
def get_document() -> Response:
    """Give the document of the API."""
    return Response(_document(), mimetype=MEDIA_TYPE)


@bp.get("/problems/<name>", provide_automatic_options=False)
def get_problem_kind(name: str) -> Response:
    """Say what a kind of problem means."""
    if name not in KINDS:
        raise NotFoundError("no such kind of problem")
    found = KINDS[name]
    told = ProblemKind(type=f"{BASE}{name}", title=found.title, status=found.status, detail=found.detail)  # fmt: skip
    return Response(told.model_dump_json(), mimetype=MEDIA_TYPE)


@cache
def _document() -> str:
    return openapi.written()
