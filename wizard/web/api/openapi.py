"""The document of the API, made of its operations and models: OpenAPI 3.1."""

import json
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from wizard.web.api.once import HEADER, PATTERN
from wizard.web.api.operations import OPERATIONS, Operation
from wizard.web.api.problems import KINDS, MEDIA_TYPE
from wizard.web.api.told import Problem, ProblemKind

Json = dict[str, Any]

VERSION = "1.0.0"
INFO = {
    "title": "아임셀러 연결 길잡이 API",
    "version": VERSION,
    "description": (
        "판매자, 초대 링크, 제휴몰 계정, 확인, 등록을 다른 프로그램에서 다뤄요. "
        "쓰는 법과 그대로 돌려 볼 보기는 docs/api.md에 있어요."
    ),
}
ALWAYS = ("bad-request", "unauthorized", "insufficient-scope", "invalid", "too-many-requests", "internal", "unavailable")  # fmt: skip
WITH_BODY = ("malformed", "too-large", "unsupported-media-type")
WITH_KEY = ("idempotency-key-missing", "request-running", "key-reused")
WITH_MATCH = ("outdated", "precondition-required")
_PREFIX = "/api/v1"


def written() -> str:
    """Give the document as it is served and kept in docs/openapi.json."""
    return json.dumps(document(), ensure_ascii=False, indent=1) + "\n"


def document() -> Json:
    """Give the document."""
    paths: dict[str, Json] = {}
    for told in OPERATIONS:
        paths.setdefault(f"{_PREFIX}{told.path}", {})[told.method.lower()] = _operation(told)
    paths[f"{_PREFIX}/openapi.json"] = {"get": _about("get_document", "이 문서.", {"type": "object"})}  # fmt: skip
    paths[f"{_PREFIX}/problems/{{name}}"] = {"get": _kind()}
    return {
        "openapi": "3.1.0",
        "info": INFO,
        "servers": [{"url": "/"}],
        "security": [{"token": []}],
        "paths": paths,
        "components": _components(),
    }


def _components() -> Json:
    told: set[type[BaseModel]] = {Problem, ProblemKind}
    told |= {one.answer for one in OPERATIONS} | {one.body for one in OPERATIONS if one.body}
    sent = {one.body for one in OPERATIONS if one.body}
    pairs: Any = [
        (model, "validation" if model in sent else "serialization")
        for model in sorted(told, key=lambda one: one.__name__)
    ]
    _, schema = models_json_schema(pairs, ref_template="#/components/schemas/{model}")
    scheme = {"type": "http", "scheme": "bearer", "description": "관리자가 만든 토큰 (wzd_…)"}
    return {"schemas": schema["$defs"], "securitySchemes": {"token": scheme}}


def _operation(told: Operation) -> Json:
    made: Json = {
        "operationId": told.name,
        "summary": told.summary,
        "tags": [told.path.split("/")[1]],
        "description": f"필요한 권한: `{told.scope.value}`",
        "parameters": _parameters(told),
        "responses": {str(told.status): _answer(told)} | _responses(_problems(told)),
    }
    if told.body:
        content = {"application/json": {"schema": _ref(told.body)}}
        made["requestBody"] = {"required": True, "content": content}
    if told.is_tagged and told.method == "GET":
        made["responses"]["304"] = {"description": "If-None-Match와 같아요. 본문이 없어요."}
    return made


def _problems(told: Operation) -> set[str]:
    """Name the problems that an operation may answer."""
    found = {*ALWAYS, *told.problems}
    found |= {"not-found"} if "{" in told.path else set()
    found |= set(WITH_BODY) if told.body else set()
    found |= set(WITH_KEY) if told.needs_key else set()
    return found | set(WITH_MATCH) if told.needs_match else found


def _responses(names: set[str]) -> Json:
    """Give for each status the problems that have it."""
    told: dict[int, list[str]] = {}
    for name in sorted(names):
        told.setdefault(KINDS[name].status, []).append(name)
    return {str(status): _problem(status, told[status]) for status in sorted(told)}


def _problem(status: int, names: list[str]) -> Json:
    words = " · ".join(f"`{name}` {KINDS[name].title}" for name in names)
    made: Json = {
        "description": words,
        "content": {MEDIA_TYPE: {"schema": _ref(Problem)}},
    }
    if status == HTTPStatus.UNAUTHORIZED:
        made["headers"] = {"WWW-Authenticate": _header("Bearer와 까닭", is_sure=True)}
    if status in {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}:
        made["headers"] = {"Retry-After": _header("몇 초 뒤에 다시 보낼지", is_sure=True)}
    return made


def _answer(told: Operation) -> Json:
    headers = {"RateLimit": _header("남은 횟수와 초"), "RateLimit-Policy": _header("초마다 몇 번")}
    if told.is_tagged:
        headers["ETag"] = _header("If-None-Match와 If-Match에 적을 이름", is_sure=True)
    if told.needs_key:
        headers["Idempotency-Replayed"] = _header("전에 한 답을 다시 준 것이면 true")
    return {
        "description": HTTPStatus(told.status).phrase,
        "headers": headers,
        "content": {"application/json": {"schema": _ref(told.answer)}},
    }


def _header(words: str, *, is_sure: bool = False) -> Json:
    return {"description": words, "required": is_sure, "schema": {"type": "string"}}


def _parameters(told: Operation) -> list[Json]:
    made = [_in_path(part[1:-1]) for part in told.path.split("/") if part.startswith("{")]
    made += _in_query(told.query) if told.query else []
    if told.needs_key:
        key = {"type": "string", "pattern": PATTERN, "examples": ["2f1c8a52-6b1e-4f0e-9d3a-0d6a8a1c7e55"]}  # fmt: skip
        made.append(_in_header(HEADER, key, "요청마다 새로 짓는 이름: 다시 보내도 한 번만 해요"))
    if told.needs_match:
        made.append(_in_header("If-Match", {"type": "string", "minLength": 1}, "읽을 때 받은 ETag"))
    if told.is_tagged and told.method == "GET":
        made.append(_in_header("If-None-Match", {"type": "string"}, "가지고 있는 것의 ETag", is_sure=False))  # fmt: skip
    return made


def _in_path(name: str) -> Json:
    schema = {"type": "string", "pattern": "^[0-9a-f]{32}$"}
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _in_header(name: str, schema: Json, words: str, *, is_sure: bool = True) -> Json:
    return {"name": name, "in": "header", "required": is_sure, "schema": schema, "description": words}  # fmt: skip


def _in_query(model: type[BaseModel]) -> list[Json]:
    return [
        {"name": name, "in": "query", "required": False, "schema": _bare(schema)}
        for name, schema in model.model_json_schema()["properties"].items()
    ]


def _bare(schema: Json) -> Json:
    """Give the schema of what may be left out, without the null that stands for it."""
    named = {key: value for key, value in schema.items() if key not in {"anyOf", "title"}}
    chosen = [one for one in schema.get("anyOf", ()) if one != {"type": "null"}]
    named = {**named, **(chosen[0] if chosen else {})}
    return {key: value for key, value in named.items() if not (key == "default" and value is None)}


def _about(name: str, summary: str, schema: Json) -> Json:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": name,
        "summary": summary,
        "tags": ["about"],
        "security": [],
        "responses": {"200": {"description": "OK", "content": content}},
    }


def _kind() -> Json:
    made = _about("get_problem_kind", "`type` 주소가 알려 주는 것.", _ref(ProblemKind))
    name = {"type": "string", "enum": [*KINDS]}
    made["parameters"] = [{"name": "name", "in": "path", "required": True, "schema": name}]
    made["responses"] |= _responses({"not-found"})
    return made


def _ref(model: type[BaseModel]) -> Json:
    return {"$ref": f"#/components/schemas/{model.__name__}"}
