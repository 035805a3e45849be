"""A pasted text read from its first row to its last: every name with what it tells."""

from dataclasses import dataclass, field, replace

from wizard.forms.paste.blocks import Blocks
from wizard.forms.paste.cells import Cell, Claim, claims_of
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.rows import Row, comma_row
from wizard.forms.paste.tables import Line, boxes_of_others, stacked_claims, table_claims
from wizard.forms.paste.values import words_in
from wizard.forms.paste.view import Span, View


@dataclass
class Reader:
    """What a text tells, as far as it was read.

    Attributes:
        claims: what names told of boxes.
        unnamed: the cells that no name spoke of.
        foreign: the boxes of which something was told that is another mall's, or may be.

    """

    lexicon: Lexicon
    view: View
    claims: list[Claim] = field(default_factory=list)
    unnamed: list[Cell] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)
    _blocks: Blocks = field(init=False)

    def __post_init__(self) -> None:
        """Begin with no line read."""
        self._blocks = Blocks(self.lexicon, self.view)

    def read(self) -> None:
        """Read the whole text, each row once."""
        self._blocks.read()
        self.foreign |= self._blocks.foreign
        place = 0
        while place < len(self._lines):
            place += self._table(place) or self._stack(place) or self._row(place)

    @property
    def _rows(self) -> list[Row]:
        return self._blocks.rows

    @property
    def _lines(self) -> list[Line]:
        return self._blocks.lines

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
        if data:
            self.foreign |= boxes_of_others(self.lexicon, self.view, head, data)
            self._take(place, table_claims(self.lexicon, self.view, head, data))
        return 1 + len(data) if data else 0

    def _comma_list(self, place: int) -> tuple[Line, list[Line]]:
        head, data = self._lines[place], list[Line]()
        names = comma_row(self.view, self._rows[place])
        if names is None or len(head.cells[0].labels) < 2:
            return head, data
        head, end = self._blocks.line(names), place + 1
        while (
            head.is_head
            and end < len(self._rows)
            and (cells := comma_row(self.view, self._rows[end]))
        ):
            data.append(self._blocks.line(cells))
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
        self._take(place, self._joined(told, ends[-1] if ends else end))
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
        self._take(place, self._joined(told, place + 1))
        return 1

    def _take(self, place: int, told: list[Claim]) -> None:
        """Take what a line told; of one that may be another mall's only what has the looks of its box."""
        is_doubted = self._lines[place].is_doubted
        taken = [one for one in told if not is_doubted or self._is_proved(one)]
        self.claims += taken
        self.foreign |= {one.box for one in told if one not in taken}

    def _is_proved(self, one: Claim) -> bool:
        said = "".join(map(self.view.said, one.spans))
        return self.lexicon.boxes[one.box].has_format and self.lexicon.boxes[one.box].fits(said)

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
