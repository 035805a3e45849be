import os
import sqlite3
import stat
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from conftest import settings_for
from flask import Flask
from support.commands import run_wizard
from support.services import NOON

from wizard import private_files
from wizard.app import create_app, open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.errors import SettingsError


def mode_of(path):
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def umask():
    """Files are made for everybody unless somebody sees to it, as on a careless machine."""
    before = os.umask(0)
    yield
    os.umask(before)


@pytest.fixture
def foreign(monkeypatch):
    """Make every file as if it were somebody else's: its rights cannot be changed."""

    def refuse(*_):
        raise PermissionError

    return lambda: monkeypatch.setattr(Path, "chmod", refuse)


def all_of(folder):
    return {path: mode_of(path) for path in [folder, *folder.rglob("*")]}


@pytest.mark.usefixtures("umask")
def test_whatever_the_umask_nobody_else_reads_the_database_its_log_or_the_keys(tmp_path):
    settings = settings_for(tmp_path / "data")

    engine = open_database(Flask("new"), settings)
    migrate.upgrade(engine)
    key_file.create(settings.keys, NOON)
    app = create_app(settings)
    app.extensions["wizard"].services.accounts.keys.ring()
    found = all_of(settings.data)
    engine.dispose()
    app.extensions["wizard"].accounts.engine.dispose()

    names = {path.name for path in found}
    assert {"wizard.db", "wizard.db-wal", "wizard.db-shm", "keys.json", "published"} <= names
    assert mode_of(settings.data) == mode_of(settings.published) == 0o700
    assert {
        path: mode for path, mode in found.items() if path.parent == settings.data and mode & 0o077
    } == {}


@pytest.mark.parametrize("name", [".", "wizard.db", "keys.json", "published", "notes"])
def test_what_is_ours_and_open_to_others_is_closed_at_start_with_a_word(settings, caplog, name):
    for folder in (settings.published, settings.notes):
        folder.mkdir(exist_ok=True)
    path = settings.data / name
    path.chmod(0o755 if path.is_dir() else 0o644)

    engine = open_database(Flask("again"), settings)

    engine.dispose()
    assert not mode_of(path) & 0o077
    assert f"{path} was open to others" in caplog.text


@pytest.mark.parametrize("name", [".", "wizard.db", "keys.json", "notes"])
def test_what_strangers_may_open_and_is_not_ours_to_close_is_refused_by_name(
    settings, foreign, name
):
    settings.notes.mkdir()
    path = settings.data / name
    path.chmod(0o755 if path.is_dir() else 0o644)
    foreign()

    with pytest.raises(SettingsError) as refusal:
        open_database(Flask("again"), settings)

    assert f"{path}: " in str(refusal.value)
    assert "chmod" in str(refusal.value)


def test_a_folder_that_only_a_group_shares_with_its_owner_is_taken_as_it_is(tmp_path, foreign):
    tmp_path.chmod(0o770)
    foreign()

    private_files.make_folder(tmp_path)

    assert mode_of(tmp_path) == 0o770


def test_a_command_closes_a_folder_that_was_made_for_everybody(tmp_path):
    home = tmp_path / "data"
    home.mkdir(mode=0o755)
    home.chmod(0o755)

    result = run_wizard("db", "upgrade", env={"WIZARD_DATA": str(home)})

    assert result.returncode == 0
    assert mode_of(home) == 0o700
    assert "was open to others (0755)" in result.stderr


def test_who_makes_sure_of_a_file_lets_go_of_no_lock_that_this_process_has_on_it(tmp_path):
    """Else the next program that closes the database takes itself for the last, and SQLite's log away."""
    file = tmp_path / "w.db"
    ask = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('select 1 from t')"
    with closing(sqlite3.connect(file)) as ours:
        ours.execute("pragma journal_mode=wal")
        ours.execute("create table t (n)")
        private_files.make_file(file)
        subprocess.run([sys.executable, "-c", ask, file], check=True)

        assert (tmp_path / "w.db-wal").exists()
