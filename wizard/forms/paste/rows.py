"""A pasted text cut into rows and cells: lines, tabs, bars; what a messenger writes before a line is left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wizard.forms.paste.view import Span, View

_HEADERS = re.compile(
    r"[> ]*(?:"
    r"\[[^\]\n]{1,20}\] \[(?:오전|오후) [0-9]{1,2}:[0-9]{2}\] "
    r"|[0-9]{4}(?:년|\.) ?[0-9]{1,2}(?:월|\.) ?[0-9]{1,2}(?:일|\.)? (?:오전|오후) [0-9]{1,2}:[0-9]{2}, [^:\n]{1,20} : "
    r")?"
)
"""Before each message: "[김사장] [오후 2:31] ", "2026년 11월 26일 오후 2:31, 김사장 : "; before a quoted line: "> "."""
_BAR = re.compile(r"\t|(?<=\s)\|(?=\s)|(?<=\s)\|$|^\s*\|")


@dataclass(frozen=True)
class Row:
    """A line that holds something.

    Attributes:
        cells: what stands between tabs or bars; an empty one is there as well.
        is_table: whether tabs, bars or a list's commas parted them.
        is_apart: whether an empty line, or one of signs, stands above it.

    """

    cells: tuple[Span, ...]
    is_table: bool
    is_apart: bool = False


def rows_of(view: View) -> Iterator[Row]:
    """Cut a text into rows; empty lines, and lines without a letter, are none."""
    start, is_apart = 0, False
    for line in view.text.split("\n"):
        end = start + len(line)
        header = _HEADERS.match(view.text, start, end)
        begin = header.end() if header else start
        if re.search(r"[^\W_]|[•●*·○∙]", line):
            yield replace(_row(view, begin, end), is_apart=is_apart)
            is_apart = False
        else:
            is_apart = True
        start = end + 1


def comma_row(view: View, row: Row) -> Row | None:
    """Read a row as a line of a comma-separated list; None if it has no comma, or has cells already."""
    if row.is_table or not row.cells:
        return None
    start, end = row.cells[0]
    places = [n for n in range(start, end) if view.text[n] == ","]
    if not places:
        return None
    edges = zip([start, *(n + 1 for n in places)], [*places, end], strict=True)
    cells = tuple(_unquoted(view, view.trimmed(*edge)) for edge in edges)
    return Row(cells, is_table=True)


def _row(view: View, start: int, end: int) -> Row:
    bars = list(_BAR.finditer(view.text[start:end]))
    edges = [(start + bar.start(), start + bar.end()) for bar in bars]
    begins, stops = [start, *(b for _, b in edges)], [*(a for a, _ in edges), end]
    cells = [view.trimmed(a, max(a, b)) for a, b in zip(begins, stops, strict=True)]
    if bars and "|" in bars[0].group() and not view.text[start : edges[0][0]].strip():
        cells = cells[1:]
    if bars and "|" in bars[-1].group() and cells and cells[-1][0] == cells[-1][1]:
        cells = cells[:-1]
    return Row(tuple(cells), is_table=len(cells) > 1)


def _unquoted(view: View, cell: Span) -> Span:
    said = view.said(cell)
    is_quoted = len(said) > 1 and said[0] == said[-1] == '"'
    return (cell[0] + 1, cell[1] - 1) if is_quoted else cell
