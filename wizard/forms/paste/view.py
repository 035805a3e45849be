"""A pasted text as a reader sees it: composed, narrow, with plain blanks; each letter knows where it came from."""

import re
import unicodedata
from dataclasses import dataclass, field

from wizard.korean.invisible import INVISIBLE

Span = tuple[int, int]
"""From a letter up to, not including, another."""

_ENTITY = re.compile(r"&nbsp;|&#160;|&#xa0;", re.IGNORECASE)
_JAMO = range(0x1160, 0x1200)
"""Vowels and endings, which belong to the letter before them."""
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LIKE = {"：": ":", "＝": "=", "∶": ":", "ː": ":", "﹕": ":", "│": "|", "¦": "|", "…": "..."}


@dataclass(frozen=True)
class View:
    """A text to read, and for each of its letters the stretch of the pasted text it stands for."""

    text: str = field(repr=False)
    starts: tuple[int, ...] = field(repr=False)
    ends: tuple[int, ...] = field(repr=False)

    def origin(self, span: Span) -> Span:
        """Give the stretch of the pasted text that a stretch of this one stands for."""
        return self.starts[span[0]], self.ends[span[1] - 1]

    def trimmed(self, start: int, end: int) -> Span:
        """Give a stretch without the blanks around it."""
        bare = self.text[start:end].strip()
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip())
        return start, start + len(bare)

    def said(self, span: Span) -> str:
        """Give the letters of a stretch."""
        return self.text[span[0] : span[1]]


def view_of(pasted: str) -> View:
    """See a pasted text as a reader does; every letter of it is looked at once."""
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    while place < len(pasted):
        end = _cluster_end(pasted, place)
        seen = _seen(pasted[place:end])
        letters.extend(seen)
        starts.extend([place] * len(seen))
        ends.extend([end] * len(seen))
        place = end
    return View("".join(letters), tuple(starts), tuple(ends))


def _cluster_end(pasted: str, place: int) -> int:
    """Give where the letter at `place` ends, with all that is written onto it."""
    if pasted[place] == "&" and (entity := _ENTITY.match(pasted, place)):
        return entity.end()
    if pasted.startswith("\r\n", place):
        return place + 2
    place += 1
    while place < len(pasted) and _is_onto(pasted[place]):
        place += 1
    return place


def _is_onto(letter: str) -> bool:
    """Say whether a letter is written onto the one before it."""
    is_mark = ord(letter) in _JAMO or unicodedata.combining(letter) > 0
    return is_mark and not INVISIBLE.match(letter)


def _seen(cluster: str) -> str:
    """Give what a reader sees of a letter; nothing of one that nobody sees."""
    if len(cluster) > 1 and cluster[0] != "&" and cluster[0] not in _LINE_ENDS:
        return unicodedata.normalize("NFC", cluster)
    letter = cluster[0]
    if letter in _LINE_ENDS:
        return "\n"
    if len(cluster) > 1 or (letter.isspace() and letter != "\t"):
        return " "
    if letter in _LIKE:
        return _LIKE[letter]
    if ord(letter) in _FULL_WIDTH:
        return chr(ord(letter) - 0xFEE0)
    return "" if INVISIBLE.match(letter) else letter
