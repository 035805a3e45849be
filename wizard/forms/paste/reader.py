"""A pasted text read from its first row to its last: every name with what it tells."""

from dataclasses import dataclass, field, replace
from functools import partial

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.cells import (
    Cell,
    Claim,
    claims_of,
    ends_open,
    is_called,
    read_cell,
)
from wizard.forms.paste.heads import heading_mall, is_named_again
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.rows import Row, comma_row, rows_of
from wizard.forms.paste.tables import Line, stacked_claims, table_claims
from wizard.forms.paste.values import words_in
from wizard.forms.paste.view import Span, View


@dataclass
class Reader:
    """What a text tells, as far as it was read.

    Attributes:
        claims: what names told of boxes.
        unnamed: the cells that no name spoke of.

    """

    lexicon: Lexicon
    view: View
    claims: list[Claim] = field(default_factory=list)
    unnamed: list[Cell] = field(default_factory=list)
    _carried: frozenset[str] | None = None
    _rows: list[Row] = field(default_factory=list)
    _lines: list[Line] = field(default_factory=list)

    def read(self) -> None:
        """Read the whole text, each row once."""
        is_foreign = False
        for row in rows_of(self.view):
            line = self._line(row, is_foreign=is_foreign)
            if self._carried and is_named_again(self._names(line), self._carried):
                is_foreign, line = False, self._line(row)
            if line.kinds == {"mall"} and self._is_us(line) and self._is_below_tool():
                line = replace(line, cells=tuple(replace(c, kind="text") for c in line.cells))
            if line.kinds == {"mall"}:
                is_foreign = not any(map(self._is_ours, line.cells))
                self._carried = None
            else:
                is_foreign = self._goes_on(line, is_foreign=is_foreign)
                self._rows.append(row)
                self._lines.append(line)
        place = 0
        while place < len(self._lines):
            place += self._table(place) or self._stack(place) or self._row(place)

    def _goes_on(self, line: Line, *, is_foreign: bool) -> bool:
        """Say whether the lines below one are another mall's: it begins or ends with that name, and tells or heads."""
        named = self._names(line)
        labels = [label for cell in line.cells for label in cell.labels]
        spans = [cell.span for cell in line.cells]
        mall = heading_mall(self.lexicon, self.view, spans, labels)
        if not mall:
            self._carried = self._carried and self._carried | named
            return is_foreign
        is_other, tells = not self.lexicon.is_ours(mall), "pairs" in line.kinds
        self._carried = (named if tells else frozenset()) if is_other else None
        return is_other

    def _names(self, line: Line) -> frozenset[str]:
        return frozenset(
            names.key(self.view.text[label.start : label.end])
            for cell in line.cells
            for label in cell.labels
        )

    def _is_us(self, line: Line) -> bool:
        return any(is_called(self.view, cell, vocabulary.OUR_NAMES) for cell in line.cells)

    def _is_below_tool(self) -> bool:
        """Say whether the names that stand last, one below the other, have that of a program that a key is for."""
        for line in reversed(self._lines):
            if not line.lone("labels", "noise"):
                return False
            if any(is_called(self.view, cell, vocabulary.TOOLS) for cell in line.cells):
                return True
        return False

    def _line(self, row: Row, *, is_foreign: bool = False) -> Line:
        read = partial(read_cell, self.lexicon, self.view, is_foreign=is_foreign)
        cells = tuple(map(read, row.cells))
        if not is_foreign and cells[0].kind == "mall" and not self._is_ours(cells[0]):
            told = partial(read_cell, self.lexicon, self.view, is_foreign=True)
            cells = (cells[0], *map(told, row.cells[1:]))
        is_run_on = cells[0].kind in {"labels", "pairs"} and any(
            ends_open(self.view, cell) for cell in cells[:-1]
        )
        if is_run_on:  # lines that a box of one line put behind one another
            return Line(
                (read((row.cells[0][0], row.cells[-1][1])),), is_table=False, is_foreign=is_foreign
            )
        return Line(cells, row.is_table, is_foreign)

    def _is_ours(self, cell: Cell) -> bool:
        mall = self.lexicon.malls.search(self.view.said(cell.span))
        return mall is not None and self.lexicon.is_ours(mall.group())

    def _table(self, place: int) -> int:
        """Read a head with the rows under it; give how many rows that were."""
        head, data = self._lines[place], list[Line]()
        if head.is_head:
            end = place + 1
            while end < len(self._lines) and self._lines[end].is_table and self._lines[end].is_data:
                end += 1
            data = self._lines[place + 1 : end]
        else:
            head, data = self._comma_list(place)
        self.claims += table_claims(self.lexicon, self.view, head, data) if data else []
        return 1 + len(data) if data else 0

    def _comma_list(self, place: int) -> tuple[Line, list[Line]]:
        head, data = self._lines[place], list[Line]()
        names = comma_row(self.view, self._rows[place])
        if names is None or len(head.cells[0].labels) < 2:
            return head, data
        head, end = self._line(names), place + 1
        while (
            head.is_head
            and end < len(self._rows)
            and (cells := comma_row(self.view, self._rows[end]))
        ):
            data.append(self._line(cells))
            end += 1
        return head, data

    def _stack(self, place: int) -> int:
        """Read names that stand above their values; give how many rows that were."""
        end, boxes = place, list[str]()
        while end < len(self._lines) and (not boxes or self._lines[end].lone("labels", "noise")):
            if not self._lines[end].lone("labels") and not boxes:
                return 0
            boxes += [label.box for cell in self._lines[end].cells for label in cell.labels]
            end += 1
        values, ends = self._values(end, len(boxes))
        told = stacked_claims(self.lexicon, self.view, boxes, values)
        self.claims += self._joined(told, ends[-1] if ends else end)
        if told:
            return ends[-1] - place
        return (ends[0] if boxes == [OTHER] and ends else end) - place

    def _values(self, place: int, most: int) -> tuple[list[Span], list[int]]:
        """Give the lines of one value each that come next, and where each ends; buttons between are no lines."""
        values, ends = list[Span](), list[int]()
        while place < len(self._lines) and len(values) < most:
            line = self._lines[place]
            place += 1
            if line.lone("text"):
                values += [cell.span for cell in line.cells if cell.kind == "text"]
                ends.append(place)
            elif line.kinds:
                break
        return values, ends

    def _row(self, place: int) -> int:
        """Read names that stand before their values; what no name speaks of is put aside."""
        line, told = self._lines[place], list[Claim]()
        cells = [cell for cell in line.cells if cell.kind != "noise"]
        for index, cell in enumerate(cells):
            before = cells[index - 1] if index else None
            if cell.kind == "pairs":
                told += claims_of(self.lexicon, self.view, cell)
            elif cell.kind == "text" and before and before.kind == "labels":
                boxes = [label.box for label in before.labels]
                told += stacked_claims(self.lexicon, self.view, boxes, [cell.span])
            elif cell.kind == "text" and not line.is_foreign:
                self.unnamed.append(cell)
        self.claims += self._joined(told, place + 1)
        return 1

    def _joined(self, told: list[Claim], place: int) -> list[Claim]:
        """Put together the last value with the line below it, where it is half a value and only so a whole."""
        last = told[-1] if told else None
        if last is None or len(last.spans) != 1 or place >= len(self._lines):
            return told
        box, line = self.lexicon.boxes[last.box], self._lines[place]
        half = self.view.said(last.spans[0])
        if not box.has_shape or box.fits(half) or not line.lone("text"):
            return told
        rest = words_in(self.view, line.cells[0].span)
        if len(rest) != 1 or not box.fits(half + self.view.said(rest[0])):
            return told
        return [*told[:-1], replace(last, spans=(*last.spans, rest[0]))]
