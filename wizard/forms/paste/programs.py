"""Names of malls and programs that a console writes at its own facts: the program that a key is for, and the list of them."""

import re
from collections.abc import Sequence

from wizard.forms.paste import names, vocabulary

_OPENING = r"[\s:=→>|\"'(\[☐☑○●]{1,12}$"
_BEFORE_CHARS = 24
_LOGIN_LINES = 4
"""So many lines below a program's name may hold the login of the program itself."""
_Found = Sequence[re.Match[str]]


def _names(called: Sequence[str]) -> str:
    return "|".join(map(re.escape, called)).replace(r"\ ", r"\s?")


_TOOL = re.compile(rf"(?:{_names(names.TOOLS)})(?:\s?(?:선택|목록))?{_OPENING}")
"""Before the name of the program that a key is for: "연동업체 아임셀러", "API 대행사 : 아임셀러", "연동업체 선택"."""
_FIRM = re.compile(rf"(?:{_names(names.FIRMS)}){_OPENING}")
"""Before the firm whose program it is."""
_PASSWORD = re.compile(
    rf"(?:{_names(names.CONCEPTS['password'].called)})(?!\s?(?:변경|찾기|재설정|설정|초기화|관리))",
    re.IGNORECASE,
)


def programs_among(text: str, found: _Found) -> list[re.Match[str]]:
    """Give those of the names found in a text that are a program's: right behind what asks for it, or next in its list."""
    programs: list[re.Match[str]] = []
    for name in found:
        if _is_asked_for(text, name) or (programs and _is_next(text, programs[-1], name)):
            programs.append(name)
    return programs


def names_password(text: str) -> bool:
    """Say whether a text names a password: it is, or holds, somebody's login."""
    return bool(_PASSWORD.search(text))


def _is_asked_for(text: str, name: re.Match[str]) -> bool:
    """Say whether a program is asked for right before a name; what stands in a line of its own may begin its login."""
    start = max(0, name.start() - _BEFORE_CHARS)
    before = _TOOL.search(text, start, name.start())
    if before and "\n" not in before.group():
        return True
    before = before or _FIRM.search(text, start, name.start())
    return before is not None and _is_program(name) and (_is_us(name) or not _is_login(text, name))


def _is_next(text: str, program: re.Match[str], name: re.Match[str]) -> bool:
    """Say whether a program's name stands in a list right behind another."""
    between = text[program.end() : name.start()]
    if not _is_program(name) or re.search(r"\w", between):
        return False
    if "\n" not in between:
        return not _PASSWORD.search(text, name.end(), _line_end(text, name.end()))
    is_list = between.count("\n") == 1 and not _is_us(program) and _is_alone(text, program)
    return is_list or not _is_login(text, name)


def _is_program(name: re.Match[str]) -> bool:
    return names.key(name.group()) in vocabulary.PROGRAMS


def _is_us(name: re.Match[str]) -> bool:
    return names.key(name.group()) in vocabulary.OUR_NAMES


def _is_alone(text: str, name: re.Match[str]) -> bool:
    """Say whether nothing else stands in the line of a name."""
    begin = text.rfind("\n", 0, name.start()) + 1
    rest = text[begin : name.start()] + text[name.end() : _line_end(text, name.end())]
    return not re.search(r"\w", rest)


def _is_login(text: str, name: re.Match[str]) -> bool:
    """Say whether a password is named behind a program, in its line or in those right below."""
    end = name.end()
    for _ in range(_LOGIN_LINES):
        end = _line_end(text, end) + 1
    return bool(_PASSWORD.search(text, name.end(), end))


def _line_end(text: str, place: int) -> int:
    """Give where the line at a place ends."""
    end = text.find("\n", place)
    return len(text) if end < 0 else end
