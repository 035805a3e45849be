"""A text cut into the rows and cells of a table, each row by the number that a spreadsheet shows beside it."""

import csv
from dataclasses import dataclass
from io import StringIO

from wizard.errors import SheetError

SEPARATORS = (",", "\t", ";")
_TOLD = "sep="
"""How a file of Excel's may begin, to tell its separator."""


@dataclass(frozen=True)
class Row:
    """One row of a table, and its number as a spreadsheet counts: blank ones too, and cells of several lines once."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_blank(self) -> bool:
        """Say whether nothing stands in it."""
        return not any(cell.strip() for cell in self.cells)


def told_separator(text: str) -> str:
    """Give the separator that a text tells of itself; "" if it tells none."""
    first = text.lstrip("\ufeff").split("\n", 1)[0].strip("\r ")
    return first[len(_TOLD) :] if first in {f"{_TOLD}{one}" for one in SEPARATORS} else ""


def first_rows(text: str, separator: str, count: int) -> list[Row]:
    """Cut the first rows, whatever is wrong with their quotes."""
    return _cut(text, separator, strict=False)[:count]


def cut(text: str, separator: str) -> list[Row]:
    """Cut a text into rows; blank ones are left out.

    Raises:
        SheetError: a quotation mark is not closed, or closed in the middle of a value.

    """
    return [row for row in _cut(text, separator, strict=True) if not row.is_blank]


def _cut(text: str, separator: str, *, strict: bool) -> list[Row]:
    reader = csv.reader(
        StringIO(text.lstrip("\ufeff"), newline=""), delimiter=separator, strict=strict
    )
    rows: list[Row] = []
    try:
        if told_separator(text):
            next(reader)
        for cells in reader:
            rows.append(Row(len(rows) + 1, tuple(cells)))
    except csv.Error:
        raise SheetError(
            f'{len(rows) + 1}번째 줄부터 큰따옴표(")의 짝이 맞지 않아 읽을 수 없어요. '
            "그 줄의 큰따옴표를 지우거나 짝을 맞춰 주세요."
        ) from None
    return rows
