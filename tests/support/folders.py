"""A folder of guides that a test may edit, and what was published of it."""

import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from conftest import GUIDES, prepared, settings_for
from support.people import staff_client

from wizard.app import create_app
from wizard.content.draft_store import DraftStore
from wizard.content.local_copy import LocalCopy
from wizard.content.own_folder import OwnFolder
from wizard.content.release_store import ReleaseStore
from wizard.services.editing import Editing
from wizard.services.publishing import Publishing
from wizard.services.saving_in_folder import SavingInFolder


def folder_in(tmp_path, names=("fork", "keys", "agency", "constants")):
    folder = tmp_path / "guides"
    folder.mkdir()
    for name in names:
        shutil.copy(GUIDES / f"{name}.yaml", folder)
    return folder


def edit(folder, name="fork", aka="샛길"):
    """Change a guide into another sound one."""
    file = folder / f"{name}.yaml"
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("aka:")]
    file.write_text("\n".join([*lines, f"aka: [{aka}]"]) + "\n", "utf-8")
    return file


def spoil(folder, name="fork"):
    """Make a guide faulty."""
    file = folder / f"{name}.yaml"
    file.write_text(file.read_text("utf-8") + "없는항목: 가\n", "utf-8")
    return file


def store_in(engine, data):
    """What was published, with a machine's own copy in its folder of data."""
    return ReleaseStore(engine, LocalCopy(data / "published"))


def publishing_of(engine, folder, data=None):
    """Publishing of a folder, as a process does it that has just started."""
    store = store_in(engine, data or folder.parent)
    return Publishing(engine, store, folder, OwnFolder(folder, store))


def editing_of(publishing):
    """Editing of the folder that a machine publishes alone."""
    saving = SavingInFolder(publishing.engine, publishing)
    return Editing(publishing.source, DraftStore(publishing.engine), saving)


def kill_after(after_s, code, folder):
    """Run code in a process of its own until it says it is ready, and for so long after."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as killed:
        assert killed.stdout.readline(), "it broke before it was ready"
        time.sleep(after_s)
        assert killed.poll() is None, "it ended before it was killed"
        killed.send_signal(signal.SIGKILL)


@pytest.fixture
def app(tmp_path):
    """The application over a folder that a test may edit."""
    app = create_app(prepared(settings_for(tmp_path, guides=folder_in(tmp_path))))
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def folder(app):
    """That folder."""
    return app.extensions["wizard"].settings.guides


@pytest.fixture
def editor(app):
    """A browser in which an editor is signed in."""
    return staff_client(app, "editor")


@pytest.fixture
def colleague(app):
    """A browser in which another editor is signed in."""
    return staff_client(app, "editor", "other@example.com")
