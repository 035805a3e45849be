from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from sqlalchemy import make_url

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


@pytest.mark.parametrize(
    ("said", "url", "shared"),
    [
        (None, "", False),
        (None, "postgresql://db/wizard", True),
        ("", "postgresql://db/wizard", True),
        ("0", "postgresql://db/wizard", False),
        ("1", "", True),
    ],
)
def test_a_database_that_machines_can_share_is_taken_to_be_shared_unless_it_is_said(
    said, url, shared
):
    env = {"DATABASE_URL": url} | ({} if said is None else {"WIZARD_SHARED": said})

    assert Settings.from_env(env).shared is shared


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
        ("DATABASE_URL", "sqlite:///"),
        ("DATABASE_URL", "postgresql://me:pw@two words/db"),
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


@pytest.mark.parametrize(
    "written",
    ["mysql://me:planted@host/db", "postgresql://me:@planted@ho st/db"],
)
def test_a_refused_database_address_is_not_printed_with_its_password(written):
    with pytest.raises(SettingsError) as refusal:
        Settings.from_env({"DATABASE_URL": written})

    assert "planted" not in str(refusal.value)


@pytest.mark.parametrize(
    ("written", "password"),
    [
        ("me:p@ss/w#rd@db:5432/shop", "p@ss/w#rd"),
        ("me:p?a=b#c@db:5432/shop", "p?a=b#c"),
        ("me:100%@db:5432/shop?sslmode=require", "100%"),
        ("me:p%40ss@db:5432/shop?application_name=a@b", "p@ss"),
    ],
)
def test_a_password_may_hold_any_letter(written, password):
    url = make_url(Settings.from_env({"DATABASE_URL": f"postgresql://{written}"}).database_url)

    assert (url.password, url.host, url.port, url.database) == (password, "db", 5432, "shop")


@pytest.mark.parametrize("folder", ["두 칸", "a?b=c", "a#b", "50%20", "a+b"])
def test_the_database_of_a_data_folder_lies_in_it_whatever_its_name(tmp_path, folder):
    found = Settings.from_env({"WIZARD_DATA": str(tmp_path / folder)})

    assert make_url(found.database_url).database == str(tmp_path / folder / "wizard.db")


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("sqlite:////srv/a b?c#d.db", "/srv/a b?c#d.db"),
        ("sqlite:////srv/a%3Fb.db", "/srv/a?b.db"),
        ("sqlite:///가게.db", "{here}/가게.db"),
    ],
)
def test_a_database_file_is_named_by_its_path_from_here(written, file, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    url = make_url(Settings.from_env({"DATABASE_URL": written}).database_url)

    assert (url.database, dict(url.query)) == (file.format(here=tmp_path), {})


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
