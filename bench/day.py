"""A day of ten thousand sellers done on one machine while pages are asked for: reminders planned, keys tried.

`python -m bench.day` measures this part alone.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, text

from bench import postgres, report
from bench.browser import Browser
from bench.course import Course, choose
from bench.report import Figure
from bench.servers import ROOT, MeasureError, Server, serving
from bench.tries import Saves, practice_malls, prepared_app, save
from wizard.app import services_of
from wizard.db import seed
from wizard.services.account_inputs import NewSeller
from wizard.services.practice import ensure_fits

SELLERS, MALLS, ACCOUNTS = 12_500, 10, 60_000
CHECKS, CHECKS_A_FIRM = 300, 20
SAMPLES, PAUSE_S, PATIENCE_S = 1500, 0.005, 600
P99_RATIO_AIM = 1.1
PAGE = "/guides/coupang/wing-login"
_LEFT = text("SELECT count(*) FROM job WHERE state = 'waiting' AND kind IN ('check', 'remind')")
_ROUND_OVER = text("SELECT count(*) FROM reminder_walk WHERE ended_at IS NULL")
_MADE = text("SELECT count(*) FROM reminder")
_SAID = text("SELECT count(*) FROM account_check WHERE tried_at IS NOT NULL AND verdict = 'OK' AND account_id IN (SELECT account_id FROM account_field)")  # fmt: skip


@dataclass(frozen=True)
class _Pages:
    """What a seller's page took, again and again."""

    times_ms: list[float]

    @property
    def p99_ms(self) -> float:
        """The slowest one of a hundred."""
        return quantiles(self.times_ms, n=100)[98]


def measure(course: Course, home: Path, core: int) -> list[Figure]:
    """Measure a seller's page on a quiet machine, then with a day's work beside it and inside it.

    Args:
        course: what is saved.
        home: an empty folder; everybody may pass through it.
        core: the server's.

    """
    figures = []
    for name in ("SQLite", "PostgreSQL") if postgres.programs() else ("SQLite",):
        place = home / name
        place.mkdir(mode=0o700)
        with _address(name, home) as url:
            env = {
                "WIZARD_GUIDES": str(course.folder),
                "WIZARD_SAVE_LIMIT": "10000000 per minute",
                "WIZARD_NEW_FIRM_LIMIT": "10000000 per minute",
                "WIZARD_DATA": str(place),
                "DATABASE_URL": url,
            }
            figures += _measured(name, course, place, core, env)
    return figures


def _measured(
    name: str, course: Course, home: Path, core: int, env: dict[str, str]
) -> list[Figure]:
    figures = []
    with practice_malls() as malls:
        own = env | malls
        app = prepared_app(own)
        engine = services_of(app).accounts.engine
        ensure_fits(engine, practises=True)
        _crowd(engine)
        cookie = _seller(app)
        with serving("wizard", core, own | {"WIZARD_JOBS": "0"}, home / "quiet.log") as server:
            quiet = _quiet(server, cookie)
            _put_work(app, course, 0)
            with _working(own):
                figures += _figures(
                    f"{name}, a process beside", quiet, *_day(server, cookie, engine)
                )
        _forget_round(engine)
        _put_work(app, course, CHECKS)
        with serving("wizard", core, own, home / "inside.log") as server:
            figures += _figures(
                f"{name}, a thread of the server", quiet, *_day(server, cookie, engine)
            )
        engine.dispose()
    return figures


def _crowd(engine: Engine) -> None:
    made = seed.seed(engine, SELLERS, MALLS)
    if made.accounts < ACCOUNTS:
        raise MeasureError(f"only {made.accounts} accounts were made")


def _seller(app: Flask) -> str:
    """Let a seller in by a link; give the cookie."""
    services = services_of(app)
    seller_id = services.sellers.add(NewSeller("재는상회", "2208162517", "0212345678"), "bench")
    link = services.invitations.make(seller_id, "staff:bench")
    return services.link_sign_in.sign_in(link, "62517")[0]


def _put_work(app: Flask, course: Course, first: int) -> None:
    """Save accounts of firms from a place on, whose keys are to be tried; none is, until a runner comes."""
    clients: list[FlaskClient] = []
    for place in range(first, first + CHECKS):
        if place % CHECKS_A_FIRM == 0:
            clients.append(app.test_client())
        save(clients[-1], course, place // CHECKS_A_FIRM, Saves())


@contextmanager
def _working(env: dict[str, str]) -> Iterator[None]:
    """Run `wizard work` on this process's core."""
    own = {name: told for name, told in os.environ.items() if not name.startswith("WIZARD_")}
    command = [sys.executable, "-m", "wizard.cli", "work"]
    process = subprocess.Popen(
        command, cwd=ROOT, env=own | env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


def _quiet(server: Server, cookie: str) -> _Pages:
    with Browser(server.port) as browser:
        browser.cookies["seller"] = cookie
        for _ in range(50):
            _asked_ms(browser)
        return _Pages([_paced_ms(browser) for _ in range(SAMPLES)])


def _day(server: Server, cookie: str, engine: Engine) -> tuple[_Pages, float, int]:
    """Ask for the page until the day's work is done; give what it took, the seconds, and the reminders."""
    before, times_ms, started = _count(engine, _SAID), list[float](), time.perf_counter()
    with Browser(server.port) as browser:
        browser.cookies["seller"] = cookie
        while _is_left(engine, before) or len(times_ms) < SAMPLES:
            times_ms += [_paced_ms(browser) for _ in range(50)]
            if time.perf_counter() - started > PATIENCE_S:
                raise MeasureError(f"a day's work is not done after {PATIENCE_S} s")
    return _Pages(times_ms), time.perf_counter() - started, _count(engine, _MADE)


def _is_left(engine: Engine, before: int) -> bool:
    """Say whether a key is not yet tried, or the round not yet over."""
    is_tried = _count(engine, _SAID) - before >= CHECKS
    return not is_tried or not _count(engine, _MADE) or bool(_count(engine, _ROUND_OVER) + _count(engine, _LEFT))  # fmt: skip


def _count(engine: Engine, question: object) -> int:
    with engine.connect() as connection:
        return int(connection.execute(question).scalar_one())  # type: ignore[call-overload]


def _forget_round(engine: Engine) -> None:
    with engine.begin() as connection:
        for table in ("reminder", "reminder_walk"):
            connection.execute(text(f"DELETE FROM {table}"))


def _paced_ms(browser: Browser) -> float:
    time.sleep(PAUSE_S)
    return _asked_ms(browser)


def _asked_ms(browser: Browser) -> float:
    before = browser.waited_s
    answer = browser.get(PAGE)
    if answer.status != 200:
        raise MeasureError(f"{PAGE}: {answer.status}")
    return (browser.waited_s - before) * 1000


def _figures(how: str, quiet: _Pages, day: _Pages, took_s: float, made: int) -> list[Figure]:
    note = (
        f"p99 {day.p99_ms:.2f} to {quiet.p99_ms:.2f} ms, median {median(day.times_ms):.2f} to "
        f"{median(quiet.times_ms):.2f} ms; {len(day.times_ms)} and {len(quiet.times_ms)} pages"
    )
    work = f"{made} reminders of {ACCOUNTS} accounts and more, {CHECKS} keys tried"
    aim = P99_RATIO_AIM if how.endswith("beside") else None
    return [
        Figure(f"pages during a day's work, {how}: p99 to quiet", day.p99_ms / quiet.p99_ms, "times", aim, note=note),
        Figure(f"a day's work, {how}", took_s, "s", note=work),
    ]  # fmt: skip


def main() -> None:
    """Measure this part, and print it with the load of the machine."""
    before = os.getloadavg()
    cores = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, {cores[0]})
    with TemporaryDirectory(prefix="wizard-bench-") as folder:
        home = Path(folder)
        home.chmod(0o755)
        figures = measure(choose(), home, cores[-1])
    print(report.table(figures))
    print(f"load before and after: {before[0]:.1f}, {os.getloadavg()[0]:.1f}")


@contextmanager
def _address(name: str, home: Path) -> Iterator[str]:
    if name == "SQLite":
        yield f"sqlite:///{home}/{name}/wizard.db"
        return
    (home / "cluster").mkdir()
    with postgres.cluster(home / "cluster") as base:
        yield postgres.database(base, "day")


if __name__ == "__main__":
    main()
