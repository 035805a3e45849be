"""Two texts that were begun on the same one, put together line by line (diff3).

Where only one of them changed the lines, that change stands; where both did, somebody has to choose.
After Khanna, Kunal and Pierce, A Formal Investigation of Diff3 (2007).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from wizard.content.text_diff import Lines, stretches


class Origin(StrEnum):
    """Whose lines a piece has."""

    SAME = "same"
    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"
    CONFLICT = "conflict"


class Choice(StrEnum):
    """What to take where both changed the same lines."""

    MINE = "mine"
    THEIRS = "theirs"
    BOTH = "both"


@dataclass(frozen=True)
class Piece:
    """A run of lines: what the text was, and what each of the two made of it.

    Attributes:
        at: the number of its first line in `mine`, from 1.
        theirs_at: the same in `theirs`.

    """

    base: Lines
    mine: Lines
    theirs: Lines
    at: int
    theirs_at: int

    @property
    def origin(self) -> Origin:
        """Say who changed it."""
        if self.mine == self.theirs:
            return Origin.SAME if self.mine == self.base else Origin.BOTH
        if self.theirs == self.base:
            return Origin.MINE
        return Origin.THEIRS if self.mine == self.base else Origin.CONFLICT

    def lines(self, choice: Choice) -> Lines:
        """Give its lines in the text put together; `choice` counts only where both changed it."""
        if self.origin is Origin.THEIRS:
            return self.theirs
        if self.origin is not Origin.CONFLICT or choice is Choice.MINE:
            return self.mine
        return self.theirs if choice is Choice.THEIRS else (*self.mine, *self.theirs)


def pieces(base: str, mine: str, theirs: str) -> list[Piece]:
    """Lay two texts over the one that they were begun on, whole and in order."""
    texts = [text.removesuffix("\n").split("\n") for text in (base, mine, theirs)]
    ends = [(-1, -1, -1), *_stable(base, mine, theirs), tuple(map(len, texts))]
    found: list[Piece] = []
    for before, after in pairwise(ends):
        if any(b - a > 1 for a, b in zip(before, after, strict=True)):
            found.append(_piece(texts, [n + 1 for n in before], after))
        if after != ends[-1]:
            found.append(_piece(texts, after, [n + 1 for n in after]))
    return _joined(found)


def merged(parts: Sequence[Piece], choices: Sequence[Choice]) -> str:
    """Put a text together; `choices` has one for each piece that both changed, in order."""
    left = iter(choices)
    chosen = (
        part.lines(next(left) if part.origin is Origin.CONFLICT else Choice.MINE) for part in parts
    )
    return "".join(f"{line}\n" for lines in chosen for line in lines)


def conflicts(parts: Sequence[Piece]) -> list[Piece]:
    """Give the pieces that both changed, each in its own way."""
    return [part for part in parts if part.origin is Origin.CONFLICT]


def _stable(base: str, mine: str, theirs: str) -> Iterator[tuple[int, int, int]]:
    """Give where the lines that nobody changed stand in each of the three texts, from 0."""
    ours, others = _kept(base, mine), _kept(base, theirs)
    yield from ((line, ours[line], others[line]) for line in ours if line in others)


def _kept(base: str, text: str) -> dict[int, int]:
    return {
        one.mine_at - 1 + n: one.theirs_at - 1 + n
        for one in stretches(base, text)
        if one.is_same
        for n in range(len(one.mine))
    }


def _piece(texts: list[list[str]], starts: Sequence[int], ends: Sequence[int]) -> Piece:
    base, mine, theirs = (tuple(text[a:b]) for text, a, b in zip(texts, starts, ends, strict=True))
    return Piece(base, mine, theirs, starts[1] + 1, starts[2] + 1)


def _joined(parts: list[Piece]) -> list[Piece]:
    """Join neighbours that nobody changed."""
    found: list[Piece] = []
    for part in parts:
        if found and found[-1].origin is part.origin is Origin.SAME:
            last = found.pop()
            base, mine, theirs = (
                a + b
                for a, b in (
                    (last.base, part.base),
                    (last.mine, part.mine),
                    (last.theirs, part.theirs),
                )
            )
            found.append(Piece(base, mine, theirs, last.at, last.theirs_at))
        else:
            found.append(part)
    return found
