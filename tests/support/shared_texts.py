"""A folder whose guides share constants, a glossary and fragments, and the application over it."""

import shutil
from datetime import UTC, datetime

import pytest
from conftest import GUIDES, Clock, prepared, settings_for
from support.folders import folder_in
from support.people import services_of

from wizard.app import create_app


def sharing_folder_in(tmp_path):
    """Give a folder with small guides, and those that share texts."""
    return shutil.copytree(GUIDES / "shared", folder_in(tmp_path), dirs_exist_ok=True)


@pytest.fixture
def clock():
    """A clock that stands at noon in Korea."""
    clock = Clock()
    clock.moment = datetime(2026, 11, 27, 3, tzinfo=UTC)
    return clock


@pytest.fixture(params=[False, True], ids=["one machine", "several machines"])
def app(tmp_path, request, clock):
    """The application over guides that share texts; alone, or where machines share a database."""
    home = sharing_folder_in(tmp_path)
    settings = prepared(settings_for(tmp_path, guides=home, shared=request.param))
    app = create_app(settings, clock)
    yield app
    services_of(app).audit.engine.dispose()
