"""Where a text names the boxes of a form: by their labels, and by what consoles call them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from wizard.steps.fields import WrittenField

Written = Mapping[str, WrittenField]

_GAP = r"[\s_\-\u200b\ufeff]*"
_AFTER = r"(?=[\s:：=＝|→>\]）)(\"']|$)"
_NOTE = r"(?:\([^()\n]{1,30}\)(?=[\s:：=＝|→]|$)|\s*\([^()\n]{1,30}\)(?=\s*[:：=＝]))?"
_BETWEEN = re.compile(r"\s*[\]）)\"']?\s*(?:[:：=＝|→>]|[-–—](?=\s))?\s*")


@dataclass(frozen=True)
class Label:
    """A field's name in a text, and the stretch that follows it up to the next one.

    Attributes:
        mark: what stands between the name and the stretch: blanks, a colon, a line end.

    """

    name: str
    start: int
    end: int
    mark: str

    @property
    def has_colon(self) -> bool:
        """Say whether the value is announced, so that it cannot be a table's head."""
        return re.search("[:：=＝]", self.mark) is not None

    @property
    def is_marked(self) -> bool:
        """Say whether more than a blank parts the name from what follows."""
        return re.search(r"[:：=＝|→>\t\r\n]", self.mark) is not None


def key(name: str) -> str:
    """Give what two fields' names must not share: the letters, however spaced or written."""
    return re.sub(_GAP, "", name).casefold()


def find(written: Written, text: str) -> Iterator[Label]:
    """Find every name of a field in `text`, the longest that fits at each place."""
    owner, pattern = _known(tuple((field, what.names) for field, what in written.items()))
    found = list(pattern.finditer(text))
    ends = [label.start() for label in found[1:]] + [len(text)]
    for label, end in zip(found, ends, strict=False):
        begin = _BETWEEN.match(text, label.end(), end)
        start = begin.end() if begin else end
        yield Label(owner[key(label["name"])], start, end, text[label.end() : start])


@lru_cache(maxsize=128)
def _known(
    named: tuple[tuple[str, tuple[str, ...]], ...],
) -> tuple[dict[str, str], re.Pattern[str]]:
    """Give whose each name is, and the pattern of all names: worked out once for each form."""
    owner = {key(name): field for field, names in named for name in names}
    longest_first = sorted(filter(None, owner), key=len, reverse=True)
    names = "|".join(_GAP.join(map(_either_case, name)) for name in longest_first)
    return owner, re.compile(rf"(?<![\w\-])(?P<name>{names}){_AFTER}{_NOTE}")


def _either_case(letter: str) -> str:
    """Match a letter as it may be written (`re.IGNORECASE` would let ı and K pass as well)."""
    has_case = letter.isascii() and letter.isalpha()
    return f"[{letter}{letter.upper()}]" if has_case else re.escape(letter)
