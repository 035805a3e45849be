"""Names as one tree of letters, and where one of them stands in a text, however it is spaced."""

import re
from collections.abc import Mapping

_SHORT_NAME = 2
_GLUE, _GLUE_LATIN = "!#$%^+?@.\\`", "-_"
"""Signs that make one word of what stands before and after them: pw!2345, id.naver.com; between Latin letters: pw-2345."""

_GLUED_VALUE = re.compile(r"(?=[!-~]*[0-9])[A-Za-z0-9][!-~]{4,}(?<![:=])(?![^\s,/])")
"""What a hurried hand writes right behind a name of Hangul: 아이디woori9, with a number in it and no sign behind."""


class Tree(dict[str, "Tree"]):
    """The letters that may follow; `owner` says whose name ends here, if one does."""

    owner: str | None = None

    def longest(self, text: str, start: int, end: int) -> tuple[str, int] | None:
        """Find the longest name that begins at a place: whose it is, and where it ends.

        At most as many letters are looked at as the longest name has, each with two blanks.
        """
        node, place, gaps = self, start, 0
        found: tuple[str, int] | None = None
        while place < end:
            letter = text[place]
            place += 1
            if letter in " _-·" and node is not self:
                gaps += 1
                if gaps > 2 or (
                    place - start <= _SHORT_NAME and letter == " " and text[start].isascii()
                ):
                    break
                continue
            below = node.get(letter.lower() if letter.isascii() else letter)
            if below is None:
                break
            node, gaps = below, 0
            if node.owner is not None and _ends(text, place, end):
                found = node.owner, place
        return found


def tree_of(owners: Mapping[str, str]) -> Tree:
    """Make a tree of names, each with whose it is."""
    root = Tree()
    for name, owner in owners.items():
        node = root
        for letter in name:
            node = node.setdefault(letter, Tree())
        if name:
            node.owner = owner
    return root


def _ends(text: str, place: int, end: int) -> bool:
    """Say whether a name ends here: at the cell's end, before a sign, before 은, 는, 이, 가, or at a value glued to it."""
    if place >= end:
        return True
    letter, after = text[place], text[place + 1] if place + 1 < end else " "
    if letter.isalnum():
        is_glued = not text[place - 1].isascii() and _GLUED_VALUE.match(text, place, end)
        return bool(is_glued) or (letter in "은는이가" and after in " \t:=")
    if letter in _GLUE_LATIN:
        return after == letter or not after.isalnum() or not text[place - 1].isascii()
    return letter not in _GLUE or after == letter or after.isspace()
