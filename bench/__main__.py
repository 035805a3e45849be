"""`python -m bench`: measure once, on this machine, and say how far it is from the aims."""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench import (
    checks,
    day,
    follow,
    lists,
    marks,
    postgres,
    report,
    rounds,
    saves,
    tries,
    walks,
    weight,
)
from bench.browser import HTMX, raw
from bench.course import Course, choose
from bench.report import Figure
from bench.rounds import Load, Pair
from bench.servers import ROOT, MeasureError, Server, serving

STARTS = 3
FORM_AIM, SAVE_AIM = 0.22, 0.20


@dataclass
class Deployment:
    """One wizard that is measured: its server, its database, and the accounts it must hold."""

    name: str
    server: Server
    database_url: str
    sellers: saves.Sellers
    accounts: int


def main() -> int:
    """Measure, print the table, write the file; 1 only if something could not be measured."""
    server_core, client_core = _cores()
    os.sched_setaffinity(0, {client_core})
    course = choose()
    try:
        with TemporaryDirectory(prefix="wizard-bench-") as folder:
            home = Path(folder)
            home.chmod(0o755)
            figures, details = _measure(course, home, server_core)
    except MeasureError as error:
        print(f"could not measure: {error}", file=sys.stderr)
        return 1
    print(f"guide {course.guide.mall}, server on core {server_core}, client on {client_core}\n")
    print(report.table(figures))
    report.write(ROOT / "bench-report.json", figures, {"guide": course.guide.mall, **details})
    return 0


def _measure(course: Course, home: Path, core: int) -> tuple[list[Figure], dict[str, object]]:
    with ExitStack() as stack:
        hello = stack.enter_context(serving("hello", core, {}, home / "hello.log"))
        deployments = [stack.enter_context(_deployment(course, home, core, "SQLite", ""))]
        if postgres.programs():
            url = stack.enter_context(_postgres(home))
            deployments.append(
                stack.enter_context(_deployment(course, home, core, "PostgreSQL", url))
            )
        loads = _loads(course, deployments)
        pairs = rounds.measure(loads, hello, raw("GET", "/", {}))
        figures = rounds.figures(loads, pairs)
        for deployment in deployments:
            figures += _walks(deployment, course)
            _prove(deployment, pairs)
            figures.append(
                Figure(
                    f"worker after load, {deployment.name}",
                    deployment.server.worker_mb(),
                    "MB PSS",
                    90,
                )
            )
    figures += [_start(course, home, core), checks.check(course.folder, home / "guides")]
    figures.append(checks.patterns())
    figures += follow.follow(course.folder, _made(home / "follow"), core)
    place = _made(home / "marks")
    figures += marks.measure(
        course, place, core, _env(course, place, f"sqlite:///{place}/wizard.db")
    )
    place = _made(home / "tries")
    env = _env(course, place, f"sqlite:///{place}/wizard.db")
    figures += tries.measure(course, place, core, env)
    figures += day.measure(course, _made(home / "day"), core)
    if postgres.programs():
        figures += lists.measure(_made(home / "lists"))
    weights = weight.weigh(course.folder, _made(home / "weight"))
    details = {"loads": {name: [asdict(p) for p in found] for name, found in pairs.items()}}
    return figures + weight.figures(weights), {**details, "weights": asdict(weights)}


def _loads(course: Course, deployments: list[Deployment]) -> list[Load]:
    server, sellers = deployments[0].server, deployments[0].sellers
    page, piece = raw("GET", course.reading, {}), raw("GET", course.reading, {}, HTMX)
    newcomer = saves.newcomer(server.port, course)
    return [
        Load("reading step, page", server, lambda _: page, 0.50),
        Load("reading step, fragment", server, lambda _: piece, 0.60),
        Load("form page, new reader", server, lambda _: newcomer, FORM_AIM),
        Load("form page, known seller", server, sellers.page, FORM_AIM),
        *(
            Load(f"save, {own.name}", own.server, own.sellers.save, SAVE_AIM, saves.SEE_OTHER)
            for own in deployments
        ),
    ]


@contextmanager
def _deployment(course: Course, home: Path, core: int, name: str, url: str) -> Iterator[Deployment]:
    data = _made(home / name)
    url = url or f"sqlite:///{data}/wizard.db"
    with serving("wizard", core, _env(course, data, url), home / f"{name}.log") as server:
        sellers, count = saves.start(server.port, course)
        yield Deployment(name, server, url, sellers, count)


@contextmanager
def _postgres(home: Path) -> Iterator[str]:
    """Run a cluster that really writes, and give the address of an empty database."""
    with postgres.cluster(_made(home / "cluster")) as base:
        yield postgres.database(base, "bench")


def _walks(deployment: Deployment, course: Course) -> list[Figure]:
    aim = 9 if deployment.name == "SQLite" else 15
    found, saved = walks.walk_often(deployment.server, course)
    deployment.accounts += saved
    return [
        Figure(
            f"walk with save, {deployment.name}, {walk.style}",
            walk.waited_ms,
            "ms",
            aim,
            note=f"{walk.requests} requests, best {walk.best_ms:.1f} ms, "
            f"computing {walk.computed_ms:.1f} ms",
        )
        for walk in found
    ]


def _prove(deployment: Deployment, pairs: dict[str, list[Pair]]) -> None:
    """Every 303 must be an account in the database, and nothing else may be."""
    answered = sum(pair.load.speed.count for pair in pairs[f"save, {deployment.name}"])
    stored = saves.count_accounts(deployment.database_url)
    if stored != deployment.accounts + answered:
        raise MeasureError(
            f"{deployment.name}: {deployment.accounts + answered} saves answered, {stored} accounts stored"
        )


def _start(course: Course, home: Path, core: int) -> Figure:
    """Start `wizard serve` on the database that SQLite's deployment has just left."""
    data = home / "SQLite"
    env = _env(course, data, f"sqlite:///{data}/wizard.db") | {"WIZARD_WORKERS": "2"}
    times = []
    for _ in range(STARTS):
        with serving("wizard", core, env, home / "start.log") as server:
            times.append(server.started_in_s)
    return Figure("start to first 200, 2 workers", median(times), "s", 2)


def _env(course: Course, data: Path, url: str) -> dict[str, str]:
    return {
        "WIZARD_DATA": str(data),
        "WIZARD_GUIDES": str(course.folder),
        "WIZARD_SAVE_LIMIT": "10000000 per minute",
        "WIZARD_NEW_FIRM_LIMIT": "10000000 per minute",
        "DATABASE_URL": url,
    }


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _cores() -> tuple[int, int]:
    """Give a core to the server and another to the client, if there are two."""
    cores = sorted(os.sched_getaffinity(0))
    return cores[0], cores[-1]


if __name__ == "__main__":
    sys.exit(main())
