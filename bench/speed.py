"""What readers and sellers wait for: single requests, whole walks, and the same walk by django-formtools."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from bench import formtools, postgres, rounds, saves, walks
from bench.browser import HTMX, raw
from bench.course import Course, course_of
from bench.door import Links
from bench.load import Size
from bench.report import Figure
from bench.rounds import Load, Pair
from bench.servers import ROOT, MeasureError, Server, serving
from bench.walks import LINKED, Hello, Walk

PAGE_AIM, FRAGMENT_AIM, FORM_AIM, STEP_AIM = 0.55, 0.60, 0.30, 0.35
SAVE_AIM, ALONE_AIM = 0.30, 0.20
WALK_AIMS = {"SQLite": 24, "PostgreSQL": 40}
LINKED_AIM, FORMTOOLS_AIM = 1.3, 4
WORKER_AIM_MB = 90
SIX = ROOT / "bench" / "six" / "six.yaml"


@dataclass
class Deployment:
    """One wizard that is measured: its server, its database, and the accounts it must hold; and the floor beside it."""

    name: str
    server: Server
    floor: Server
    database_url: str
    links: Links
    sellers: saves.Sellers
    accounts: int = 0


def measure(course: Course, home: Path, core: int) -> tuple[list[Figure], dict[str, object]]:
    """Measure requests and walks on every database there is; give the figures, and each round."""
    with ExitStack() as stack:
        server = stack.enter_context(serving("hello", core, {}, home / "hello.log"))
        deployments = [stack.enter_context(_deployment(course, home, core, "SQLite"))]
        if postgres.programs():
            urls = stack.enter_context(_postgres(home))
            deployments.append(
                stack.enter_context(_deployment(course, home, core, "PostgreSQL", urls))
            )
        loads = _loads(course, deployments)
        pairs = rounds.measure(loads, server, raw("GET", "/", {}))
        figures = rounds.figures(loads, pairs)
        for deployment in deployments:
            figures += _walks(deployment, Hello(server), course)
            _prove(deployment, pairs)
            figures += _memory(deployment)
        figures += _beside_formtools(home, core, Hello(server))
    return figures, {name: [asdict(pair) for pair in found] for name, found in pairs.items()}


def environment(folder: Path, data: Path, url: str = "") -> dict[str, str]:
    """Give the settings of a deployment that nobody's haste is refused by."""
    return {
        "WIZARD_DATA": str(data),
        "WIZARD_GUIDES": str(folder),
        "WIZARD_SAVE_LIMIT": "10000000 per minute",
        "WIZARD_NEW_FIRM_LIMIT": "10000000 per minute",
        "DATABASE_URL": url or f"sqlite:///{data}/wizard.db",
    }


def _loads(course: Course, deployments: list[Deployment]) -> list[Load]:
    server = deployments[0].server
    page, piece = raw("GET", course.reading, {}), raw("GET", course.reading, {}, HTMX)
    newcomer = saves.newcomer(server.port, course)
    return [
        Load("reading step, page", server, lambda _: page, PAGE_AIM),
        Load("reading step, fragment", server, lambda _: piece, FRAGMENT_AIM),
        _floor("a page's bytes and headers", deployments[0], "GET", "/page"),
        Load("form page, new reader", server, lambda _: newcomer, FORM_AIM),
        *(load for own in deployments for load in _loads_of_sellers(own)),
    ]


def _floor(what: str, own: Deployment, method: str, path: str, size: Size | None = None) -> Load:
    """Give the least that can be, to be told beside what it is the floor of."""
    body = "" if method == "POST" else None
    asked, status = raw(method, path, {}, None, body), walks.SEE_OTHER if body == "" else 200
    return Load(f"  floor: {what}", own.floor, lambda _: asked, None, status, size or Size())


def _loads_of_sellers(own: Deployment) -> list[Load]:
    server, sellers, name = own.server, own.sellers, own.name
    done, alone, together = walks.SEE_OTHER, saves.ALONE, saves.TOGETHER
    return [
        Load(f"linked seller's step, {name}", server, sellers.step, STEP_AIM),
        _floor(f"one look at a session, {name}", own, "GET", "/step"),
        Load(f"form page, linked seller, {name}", server, sellers.page, FORM_AIM),
        _floor(f"two looks, a form's bytes, {name}", own, "GET", "/form"),
        Load(f"save, one at a time, {name}", server, sellers.save, ALONE_AIM, done, alone),
        _floor(f"a save's statements alone, one at a time, {name}", own, "POST", "/save", alone),
        Load(f"save, {name}", server, sellers.save, SAVE_AIM, done, together),
        _floor(f"a save's statements alone, {name}", own, "POST", "/save", together),
    ]


@contextmanager
def _deployment(
    course: Course, home: Path, core: int, name: str, urls: tuple[str, str] = ("", "")
) -> Iterator[Deployment]:
    data, floor_data = home / name, home / f"{name}-floor"
    for folder in (data, floor_data):
        folder.mkdir(mode=0o700)
    env = environment(course.folder, data, urls[0])
    with (
        serving("wizard", core, env, home / f"{name}.log") as server,
        _floor_of(course, floor_data, core, urls[1]) as floor,
    ):
        links = Links(env, course.guide.mall)
        sellers = saves.start(server.port, course, links)
        yield Deployment(name, server, floor, env["DATABASE_URL"], links, sellers)


@contextmanager
def _floor_of(course: Course, data: Path, core: int, url: str) -> Iterator[Server]:
    env = environment(course.folder, data, url)
    with serving("floor", core, env, data.with_suffix(".log")) as server:
        yield server


@contextmanager
def _postgres(home: Path) -> Iterator[tuple[str, str]]:
    """Run a cluster that really writes, and give the addresses of two empty databases."""
    (home / "cluster").mkdir()
    with postgres.cluster(home / "cluster") as base:
        yield postgres.database(base, "bench"), postgres.database(base, "floor")


def _walks(deployment: Deployment, hello: Hello, course: Course) -> list[Figure]:
    """Walk the whole guide, as a stranger and by a link."""
    name = deployment.name
    found, saved = walks.walk_often(deployment.server, hello, course, deployment.links)
    deployment.accounts += saved
    floor = walks.in_turns(
        {"floor": lambda: walks.floor_walk(deployment.floor, found[LINKED].requests)}, hello
    )["floor"]
    ratio = found[LINKED].times / found["htmx"].times
    computed = found[LINKED].computed_times / found["htmx"].computed_times
    return [
        *(figure(f"walk with save, {name}, {style}", walk, WALK_AIMS[name]) for style, walk in found.items() if style != LINKED),
        figure(f"walk with save, {name}, {LINKED}", found[LINKED], WALK_AIMS[name] * LINKED_AIM),
        figure(f"  floor: as many pages with a look, and a save's statements, {name}", floor),
        Figure(f"walk, linked to stranger, {name}", ratio, "times", LINKED_AIM, note=f"computing {computed:.2f}"),
    ]  # fmt: skip


def figure(name: str, walk: Walk, aim: float | None = None) -> Figure:
    """Tell of a walk, in multiples of the bare app's request."""
    note = (
        f"{walk.requests} requests, {walk.waited_ms:.1f} ms ({walk.best_ms:.1f} to {walk.worst_ms:.1f}); "
        f"computing {walk.computed_times:.1f} x hello, {walk.computed_ms:.1f} ms"
    )
    return Figure(name, walk.times, "x hello", aim, note=note)


def _prove(deployment: Deployment, pairs: dict[str, list[Pair]]) -> None:
    """Every 303 must be an account in the database, and nothing else may be."""
    names = (f"save, {deployment.name}", f"save, one at a time, {deployment.name}")
    answered = sum(pair.load.speed.count for name in names for pair in pairs[name])
    stored = saves.count_accounts(deployment.database_url)
    if stored != deployment.accounts + answered:
        raise MeasureError(
            f"{deployment.name}: {deployment.accounts + answered} saves answered, {stored} accounts stored"
        )


def _memory(deployment: Deployment) -> list[Figure]:
    server, name = deployment.server, deployment.name
    return [
        Figure(f"worker after load, {name}", server.worker_mb(), "MB PSS", WORKER_AIM_MB),
        Figure(f"its master, {name}", server.master_mb(), "MB PSS"),
    ]


def _beside_formtools(home: Path, core: int, hello: Hello) -> list[Figure]:
    """Walk six screens of ours and the same of django-formtools, in turns, on SQLite with FULL."""
    course = course_of(SIX)
    data = home / "six"
    data.mkdir(mode=0o700)
    env = environment(course.folder, data)
    with (
        serving("wizard", core, env, home / "six.log") as ours,
        formtools.serving(home, core) as theirs,
    ):
        first = Links(env, course.guide.mall)
        found = walks.in_turns(
            {
                "ours": lambda: walks.walk_once(ours, course, HTMX),
                "ours, linked": lambda: walks.walk_once(ours, course, HTMX, first.make()),
                "django-formtools": lambda: formtools.walk_once(theirs),
            },
            hello,
        )
        formtools.prove(home)
    multiple = found["django-formtools"].times / found["ours"].times
    computed = found["django-formtools"].computed_times / found["ours"].computed_times
    return [
        *(figure(f"six screens, {name}", walk) for name, walk in found.items()),
        Figure(
            "six screens, django-formtools to ours", multiple, "times", FORMTOOLS_AIM, is_floor=True, note=f"computing {computed:.2f}"
        ),
    ]  # fmt: skip
