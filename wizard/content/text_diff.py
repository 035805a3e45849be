"""Two texts beside each other, line by line."""

from dataclasses import dataclass
from difflib import SequenceMatcher

MANY_LINES = 2000
"""From here on lines that come often are matched only next to others: exactness would take seconds."""

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
    is_long = max(len(ours), len(others)) > MANY_LINES
    matcher = SequenceMatcher(None, ours, others, autojunk=is_long)
    return [
        Stretch(tuple(ours[a:b]), tuple(others[c:d]), a + 1, c + 1)
        for _, a, b, c, d in matcher.get_opcodes()
    ]
