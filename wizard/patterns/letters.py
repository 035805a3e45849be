r"""The letters between which a pattern can tell: a byte for each sort of them.

RE2 knows \d, \s and \w of ASCII only, and Unicode's make programs of thousands of steps. So each
character beyond ASCII is first written as one byte that stands for all characters which the
pattern cannot tell from it. So a value costs a byte a character, and \w means what Python means.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from wizard.patterns.tokens import PatternError, Range, Some

ASCII = 128
FIRST, LAST = 0x80, 0xBF
"""The bytes for sorts beyond ASCII: none of them has two cases in Latin-1."""
_OTHER, _SPACE, _WORD, _DIGIT = range(4)


def kind(letter: str) -> int:
    r"""Say what Python's \d, \w and \s take a character for; a digit is of a word too."""
    if letter.isdecimal():
        return _DIGIT
    if letter.isalnum() or letter == "_":
        return _WORD
    return _SPACE if letter.isspace() else _OTHER


_HAS = {
    "d": {_DIGIT},
    "D": {_OTHER, _SPACE, _WORD},
    "w": {_DIGIT, _WORD},
    "W": {_OTHER, _SPACE},
    "s": {_SPACE},
    "S": {_OTHER, _WORD, _DIGIT},
}
_ASCII_KINDS = tuple(kind(chr(code)) for code in range(ASCII))


@dataclass(frozen=True)
class Letters:
    """The sorts of characters of one pattern.

    Attributes:
        starts: where one stretch of characters ends and the next begins, beyond ASCII.
        named: the stretches that the pattern names; all others are one.
        bytes_: (stretch or -1, kind) -> byte.

    """

    starts: tuple[int, ...]
    named: frozenset[int]
    bytes_: dict[tuple[int, int], int] = field(repr=False)

    def encode(self, value: str) -> bytes:
        """Write a value in the pattern's own letters, one byte a character."""
        if value.isascii():
            return value.encode("ascii")
        return bytes(map(self._byte, value))

    def pattern(self, some: Some) -> bytes:
        """Write a choice of characters for RE2."""
        members = {code for code, what in enumerate(_ASCII_KINDS) if _is_in(some, code, code, what)}
        for (stretch, what), byte in self.bytes_.items():
            low, high = self._stretch(stretch)
            if _is_in(some, low, high, what):
                members.add(byte)
        if some.is_other and not members:
            return rb"(?s:.)"
        if not members:  # beyond every character there is
            return rb"[^\x00-\xff]"
        return (
            b"["
            + b"^" * some.is_other
            + b"".join(rb"\x%02x" % one for one in sorted(members))
            + b"]"
        )

    def _byte(self, letter: str) -> int:
        code = ord(letter)
        if code < ASCII:
            return code
        stretch = bisect_right(self.starts, code)
        return self.bytes_[stretch if stretch in self.named else -1, kind(letter)]

    def _stretch(self, stretch: int) -> Range:
        if stretch < 0:
            return -1, -1
        return self.starts[stretch - 1], self.starts[stretch] - 1


def letters(choices: Iterable[Some]) -> Letters:
    """Give the letters of a pattern, from all its choices of characters.

    Raises:
        PatternError: it tells more sorts of characters apart than there are bytes for.

    """
    ranges = {
        (max(low, ASCII), high) for some in choices for low, high in some.ranges if high >= ASCII
    }
    starts = tuple(sorted({place for low, high in ranges for place in (low, high + 1)}))
    named = {
        stretch
        for low, high in ranges
        for stretch in range(bisect_right(starts, low), bisect_right(starts, high) + 1)
    }
    keys = [(-1, what) for what in range(4)]
    keys += [key for stretch in sorted(named) for key in _keys(stretch, starts)]
    if len(keys) > LAST - FIRST + 1:
        raise PatternError("한글 같은 글자를 너무 여러 가지로 나눠요. [가-힣]처럼 묶어 주세요")
    return Letters(starts, frozenset(named), {key: FIRST + n for n, key in enumerate(keys)})


def _keys(stretch: int, starts: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    low, high = starts[stretch - 1], starts[stretch] - 1
    kinds = [kind(chr(low))] if low == high else range(4)
    return ((stretch, what) for what in kinds)


def _is_in(some: Some, low: int, high: int, what: int) -> bool:
    is_named = any(first <= low and high <= last for first, last in some.ranges)
    return is_named or any(what in _HAS[letter] for letter in some.categories)
