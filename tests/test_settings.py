from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from wizard.errors import SettingsError
from wizard.settings import GUIDES, Settings


def test_nothing_needs_to_be_set(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    found = Settings.from_env({})

    assert found.data == tmp_path / "var"
    assert found.database_url == f"sqlite:///{tmp_path}/var/wizard.db"
    assert (found.keys, found.guides) == (tmp_path / "var" / "keys.json", GUIDES)
    assert (found.host, found.port) == ("127.0.0.1", 8000)
    assert (found.https, found.proxies, found.self_start) == (False, 0, True)
    assert found.registration == "staff"


def test_what_is_set_empty_is_as_if_it_were_not_set():
    names = ["WIZARD_DATA", "DATABASE_URL", "WIZARD_KEYS", "WIZARD_GUIDES", "HOST", "PORT"]

    assert Settings.from_env(dict.fromkeys(names, "")) == Settings.from_env({})


def test_database_and_keys_move_with_the_data_folder():
    found = Settings.from_env({"WIZARD_DATA": "/srv/data"})

    assert found.database_url == "sqlite:////srv/data/wizard.db"
    assert found.keys == Path("/srv/data/keys.json")


def test_keys_and_guides_may_lie_elsewhere():
    env = {"WIZARD_DATA": "/srv/data", "WIZARD_KEYS": "/run/keys", "WIZARD_GUIDES": "/guides"}

    found = Settings.from_env(env)

    assert (found.keys, found.guides) == (Path("/run/keys"), Path("/guides"))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("postgres://me:pw@host/db", "postgresql+psycopg://me:pw@host/db"),
        ("postgresql://host/db?sslmode=require", "postgresql+psycopg://host/db?sslmode=require"),
        ("postgresql+psycopg://host/db", "postgresql+psycopg://host/db"),
        ("sqlite:////tmp/a.db", "sqlite:////tmp/a.db"),
    ],
)
def test_a_database_address_gets_the_driver_that_is_installed(written, read):
    assert Settings.from_env({"DATABASE_URL": written}).database_url == read


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WIZARD_REGISTRATION", "nobody"),
        ("WIZARD_HOSTS", "https://example.com"),
        ("WIZARD_HOSTS", "example.com/path"),
        ("WIZARD_HOSTS", "a;b"),
        ("DATABASE_URL", "mysql://host/db"),
        ("DATABASE_URL", "/tmp/a.db"),
        ("DATABASE_URL", "sqlite3:///a.db"),
        ("DATABASE_URL", "postgresql+psycopg2://host/db"),
        ("PORT", "http"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "８０００"),
        ("WIZARD_WORKERS", "65"),
        ("WIZARD_PROXIES", "9"),
        ("WIZARD_HTTPS", "maybe"),
        ("WIZARD_SELF_START", "네"),
        ("WIZARD_SAVE_LIMIT", "0 per minute"),
        ("WIZARD_SAVE_LIMIT", "5 per week"),
    ],
)
def test_a_setting_that_cannot_be_used_is_refused_by_its_name(name, value):
    with pytest.raises(SettingsError, match=name):
        Settings.from_env({name: value})


def test_a_refused_database_address_is_not_printed_with_its_password():
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({"DATABASE_URL": "mysql://me:planted@host/db"})

    assert "planted" not in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "read"),
    [("1", True), ("true", True), ("YES", True), ("0", False), ("false", False), ("No", False)],
)
def test_a_switch_is_on_or_off_however_it_is_written(written, read):
    found = Settings.from_env({"WIZARD_HTTPS": written, "WIZARD_SELF_START": written})

    assert (found.https, found.self_start) == (read, read)


def test_settings_do_not_change_once_read():
    with pytest.raises(FrozenInstanceError):
        Settings.from_env({}).port = 1


def test_the_names_it_is_asked_by_are_those_told_and_this_machines_own():
    found = Settings.from_env({"WIZARD_HOSTS": "Wizard.example.com, www.example.com [fd00::5],"})

    assert found.known_hosts == {
        "wizard.example.com",
        "www.example.com",
        "[fd00::5]",
        "localhost",
        "127.0.0.1",
        "[::1]",
    }
