"""`python -m bench.inside [--postgres] [--rounds N] [--top N] [--statements]`: the walk of a seller with a link, inside one process, request by request.

For each request: the processor time (best and median of all rounds), the statements and transactions that it takes, and, asked
for, the functions that compute most (by cProfile, in rounds of their own) and the statements themselves. No server and no
network; nothing else computes in the thread that is measured. It is what a change is looked at with, before the bench says what
it is worth behind the server.
"""

import argparse
import cProfile
import os
import pstats
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from io import BytesIO, StringIO
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from flask import Flask
from sqlalchemy import Engine, event

from bench import postgres
from bench.browser import HTMX, Answer, filled, path_of
from bench.course import FIRM, Course, choose
from bench.door import DOOR, Link, Links
from bench.servers import MeasureError, hello
from bench.speed import environment
from wizard.app import create_app, services_of
from wizard.db import migrate
from wizard.korean.calendar import clock
from wizard.settings import Settings

WARM_UP, MOST_SCREENS = 3, 30
SEE_OTHER, OK = 303, 200


@dataclass
class Asked:
    """What one request of the walk took, in every round."""

    name: str
    seconds: list[float] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    transactions: int = 0
    size: int = 0
    profile: cProfile.Profile = field(default_factory=cProfile.Profile)


@dataclass
class Counted:
    """The statements and transactions of the request that is being answered."""

    statements: list[str] = field(default_factory=list)
    transactions: int = 0


class Inside:
    """A browser without a network: it calls the application, keeps cookies, and times only the answer."""

    def __init__(
        self, app: Flask, counted: Counted, asked: dict[str, Asked], *, looks: bool
    ) -> None:
        self.app, self.counted, self.asked, self.looks = app, counted, asked, looks
        self.cookies: dict[str, str] = {}
        self.names: dict[str, int] = defaultdict(int)
        self.source = "127.0.0.1"

    def get(self, path: str, headers: dict[str, str] | None = None) -> Answer:
        """GET a page."""
        return self._ask("GET", path, headers or {}, b"")

    def post(
        self, path: str, data: dict[str, str], headers: dict[str, str] | None = None
    ) -> Answer:
        """POST a form."""
        return self._ask("POST", path, headers or {}, urlencode(data).encode())

    def _ask(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Answer:
        told: dict[str, Any] = {}

        def start(
            status: str, head: list[tuple[str, str]], *_: object
        ) -> Callable[[bytes], object]:
            told.update(status=int(status[:3]), head=head)
            return lambda _: None

        asked = self._slot(f"{method} {path.partition('?')[0]}")
        environ = self._environ(method, path, headers, body)
        self.counted.statements, self.counted.transactions = [], 0
        if self.looks:
            asked.profile.enable()
        began = time.thread_time()
        answer = self.app.wsgi_app(environ, start)
        text = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        asked.seconds.append(time.thread_time() - began)
        if self.looks:
            asked.profile.disable()
        asked.statements, asked.transactions = self.counted.statements, self.counted.transactions
        asked.size = len(text)
        return self._read(told, text)

    def _slot(self, name: str) -> Asked:
        self.names[name] += 1
        number = self.names[name]
        full = name if number == 1 else f"{name} ({number})"
        return self.asked.setdefault(full, Asked(full))

    def _read(self, told: dict[str, Any], text: bytes) -> Answer:
        location = ""
        for name, value in told["head"]:
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
            elif name.lower() == "location":
                location = value
        return Answer(told["status"], location, text.decode())

    def _environ(
        self, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> dict[str, Any]:
        place, _, query = path.partition("?")
        environ: dict[str, Any] = {
            "REQUEST_METHOD": method,
            "SCRIPT_NAME": "",
            "PATH_INFO": place,
            "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "80",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": "127.0.0.1",
            "REMOTE_ADDR": self.source,
            "wsgi.version": (1, 0),
            "wsgi.url_scheme": "http",
            "wsgi.input": BytesIO(body),
            "wsgi.errors": StringIO(),
            "wsgi.multithread": True,
            "wsgi.multiprocess": True,
            "wsgi.run_once": False,
            "HTTP_ACCEPT_ENCODING": "identity",
        }
        if body:
            environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
            environ["CONTENT_LENGTH"] = str(len(body))
        if self.cookies:
            environ["HTTP_COOKIE"] = "; ".join(f"{n}={v}" for n, v in self.cookies.items())
        for name, value in headers.items():
            environ[f"HTTP_{name.upper().replace('-', '_')}"] = value
        return environ


def walk(browser: Inside, course: Course, link: Link) -> None:
    """Walk from the door to the page after the save, as htmx asks; then look at the form once more, and save again."""
    browser.source = link.source
    form = browser.get(DOOR).soup.select_one(f'form[action="{DOOR}"]')
    assert form is not None
    answer = browser.post(DOOR, filled(form, {"token": link.token, "digits": link.digits}))
    answer = browser.get(path_of(answer.location))
    for _ in range(MOST_SCREENS):
        if answer.status == SEE_OTHER:
            answer = browser.get(path_of(answer.location))
        if answer.status != OK:
            raise MeasureError(f"a walk met {answer.status}: {answer.text[:600]}")
        soup = answer.soup
        if soup.select_one("[data-account]"):
            break
        if form := soup.select_one("form#account"):
            data = filled(form, FIRM | course.values()) | {"action": "save"}
            answer = browser.post(str(form["action"]), data, HTMX)
        elif form := soup.select_one("form[method=get]"):
            pairs = [
                (str(tag["name"]), str(tag["value"]))
                for tag in form.select("input[name]")
                if tag.get("type") == "hidden"
                or tag["value"] in course.answers.get(str(tag["name"]), ())
            ]
            answer = browser.get(f"{form['action']}?{urlencode(pairs)}", HTMX)
        else:
            following = soup.select_one("a[rel=next]")
            assert following is not None, soup.title
            answer = browser.get(str(following["href"]), HTMX)
    else:
        raise MeasureError("no account")
    again = browser.get(course.form_address, HTMX).soup.select_one("form#account")
    assert again is not None
    data = filled(again, FIRM | course.values()) | {"action": "save", "login_id": "another1"}
    if browser.post(str(again["action"]), data).status != SEE_OTHER:
        raise MeasureError("a second account was not saved")


def _count(engine: Engine, counted: Counted) -> None:
    @event.listens_for(engine, "before_cursor_execute")
    def note(_c: Any, _cursor: Any, statement: str, _p: Any, _x: Any, many: bool) -> None:
        counted.statements.append(f"{'MANY ' if many else ''}{' '.join(statement.split())}")

    @event.listens_for(engine, "begin")
    def begun(_connection: Any) -> None:
        counted.transactions += 1


@contextmanager
def _deployed(folder: Path, *, is_postgres: bool) -> Iterator[dict[str, str]]:
    folder.chmod(0o755)
    with ExitStack() as stack:
        url = ""
        if is_postgres:
            (folder / "cluster").mkdir()
            base = stack.enter_context(postgres.cluster(folder / "cluster"))
            url = postgres.database(base, "inside")
        (folder / "data").mkdir(mode=0o700)
        yield environment(choose().folder, folder / "data", url)


def _hello_ms() -> float:
    """Give what the bare app takes in the same way."""
    browser = Inside(hello(), Counted(), {}, looks=False)
    for _ in range(300):
        browser.get("/")
    return 1000 * median(second for asked in browser.asked.values() for second in asked.seconds)


def report(
    asked: dict[str, Asked], looked: dict[str, Asked], hello_ms: float, *, statements: bool
) -> None:
    """Print a line for each request."""
    total = [0.0, 0.0, 0, 0, 0]
    print(
        f"hello {hello_ms:.3f} ms\n{'':44}  median    best  x hello  statements  transactions   calls   bytes"
    )
    for one in asked.values():
        seconds = one.seconds[WARM_UP:]
        middle, best = 1000 * median(seconds), 1000 * min(seconds)
        calls = calls_of(looked[one.name])
        total = [total[0] + middle, total[1] + best, total[2] + len(one.statements), total[3] + one.transactions, total[4] + calls]  # fmt: skip
        print(f"{one.name[:44]:44}  {middle:6.2f}  {best:6.2f}  {middle / hello_ms:7.1f}  {len(one.statements):10}  {one.transactions:12}  {calls:6.0f}  {one.size:6}")  # fmt: skip
        if statements:
            for statement in one.statements:
                print(f"        {statement[:150]}")
    print(f"{'sum':44}  {total[0]:6.2f}  {total[1]:6.2f}  {total[0] / hello_ms:7.1f}  {total[2]:10}  {total[3]:12}  {total[4]:6.0f}")  # fmt: skip


def calls_of(one: Asked) -> float:
    """Give the function calls of one request: they do not depend on what else the machine does."""
    stats = pstats.Stats(one.profile)
    return float(stats.total_calls / len(one.seconds))  # type: ignore[attr-defined]


def tops(asked: dict[str, Asked], top: int, only: str) -> None:
    """Print what computes most in each request."""
    for one in asked.values():
        if only in one.name:
            print(f"\n=== {one.name}, {len(one.seconds)} rounds")
            stats = pstats.Stats(one.profile)
            stats.sort_stats("cumulative").print_stats(top)
            stats.sort_stats("tottime").print_stats(top)


def main() -> None:
    """Walk, and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.inside")
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--top", type=int, default=0)
    parser.add_argument("--only", default="")
    parser.add_argument("--statements", action="store_true")
    given = parser.parse_args()
    with (
        TemporaryDirectory(prefix="wizard-inside-") as home,
        _deployed(Path(home), is_postgres=given.postgres) as env,
    ):
        course, settings = choose(), Settings.from_env(env)
        app, counted = create_app(settings), Counted()
        engine = services_of(app).sellers.engine
        migrate.upgrade(engine)
        services_of(app).keys.begin(clock())
        _count(engine, counted)
        services_of(app).progress.marks.on_first = lambda: None
        links = Links(env, course.guide.mall)
        asked: dict[str, Asked] = {}
        for _ in range(given.rounds + WARM_UP):
            walk(Inside(app, counted, asked, looks=False), course, links.make())
        looked: dict[str, Asked] = {}
        for _ in range(given.rounds if given.top else WARM_UP):
            walk(Inside(app, counted, looked, looks=True), course, links.make())
        report(asked, looked, _hello_ms(), statements=given.statements)
        if given.top:
            tops(looked, given.top, given.only)


if __name__ == "__main__":
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    main()
