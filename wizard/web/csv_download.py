"""A table that is downloaded as CSV, so that 한글 Excel reads it and no cell of it is taken for a formula."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from urllib.parse import quote

from flask import Response

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a cell for a formula by. Source: OWASP, CSV Injection."""


def safe_cell(value: object) -> str:
    """Give a value as a cell that stays text."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_ACTS) else text


def csv_download(name: str, rows: Iterable[Sequence[object]]) -> Response:
    """Give rows as a file that is kept by nobody on its way.

    Args:
        name: of the file, with its ending.
        rows: the headings first.

    """
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    response = Response(written.getvalue().encode("utf-8-sig"), mimetype="text/csv")
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
