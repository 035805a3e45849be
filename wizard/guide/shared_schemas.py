"""The JSON Schemas of what guides share: constants, the glossary, a fragment."""

from collections.abc import Callable
from typing import Any

from pydantic import TypeAdapter

from wizard.guide.constants import Written
from wizard.guide.glossary import Term
from wizard.guide.json_schema import DIALECT, guide_schema, plain

GUIDE_FILE = "guide.schema.json"


def constants_schema() -> dict[str, Any]:
    """Give the schema of the constants' file."""
    return _by_name(dict[str, Written], "아임셀러 안내의 상수")


def glossary_schema() -> dict[str, Any]:
    """Give the schema of the glossary's file."""
    return _by_name(dict[str, Term], "아임셀러 안내의 낱말 풀이")


def fragment_schema() -> dict[str, Any]:
    """Give the schema of a fragment's file: steps as in the guide's schema beside it."""
    step = {"$ref": f"{GUIDE_FILE}#/properties/steps/items/else"}
    steps = {"type": "array", "items": step, "minItems": 1, "maxItems": 40}
    return {
        "$schema": DIALECT,
        "type": "object",
        "properties": {"steps": steps},
        "required": ["steps"],
        "additionalProperties": False,
        "title": "아임셀러 안내가 함께 쓰는 단계",
    }


def whole_fragment_schema() -> dict[str, Any]:
    """Give the schema of a fragment's file with all that it refers to, for who has no other beside it."""
    guide = guide_schema()
    made = fragment_schema()
    made["properties"]["steps"]["items"] = guide["properties"]["steps"]["items"]["else"]
    return {**made, "definitions": guide["definitions"]}


def _by_name(kind: Any, title: str) -> dict[str, Any]:
    """Give the schema of a file that is a mapping of names."""
    raw = TypeAdapter(kind).json_schema(mode="validation")
    parts = {name: plain(part) for name, part in raw.pop("$defs").items()}
    return {"$schema": DIALECT, **plain(raw), "title": title, "definitions": parts}


SCHEMAS: dict[str, Callable[[], dict[str, Any]]] = {
    "guide": guide_schema,
    "constants": constants_schema,
    "glossary": glossary_schema,
    "fragment": fragment_schema,
}
"""Kind of a text of the folder -> what gives its schema."""
