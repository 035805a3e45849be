"""Values under the heads of a table: row by row, or cell by cell as phones copy it."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from wizard.forms.paste import vocabulary
from wizard.forms.paste.boxes import Box
from wizard.forms.paste.cells import Cell, Claim, Kind, claim, is_called, pieces_of
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.values import words_in
from wizard.forms.paste.view import Span, View


@dataclass(frozen=True)
class Line:
    """A row with its cells read.

    Attributes:
        is_foreign: whether it is another mall's.
        is_doubted: whether it may be: only what proves itself is taken of it.

    """

    cells: tuple[Cell, ...]
    is_table: bool
    is_foreign: bool = False
    is_doubted: bool = False

    def lone(self, *kinds: Kind) -> bool:
        """Say whether there is but one cell that is more than a button, and it is of such a kind."""
        said = [cell for cell in self.cells if cell.kind != "noise"]
        if not said:
            return "noise" in kinds
        return len(said) == 1 and said[0].kind in kinds

    @property
    def is_head(self) -> bool:
        """Say whether two cells and more are names, and none is a value that a name would have."""
        named = [cell for cell in self.cells if cell.kind == "labels"]
        is_named = len(named) > 1 and all(len(cell.labels) == 1 for cell in named)
        is_ours = any(cell.labels[0].box != OTHER for cell in named)
        return self.is_table and is_named and is_ours and all(c.kind != "pairs" for c in self.cells)

    @property
    def is_data(self) -> bool:
        """Say whether it may stand under a table's head."""
        return len(self.cells) > 1 and all(cell.kind != "labels" for cell in self.cells)

    @property
    def kinds(self) -> set[Kind]:
        """Give what its cells are, but for empty ones and buttons."""
        return {cell.kind for cell in self.cells} - {"empty", "noise"}


def table_claims(lexicon: Lexicon, view: View, head: Line, data: Sequence[Line]) -> list[Claim]:
    """Give what the rows under a head tell, of the form's own mall where rows name malls."""
    found: list[Claim] = []
    for line in _of_ours(lexicon, view, head, data):
        shift = _shift(lexicon, view, head, line)
        if shift is None:
            continue
        for column, name in enumerate(head.cells):
            place = column + shift
            if name.kind == "labels" and place < len(line.cells):
                span = line.cells[place].span
                found += claim(lexicon, view, name.labels[0].box, span, is_plain=True)
    return found


def stacked_claims(
    lexicon: Lexicon, view: View, boxes: Sequence[str], values: Sequence[Span]
) -> list[Claim]:
    """Give what lines tell of the names that stand above them, line by line.

    Args:
        lexicon: the form's names.
        view: the text.
        boxes: whose the names are, from above; `OTHER` is another fact's.
        values: the lines below them.

    """
    if len(boxes) == 1 or len(values) == 1:
        if len(boxes) > 1 and values and (pieces := pieces_of(view, values[0], len(boxes))):
            return _aligned(lexicon, view, boxes, pieces)
        is_one = len(boxes) - boxes.count(OTHER) == 1 and boxes[-1] != OTHER
        return (
            claim(lexicon, view, boxes[-1], values[0], is_plain=True) if is_one and values else []
        )
    return _aligned(lexicon, view, boxes, values) if len(values) >= len(boxes) else []


def _aligned(
    lexicon: Lexicon, view: View, boxes: Sequence[str], values: Sequence[Span]
) -> list[Claim]:
    """Give one value to each name in turn; none to any if one does not fit."""
    found: list[Claim] = []
    for box, value in zip(boxes, values, strict=False):
        told = claim(lexicon, view, box, value, is_plain=True)
        if box != OTHER and not _is_so(lexicon, view, told):
            return []
        found += told
    return found


def _is_so(lexicon: Lexicon, view: View, told: list[Claim]) -> bool:
    if not told:
        return False
    box = lexicon.boxes[told[0].box]
    return told[0].is_masked or not box.has_shape or box.fits(view.said(told[0].spans[0]))


def _of_ours(lexicon: Lexicon, view: View, head: Line, data: Sequence[Line]) -> list[Line]:
    """Give the rows of the form's own mall; where rows name the programs that keys are for, those of 아임셀러."""
    tools, named = _tools(view, head), _named(lexicon, view, head, data)
    own = [line for index, line in enumerate(data) if True in named[index]]
    rows = own or [line for index, line in enumerate(data) if not named[index]]
    return [line for line in rows if _is_for_us(view, line, tools)] or rows


def boxes_of_others(
    lexicon: Lexicon, view: View, head: Line, data: Sequence[Line]
) -> frozenset[str]:
    """Give the boxes of which the rows tell that name other malls, where no row names ours."""
    named = set[bool]().union(*_named(lexicon, view, head, data))
    labels = [label for cell in head.cells for label in cell.labels] if named == {False} else []
    return frozenset(label.box for label in labels if label.box != OTHER)


def _tools(view: View, head: Line) -> set[int]:
    """Give the columns that name the programs that keys are for."""
    columns = enumerate(head.cells)
    return {column for column, name in columns if is_called(view, name, vocabulary.TOOLS)}


def _named(lexicon: Lexicon, view: View, head: Line, data: Sequence[Line]) -> list[set[bool]]:
    """Give for each row whether the malls that it names are ours."""
    tools = _tools(view, head)
    proved = all(_is_proved(lexicon, cell) for cell in head.cells)
    return [
        {
            lexicon.is_ours(mall)
            for mall in _malls(lexicon, view, head, line, tools)
            if lexicon.is_known(mall) or not proved
        }
        for line in data
    ]


def _is_proved(lexicon: Lexicon, head: Cell) -> bool:
    """Say whether what stands under a name proves itself by its looks, or is nothing of ours."""
    boxes = [lexicon.boxes[label.box] for label in head.labels if label.box != OTHER]
    return all(box.has_format or box.is_day for box in boxes)


def _malls(
    lexicon: Lexicon, view: View, head: Line, line: Line, tools: AbstractSet[int]
) -> list[str]:
    """Give the malls that a row names, but for what stands under the name of a box."""
    own = {n for n, cell in enumerate(head.cells) if any(c.box != OTHER for c in cell.labels)}
    passed = tools | own if len(head.cells) == len(line.cells) else tools
    cells = [cell.span for column, cell in enumerate(line.cells) if column not in passed]
    found = [next(lexicon.malls_in(view.text, *span), None) for span in cells]
    return [mall.group() for mall in found if mall]


def _is_for_us(view: View, line: Line, tools: AbstractSet[int]) -> bool:
    named = [cell for column, cell in enumerate(line.cells) if column in tools]
    return any(is_called(view, cell, vocabulary.OUR_NAMES) for cell in named)


def _shift(lexicon: Lexicon, view: View, head: Line, line: Line) -> int | None:
    """Give by how many cells a row is moved against its head, where the looks of its values prove it."""
    extra = len(line.cells) - len(head.cells)
    if extra == 0:
        return 0
    shaped = [
        (column, lexicon.boxes[cell.labels[0].box])
        for column, cell in enumerate(head.cells)
        if cell.kind == "labels"
        and cell.labels[0].box
        and lexicon.boxes[cell.labels[0].box].has_shape
    ]
    proved = [
        shift
        for shift in range(max(extra, 0) + 1)
        if shaped and all(_stands(view, box, line, column + shift) for column, box in shaped)
    ]
    return proved[0] if len(proved) == 1 else None


def _stands(view: View, box: Box, line: Line, place: int) -> bool:
    if place >= len(line.cells):
        return False
    words = words_in(view, line.cells[place].span)
    return any(box.fits(view.said(word)) for word in words)
