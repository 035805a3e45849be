"""A text cut into the rows and cells of a table, each row by the number that a spreadsheet shows beside it."""

import csv
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from itertools import islice

from wizard.errors import SheetError

SEPARATORS = (",", "\t", ";")
MAX_ROWS = 10_000
"""So many rows are read of a text at most, blank ones included."""

_TOLD = "sep="
"""How a file of Excel's may begin, to tell its separator."""

TOO_MANY = f"빈 줄까지 {MAX_ROWS:,}줄이 넘어 읽지 않았어요. 빈 줄을 지우고 다시 넣어 주세요."


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
    """Cut the first rows in which anything stands, as far as they can be cut; no more of the text is read."""
    found: list[Row] = []
    with suppress(csv.Error):
        looked_at = islice(_rows(text, separator, strict=False), MAX_ROWS)
        found.extend(islice((row for row in looked_at if not row.is_blank), count))
    return found


def cut(text: str, separator: str) -> list[Row]:
    """Cut a text into rows; blank ones are left out.

    Raises:
        SheetError: a quotation mark is not closed, or closed in the middle of a value; or it is too long.

    """
    found: list[Row] = []
    line = 0
    try:
        for row in _rows(text, separator, strict=True):
            line = row.line
            if line > MAX_ROWS:
                raise SheetError(TOO_MANY)
            if not row.is_blank:
                found.append(row)
    except csv.Error as problem:
        raise SheetError(_unreadable(line + 1, problem)) from None
    return found


def _rows(text: str, separator: str, *, strict: bool) -> Iterator[Row]:
    """Cut one row after another; `csv.Error` where one cannot be cut."""
    plain = StringIO(text.lstrip("\ufeff"), newline="")
    reader = csv.reader(plain, delimiter=separator, strict=strict)
    if told_separator(text):
        next(reader)
    for line, cells in enumerate(reader, 1):
        yield Row(line, tuple(cells))


def _unreadable(line: int, problem: csv.Error) -> str:
    if "field limit" in str(problem):
        return (
            f"{line}번째 줄에 {csv.field_size_limit():,}자가 넘는 칸이 있어 읽을 수 없어요. "
            '글을 줄여 주세요. 큰따옴표(")를 닫지 않아 아래 줄까지 한 칸이 되었는지도 봐 주세요.'
        )
    return (
        f'{line}번째 줄부터 큰따옴표(")의 짝이 맞지 않아 읽을 수 없어요. '
        "그 줄의 큰따옴표를 지우거나 짝을 맞춰 주세요."
    )
