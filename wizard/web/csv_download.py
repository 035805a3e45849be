"""A table that is downloaded as CSV, so that 한글 Excel reads it and no cell of it is taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from urllib.parse import quote

from flask import Response, stream_with_context

_ACTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet takes a cell for a formula by. Source: OWASP, CSV Injection."""

Rows = Iterable[Sequence[object]]


def safe_cell(value: object) -> str:
    """Give a value as a cell that stays text."""
    text = str(value)
    return f"'{text}" if text.lstrip(" ").startswith(_ACTS) else text


def csv_download(name: str, rows: Rows) -> Response:
    """Give rows as a file that is kept by nobody on its way.

    Args:
        name: of the file, with its ending.
        rows: the headings first.

    """
    return _as_file(name, Response(_written(rows).encode("utf-8-sig"), mimetype="text/csv"))


def csv_stream(name: str, headings: Sequence[object], parts: Iterable[Rows]) -> Response:
    """Give many rows as such a file, sent part by part as they are read."""

    def sent() -> Iterator[bytes]:
        yield _written([headings]).encode("utf-8-sig")
        for rows in parts:
            yield _written(rows).encode()

    return _as_file(name, Response(stream_with_context(sent()), mimetype="text/csv"))


def _written(rows: Rows) -> str:
    written = StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return written.getvalue()


def _as_file(name: str, response: Response) -> Response:
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response.headers["Cache-Control"] = "no-store"
    return response
