"""The schema of a guide, for editors' tools: `# yaml-language-server: $schema=…/schema/guide.json`."""

from functools import cache

from flask import Blueprint, Response

from wizard.guide import json_schema
from wizard.web import page_cache

bp = Blueprint("json_schema", __name__)


@bp.get("/schema/guide.json")
def guide() -> Response:
    """Send it, or say that the tool has it already."""
    response = page_cache.send(_packed())
    response.mimetype = "application/schema+json"
    response.headers["Vary"] = "Accept-Encoding"
    return response


@cache
def _packed() -> page_cache.Page:
    return page_cache.pack(json_schema.written(json_schema.guide_schema()).encode())
