"""The JSON Schema of a guide, for editors' tools: what completes and underlines as they type.

It is made from the models that read guides, so it cannot drift from them. It knows keys, shapes,
words and lengths; it cannot know what only the whole guide tells (names that must exist, ways,
examples against formats) or what only the text tells (tabs, quotes, a key given twice).
"""

import json
from collections.abc import Iterator
from typing import Any

from wizard.guide.fragments import USE, Use
from wizard.guide.model import Guide
from wizard.steps.lines import LINES
from wizard.steps.picture import WORDLESS

Kinds = dict[str, list[str]]
"""Model -> the kinds it may be."""

DIALECT = "http://json-schema.org/draft-07/schema#"
_LIMITS = {"ge": "minimum", "le": "maximum"}
_CONSTANT = r"\$\{[^}]*\}"
_KINDS = {
    "info": "읽고 하는 화면",
    "choice": "길이 갈리는 질문",
    "checklist": "여러 개 고르기",
    "credentials": "계정 입력",
    "request": "담당자에게 요청",
    "wait": "기다리기",
    "outcome": "끝 화면",
    "text": "적는 값",
    "secret": "다시 보여 주지 않는 값",
    "date": "날짜",
}


def guide_schema() -> dict[str, Any]:
    """Give the schema of a guide's file."""
    raw = Guide.model_json_schema(mode="validation")
    made = raw.pop("$defs")
    kinds = {name: _kinds(part) for name, part in made.items()}
    parts = {name: _plain(part, kinds) for name, part in made.items()}
    parts["Row"] = _row(parts["Row"])
    parts["Item"] = _item(parts["Item"])
    parts |= {kind.__name__: _line(parts[kind.__name__]) for kind in LINES}
    parts["Use"] = _plain(Use.model_json_schema(), kinds)
    top = {"$schema": DIALECT, **_plain(raw, kinds), "title": "아임셀러 연결 안내"}
    top["properties"]["steps"]["items"] = _step_or_use(top["properties"]["steps"]["items"])
    return {**top, "definitions": parts}


def _step_or_use(step: dict[str, Any]) -> dict[str, Any]:
    """A line of the steps is a step, or stands for the steps of a fragment."""
    use = {"$ref": "#/definitions/Use"}
    return {"if": {"type": "object", "required": [USE]}, "then": use, "else": step}


def written(schema: dict[str, Any]) -> str:
    """Give a schema as the file that stands beside the guides."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def plain(part: Any) -> Any:
    """Say in draft 7 what pydantic says of something that has no kinds."""
    return _plain(part, {})


def _kinds(part: dict[str, Any]) -> list[str]:
    kind = part["properties"].get("kind", {})
    return list(kind.get("enum") or filter(None, [kind.get("const")]))


def _plain(part: Any, kinds: Kinds) -> Any:
    """Say in draft 7 what pydantic says, without what means nothing to an editor."""
    if isinstance(part, list):
        return [_plain(one, kinds) for one in part]
    if not isinstance(part, dict):
        return part
    if "oneOf" in part:
        return _by_kind(part["oneOf"], kinds)
    found = dict(_keys(part, kinds))
    if "patternProperties" in found:
        found["additionalProperties"] = False
    if found.get("type") == "array":  # pydantic repeats the outer limit of "one or several" inside
        found.pop("minLength", None)
    options = [one for one in found.get("anyOf", []) if one != {"type": "null"}]
    if len(options) == 1:
        found = {**found, **options[0]}
        del found["anyOf"]
    elif options:
        found["anyOf"] = options
        found.pop("minLength", None)
    return found


def _keys(part: dict[str, Any], kinds: Kinds) -> Iterator[tuple[str, Any]]:
    is_model = part.get("additionalProperties") is False
    for key, value in part.items():
        if key == "properties":
            yield key, {name: _plain(one, kinds) for name, one in value.items()}
        elif key in {"title", "default"} or (key == "description" and is_model):
            continue  # for engineers
        elif key == "$ref":
            yield key, value.replace("$defs", "definitions")
        elif key == "patternProperties":
            yield key, {name: _plain(one, kinds) for name, one in value.items()}
        elif key == "pattern":
            yield key, f"{value}|{_CONSTANT}"
        elif key in _LIMITS:
            if isinstance(value, int):
                yield _LIMITS[key], value
        else:
            yield key, _plain(value, kinds)


def _by_kind(refs: list[dict[str, str]], kinds: Kinds) -> dict[str, Any]:
    """Choose by `kind`, so that a fault is underlined where it is and not at the whole step."""
    names = [ref["$ref"].removeprefix("#/$defs/") for ref in refs]
    parts = {kind: {"$ref": f"#/definitions/{name}"} for name in names for kind in kinds[name]}
    told = [_KINDS[kind] for kind in parts]
    known = {"kind": {"enum": list(parts), "enumDescriptions": told}}
    chosen: list[dict[str, Any]] = [
        {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": part}
        for kind, part in parts.items()
    ]
    if "text" in parts:  # what a field is that does not say
        chosen.append({"if": {"not": {"required": ["kind"]}}, "then": parts["text"]})
        return {"type": "object", "properties": known, "allOf": chosen}
    return {"type": "object", "required": ["kind"], "properties": known, "allOf": chosen}


def _row(row: dict[str, Any]) -> dict[str, Any]:
    """Columns stand beside `when`, under the names that 아임셀러 gives them."""
    known = row["properties"]
    column = {"type": "string", "description": known["cells"]["description"]}
    return {
        "type": "object",
        "properties": {"when": known["when"]},
        "additionalProperties": column,
        "anyOf": [{"minProperties": 2}, {"not": {"required": ["when"]}, "minProperties": 1}],
    }


def _line(line: dict[str, Any]) -> dict[str, Any]:
    """A plain sentence stands for `{say: …}`."""
    return {"anyOf": [line["properties"]["say"], line]}


def _item(item: dict[str, Any]) -> dict[str, Any]:
    """`{menu: API정보}` stands for `{kind: menu, text: API정보}`."""
    known = item["properties"]
    kinds = known["kind"]["enum"]
    short = {kind: known["text"] for kind in kinds if kind not in WORDLESS}
    others = [{"required": [kind]} for kind in short if kind != "text"]
    whole = {"required": ["kind"], "not": {"anyOf": others}}
    ways = [{"required": [kind], "not": {"required": ["kind"]}} for kind in kinds]
    return {**item, "properties": {**short, **known}, "required": [], "oneOf": [whole, *ways]}
