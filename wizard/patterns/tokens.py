"""A pattern cut into its tokens, as Python's `re` reads them; what RE2 cannot do is told.

Source: docs.python.org/3/library/re.html, "Regular Expression Syntax".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wizard.errors import WizardError

MAX_PATTERN_CHARS = 300
MAX_REPEATS = 1_000
"""As many as RE2 counts, those inside one another multiplied."""
CATEGORIES = frozenset("dDsSwW")
_TOKEN = re.compile(
    r"(?P<open>\((?:\?(?:P<[^\W\d]\w{0,40}>|:|-?[imsx]{1,3}(?:-[imsx]{1,3})?:))?)(?!\?)"
    r"|(?P<flags>\A\(\?[aimsux]{1,6}\))"
    r"|(?P<repeat>[*+?]\??|\{[0-9]*(?:,[0-9]*)?\}\??)"
    r"|(?P<mark>[)|^$.])"
)
_NUMBERED = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U000(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|0[0-7]{0,2})"
)
_CONTROLS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "v": "\v", "a": "\a"}
_LOOKS = ("(?=", "(?!", "(?<=", "(?<!")
Range = tuple[int, int]
"""First and last of some characters that follow each other, by their code points."""


class PatternError(WizardError):
    """A pattern that is none, or that cannot be run in linear time; the message is Korean."""


@dataclass(frozen=True)
class Some:
    r"""A character out of some: a letter of the pattern is one out of one.

    Attributes:
        categories: the letters of \d, \S and their like, any of which it may also be.
        is_other: it is a character that is none of them.

    """

    ranges: tuple[Range, ...] = ()
    categories: str = ""
    is_other: bool = False


Token = Some | str
"""A string is written for RE2 as it stands."""


def tokens(pattern: str) -> Iterator[Token]:
    """Cut `pattern` into its tokens.

    Raises:
        PatternError: some part of it is no pattern, or asks for more than linear time.

    """
    if len(pattern) > MAX_PATTERN_CHARS:
        raise PatternError(f"정규식은 {MAX_PATTERN_CHARS}자까지예요")
    place = 0
    while place < len(pattern):
        if pattern[place] == "\\":
            token, place = _escaped(pattern, place)
        elif pattern[place] == "[":
            token, place = _class(pattern, place)
        elif found := _TOKEN.match(pattern, place):
            token, place = _written(found), found.end()
        elif pattern[place] == "(":
            raise PatternError(_unknown_group(pattern[place:]))
        else:
            token, place = _one(ord(pattern[place])), place + 1
        yield token


def _written(found: re.Match[str]) -> str:
    """Write a mark of Python's for RE2; no group is ever asked for what it matched."""
    if found["flags"]:
        return _flags(found["flags"])
    if found["open"]:
        opens = found["open"]
        if "x" in opens.removeprefix("(?P<") and not opens.startswith("(?P<"):
            raise PatternError("(?x)는 쓸 수 없어요")
        return "(?:" if opens == "(" or opens.startswith("(?P<") else opens
    return _repeat(found["repeat"]) if found["repeat"] else found[0]


def _flags(written: str) -> str:
    flags = set(written) - set("(?)u")
    if flags - set("ims"):
        raise PatternError(f"{written}는 쓸 수 없어요")
    return f"(?{''.join(sorted(flags))})" if flags else ""


def _repeat(written: str) -> str:
    """Write a repeat; RE2 takes {,5} for five letters, Python for none to five."""
    if written[0] != "{":
        return written
    counted, lazy = (written[:-1], "?") if written.endswith("?") else (written, "")
    if counted == "{}":
        return r"\{\}" + lazy
    least, comma, most = counted[1:-1].partition(",")
    if any(len(number) > len(str(MAX_REPEATS)) for number in (least, most)):
        raise PatternError(f"되풀이는 {MAX_REPEATS}번까지예요")
    return "{" + (least or "0") + comma + most + "}" + lazy


def _escaped(pattern: str, place: int) -> tuple[Token, int]:
    letter = pattern[place + 1 : place + 2]
    if letter in CATEGORIES and letter:
        return Some(categories=letter), place + 2
    if letter in {"A", "Z"} and letter:
        return {"A": r"\A", "Z": r"\z"}[letter], place + 2
    code, end = _code(pattern, place)
    return _one(code), end


def _code(pattern: str, place: int) -> tuple[int, int]:
    """Give the one character that an escape stands for, and where the escape ends."""
    if found := _NUMBERED.match(pattern, place):
        is_octal = found[0][1] == "0"
        return int(found[0][1:] if is_octal else found[0][2:], 8 if is_octal else 16), found.end()
    letter = pattern[place + 1 : place + 2]
    if letter in _CONTROLS:
        return ord(_CONTROLS[letter]), place + 2
    if not letter:
        raise PatternError("끝에 역슬래시만 있어요")
    if letter in "123456789":
        raise PatternError(f"앞에서 맞은 글자를 다시 부르는 \\{letter}는 쓸 수 없어요")
    if letter in "bB":
        raise PatternError(f"\\{letter}는 쓸 수 없어요. 값 전체를 살피니 없어도 돼요")
    if letter.isascii() and letter.isalpha():
        raise PatternError(f"\\{letter}는 모르는 표시예요")
    return ord(letter), place + 2


def _class(pattern: str, place: int) -> tuple[Some, int]:
    """Read [letters], [^letters]; the first ] of it stands for itself."""
    begun = place
    place += 1
    is_other = pattern.startswith("^", place)
    place += is_other
    ranges, categories, first = list[Range](), "", True
    while first or not pattern.startswith("]", place):
        first = False
        low, place = _member(pattern, place, begun)
        if isinstance(low, str):
            categories += low
            continue
        high = low
        if pattern.startswith("-", place) and not pattern.startswith("-]", place):
            last, place = _member(pattern, place + 1, begun)
            if isinstance(last, str) or last < low:
                raise PatternError(f"'{pattern[begun:place]}'의 범위가 거꾸로예요")
            high = last
        ranges.append((low, high))
    return Some(tuple(ranges), categories, is_other), place + 1


def _member(pattern: str, place: int, begun: int) -> tuple[int | str, int]:
    """Give a character of a class, or a category."""
    if place >= len(pattern):
        raise PatternError(f"'{pattern[begun:][:20]}'의 대괄호가 닫히지 않았어요")
    if pattern[place] != "\\":
        return ord(pattern[place]), place + 1
    letter = pattern[place + 1 : place + 2]
    if letter in CATEGORIES and letter:
        return letter, place + 2
    if letter == "b":
        return ord("\b"), place + 2
    return _code(pattern, place)


def _one(code: int) -> Some:
    return Some(((code, code),))


def _unknown_group(rest: str) -> str:
    if rest.startswith(_LOOKS):
        return f"앞뒤를 엿보는 {next(sign for sign in _LOOKS if rest.startswith(sign))}…)는 쓸 수 없어요"
    if rest.startswith("(?P="):
        return "앞에서 맞은 글자를 다시 부르는 (?P=…)는 쓸 수 없어요"
    return f"'{rest[:5]}'로 시작하는 괄호는 쓸 수 없어요"
