"""The lines of a pasted text, read, each knowing whether it is of the form's own mall."""

from dataclasses import dataclass, field, replace
from functools import partial

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.cells import ends_open, is_called, read_cell
from wizard.forms.paste.columns import own_columns
from wizard.forms.paste.heads import Head, head_of
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.mall import is_address
from wizard.forms.paste.rows import Row, comma_row, rows_of
from wizard.forms.paste.tables import Line
from wizard.forms.paste.view import View
from wizard.forms.paste.ways import Place, Standing, standings

_LEADING = " \t|([{<→>-–—~/,·*\"'@"
"""What leads to the mall that stands behind what a line tells."""


@dataclass
class Blocks:
    """The lines of a text.

    Attributes:
        rows: where their cells stand.
        lines: the same, read.
        foreign: the boxes that lines name which are another mall's.

    """

    lexicon: Lexicon
    view: View
    rows: list[Row] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    _places: list[Place] = field(default_factory=list)

    def read(self) -> None:
        """Read the whole text: first each line as if it were ours, then those that are not."""
        for row in own_columns(self.lexicon, self.view, rows_of(self.view)):
            self._add(row)
        for n, standing in enumerate(standings(self._places)):
            head = self._places[n].head
            if head and head.is_behind:
                self.rows[n] = self._before(self.rows[n], head)
            if (head and head.is_behind) or standing == Standing.THEIRS:
                self.lines[n] = self.line(self.rows[n], is_foreign=standing == Standing.THEIRS)
            if standing == Standing.THEIRS:
                self.foreign |= self._places[n].boxes
            if standing == Standing.DOUBTED:
                self.lines[n] = replace(self.lines[n], is_doubted=True)

    def line(self, row: Row, *, is_foreign: bool = False) -> Line:
        """Read a row; `is_foreign` where another mall's facts stand."""
        read = partial(read_cell, self.lexicon, self.view, is_foreign=is_foreign)
        cells = tuple(map(read, row.cells))
        is_run_on = cells[0].kind in {"labels", "pairs"} and any(
            ends_open(self.view, cell) for cell in cells[:-1]
        )
        if is_run_on:  # lines that a box of one line put behind one another
            return Line(
                (read((row.cells[0][0], row.cells[-1][1])),), is_table=False, is_foreign=is_foreign
            )
        return Line(cells, row.is_table, is_foreign)

    def _add(self, row: Row) -> None:
        line = self.line(row)
        labels = [label for cell in line.cells for label in cell.labels]
        head = head_of(self.lexicon, self.view, [cell.span for cell in line.cells], labels)
        if head and head.is_aside:
            head = None if self._is_in_ours(row) else replace(head, is_doubted=True)
        if head and head.is_alone and not labels:
            line, head = self._below_names(line, head)
        is_told = head is None and line.lone("text") and self._is_mall(row)
        named = (self.view.text[label.start : label.end] for label in labels)
        place = Place(
            frozenset(map(names.key, named)),
            frozenset(label.box for label in labels if label.box != OTHER),
            head,
            row.is_apart,
            self._is_listed(row, line),
            "pairs" in line.kinds,
            is_told,
        )
        self.rows.append(row)
        self.lines.append(line)
        self._places.append(place)

    def _below_names(self, line: Line, head: Head) -> tuple[Line, Head | None]:
        """Take a mall below names of facts, each in a line of its own, for what one of them tells; it heads from there."""
        first = self._first_of_names()
        above = [cell for one in self.lines[first:] for cell in one.cells if cell.kind == "labels"]
        is_site = any(is_called(self.view, cell, vocabulary.SITES) for cell in above)
        is_tool = any(is_called(self.view, cell, vocabulary.TOOLS) for cell in above)
        is_us = is_tool and names.key(head.mall) in vocabulary.OUR_NAMES
        if not (is_site or is_us or (above and is_address(head.mall))):
            return line, head
        if is_site:
            is_doubted = not self.lexicon.is_known(head.mall)
            told = replace(head, is_doubted=is_doubted, is_first=False)
            self._places[first] = replace(self._places[first], head=told)
        return replace(line, cells=tuple(replace(c, kind="text") for c in line.cells)), None

    def _is_in_ours(self, row: Row) -> bool:
        """Say whether our own mall heads the lines right above a row, with no empty line between."""
        is_apart = row.is_apart
        for place in reversed(self._places):
            if is_apart or place.head:
                return not is_apart and bool(place.head and place.head.is_ours)
            is_apart = place.is_apart
        return False

    def _is_mall(self, row: Row) -> bool:
        return any(read_cell(self.lexicon, self.view, cell).kind == "mall" for cell in row.cells)

    def _first_of_names(self) -> int:
        """Give the first of the lines, right above, of which each holds but the name of a fact."""
        first = len(self.lines)
        while first and self.lines[first - 1].lone("labels", "noise"):
            first -= 1
        return first

    def _is_listed(self, row: Row, line: Line) -> bool:
        """Say whether a row is a table's head, or stands under one."""
        commas = comma_row(self.view, row)
        if line.is_head:
            return True
        if commas and len(line.cells[0].labels) > 1 and self.line(commas).is_head:
            return True
        is_row = commas is not None or (line.is_table and line.is_data)
        return bool(self._places) and self._places[-1].is_listed and is_row

    def _before(self, row: Row, head: Head) -> Row:
        """Give a row without the mall that ends it."""
        cells = list(row.cells)
        while cells and cells[-1][0] >= head.start:
            cells.pop()
        if cells and cells[-1][1] > head.start:
            said = self.view.text[cells[-1][0] : head.start].rstrip(_LEADING)
            cells[-1] = cells[-1][0], cells[-1][0] + len(said)
        return replace(row, cells=tuple(cells), is_table=row.is_table and len(cells) > 1)
