"""Each engine, running, and a new reader in it."""

from contextlib import ExitStack
from functools import cache

import pytest
from conftest import CONTENT, prepared, settings_for
from support.chromium_engine import Chromium
from support.firefox_engine import firefox
from support.serving import served
from support.watched import watched
from support.webkit_engine import webkit

from wizard.app import create_app

ENGINES = ["chromium", "firefox", "webkit"]
OTHERS = ENGINES[1:]
"""For what a test beside this folder tries in Chromium."""


@pytest.fixture(scope="session")
def engines(chromium):
    """Start an engine when it is first asked for, with scripts or without: one of a kind for a run."""
    with ExitStack() as running:

        @cache
        def started(name, *, has_scripts=True):
            if name == "chromium":
                return Chromium(chromium, has_scripts=has_scripts)
            start = {"firefox": firefox, "webkit": webkit}[name]
            return running.enter_context(start(has_scripts=has_scripts))

        yield started


@pytest.fixture(params=ENGINES)
def engine(request, engines):
    return engines(request.param)


@pytest.fixture(params=ENGINES)
def engine_without_scripts(request, engines):
    return engines(request.param, has_scripts=False)


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
