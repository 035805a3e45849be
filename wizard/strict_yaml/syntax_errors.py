"""What libyaml could not read, told in Korean at the place where an editor would mend it."""

import re

import yaml

from wizard.guide.model import Problem
from wizard.strict_yaml.composer import WITH_LIST
from wizard.strict_yaml.document import Document, Place, Scalar, place_of
from wizard.strict_yaml.line_faults import glued_above, told_of_line

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
    "too deep": ("묶음 안의 묶음이 너무 깊어요", "들여쓰기를 살펴 주세요"),
    "found a tab character": ("탭 문자로 들여썼어요", "탭 대신 빈칸을 써 주세요"),
}
_UNKNOWN = ("이 줄을 읽을 수 없어요", "들여쓰기, 콜론 뒤의 빈칸, 따옴표의 짝을 살펴 주세요")
_BACKSLASH = ("역슬래시는 겹따옴표 안에 쓸 수 없어요", "홑따옴표 ' 로 묶어 주세요")
_ODD = frozenset({"Y15", "Y16"})
"""What makes a line, or the next one, unreadable, and is told by itself."""


def broken(document: Document, error: yaml.MarkedYAMLError, last_quoted: Scalar | None) -> None:
    """Note why the file cannot be read: where it was typed, which is often before the parser noticed."""
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return
    place = place_of(mark)
    if any(at[0] in {place[0], place[0] - 1} for at, one in document.problems if one.code in _ODD):
        return
    if _is_told_of_last_text(document):
        return
    at, code, *told = (
        _of_quote(error, place, last_quoted)
        or _of_smart_quote(document, place)
        or _of_line(document, error, place)
        or _of_bracket(error, place)
        or (place, "Y06", *_told(_words(error)))
    )
    document.problems.append((at, Problem((), code, *told)))


def _is_told_of_last_text(document: Document) -> bool:
    """Say whether the text that was read last swallowed a list: what broke stands in that list."""
    last = next(reversed(document.scalars.values()), None)
    return last is not None and any(
        at == last.start and one.message == WITH_LIST[0] for at, one in document.problems
    )


Told = tuple[Place, str, str, str]
"""Where, by which rule, what, and what to do."""


def _words(error: yaml.MarkedYAMLError) -> str:
    return " ".join(filter(None, [error.context, error.problem]))


def _of_quote(error: yaml.MarkedYAMLError, place: Place, last: Scalar | None) -> Told | None:
    """Say where a quote opens that does not close as it should."""
    if "quoted scalar" in (error.context or ""):
        is_backslash = "escape" in _words(error) or "hexdecimal" in _words(error)
        told = _BACKSLASH if is_backslash else _UNCLOSED
        return (place if is_backslash else place_of(error.context_mark), "Y06", *told)
    if last and _swallowed(last, place):
        return (last.start, "Y06", *_UNCLOSED)
    return None


def _of_smart_quote(document: Document, place: Place) -> Told | None:
    if smart := _smart_quote(document, place):
        return (
            smart, "Y05", "둥근따옴표는 YAML의 따옴표가 아니에요", '곧은 따옴표 " 를 써 주세요'
        )  # fmt: skip
    return None


def _of_line(document: Document, error: yaml.MarkedYAMLError, place: Place) -> Told | None:
    """Say what is typed wrongly in the line that was begun, the one it was noticed in, or one before."""
    begun = place_of(error.context_mark)[0] if _is_key(error) else place[0]
    above = glued_above(document.lines, place[0])
    for number in dict.fromkeys((begun, place[0], _before(document, place[0]), above)):
        if found := told_of_line(document.lines, number):
            return (found[0], "Y06", *found[1:])
    if _is_key(error):
        return (place_of(error.context_mark), "Y06", *_told(_words(error)))
    return None


def _is_key(error: yaml.MarkedYAMLError) -> bool:
    """Say whether a name was begun that has no colon; the parser notices it at the next one."""
    return error.context_mark is not None and "simple key" in (error.context or "")


def _before(document: Document, number: int) -> int:
    """Give the number of the line before that holds anything."""
    lines = document.lines
    return next(
        (n for n in range(number - 1, 0, -1) if n <= len(lines) and lines[n - 1].strip()), 0
    )


def _of_bracket(error: yaml.MarkedYAMLError, place: Place) -> Told | None:
    """Say where a bracket opens that is not closed on its line."""
    if "flow" not in (error.context or "") or place_of(error.context_mark)[0] >= place[0]:
        return None
    hint = f"{place[0]}번째 줄 앞에서 닫거나 쉼표를 넣어 주세요"
    return (place_of(error.context_mark), "Y06", "괄호가 여기서 열렸어요", hint)


def _told(what: str) -> tuple[str, str]:
    for sign, told in _KNOWN.items():
        if sign in what:
            return told
    return _UNKNOWN


def _swallowed(quoted: Scalar, place: Place) -> bool:
    """Say whether a quote ran over the end of its line, and the fault is what came after it."""
    return quoted.start[0] < quoted.end[0] and place[0] - quoted.end[0] in {0, 1}


def _smart_quote(document: Document, place: Place) -> Place | None:
    line = document.lines[place[0] - 1] if place[0] <= len(document.lines) else ""
    found = _SMART_START.search(line)
    return (place[0], found.start(1) + 1) if found else None
