"""Each engine, running, and a new reader in it."""

import pytest
from conftest import CONTENT, prepared, settings_for
from support.chromium_engine import chromium
from support.firefox_engine import firefox
from support.serving import served
from support.watched import watched
from support.webkit_engine import webkit

from wizard.app import create_app

ENGINES = ["chromium", "firefox", "webkit"]
OTHERS = ENGINES[1:]
"""For what a test beside this folder tries in Chromium."""


def running(request, **options):
    """Start an engine by its name."""
    if request.param == "chromium":
        return chromium(request.getfixturevalue("playwright"), **options)
    return {"firefox": firefox, "webkit": webkit}[request.param](**options)


@pytest.fixture(scope="session", params=ENGINES)
def engine(request):
    with running(request) as engine:
        yield engine


@pytest.fixture(scope="session", params=ENGINES)
def engine_without_scripts(request):
    with running(request, has_scripts=False) as engine:
        yield engine


@pytest.fixture(scope="session")
def watched_app(tmp_path_factory):
    """The guides that sellers read, in an application of these tests' own."""
    app = create_app(prepared(settings_for(tmp_path_factory.mktemp("engines"), guides=CONTENT)))
    yield watched(app)
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture(scope="session")
def watched_address(watched_app):
    with served(watched_app) as address:
        yield address


@pytest.fixture
def tab(engine, watched_address):
    """A new reader's window, in which nothing may go wrong."""
    with engine.reader(watched_address) as tab:
        yield tab
        assert tab.ask("() => window.complaints ?? []") == []


@pytest.fixture
def bare(engine_without_scripts, watched_address):
    """A new reader whose browser runs no scripts."""
    with engine_without_scripts.reader(watched_address) as tab:
        yield tab
