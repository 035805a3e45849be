import os
import re
import shutil
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import sqlalchemy as sa
from bs4 import BeautifulSoup
from flask import Flask
from playwright.sync_api import sync_playwright
from support.browser_client import speak_as_browsers
from support.cheap import make_all_cheap, passing_folder, stop_counting_what_stays, tidy
from support.databases import administering, shared_postgres
from support.emptied import EmptiedDatabase
from support.mall_server import authority
from support.serving import served

from gallery import stage
from wizard.app import create_app, open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.korean import calendar
from wizard.settings import Rate, Settings

pytest_plugins = ["support.seconds"]
make_all_cheap()
speak_as_browsers()


def pytest_collection_finish():
    stop_counting_what_stays()


def pytest_unconfigure():
    tidy()


GUIDES = Path(__file__).parent / "guides"
CONTENT = Path(__file__).parents[1] / "content" / "guides"
HTMX = {"HX-Request": "true", "HX-Target": "main#screen"}
SHORT_LIVES = ["--js-flags=--no-opt --no-maglev --min-semi-space-size=64 --max-semi-space-size=64"]
"""No page of a test lives so long that compiling its scripts better, or sweeping up behind them, would pay."""
FIRM = {
    "seller_name": "한빛상회",
    "seller_number": "220-81-62517",
    "seller_phone": "010-1234-5678",
}

GOOD = {
    "remit": "online",
    "login_id": "shop1234",
    "password": "correct horse",
    "api_key": "fedcba9876543210",
    "bank": "110-222-333",
    "issued_on": "2026-01-02",
}
DEPOSIT = {name: value for name, value in GOOD.items() if name != "bank"} | {"remit": "deposit"}


@pytest.fixture(scope="session")
def ca(tmp_path_factory):
    """The file of whom to trust among the servers of a test's own."""
    file = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority().cert_pem.write_to_path(str(file))
    return file


@pytest.fixture(scope="session")
def postgres(tmp_path_factory, worker):
    """A PostgreSQL of our own, one for this run: its address without a database name."""
    mine = tmp_path_factory.getbasetemp()
    with shared_postgres(mine.parent if worker else mine) as url:
        yield url


@pytest.fixture(scope="session")
def worker():
    """The name of this process among those that share the tests; empty if it has them all."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.fixture(scope="session")
def playwright():
    """The driver of browsers: only one may be open."""
    with sync_playwright() as playwright:
        yield playwright


@pytest.fixture(scope="session")
def chromium(playwright):
    """The machine's own Chromium: one for a whole run."""
    with stage.chromium(playwright, more=SHORT_LIVES) as browser:
        yield browser


@pytest.fixture(scope="session")
def windowed_chromium(playwright):
    """The Chromium that people have: it can let a small window float."""
    with stage.chromium(playwright, stage.WITH_WINDOWS, SHORT_LIVES) as browser:
        yield browser


@pytest.fixture(scope="session")
def admin(postgres):
    """A connection that may make and drop databases."""
    with administering(postgres) as connection:
        yield connection


@pytest.fixture(scope="session")
def emptied(admin, postgres, worker):
    """The PostgreSQL database of this process."""
    database = EmptiedDatabase(admin, postgres, f"tests{worker}")
    yield database
    database.drop()


@pytest.fixture
def postgres_url(emptied):
    """A migrated PostgreSQL database without a row."""
    yield emptied.url
    emptied.empty()


@pytest.fixture
def empty_url(admin, postgres, worker):
    """A PostgreSQL database without a table."""
    name = f"empty{worker}"
    admin.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
    admin.execute(sa.text(f"CREATE DATABASE {name}"))
    yield f"{postgres}/{name}"
    admin.execute(sa.text(f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
def sqlite_url(tmp_path):
    """A migrated SQLite database without a row."""
    shutil.copy(migrated_file(), tmp_path / "wizard.db")
    return f"sqlite:///{tmp_path}/wizard.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request):
    """An empty, migrated database of each kind: a test that asks for this runs on both."""
    kinds = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}
    return request.getfixturevalue(kinds[request.param])


def settings_for(folder, **changes):
    values = {
        "data": folder,
        "database_url": f"sqlite:///{folder}/wizard.db",
        "keys": folder / "keys.json",
        "guides": GUIDES,
        "save_limit": Rate(100_000, 60),
        "new_firm_limit": Rate(100_000, 60),
        "api_limit": Rate(100_000, 60),
    }
    return Settings(**(values | changes))


def prepared(settings):
    """Give the settings' database its tables and make its first key, as `wizard serve` does."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    if settings.database_url.startswith("sqlite:///"):
        shutil.copy(migrated_file(), settings.database_url.removeprefix("sqlite:///"))
    key_file.create(settings.keys, datetime.now(UTC))
    return settings


@cache
def migrated_file():
    """A migrated SQLite database that the tests' own are copied from, as PostgreSQL's are cloned."""
    home = passing_folder()
    settings = settings_for(home)
    engine = open_database(Flask("template"), settings)
    migrate.upgrade(engine)
    engine.dispose()
    return home / "wizard.db"


@pytest.fixture
def engine(database_url, tmp_path):
    """A tuned engine of each database, migrated."""
    engine = open_database(Flask("bed"), settings_for(tmp_path, database_url=database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def settings(tmp_path):
    return prepared(settings_for(tmp_path))


class Clock:
    """The application's clock: the real one, until a test stops it at a moment."""

    moment = None

    def __call__(self):
        return self.moment or calendar.clock()


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def app(settings, clock):
    """The application on SQLite, with the small guides of tests/guides."""
    app = create_app(settings, clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def app_on_each_database(database_url, tmp_path, clock):
    """The application on SQLite and on PostgreSQL, with the small guides of tests/guides."""
    app = create_app(prepared(settings_for(tmp_path, database_url=database_url)), clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def app_on_postgres(postgres_url, tmp_path, clock):
    """The application on PostgreSQL, with the small guides of tests/guides."""
    app = create_app(prepared(settings_for(tmp_path, database_url=postgres_url)), clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture
def content_app(tmp_path, clock):
    """The application with the guides that sellers read."""
    app = create_app(prepared(settings_for(tmp_path, guides=CONTENT)), clock)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture(scope="session")
def content_address(tmp_path_factory):
    """The same, served to every browser of this run: for tests that need no database to themselves."""
    app = create_app(prepared(settings_for(tmp_path_factory.mktemp("content"), guides=CONTENT)))
    with served(app) as address:
        yield address
    app.extensions["wizard"].accounts.engine.dispose()


def soup_of(response):
    return BeautifulSoup(response.text, "html.parser")


@pytest.fixture
def visit(client):
    """GET a path as page and as fragment; prove that they agree; return the page."""
    return lambda path: visited(client, path)


def timeless(text):
    """Leave out how many seconds somebody who does nothing stays signed in: fewer each second."""
    return re.sub(r'data-rest="\d+"', "", text)


def visited(client, path):
    page = client.get(path)
    piece = client.get(path, headers=HTMX)
    assert page.status_code == piece.status_code == 200
    assert "<html" in page.text
    assert "<html" not in piece.text
    assert {"HX-Request", "HX-Target"} <= set(page.vary) & set(piece.vary)
    title, _, body = piece.text.partition("</title>")
    assert title in page.text
    soup = soup_of(page)
    if not soup.select_one("[name=csrf_token]"):
        assert timeless(body.strip()) in timeless(page.text)
    ids = [tag["id"] for tag in soup.select("[id]")]
    assert len(ids) == len(set(ids)), "two elements share one id"
    assert len(soup.select("h1")) == 1
    assert all(form["method"] and form["action"] for form in soup.select("form"))
    return soup


def filled(soup, **values):
    """Give what a browser would post from the page's account form, with `values` typed in."""
    form = soup.select_one("form#account")
    data = {
        tag["name"]: tag.get("value", "")
        for tag in form.select("input[name]")
        if tag.get("type") not in {"radio", "checkbox"} or tag.has_attr("checked")
    }
    return data | {"action": "save"} | values
