"""The schemas of the folder's texts, for editors' tools: `# yaml-language-server: $schema=…/schema/guide.json`."""

from functools import cache

from flask import Blueprint, Response, url_for

from wizard.content.folder import is_guide
from wizard.guide.fragments import is_fragment
from wizard.guide.json_schema import written
from wizard.guide.shared_schemas import SCHEMAS, whole_fragment_schema
from wizard.web import page_cache

bp = Blueprint("json_schema", __name__)


@bp.get("/schema/<any(guide, fragment, constants, glossary):kind>.json")
def guide(kind: str) -> Response:
    """Send one, or say that the tool has it already."""
    response = page_cache.send(_packed(kind))
    response.mimetype = "application/schema+json"
    response.headers["Vary"] = "Accept-Encoding"
    return response


def schema_of(name: str) -> str:
    """Give the address of the schema that a text is written by."""
    kind = "guide" if is_guide(name) else "fragment" if is_fragment(name) else name
    return url_for("json_schema.guide", kind=kind)


@cache
def _packed(kind: str) -> page_cache.Page:
    made = whole_fragment_schema() if kind == "fragment" else SCHEMAS[kind]()
    return page_cache.pack(written(made).encode())
