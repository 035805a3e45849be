"""A value put into a YAML text, or taken out of it, where it stands: every other letter stays as it is.

What is put is a word, a mapping, or a list of mappings; it is written in brackets where its neighbours are,
on lines of its own where they are not.
"""

from collections.abc import Mapping
from dataclasses import replace

from wizard.errors import UneditableError
from wizard.guide.model import Path
from wizard.strict_yaml.placed_text import PlacedText
from wizard.strict_yaml.written_values import Value, in_brackets, item, pair, word


def put(text: str, home: Path, key: str, value: Value) -> str:
    """Write a value under a key of the mapping at `home`: over what is there, or behind all others.

    Raises:
        UneditableError: the mapping has no shape in which that can be done.

    """
    known, path = PlacedText.of(text), (*home, key)
    if path in known.document.names:
        return _replaced(known, path, value)
    last = known.end(known.children(home)[-1])
    if known.is_in_brackets(home):
        return known.spliced(last, last, f", {key}: {in_brackets(value)}")
    indent = known.document.names[known.children(home)[0]].start[1] - 1
    return known.with_lines(last[0], pair(key, value, indent))


def put_each(text: str, words: Mapping[Path, str]) -> str:
    """Write words under several keys as `put` does; those that stand there are all changed in one reading.

    Raises:
        UneditableError: a mapping has no shape in which that can be done.

    """
    known = PlacedText.of(text)
    names = known.document.names
    there = sorted((path for path in words if path in names), key=lambda path: names[path].start)
    for path in reversed(there):  # what stands before it does not move
        text = _replaced(known, path, words[path])
        known = PlacedText(replace(known.document, lines=text.split("\n")))
    for path in (path for path in words if path not in names):
        text = put(text, path[:-1], str(path[-1]), words[path])
    return text


def drop(text: str, path: Path) -> str:
    """Take a key and its value out of a mapping.

    Raises:
        UneditableError: it cannot be told where it ends.

    """
    known, home = PlacedText.of(text), path[:-1]
    siblings = known.children(home)
    if path not in siblings or len(siblings) == 1:
        raise UneditableError
    at, name = siblings.index(path), known.document.names[path]
    if known.is_in_brackets(home):
        if at == 0:
            return known.spliced(name.start, known.document.names[siblings[1]].start, "")
        return known.spliced(known.end(siblings[at - 1]), known.end(path), "")
    known.refuse_shared_line(name.start)
    return known.without_lines(name.start[0], known.end(path)[0])


def pop(text: str, path: Path) -> str:
    """Take one item out of a list, with the comments on its lines and right above it.

    Raises:
        UneditableError: it is the only one, or cannot be told from its neighbours.

    """
    known, home, at = PlacedText.of(text), path[:-1], int(path[-1])
    start = known.document.values.get(path)
    if start is None or known.last_item(home) == (*home, 0):
        raise UneditableError
    if known.is_in_brackets(home):
        known.refuse_comments(home)
        if at == 0:
            return known.spliced(start, known.document.values[*home, 1], "")
        return known.spliced(known.end((*home, at - 1)), known.end(path), "")
    dash = known.dash(start)
    first, lines = start[0], known.document.lines
    while first > 1 and lines[first - 2].startswith(f"{dash[:-1]}#"):
        first -= 1
    return known.without_lines(first, known.end(path)[0])


def push(text: str, path: Path, value: Mapping[str, Value]) -> str:
    """Write one mapping more at the end of the list at `path`.

    Raises:
        UneditableError: it is empty, or no list.

    """
    known = PlacedText.of(text)
    first = known.document.values.get((*path, 0))
    if first is None:
        raise UneditableError
    last = known.end(path) if not known.is_in_brackets(path) else known.end(known.last_item(path))
    if known.is_in_brackets(path):
        return known.spliced(last, last, f", {in_brackets(value)}")
    return known.with_lines(last[0], item(value, len(known.dash(first)) - 1))


def _replaced(known: PlacedText, path: Path, value: Value) -> str:
    document = known.document
    scalar, name = document.scalars.get(path), document.names[path]
    if isinstance(value, str) and scalar is not None and scalar.style not in {"|", ">"}:
        gap = "" if scalar.start > name.end and scalar.start != scalar.end else " "
        return known.spliced(scalar.start, scalar.end, gap + word(value))
    if known.is_in_brackets(path[:-1]) or known.is_in_brackets(path):
        return known.spliced(name.start, known.end(path), f"{path[-1]}: {in_brackets(value)}")
    lines = pair(str(path[-1]), value, name.start[1] - 1)
    return known.spliced(name.start, known.end(path), "\n".join(lines).lstrip())
