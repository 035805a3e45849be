"""What is mended by its line alone, where no value could be read."""

import re
from collections.abc import Callable

from wizard.strict_yaml.line_faults import LINE_ENDS

_AS_BLANKS = dict.fromkeys(map(ord, "\u00a0\u1680\u202f\u205f"), " ")
_AS_BLANKS |= dict.fromkeys(range(0x2000, 0x200B), " ")
_AS_BLANKS |= dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), "")
_AS_BLANKS[ord("\u3000")] = "  "
"""What looks like a blank, by how wide it looks."""


def _without_hidden_ends(line: str) -> str:
    return LINE_ENDS.sub(" ", line)


def _indented(line: str) -> str:
    bare = line.lstrip("".join(map(chr, _AS_BLANKS)) + " ")
    return line[: len(line) - len(bare)].translate(_AS_BLANKS) + bare


def _parted(line: str) -> str | None:
    """Part the values of a list in brackets whose commas are wide, where no text can hold one."""
    return None if '"' in line or "'" in line else re.sub("[，、] ?", ", ", line)


BY_LINE: dict[str, Callable[[str], str | None]] = {
    "Y15": _indented,
    "Y16": _without_hidden_ends,
    "Y17": _parted,
}
"""Code of a fault -> its line written anew; None if that is not safe."""
