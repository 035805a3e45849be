"""What was sent, read strictly: one JSON text of a bounded size and depth, with known names only."""

import json
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ValidationError

from wizard.web.api.problems import ProblemError, faults_of
from wizard.web.api.told import Fault

MAX_DEPTH = 8
MEDIA_TYPE = "application/json"
TWICE = Fault(where="query", pointer="", code="repeated", detail="같은 이름이 두 번 있어요.")
UNKNOWN = Fault(where="query", pointer="", code="extra_forbidden", detail="알려 드린 것 말고 다른 이름이 있어요.")  # fmt: skip

M = TypeVar("M", bound=BaseModel)


def body(model: type[M]) -> M:
    """Read the body of a request.

    Raises:
        ProblemError: it is not JSON, or not what the model tells.

    """
    if request.mimetype != MEDIA_TYPE:
        raise ProblemError("unsupported-media-type")
    told = _json(request.get_data())
    try:
        return model.model_validate(told)
    except ValidationError as error:
        raise ProblemError("invalid", faults_of(error, "body")) from None


def no_body() -> None:
    """Refuse a body where none is told of."""
    if request.get_data():
        fault = Fault(where="body", pointer="", code="unexpected", detail="이 요청에는 본문이 없어요.")  # fmt: skip
        raise ProblemError("invalid", [fault])


def query(model: type[M]) -> M:
    """Read what stands behind the `?` of an address."""
    if len(request.args) != sum(1 for _ in request.args.items(multi=True)):
        raise ProblemError("invalid", [TWICE])
    try:
        return model.model_validate(request.args.to_dict())
    except ValidationError as error:
        raise ProblemError("invalid", faults_of(error, "query")) from None


def no_query() -> None:
    """Refuse an address with a `?` where nothing may stand behind it: a token may."""
    if request.args:
        raise ProblemError("invalid", [UNKNOWN])


def _json(sent: bytes) -> Any:
    try:
        told = json.loads(sent, object_pairs_hook=_once, parse_constant=_no_number)
        json.dumps(told, ensure_ascii=False).encode()  # no half of a letter
    except (ValueError, RecursionError):
        raise ProblemError("malformed") from None
    if _is_deep(told):
        raise ProblemError("malformed")
    return told


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def _no_number(_written: str) -> float:
    raise ValueError("no number")


def _is_deep(told: Any) -> bool:
    """Say whether anything stands deeper than it may."""
    level = [told]
    for _ in range(MAX_DEPTH):
        level = [child for one in level for child in _children(one)]
    return bool(level)


def _children(one: Any) -> list[Any]:
    if isinstance(one, dict):
        return list(one.values())
    return one if isinstance(one, list) else []
