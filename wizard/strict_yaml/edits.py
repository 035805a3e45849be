"""A value put into a YAML text, or taken out of it, where it stands: every other letter stays as it is.

What is put is a word, a mapping, or a list of mappings; it is written in brackets where its neighbours are,
on lines of its own where they are not.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from wizard.errors import UneditableError
from wizard.guide.model import Path
from wizard.strict_yaml import Document, Place, read

Value = str | Mapping[str, "Value"] | Sequence[Mapping[str, "Value"]]
_PLAIN = re.compile(r"[0-9A-Za-z가-힣](?:[0-9A-Za-z가-힣 .·/%_-]*[0-9A-Za-z가-힣.%])?")
"""What needs no quotes, wherever it stands."""


@dataclass(frozen=True)
class _Text:
    document: Document

    @classmethod
    def of(cls, text: str) -> "_Text":
        return cls(read(text.encode()))

    def is_in_brackets(self, path: Path) -> bool:
        return path in self.document.ends

    def end(self, path: Path) -> Place:
        """Give the place right after what stands at a path, with all that is in it."""
        size, document = len(path), self.document
        ends = [one for place, one in document.ends.items() if place[:size] == path]
        ends += [one.end for place, one in document.scalars.items() if place[:size] == path]
        if not ends:
            raise UneditableError
        return self._on_its_last_line(max(ends))

    def children(self, path: Path) -> list[Path]:
        """Give the paths of what a mapping holds, as they are written."""
        names = self.document.names
        found = [one for one in names if one[:-1] == path]
        if not found:
            raise UneditableError
        return sorted(found, key=lambda one: names[one].start)

    def spliced(self, start: Place, end: Place, written: str) -> str:
        """Give the text with something else between two places."""
        lines = self.document.lines
        before = [*lines[: start[0] - 1], lines[start[0] - 1][: start[1] - 1]]
        after = [lines[end[0] - 1][end[1] - 1 :], *lines[end[0] :]]
        return "\n".join(before) + written + "\n".join(after)

    def with_lines(self, after_line: int, added: Sequence[str]) -> str:
        """Give the text with lines behind one of its own; numbers begin with 1."""
        lines = self.document.lines
        return "\n".join([*lines[:after_line], *added, *lines[after_line:]])

    def without_lines(self, first: int, last: int) -> str:
        lines = self.document.lines
        return "\n".join([*lines[: first - 1], *lines[last:]])

    def _on_its_last_line(self, place: Place) -> Place:
        """Lead back from a line's beginning, where a text of several lines ends, to what is written last."""
        row, column = place
        while column == 1 and row > 1:
            row, column = row - 1, len(self.document.lines[row - 2].rstrip()) + 1
        return row, column


def put(text: str, home: Path, key: str, value: Value) -> str:
    """Write a value under a key of the mapping at `home`: over what is there, or behind all others.

    Raises:
        UneditableError: the mapping has no shape in which that can be done.

    """
    known, path = _Text.of(text), (*home, key)
    if path in known.document.names:
        return _replaced(known, path, value)
    last = known.end(known.children(home)[-1])
    if known.is_in_brackets(home):
        return known.spliced(last, last, f", {key}: {in_brackets(value)}")
    indent = known.document.names[known.children(home)[0]].start[1] - 1
    return known.with_lines(last[0], _pair(key, value, indent))


def put_each(text: str, words: Mapping[Path, str]) -> str:
    """Write words under several keys as `put` does; those that stand there are all changed in one reading.

    Raises:
        UneditableError: a mapping has no shape in which that can be done.

    """
    known = _Text.of(text)
    names = known.document.names
    there = sorted((path for path in words if path in names), key=lambda path: names[path].start)
    for path in reversed(there):  # what stands before it does not move
        text = _replaced(known, path, words[path])
        known = _Text(replace(known.document, lines=text.split("\n")))
    for path in (path for path in words if path not in names):
        text = put(text, path[:-1], str(path[-1]), words[path])
    return text


def drop(text: str, path: Path) -> str:
    """Take a key and its value out of a mapping.

    Raises:
        UneditableError: it cannot be told where it ends.

    """
    known, home = _Text.of(text), path[:-1]
    siblings = known.children(home)
    if path not in siblings or len(siblings) == 1:
        raise UneditableError
    at, name = siblings.index(path), known.document.names[path]
    if known.is_in_brackets(home):
        if at == 0:
            return known.spliced(name.start, known.document.names[siblings[1]].start, "")
        return known.spliced(known.end(siblings[at - 1]), known.end(path), "")
    _must_stand_alone(known, name.start)
    return known.without_lines(name.start[0], known.end(path)[0])


def pop(text: str, path: Path) -> str:
    """Take one item out of a list, with the comments on its lines and right above it.

    Raises:
        UneditableError: it is the only one, or cannot be told from its neighbours.

    """
    known, home, at = _Text.of(text), path[:-1], int(path[-1])
    start = known.document.values.get(path)
    if start is None or _last_item(known, home) == (*home, 0):
        raise UneditableError
    if known.is_in_brackets(home):
        _must_hold_no_comment(known, home)
        if at == 0:
            return known.spliced(start, known.document.values[*home, 1], "")
        return known.spliced(known.end((*home, at - 1)), known.end(path), "")
    dash = _dash(known, start)
    first, lines = start[0], known.document.lines
    while first > 1 and lines[first - 2].startswith(f"{dash[:-1]}#"):
        first -= 1
    return known.without_lines(first, known.end(path)[0])


def push(text: str, path: Path, value: Mapping[str, Value]) -> str:
    """Write one mapping more at the end of the list at `path`.

    Raises:
        UneditableError: it is empty, or no list.

    """
    known = _Text.of(text)
    first = known.document.values.get((*path, 0))
    if first is None:
        raise UneditableError
    last = known.end(path) if not known.is_in_brackets(path) else known.end(_last_item(known, path))
    if known.is_in_brackets(path):
        return known.spliced(last, last, f", {in_brackets(value)}")
    return known.with_lines(last[0], _item(value, len(_dash(known, first)) - 1))


def in_brackets(value: Value) -> str:
    """Write a value on one line."""
    if isinstance(value, str):
        return word(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {in_brackets(one)}" for key, one in value.items()) + "}"
    return "[" + ", ".join(map(in_brackets, value)) + "]"


def word(value: str) -> str:
    """Write a word or a sentence, in quotes where it needs them."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _replaced(known: _Text, path: Path, value: Value) -> str:
    document = known.document
    scalar, name = document.scalars.get(path), document.names[path]
    if isinstance(value, str) and scalar is not None and scalar.style not in {"|", ">"}:
        gap = "" if scalar.start > name.end and scalar.start != scalar.end else " "
        return known.spliced(scalar.start, scalar.end, gap + word(value))
    if known.is_in_brackets(path[:-1]) or known.is_in_brackets(path):
        return known.spliced(name.start, known.end(path), f"{path[-1]}: {in_brackets(value)}")
    lines = _pair(str(path[-1]), value, name.start[1] - 1)
    return known.spliced(name.start, known.end(path), "\n".join(lines).lstrip())


def _pair(key: str, value: Value, indent: int) -> list[str]:
    """Write a key and its value on lines of their own."""
    pad = " " * indent
    if isinstance(value, str):
        return [f"{pad}{key}: {word(value)}"]
    if isinstance(value, Mapping):
        inside = [line for one, held in value.items() for line in _pair(one, held, indent + 2)]
        return [f"{pad}{key}:", *inside]
    return [f"{pad}{key}:", *(line for one in value for line in _item(one, indent + 2))]


def _item(value: Mapping[str, Value], indent: int) -> list[str]:
    """Write one mapping of a list: on one line, unless it holds others."""
    pad = " " * indent
    if all(isinstance(one, str) for one in value.values()):
        return [f"{pad}- {in_brackets(value)}"]
    lines = [line for key, one in value.items() for line in _pair(key, one, indent + 2)]
    return [f"{pad}- {lines[0].lstrip()}", *lines[1:]]


def _last_item(known: _Text, path: Path) -> Path:
    found = known.document.data
    for part in path:
        found = found[part]
    return (*path, len(found) - 1)


def _dash(known: _Text, start: Place) -> str:
    """Give what stands before an item on its line: blanks and the dash."""
    dash = known.document.lines[start[0] - 1][: start[1] - 1].rstrip()
    if dash.lstrip() != "-":
        raise UneditableError
    return dash


def _must_hold_no_comment(known: _Text, path: Path) -> None:
    """Refuse brackets of several lines with comments: nobody knows of what they speak."""
    first, last = known.document.values[path][0], known.end(path)[0]
    if first != last and any("#" in line for line in known.document.lines[first - 1 : last]):
        raise UneditableError


def _must_stand_alone(known: _Text, place: Place) -> None:
    """Refuse what shares its line with a list's dash."""
    if known.document.lines[place[0] - 1][: place[1] - 1].strip():
        raise UneditableError
