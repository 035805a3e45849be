"""The staff's lists over 100,000 sellers, each page's time on the server, from first to last."""

import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import parse_qs, quote, urlsplit

import pyotp
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import create_engine, select, text

from bench import postgres
from bench.report import Figure
from bench.servers import MeasureError
from gallery.reminders import plan
from wizard.app import create_app, open_database
from wizard.crypto import key_file
from wizard.db import migrate, seed
from wizard.db.engine import table
from wizard.db.models import Reminder
from wizard.services.account_inputs import NewSeller
from wizard.services.roles import Role
from wizard.settings import Settings
from wizard.web.staff import pagination

SELLERS, RUNS = 100_000, 6
PLACES = 40
P95_AIM_MS = 100
STEPS = 300
PASSWORD = "only for measuring"
LISTS = {
    "all sellers": ("/staff/sellers?", "seller", "created_at", "id", "true"),
    "matrix": ("/staff/matrix?", "seller", "created_at", "id", "true"),
    "stuck in one mall": (
        "/staff/sellers?mall=coupang&state=going&stuck_days=7&", "run", "updated_at", "id",
        "mall = 'coupang' and state = 'going'",
    ),
    "one state": ("/staff/sellers?state=chosen&", "run", "updated_at", "id", "state = 'chosen'"),
    "one mall": ("/staff/sellers?mall=lotteon&", "run", "updated_at", "id", "mall = 'lotteon'"),
    "refused by malls": (
        "/staff/sellers?state=refused&", "account_check", "since", "account_id",
        "verdict in ('WRONG_KEY', 'IP_NOT_ALLOWED', 'AMBIGUOUS')",
    ),
    "refused by one mall": (
        "/staff/sellers?state=refused&mall=lotteon&", "account_check", "since", "account_id",
        "verdict in ('WRONG_KEY', 'IP_NOT_ALLOWED', 'AMBIGUOUS')",
    ),
    "keys that end": (
        "/staff/sellers?expiring_days=90&", "account", "expires_on", "id", "expires_on < '2027-02-01'",
    ),
    "queue": ("/staff/requests?", "request", "created_at", "id", "state = 'open'"),
}  # fmt: skip
CALLS = {
    "": ("", "state = 'open'"),
    ", one kind": ("kind=stuck", "state = 'open' and kind = 'stuck'"),
    ", one mall": ("mall=coupang", "state = 'open' and mall = 'coupang'"),
}
SEARCHES = ("한빛상회 77", "한빛", "없는상호", "1234", "123-45", "00000")


def measure(home: Path) -> list[Figure]:
    """Seed a cluster, and time every kind of list on it, and a seller's step beside an empty one."""
    with postgres.cluster(home) as base:
        admin = create_engine(f"{base}/postgres", isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            for name in ("crowd", "empty"):
                connection.execute(text(f"CREATE DATABASE {name}"))
        admin.dispose()
        crowd, empty = _app(home, f"{base}/crowd"), _app(home, f"{base}/empty")
        engine = crowd.extensions["wizard"].accounts.engine
        seed.seed(engine, SELLERS, RUNS)
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(text("VACUUM ANALYZE"))
        figures = _lists(crowd) + _searches(crowd) + _today(crowd, "PostgreSQL")
        figures.append(_steps(crowd, empty))
    return figures + _today_on_sqlite(home)


def _today_on_sqlite(home: Path) -> list[Figure]:
    """Measure whom to call on the other database too."""
    app = _app(home, f"sqlite:///{home.parent / 'crowd.sqlite'}")
    engine = app.extensions["wizard"].accounts.engine
    seed.seed(engine, SELLERS, RUNS)
    with engine.begin() as connection:
        connection.execute(text("ANALYZE"))
    return _today(app, "SQLite")


def _today(app: Flask, database: str) -> list[Figure]:
    """Look through every fact as a runner does, and time the pages of 오늘 할 일."""
    services = app.extensions["wizard"].services
    plan(services)
    client, figures = _member(app), list[Figure]()
    for name, (query, where) in CALLS.items():
        times_ms = [_time(client, f"/staff/today?{query}{at}") for at in _ranked(app, where)]
        figures.append(_figure(f"whom to call{name}, {database}", times_ms))
    return figures


def _ranked(app: Flask, where: str) -> list[str]:
    """Give the first page of 오늘 할 일, and pages evenly on the way to the last."""
    lines = table(Reminder)
    query = select(lines.c.rank, lines.c.due_at, lines.c.id).where(text(where))
    query = query.order_by(lines.c.rank, lines.c.due_at, lines.c.id)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        rows = connection.execute(query).all()
    every = rows[:: max(1, len(rows) // PLACES)]
    return ["", *(f"&after={quote(pagination.write_ranked(*row))}" for row in every)]


def _lists(app: Flask) -> list[Figure]:
    client = _member(app)
    return [
        _figure(name, [_time(client, path) for path in _pages(app, listed)])
        for name, listed in LISTS.items()
    ]


def _searches(app: Flask) -> list[Figure]:
    client = _member(app)
    paths = [f"/staff/sellers?search={words}" for words in SEARCHES for _ in range(5)]
    return [_figure("search", [_time(client, path) for path in paths])]


def _figure(name: str, times_ms: list[float]) -> Figure:
    p95 = quantiles(times_ms, n=20)[18]
    note = f"{len(times_ms)} pages, median {median(times_ms):.1f}, most {max(times_ms):.1f}"
    return Figure(f"list of staff: {name}, p95", p95, "ms", P95_AIM_MS, note=note)


def _pages(app: Flask, listed: tuple[str, ...]) -> list[str]:
    """Give the first page, pages evenly on the way, and the last."""
    path, table, key, own, where = listed
    numbered = f"select {key} as key, {own} as own, row_number() over (order by {key}, {own}) as n from {table} where {where}"
    query = f"with all_rows as ({numbered}) select key, own from all_rows where n % greatest((select count(*) from all_rows) / {PLACES}, 1) = 0"
    engine = app.extensions["wizard"].accounts.engine
    with engine.connect() as connection:
        places = [
            f"after={row.key.isoformat()}~{row.own}" for row in connection.execute(text(query))
        ]
    ends = [] if "requests" in path else ["before="]
    return [path + place.replace("+", "%2B") for place in ["", *places, *ends]]


def _time(client: FlaskClient, path: str) -> float:
    started = time.perf_counter()
    answer = client.get(path)
    took_ms = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise MeasureError(f"{path}: {answer.status}")
    return took_ms


def _steps(crowd: Flask, empty: Flask) -> Figure:
    """Compare a seller's reading step on both, in turns."""
    clients = [_seller(app) for app in (crowd, empty)]
    times: list[list[float]] = [[], []]
    for _ in range(STEPS):
        for client, own in zip(clients, times, strict=True):
            own.append(_time(client, "/guides/coupang/wing-login"))
    ratio = median(times[0]) / median(times[1])
    note = f"{median(times[0]):.2f} ms and {median(times[1]):.2f} ms"
    return Figure("seller's step, crowd to empty", ratio, "times", 1.1, note=note)


def _member(app: Flask) -> FlaskClient:
    services = app.extensions["wizard"].services
    email = f"bench{time.monotonic_ns()}@example.com"
    secret = parse_qs(urlsplit(services.staff.add(email, Role.SUPPORT, PASSWORD)).query)["secret"][
        0
    ]
    code = pyotp.TOTP(secret).at(datetime.now(UTC))
    client = app.test_client()
    client.set_cookie("staff", services.staff.sign_in(email, PASSWORD, code).token)
    return client


def _seller(app: Flask) -> FlaskClient:
    services = app.extensions["wizard"].services
    seller_id = services.sellers.add(NewSeller("재는상회", "2208162517", "0212345678"), "bench")
    client = app.test_client()
    link = services.invitations.make(seller_id, "staff:bench")
    client.set_cookie("seller", services.link_sign_in.sign_in(link, "62517")[0])
    return client


def _app(home: Path, url: str) -> Flask:
    data = home.parent / f"lists-{url.rpartition('/')[2]}"
    guides = Path(__file__).parents[1] / "content" / "guides"
    settings = Settings(data=data, database_url=url, keys=data / "keys.json", guides=guides)
    engine = open_database(Flask("prepare"), settings)
    migrate.upgrade(engine)
    engine.dispose()
    key_file.create(settings.keys, datetime.now(UTC))
    return create_app(settings)
