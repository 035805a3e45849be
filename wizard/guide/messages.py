"""What pydantic says is wrong, told to an editor in Korean."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from wizard.steps.base import Model

MAX_NAMES = 12
MAX_WORDS = 200
"""Among more words none is looked for that is spelt alike: each comparison takes time."""
_TOO_SHORT = frozenset({"string_too_short", "too_short"})
_TOO_LONG = frozenset({"string_too_long", "too_long"})
_SHAPES = {
    "dict_type": "이름: 값 꼴의 묶음이",
    "model_type": "이름: 값 꼴의 묶음이",
    "model_attributes_type": "이름: 값 꼴의 묶음이",
    "tuple_type": "'- '로 시작하는 목록이",
    "string_type": "한 줄의 글이",
    "number": "숫자가",
    "bool_type": "true 또는 false가",
    "day": "2026-11-23 꼴의 날짜가",
    "period": "2026-11-23, 2026-08, 2021 가운데 한 꼴의 날짜가",
}
_IN_KOREAN = {
    "제목": "title", "종류": "kind", "단계": "steps", "구간": "stage", "그림": "picture", "주의": "caution",
    "할 일": "do", "할일": "do", "설명": "say", "안내": "intro", "준비물": "needs", "필요": "needs", "이름": "label",
    "예": "example", "예시": "example", "질문": "label", "답": "options", "칸": "fields", "줄": "rows", "값": "value",
    "입력": "enter", "조건": "when", "쇼핑몰": "mall", "분류": "category", "상태": "status", "주소": "url",
    "메뉴": "menu", "버튼": "button", "표시": "mark", "위치": "where", "도움": "help", "영상": "video", "결과": "result",
}  # fmt: skip
"""What people call the names of a guide, if they write them in Korean."""
_KOREAN = re.compile("[가-힣]")
_LIST_DOT = re.compile(r"\s*[-•·–—*]")
_WORDS = {
    "https?": "https://로 시작하는 주소를 빈칸 없이 적어 주세요",
    "(-[a-z0-9]+)": "open-api처럼 소문자, 숫자, 줄표만 써 주세요",
    "(_[a-z0-9]+)": "api_key처럼 소문자, 숫자, 밑줄만 써 주세요",
}
_MEANT = re.compile(r"^혹시 '(.+)'인가요\?$")
_PATTERN = "값 전체의 모양만 적고, 괄호와 역슬래시를 살펴 주세요"
_DOUBTFUL = "더 알아봐서 H나 M으로 적거나, 그 글을 빼 주세요. 메모는 #으로 남겨요"
_LIMITS = {"ge": "이상으로 적어 주세요", "le": "이하로 적어 주세요"}


def about(
    fault: Mapping[str, Any], data: Any = None, model: type[Model] = Model
) -> tuple[str, str, str]:
    """Give code, message and hint for one of pydantic's error details.

    Args:
        fault: one of `ValidationError.errors()`.
        data: what was validated: it tells the editor's own names from those pydantic adds.
        model: what it was validated as: it tells what could stand there.

    Source: the error types are listed at docs.pydantic.dev/latest/errors/validation_errors.

    """
    models, path = trail(model, fault["loc"])
    kind, name, context = fault["type"], _name(fault["type"], path, data), fault.get("ctx", {})
    if kind == "missing":
        return "K01", f"'{name}' 항목이 빠졌어요", f"'{name}: …'을 넣어 주세요"
    if kind == "extra_forbidden":
        known = {key for found in models for key in found.file_keys()}
        return "K02", f"'{name}'은 모르는 항목이에요", nearest(name, known)
    if kind in _SHAPES:
        return "K03", f"'{name}'에는 {_SHAPES[kind]} 와야 해요", _found(kind, fault["input"])
    if kind in _TOO_SHORT:
        return "K04", f"'{name}'이 비어 있거나 너무 적어요", "내용을 채우거나 항목을 지워 주세요"
    if kind in {"literal_error", "union_tag_invalid"}:
        return _not_in_list(fault, models)
    if kind == "union_tag_not_found":
        return "K01", "'kind' 항목이 빠졌어요", "'kind: info'처럼 단계의 종류를 적어 주세요"
    if kind == "string_pattern_mismatch":
        return "K07", f"'{name}'에 쓸 수 없는 글자가 있어요", _shape(context["pattern"])
    if kind in {"greater_than_equal", "less_than_equal"}:
        limits = " ".join(f"{_limit(limit)} {_LIMITS[way]}" for way, limit in context.items())
        return "K08", f"'{name}'의 값 '{fault['input']}'이 범위를 벗어났어요", limits
    if kind == "pattern":
        return "K09", f"정규식을 읽을 수 없어요: {context['why']}", _PATTERN
    if kind == "doubtful":
        return "P60", f"'{context['by']}'로 표시한 것은 판매자에게 말하지 않아요", _DOUBTFUL
    if kind in _TOO_LONG:
        most, now = context["max_length"], context.get("actual_length", len(fault["input"]))
        return "K10", f"'{name}'이 너무 길어요", f"{most}까지 쓸 수 있는데 지금은 {now}이에요"
    own = str(fault["msg"]) if _KOREAN.search(str(fault["msg"])) else ""
    return "K03", f"'{name}'을 읽을 수 없어요", own or "모양을 다른 안내와 견주어 주세요"


def nearest(name: str, known: Iterable[str]) -> str:
    """Hint at the known word that `name` was probably meant to be, or at what there is."""
    words = sorted(known)
    if (said := _IN_KOREAN.get(name.strip(), "")) in words:
        return f"혹시 '{said}'인가요?"
    close = get_close_matches(name, words[:MAX_WORDS], n=1, cutoff=0.6)
    if close:
        return f"혹시 '{close[0]}'인가요?"
    more = f" … 모두 {len(words)}가지" if len(words) > MAX_NAMES else ""
    return f"쓸 수 있는 것: {', '.join(words[:MAX_NAMES])}{more}"


def meant(hint: str) -> str:
    """Give the word at which `nearest` hinted; "" if it hinted at several."""
    found = _MEANT.search(hint)
    return found[1] if found else ""


def in_file(data: Any, location: Iterable[str | int]) -> tuple[str | int, ...]:
    """Keep the parts of a location that the file has: pydantic adds names of its own."""
    path: tuple[str | int, ...] = ()
    for part in location:
        is_index = isinstance(data, list) and isinstance(part, int) and part < len(data)
        if is_index or (isinstance(data, dict) and part in data):
            path, data = (*path, part), data[part]
    return path


def trail(
    model: type[Model], location: Iterable[str | int]
) -> tuple[list[type[Model]], tuple[str | int, ...]]:
    """Follow a location into what was validated.

    Returns:
        The models that may stand there (several, where no kind tells which), and the location
        without the kinds that pydantic puts in to say which of them it tried.

    """
    here: list[Any] = [model]
    path: tuple[str | int, ...] = ()
    for part in location:
        models = _models(here)
        tagged = [one for one in models if part in _kinds(one)] if len(models) > 1 else []
        if tagged:
            here = [*tagged]
            continue
        here = [inner for one in here for inner in _inside(one, part)] or here
        path = (*path, part)
    return _models(here), path


def _inside(alternative: Any, part: str | int) -> list[Any]:
    """Give what may stand under `part` of a model, a mapping or a list."""
    if _models([alternative]):
        name = alternative.file_keys().get(str(part), str(part))
        field = alternative.model_fields.get(name)
        return _bare(field.annotation) if field else []
    args = get_args(alternative)
    if get_origin(alternative) is dict:
        return _bare(args[1])
    return _bare(args[0]) if get_origin(alternative) is tuple and isinstance(part, int) else []


def _models(alternatives: list[Any]) -> list[type[Model]]:
    return [one for one in alternatives if isinstance(one, type) and issubclass(one, Model)]


def _bare(annotation: Any) -> list[Any]:
    """Give the alternatives of an annotation: models, mappings, lists; without what they are told."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _bare(get_args(annotation)[0])
    if origin in {Union, UnionType}:
        return [one for part in get_args(annotation) for one in _bare(part)]
    return [annotation]


def _kinds(model: type[Model]) -> tuple[str, ...]:
    field = model.model_fields.get("kind")
    return get_args(field.annotation) if field else ()


def _name(kind: str, path: tuple[str | int, ...], data: Any) -> str:
    """Name the thing at fault by the last word of its path that an editor would know."""
    known = path if kind == "missing" else in_file(data, path) or path
    return next((part for part in reversed(known) if isinstance(part, str)), str(known[-1]))


def _limit(limit: object) -> str:
    """Write a limit as an editor would; pydantic gives a day as Python writes it."""
    day = re.fullmatch(r"datetime\.date\((\d+), (\d+), (\d+)\)", str(limit))
    return date(*map(int, day.groups())).isoformat() if day else str(limit)


def _shape(pattern: str) -> str:
    """Say in words what a name or an address may look like."""
    return next(
        (told for part, told in _WORDS.items() if part in pattern), f"모양은 {pattern} 이에요"
    )


def _not_in_list(fault: Mapping[str, Any], models: list[type[Model]]) -> tuple[str, str, str]:
    context = fault.get("ctx", {})
    found = context.get("tag", fault["input"])
    if fault["type"] == "union_tag_invalid":
        known = {kind for one in models for kind in _kinds(one)}
    else:
        expected = str(context["expected"]).replace(" or ", ",")
        known = {word.strip(" '") for word in expected.split(",")}
    return "K05", f"'{found}'은 여기에 쓸 수 없어요", nearest(str(found), known)


def _found(kind: str, value: Any) -> str:
    if isinstance(value, dict):
        is_text = kind == "string_type"
        return (
            "글에 ': '가 있으면 글 전체를 따옴표로 묶어 주세요" if is_text else "지금은 묶음이에요"
        )
    if isinstance(value, list | tuple):
        is_text = kind == "string_type"
        return (
            "앞의 '- '나 대괄호를 지우거나 글 전체를 따옴표로 묶어 주세요"
            if is_text
            else "지금은 목록이에요"
        )
    if kind == "tuple_type" and _LIST_DOT.match(str(value)):
        return "줄마다 '- '로 시작해 주세요. '-' 뒤를 한 칸 띄워요"
    return f"지금은 '{str(value)[:40]}'이에요"
