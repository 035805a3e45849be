"""Named facts: each is said once, in words of its kind, or is told to be unknown and whom to ask."""

import re
from collections.abc import Iterator
from ipaddress import ip_address
from typing import Any

from pydantic import TypeAdapter, ValidationError

from wizard.guide import messages
from wizard.guide.constants import Constant, Constants, Written, called
from wizard.guide.model import Path as DataPath
from wizard.guide.model import Problem

_WRITTEN: TypeAdapter[Constant] = TypeAdapter(Written)
_PHONE = "phone"
"""The constant that stands under every page as the number to call."""
_MAX_NAME = 60
_SHAPES = {
    "url": re.compile(r"https?://[^\s<>\"]+"),
    "phone": re.compile(r"0\d{1,2}-\d{3,4}-\d{4}|1\d{3}-\d{4}"),
    "hours": re.compile(r"(?=.*\d).*(?:시|:\d\d).*"),
    "name": re.compile(rf".{{1,{_MAX_NAME}}}"),
    "text": re.compile(r".*", re.DOTALL),
}
_KINDS = {
    "ip": "192.0.2.15처럼 적어 주세요",
    "url": "https://로 시작하는 주소를 빈칸 없이 적어 주세요",
    "phone": "02-0000-0000이나 1599-0000처럼 적어 주세요",
    "hours": "평일 9~18시처럼 적어 주세요",
    "name": f"{_MAX_NAME}자까지 적어 주세요",
}


def constants_of(data: dict[str, Any]) -> tuple[Constants, list[Problem]]:
    """Read the constants out of their file's mapping, with everything that is wrong there."""
    found: dict[str, Constant] = {}
    problems: list[Problem] = []
    for name, said in data.items():
        try:
            found[name] = _WRITTEN.validate_python(said)
        except ValidationError as error:
            problems += _malformed(name, said, error)
        else:
            problems += _faults(name, found[name])
    return Constants(found), problems


def _malformed(name: str, said: Any, error: ValidationError) -> Iterator[Problem]:
    if not isinstance(said, dict):
        hint = f"'{name}: 값'이나 '{name}: {{value: 값, kind: ip}}'처럼 적어 주세요"
        yield Problem((name,), "Y10", "이름: 값만 쓸 수 있어요", hint)
        return
    for fault in error.errors():
        _, path = messages.trail(Constant, fault["loc"])
        yield Problem((name, *path), *messages.about(fault, said, Constant))


def _faults(name: str, one: Constant) -> Iterator[Problem]:
    given = [key for key in ("value", "names", "unknown") if getattr(one, key)]
    is_whole = bool({"value", "names", "unknown"} & one.model_fields_set)
    if len(given) > 1 or not is_whole:
        hint = "값 하나면 value, 이름이 여럿이면 names, 아직 모르면 unknown만 적어 주세요"
        yield Problem((name,), "P70", f"'{name}'의 값이 하나가 아니에요", hint)
    elif one.unknown and not one.ask:
        hint = "ask에 운영자에게 물어볼 말을 적어 주세요"
        yield Problem((name, "unknown"), "P70", f"'{name}'을 누구에게 물어볼지 없어요", hint)
    elif one.unknown and name == _PHONE:
        hint = "판매자가 지금 걸 수 있는 번호를 value에 적어 주세요. 확인할 말은 ask에 남겨도 돼요"
        yield Problem((name, "unknown"), "P70", "모든 화면에 나오는 전화번호가 없어요", hint)
    else:
        yield from [*_calling(name, one)] or _odd(name, one)


def _calling(name: str, one: Constant) -> Iterator[Problem]:
    """Find calls of another constant: here they would stay as they are typed."""
    for path, text in {**_values(name, one), (name, "ask"): one.ask or ""}.items():
        if any(call is not None for _, call in called(text)):
            hint = "부르지 말고 그 말을 그대로 적어 주세요"
            yield Problem(path, "P72", "상수 안에서는 다른 상수를 부를 수 없어요", hint)


def _odd(name: str, one: Constant) -> Iterator[Problem]:
    """Find values that are not of their kind."""
    kind = "phone" if name == _PHONE else one.kind
    for path, text in _values(name, one).items():
        if not _fits(kind, text):
            message = f"'{text}'은 {kind}의 모양이 아니에요"
            yield Problem(path, "P71", message, _KINDS[kind])


def _values(name: str, one: Constant) -> dict[DataPath, str]:
    """Give what a constant may say in a guide, each at its place."""
    said: dict[DataPath, str] = {(name, "names", at): text for at, text in enumerate(one.names)}
    if one.value is not None:
        said[name, "value"] = one.value
    return said


def _fits(kind: str, text: str) -> bool:
    if kind == "ip":
        return _is_ip(text)
    return _SHAPES[kind].fullmatch(text) is not None


def _is_ip(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
