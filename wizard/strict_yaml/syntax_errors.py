"""What libyaml could not read, told in Korean at the place where an editor would mend it."""

import re

import yaml

from wizard.guide.model import Problem
from wizard.strict_yaml.document import Document, Place, Scalar, place_of

_SMART_START = re.compile(r"(?:[:\-,\[{]\s+|[\[{])([“”‘’„‟])")
_UNCLOSED = ("따옴표가 여기서 열리고 닫히지 않아요", "같은 따옴표로 닫아 주세요")
_KNOWN = {
    "mapping values are not allowed": (
        "콜론(:)이 있을 자리가 아니에요",
        "글에 ': '가 있으면 따옴표로 묶고, 들여쓰기를 살펴 주세요",
    ),
    "could not find expected ':'": ("이름 뒤에 콜론(:)이 없어요", "'이름: 값'으로 적어 주세요"),
    "did not find expected key": (
        "여기서부터 이름: 값이 이어지지 않아요",
        "들여쓰기를 위 줄과 맞추고, 따옴표 뒤의 글자를 지워 주세요",
    ),
    "did not find expected ',' or": (
        "괄호 안에서 쉼표가 빠졌거나 괄호가 닫히지 않았어요",
        "쉼표를 넣거나 괄호를 닫아 주세요",
    ),
    "did not find expected '-' indicator": (
        "목록의 줄이 '- '로 시작하지 않아요",
        "들여쓰기를 위 줄과 맞춰 주세요",
    ),
    "block sequence entries are not allowed": (
        "목록을 시작할 자리가 아니에요",
        "줄을 바꿔 '- '를 적어 주세요",
    ),
    "cannot start any token": (
        "이 글자로는 값을 시작할 수 없어요",
        "글 전체를 따옴표로 묶어 주세요",
    ),
    "found unknown escape character": (
        "겹따옴표 안에 쓸 수 없는 역슬래시가 있어요",
        "홑따옴표 ' 로 묶어 주세요",
    ),
    "too deep": ("묶음 안의 묶음이 너무 깊어요", "들여쓰기를 살펴 주세요"),
}


def broken(document: Document, error: yaml.MarkedYAMLError, last_quoted: Scalar | None) -> None:
    """Note why the file cannot be read: an unclosed quote where it opens, the rest where it shows."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return
    what = " ".join(filter(None, [error.context, error.problem]))
    place, code, told = place_of(mark), "Y06", _told(what)
    if "quoted scalar" in (error.context or "") and "escape" not in what:
        place, told = place_of(error.context_mark), _UNCLOSED
    elif "flow" in (error.context or "") and place_of(error.context_mark)[0] < place[0]:
        place = place_of(error.context_mark)
        told = (
            "괄호가 여기서 열렸어요",
            f"{mark.line + 1}번째 줄 앞에서 닫거나 쉼표를 넣어 주세요",
        )
    elif last_quoted and _swallowed(last_quoted, place):
        place, told = last_quoted.start, _UNCLOSED
    elif smart := _smart_quote(document, place):
        place, code = smart, "Y05"
        told = ("둥근따옴표는 YAML의 따옴표가 아니에요", '곧은 따옴표 " 를 써 주세요')
    document.problems.append((place, Problem((), code, *told)))


def _told(what: str) -> tuple[str, str]:
    for sign, told in _KNOWN.items():
        if sign in what:
            return told
    return f"YAML로 읽을 수 없어요: {what}", "들여쓰기, 콜론 뒤의 빈칸, 따옴표의 짝을 살펴 주세요"


def _swallowed(quoted: Scalar, place: Place) -> bool:
    """Say whether a quote ran over the end of its line, and the fault is what came after it."""
    return quoted.start[0] < quoted.end[0] and place[0] - quoted.end[0] in {0, 1}


def _smart_quote(document: Document, place: Place) -> Place | None:
    line = document.lines[place[0] - 1] if place[0] <= len(document.lines) else ""
    found = _SMART_START.search(line)
    return (place[0], found.start(1) + 1) if found else None
