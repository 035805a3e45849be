"""Two texts beside each other, line by line."""

from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher

MAX_LINES = 2000
MAX_PAIRS = 200_000
"""What differs over more lines, or more pairs of like lines, is told as one piece, not matched."""

Lines = tuple[str, ...]


@dataclass(frozen=True)
class Stretch:
    """A run of lines that both texts have, or what each has in the same place.

    Attributes:
        mine: the lines of the first text; empty if it has nothing there.
        theirs: the lines of the second text.
        mine_at: the number of the first line of `mine`, from 1.
        theirs_at: the same for `theirs`.

    """

    mine: Lines
    theirs: Lines
    mine_at: int
    theirs_at: int

    @property
    def is_same(self) -> bool:
        """Say whether both texts have these lines."""
        return self.mine == self.theirs


def stretches(mine: str, theirs: str) -> list[Stretch]:
    """Give two texts whole, in stretches that are the same and stretches that differ."""
    ours, others = (text.removesuffix("\n").split("\n") for text in (mine, theirs))
    head = _alike(ours, others)
    tail = _alike(ours[head:][::-1], others[head:][::-1])
    cuts = [(0, head, 0, head)] if head else []
    a, b, c, d = head, len(ours) - tail, head, len(others) - tail
    cuts += [(a + i, a + j, c + k, c + m) for i, j, k, m in _matched(ours[a:b], others[c:d])]
    cuts += [(b, b + tail, d, d + tail)] if tail else []
    return [Stretch(tuple(ours[a:b]), tuple(others[c:d]), a + 1, c + 1) for a, b, c, d in cuts]


def _alike(ours: list[str], others: list[str]) -> int:
    """Give how many lines two texts begin with alike."""
    pairs = enumerate(zip(ours, others, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(ours), len(others)))


def _matched(ours: list[str], others: list[str]) -> list[tuple[int, int, int, int]]:
    """Give which lines of what differs stand against which, in the order of both."""
    counts = Counter(others)
    pairs = sum(counts[line] for line in ours)
    if max(len(ours), len(others)) > MAX_LINES or pairs > MAX_PAIRS:
        return [(0, len(ours), 0, len(others))]
    matcher = SequenceMatcher(None, ours, others, autojunk=False)
    return [(a, b, c, d) for _, a, b, c, d in matcher.get_opcodes()]
