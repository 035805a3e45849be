"""The least that each kind of request can be here: a bare Flask app with our headers and sizes, one read, and the statements of a save.

What stands in the way of an aim is told beside it: `/page` is a screen's bytes with the headers that each of ours has, `/step` is the
same after one look at a session, `/form` the bytes of a form after two looks, `/save` does one look and then, by the driver itself, the very statements that a save of ours wrote
once, in one transaction that waits for the disk. Nothing is read of what was sent, judged, sealed, asked for twice or drawn.
"""

import gzip
import re
import sqlite3
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from secrets import token_hex
from typing import Any
from uuid import uuid4

import psycopg
from flask import Flask, Response, request
from sqlalchemy import Engine, event, make_url

from bench.course import choose
from bench.door import Links
from bench.inside import Counted, Inside, walk
from bench.servers import MeasureError
from wizard.app import create_app, services_of
from wizard.db import migrate
from wizard.korean.calendar import clock
from wizard.settings import Settings
from wizard.web.security import POLICY

PAGE_BYTES, FORM_BYTES = 3500, 9500
"""About what a screen weighs, packed, and a form, which is not packed."""

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-cache",
    "Content-Encoding": "gzip",
    "Vary": "HX-Request, HX-Target, Accept-Encoding",
    "X-Request-Id": "00000000",
}
_MADE = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)
_BEGINS = re.compile(r"\s*INSERT\b", re.IGNORECASE)
_SESSION = "SELECT seller.id, seller.name FROM seller JOIN session ON session.seller_id = seller.id WHERE session.digest = {}"

Statement = tuple[str, Any, bool]
"""SQL of the driver, what it is filled in with, and whether that is many rows."""


@dataclass
class Written:
    """The statements that one save wrote, and the names that it made."""

    statements: list[Statement]
    made: frozenset[str]
    digest: str

    def anew(self) -> list[Statement]:
        """Give them with new names in place of those."""
        names = {old: (uuid4().hex * 2)[: len(old)] for old in self.made}
        return [(sql, _renamed(values, names), many) for sql, values, many in self.statements]


def _renamed(values: Any, names: Mapping[str, str]) -> Any:
    if isinstance(values, str):
        return names.get(values, values)
    if isinstance(values, dict):
        return {key: _renamed(value, names) for key, value in values.items()}
    if isinstance(values, list | tuple):
        return type(values)(_renamed(value, names) for value in values)
    return values


@dataclass
class _Heard:
    """What an engine is told, while somebody listens."""

    statements: list[Statement] = field(default_factory=list)
    listens: bool = False

    def __call__(self, _c: Any, _cursor: Any, sql: str, values: Any, _x: Any, many: bool) -> None:
        """Note a statement that writes."""
        if self.listens and _WRITES.match(sql):
            self.statements.append((sql, values, many))


def written_once(env: dict[str, str]) -> Written:
    """Let a seller walk and save twice in an application of ours; give what the second save wrote."""
    app, heard = create_app(Settings.from_env(env)), _Heard()
    services = services_of(app)
    migrate.upgrade(services.sellers.engine)
    services.keys.begin(clock())
    services.progress.marks.on_first = lambda: None
    event.listen(services.sellers.engine, "before_cursor_execute", heard)
    course = choose()
    browser = Inside(app, Counted(), {}, looks=False)
    original = browser.post

    def post(path: str, data: dict[str, str], headers: dict[str, str] | None = None) -> Any:
        heard.statements.clear()  # at the end those of the last form are there
        heard.listens = True
        return original(path, data, headers)

    browser.post = post  # type: ignore[method-assign]
    walk(browser, course, Links(env, course.guide.mall).make())
    heard.listens = False
    if not heard.statements:
        raise MeasureError("a save wrote nothing")
    made = {
        value
        for sql, values, _ in heard.statements
        if _BEGINS.match(sql)
        for value in _texts(values)
        if _MADE.fullmatch(value)
    }
    engine = services.sellers.engine
    kept = _stored(engine)
    engine.dispose()
    return Written(heard.statements, frozenset(made - kept[1]), kept[0])


def _texts(values: Any) -> list[str]:
    if isinstance(values, str):
        return [values]
    rows = values.values() if isinstance(values, dict) else values
    return [t for one in rows for t in _texts(one)] if isinstance(values, dict | list | tuple) else []  # fmt: skip


def _stored(engine: Engine) -> tuple[str, set[str]]:
    """Give the digest of a session that is open, and the ids of its seller and their runs: they stay."""
    with engine.connect() as connection:
        digest, seller = connection.exec_driver_sql("SELECT digest, seller_id FROM session").one()
        runs = connection.exec_driver_sql("SELECT id FROM run").scalars().all()
    return str(digest), {str(seller), *map(str, runs)}


class _Lines(threading.local):
    """A line to the database for each thread."""

    line: Any = None


def floor_app(env: Mapping[str, str]) -> Flask:
    """Make the app; its database is that of the settings, and holds what one walk left there."""
    written, url, lines = written_once(dict(env)), make_url(env["DATABASE_URL"]), _Lines()
    is_file = url.get_backend_name() == "sqlite"
    session = _SESSION.format("?" if is_file else "%s")
    page, form, numbers = (
        gzip.compress(token_hex(PAGE_BYTES).encode()),
        token_hex(FORM_BYTES // 2),
        count(),
    )

    def open_line() -> Any:
        if is_file:
            return _open_file(str(url.database))
        plain = url.set(drivername="postgresql").render_as_string(hide_password=False)
        return psycopg.connect(plain, autocommit=True)

    def line() -> Any:
        if lines.line is None:
            lines.line = open_line()
        return lines.line

    def look() -> None:
        if line().execute(session, (written.digest,)).fetchone() is None:
            raise MeasureError("no session")

    app = Flask("floor")

    @app.get("/page")
    def give_page() -> Response:
        return Response(page, headers=HEADERS, mimetype="text/html")

    @app.get("/step")
    def give_step() -> Response:
        look()
        return Response(page, headers=HEADERS, mimetype="text/html")

    @app.get("/form")
    def give_form() -> Response:
        look()
        look()
        unpacked = {name: told for name, told in HEADERS.items() if name != "Content-Encoding"}
        return Response(form, headers=unpacked, mimetype="text/html")

    @app.post("/save")
    def save() -> Response:
        look()
        request.get_data()
        _write(line(), written.anew(), is_file=is_file)
        return Response(status=303, headers={**HEADERS, "Location": f"/page?{next(numbers)}"})

    return app


def _open_file(name: str) -> sqlite3.Connection:
    line = sqlite3.connect(name, isolation_level=None, timeout=5)
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "secure_delete=ON"):
        line.execute(f"PRAGMA {pragma}")
    return line


def _write(line: Any, statements: Sequence[Statement], *, is_file: bool) -> None:
    line.execute("BEGIN IMMEDIATE" if is_file else "BEGIN")
    for sql, values, many in statements:
        if many and is_file:
            line.executemany(sql, values)
        elif many:
            with line.cursor() as cursor:
                cursor.executemany(sql, values)
        else:
            line.execute(sql, values)
    line.execute("COMMIT")
