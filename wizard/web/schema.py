"""The schema of a guide, for editors' tools: `# yaml-language-server: $schema=…/schema/guide.json`."""

from functools import cache

from flask import Blueprint, Response

from wizard.guide import json_schema
from wizard.web import pages

bp = Blueprint("schema", __name__)


@bp.get("/schema/guide.json")
def guide() -> Response:
    """Send it, or say that the tool has it already."""
    response = pages.send(_packed())
    response.mimetype = "application/schema+json"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _packed() -> pages.Page:
    return pages.pack(json_schema.written().encode())
