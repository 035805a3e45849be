"""Lines of a CSV file that a spreadsheet opens: no cell is taken for a formula."""

import csv
import io
from collections.abc import Iterable

BOM = "\ufeff"
"""By this 한글 Excel reads UTF-8."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""With which a cell begins that a spreadsheet would reckon out. Source: OWASP, CSV Injection."""


def lines(rows: Iterable[Iterable[str]]) -> str:
    """Write rows; what would be reckoned out is given an apostrophe in front, as spreadsheets do for text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([_plain(cell) for cell in row] for row in rows)
    return out.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.lstrip(" \u3000").startswith(FORMULAS) else cell
