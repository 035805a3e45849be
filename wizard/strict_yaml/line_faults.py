"""What is typed wrongly in one line, told by the line itself: the parser often notices it one line later."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wizard.guide.model import Problem
from wizard.strict_yaml.document import Place

LINE_ENDS = re.compile("[\u0085\u2028\u2029]|\r(?=[^\n])")
"""Line ends to YAML 1.1, and to hardly any editor."""
ODD_BLANKS = re.compile("[ \t]*(?P<odd>[\u00a0\u1680\u2000-\u200d\u202f\u205f\u2060\u3000\ufeff])")
_CONFLICT = re.compile(r"(?P<it><{7}|={7}|>{7}|\|{7})(?: |$)")
_DOTS = re.compile(r"(?P<it>\.\.\.)\s*$")
_WIDE_COLON = re.compile(r"\s*(?:- )?[\"'“]?[A-Za-z_가-힣][\w-]*[\"'”]?\s*(?P<it>：)")
_GLUED_COLON = re.compile(r"\s*(?:- )?[a-z_]+(?P<it>:)(?=[^\s/:])")
_NO_COLON = re.compile(r"\s*(?:- )?[a-z_]+(?P<it> )\s*[^\s:]")
_DOT = re.compile(r"\s*(?P<it>[•·▪●○■–—+]|\*(?= ))\s*\S")
_GLUED_HYPHEN = re.compile(r"\s*(?P<it>-)(?=[^\s-])")
_SLASHES = re.compile(r"\s*(?P<it>//)")
_VALUE = r"\s*(?:- |(?:- )?[\w-]+: +)+"
_AFTER_QUOTE = re.compile(rf"{_VALUE}(?P<it>\"[^\"]*\"|'[^']*')\s*(?=[^\s,}}\]:#])")
_AFTER_BRACKET = re.compile(rf"{_VALUE}(?P<it>\[[^\[\]]*\]|\{{[^{{}}]*\}})\s*(?=[^\s,}}\]:#])")
_FIRST_LETTER = re.compile(rf"{_VALUE}(?P<it>[*&!%@`?|>,])")


@dataclass(frozen=True)
class _Sign:
    """How a mistake looks, and what is told of it; `{}` stands for the letters meant."""

    pattern: re.Pattern[str]
    message: str
    hint: str


_SIGNS = (
    _Sign(
        _CONFLICT,
        "두 글을 합치다 만 자국({})이 남아 있어요",
        "맞는 쪽만 남기고 이 줄을 지워 주세요",
    ),
    _Sign(_DOTS, "점 세 개만 있는 줄은 글의 끝을 뜻해요", "이 줄을 지워 주세요"),
    _Sign(
        _WIDE_COLON,
        "콜론이 넓은 글자({})예요",
        "좁은 콜론과 빈칸 하나로 '이름: 값'처럼 적어 주세요",
    ),
    _Sign(_SLASHES, "'{}'는 설명의 표시가 아니에요", "설명은 '# '로 시작해 주세요"),
    _Sign(_DOT, "목록의 줄이 '{}'로 시작해요", "'- '로 시작해 주세요"),
    _Sign(_GLUED_HYPHEN, "'-' 뒤에 빈칸이 없어요", "'- 글'처럼 한 칸 띄워 주세요"),
    _Sign(
        _AFTER_QUOTE,
        "닫는 따옴표 뒤에 글이 더 있어요",
        "글 전체를 묶고, 안의 따옴표는 다른 따옴표로 적어 주세요",
    ),
    _Sign(_AFTER_BRACKET, "'{}'로 시작한 글은 묶음이 돼요", '글 전체를 따옴표 " 로 묶어 주세요'),
    _Sign(_FIRST_LETTER, "글이 '{}'로 시작해요", '글 전체를 따옴표 " 로 묶어 주세요'),
    _Sign(_GLUED_COLON, "콜론 뒤에 빈칸이 없어요", "'이름: 값'처럼 한 칸 띄워 주세요"),
    _Sign(_NO_COLON, "이름 뒤에 콜론(:)이 없어요", "'이름: 값'으로 적어 주세요"),
)
_SHOWN_LETTERS = 20


def told_of_line(lines: Sequence[str], number: int) -> tuple[Place, str, str] | None:
    """Say what is typed wrongly in a line that cannot be read: the place, what it is, what to do.

    Args:
        lines: of the file.
        number: of the line, from 1.

    """
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    for sign in _SIGNS:
        if found := sign.pattern.match(line):
            meant = found["it"]
            short = meant if len(meant) <= _SHOWN_LETTERS else f"{meant[:_SHOWN_LETTERS]}…"
            return (number, found.start("it") + 1), sign.message.format(short), sign.hint
    return None


def glued_above(lines: Sequence[str], number: int) -> int:
    """Give the list's line above that is begun wrongly, and so took those below into its text; 0 if none is."""
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        if _GLUED_HYPHEN.match(line) or _DOT.match(line):
            return above
        if not line.lstrip().startswith("- "):
            break
    return 0


def odd_letters(lines: Sequence[str]) -> list[tuple[Place, Problem]]:
    """Find line ends and indentations that look like others; each is told where it stands."""
    found = []
    for number, line in enumerate(lines, start=1):
        for odd in LINE_ENDS.finditer(line):
            message = f"줄을 바꾸는 숨은 글자({_code(odd[0])})가 있어요"
            problem = Problem((), "Y16", message, "지우고, 줄은 엔터로 바꿔 주세요")
            found.append(((number, odd.start() + 1), problem))
        if blank := ODD_BLANKS.match(line):
            message = f"줄 앞에 빈칸처럼 보이는 글자({_code(blank['odd'])})가 있어요"
            problem = Problem((), "Y15", message, "지우고 스페이스 바로 띄워 주세요")
            found.append(((number, blank.start("odd") + 1), problem))
    return found


def _code(letter: str) -> str:
    return f"U+{ord(letter):04X}"
