"""What trying keys costs and how fast it is, against the practice malls in a process of their own.

`python -m bench.tries` measures this part alone.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from unittest.mock import patch

from flask import Flask
from flask.testing import FlaskClient

from bench import report, verdict_waits
from bench.course import Course, choose
from bench.report import Figure
from bench.right_form import told, typed
from bench.servers import ROOT, MeasureError
from wizard.app import create_app, open_database, services_of
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.settings import Settings
from wizard.web.workers.job_runner import JobRunner

FIRMS, PAIRS = 10, 20
"""A firm's saves are tried at once up to 30 in an hour, so each saves fewer."""
COST_AIM_PERCENT, RATE_AIM = 5, 200
PATIENCE_S = 20
SEE_OTHER = 303
ASKS = "wizard.services.checks.ask_of_saved"


def measure(course: Course, home: Path, core: int, env: dict[str, str]) -> list[Figure]:
    """Measure a save with and without the asking, the checks that were asked for, and the wait."""
    with practice_malls() as town:
        return [
            *_in_process(course, env | town),
            verdict_waits.measure(course, home, core, env | town),
        ]


@contextmanager
def practice_malls() -> Iterator[dict[str, str]]:
    """Open the practice malls in a process of their own; give the product's settings for them."""
    command = [sys.executable, "-m", "practice"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        lines = []
        for line in process.stdout or ():
            lines.append(line)
            if line == "}\n":
                break
        yield dict(json.loads("".join(lines))["env"])
    finally:
        process.terminate()
        process.wait(PATIENCE_S)


@dataclass
class Saves:
    """What saves of one kind took."""

    wall_ms: list[float] = field(default_factory=list)
    cpu_ms: list[float] = field(default_factory=list)


def _in_process(course: Course, env: dict[str, str]) -> list[Figure]:
    """Save in pairs, asking and not, in turns; then do all that was asked for, and count."""
    app = prepared_app(env | {"DATABASE_URL": f"{env['DATABASE_URL']}.pairs"})
    asking, silent = Saves(), Saves()
    for place in range(FIRMS):
        client = app.test_client()
        save(client, course, place, Saves())
        for number in range(PAIRS):
            for is_asking in (number % 2 == 0, number % 2 == 1):
                with nullcontext() if is_asking else patch(ASKS, _ask_nothing):
                    save(client, course, place, asking if is_asking else silent)
    return [*_costs(asking, silent), _rate(app)]


def prepared_app(env: dict[str, str]) -> Flask:
    """Make the application over an empty database."""
    settings = Settings.from_env(env)
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = open_database(Flask("prepare"), settings)
    migrate.upgrade(engine)
    engine.dispose()
    key_file.create(settings.keys, datetime.now(UTC))
    return create_app(settings)


def _ask_nothing(*_: object) -> None:
    """Stand in the place of the asking."""


def save(client: FlaskClient, course: Course, place: int, saves: Saves) -> None:
    """Fill in the form as a browser would; time only what saves it."""
    page = client.get(course.form_address).text
    for _ in range(2):  # where values look odd, they are insisted on
        data = typed(page, course, place)
        started, computed = time.perf_counter(), time.process_time()
        answer = client.post(course.form_address, data=data)
        computed_s, took_s = time.process_time() - computed, time.perf_counter() - started
        if answer.status_code == SEE_OTHER:
            saves.cpu_ms.append(computed_s * 1000)
            saves.wall_ms.append(took_s * 1000)
            return
        page = answer.text
    raise MeasureError(f"a save met {answer.status}")


def _costs(asking: Saves, silent: Saves) -> list[Figure]:
    found = []
    for name, ours, bare in (
        ("computing", asking.cpu_ms, silent.cpu_ms),
        ("waiting", asking.wall_ms, silent.wall_ms),
    ):
        if len(ours) != len(bare) or not ours:
            raise MeasureError(f"{len(ours)} saves with the asking, {len(bare)} without")
        more = median(our - other for our, other in zip(ours, bare, strict=True))
        added = more / median(bare) * 100
        note = f"{len(ours)} pairs, {more:.2f} ms more than {median(bare):.2f} ms, SQLite"
        aim = COST_AIM_PERCENT
        found.append(Figure(f"what asking adds to a save, {name}", added, "%", aim, note=note))
    return found


def _rate(app: Flask) -> Figure:
    """Do every check that is due, one after the other, as one worker does, and what else is due beside."""
    services = services_of(app)
    runner = JobRunner.of(services)
    started, computed = time.perf_counter(), time.process_time()
    while not runner.round():
        pass
    took_s, computed_s = time.perf_counter() - started, time.process_time() - computed
    said, asked = told(services.accounts.engine), FIRMS * (1 + PAIRS)
    if said.get("OK", 0) != asked or set(said) - {"OK", None}:
        raise MeasureError(f"{asked} checks asked for, but the malls said {said}")
    note = f"{asked} checks, all OK; {computed_s / asked * 1000:.1f} ms of computing each"
    rate = asked / took_s
    return Figure("checks of one worker", rate, "a second", RATE_AIM, is_floor=True, note=note)


def main() -> None:
    """Measure this part, and print it with the load of the machine."""
    before = os.getloadavg()
    with TemporaryDirectory(prefix="wizard-bench-") as folder:
        home, course = Path(folder), choose()
        env = {
            "WIZARD_DATA": folder,
            "WIZARD_GUIDES": str(course.folder),
            "WIZARD_SAVE_LIMIT": "10000000 per minute",
            "WIZARD_NEW_FIRM_LIMIT": "10000000 per minute",
            "DATABASE_URL": f"sqlite:///{folder}/wizard.db",
        }
        figures = measure(course, home, max(os.sched_getaffinity(0)), env)
    print(report.table(figures))
    print(f"load before and after: {before[0]:.1f}, {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
