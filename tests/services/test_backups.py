import json
import shutil
import threading
import zipfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa
from conftest import settings_for
from flask import Flask
from support.every_table import fill
from support.machines import machine_in
from support.services import FIRM, NOON, draft, dump, opened, services_of

from wizard.app import open_database
from wizard.crypto import key_file
from wizard.db import migrate
from wizard.db.models import Account, Session
from wizard.db.queries import machines as machines_at_work
from wizard.db.records import ProcessRecord
from wizard.errors import BackupError
from wizard.services import backup_file
from wizard.services.audit import Audit
from wizard.services.backups import Backups
from wizard.services.machines import ALIVE
from wizard.services.picture_keeping import KeepingForAll, NewPicture
from wizard.services.restoring import Restoring

OLD = Path(__file__).parent / "old"
KINDS = [("sqlite", "sqlite"), ("postgresql", "postgresql"), ("sqlite", "postgresql")]


@pytest.fixture(params=KINDS, ids=[" to ".join(kinds) for kinds in KINDS])
def machines(request, tmp_path):
    """A database with its tables, and on another machine one without."""
    engines = []
    for kind, name in zip(request.param, ("old", "new"), strict=True):
        home = tmp_path / name
        of_server = {"old": "postgres_url", "new": "empty_url"}[name]
        url = request.getfixturevalue(of_server) if kind == "postgresql" else f"sqlite:///{home}/wizard.db"  # fmt: skip
        engines.append(open_database(Flask(name), settings_for(home, database_url=url)))
    migrate.upgrade(engines[0])
    yield engines
    for engine in engines:
        engine.dispose()


@pytest.fixture
def engine(sqlite_url, tmp_path):
    """A database with its tables: what is alike on both kinds is tried on one."""
    engine = open_database(Flask("one"), settings_for(tmp_path, database_url=sqlite_url))
    yield engine
    engine.dispose()


@pytest.fixture
def each_engine(database_url, tmp_path):
    engine = open_database(Flask("each"), settings_for(tmp_path, database_url=database_url))
    yield engine
    engine.dispose()


@pytest.fixture
def old(engine, tmp_path):
    """Services of a deployment in which a seller has saved."""
    services = services_of(engine, tmp_path)
    services.save(draft(), FIRM)
    return services


def alike(engine):
    """Give every row of every table; the two kinds of database name the zone of a moment otherwise."""
    zone = "zoneinfo.ZoneInfo(key='Etc/UTC')"
    return {
        name: [row.replace(zone, "datetime.timezone.utc") for row in rows]
        for name, rows in dump(engine).items()
    }


def backup_of(engine, tmp_path, **folders):
    return Backups(engine, folders, lambda: NOON).make(tmp_path / "kept.zip")


def restoring_to(engine, keys):
    return Restoring(engine, keys, lambda: NOON)


def restored(engine, keys, file, *, replaces=False, ends_sessions=False):
    restoring = restoring_to(engine, keys)
    with backup_file.reading_from(file) as backup:
        restoring.ensure_fits(backup)
        restoring.restore(backup, replaces=replaces, ends_sessions=ends_sessions)


def test_on_another_machine_every_column_of_every_table_stands_as_it_was(machines, tmp_path):
    here, there = machines
    fill(here)
    before = alike(here)
    backup = backup_of(here, tmp_path)

    restored(there, tmp_path / "no keys", backup.file)

    found = alike(there)
    added = {name for name in before if found[name] != before[name]}
    assert {*before} == {*found}
    assert added == {"audit_event"}
    assert [row for row in found["audit_event"] if row not in before["audit_event"]]
    assert "backup.restored" in str(found["audit_event"])


def test_a_picture_that_waits_for_its_text_stands_beside_it_on_the_machine_it_is_restored_on(machines, tmp_path):  # fmt: skip
    here, there = machines
    old = machine_in(here, tmp_path / "a")
    old.publish()
    KeepingForAll(here, old.source.folder).keep(
        NewPicture("a-1.webp", "fork", "anna", b"RIFF\0\xff")
    )
    backup = backup_of(here, tmp_path)

    restored(there, tmp_path / "no keys", backup.file)

    folder = machine_in(there, tmp_path / "b").source.folder()
    assert (folder / "images" / "a-1.webp").read_bytes() == b"RIFF\0\xff"


@pytest.mark.parametrize("machines", KINDS[-1:], indirect=True)
def test_a_saved_value_opens_there_with_the_key_file_that_was_carried_apart(machines, tmp_path):
    here, there = machines
    services = services_of(here, tmp_path / "old")
    seller, account = services.save(draft(), FIRM)
    before = opened(services, account)
    backup = backup_of(here, tmp_path)
    (tmp_path / "new" / "keys.json").write_bytes((tmp_path / "old" / "keys.json").read_bytes())

    restored(there, tmp_path / "new" / "keys.json", backup.file)

    carried = services_of(there, tmp_path / "new")
    carried.save(draft("form-2"), seller)
    assert opened(carried, account) == before == draft().values
    assert Audit(there).verify().broken == ""


@pytest.mark.usefixtures("old")
def test_no_key_and_no_secret_value_is_in_the_file(engine, tmp_path):
    keys = json.loads((tmp_path / "keys.json").read_text())
    backup = backup_of(engine, tmp_path, data=tmp_path / "guides")

    with zipfile.ZipFile(backup.file) as inside:
        text = b"".join(inside.read(name) for name in inside.namelist()).decode()
    secrets = [keys["session"], *(key["key"] for key in keys["seal"]), *draft().values.values()]
    assert {*backup.manifest.keys} == {key["id"] for key in keys["seal"]}
    assert not [secret for secret in secrets if secret in text]
    assert backup.file.stat().st_mode & 0o077 == 0


def test_while_others_save_a_backup_holds_whole_accounts_and_a_whole_chain(each_engine, tmp_path):
    services = services_of(each_engine, tmp_path)
    seller, _ = services.save(draft("first"), FIRM)
    done, begun, saved = threading.Event(), threading.Event(), []

    def save_on():
        for number in count():
            if done.is_set():
                return
            mall = f"keys{number // 250}"  # a seller may have three hundred accounts at one
            saved.append(services.save(draft(f"form-{number}", mall=mall), seller)[1])
            begun.set()

    writer = threading.Thread(target=save_on)
    writer.start()
    begun.wait(20)
    began = len(saved)
    backup = backup_of(each_engine, tmp_path)
    ended = len(saved)
    done.set()
    writer.join()

    with backup_file.reading_from(backup.file) as found:
        tables = {
            part.shape.name: [
                dict(zip([c.name for c in part.shape.columns], row, strict=True))
                for row in found.rows(part.shape)
            ]
            for part in found.manifest.tables
        }
    accounts = {row["id"] for row in tables["account"]}
    fields = [row["account_id"] for row in tables["account_field"]]
    told = {row["subject"] for row in tables["audit_event"] if row["kind"] == "account.saved"}
    assert began <= len(accounts) - 1 <= ended + 1
    assert accounts == {*fields} == told
    assert {fields.count(account) for account in accounts} == {len(draft().values)}


def test_a_database_in_which_somebody_is_is_left_alone_unless_it_is_said(each_engine, tmp_path):
    engine, old = each_engine, services_of(each_engine, tmp_path)
    old.save(draft(), FIRM)
    backup = backup_of(engine, tmp_path)
    old.save(draft("later"), FIRM)
    before = dump(engine)

    with pytest.raises(BackupError, match="--replace"):
        restored(engine, tmp_path / "keys.json", backup.file)
    assert dump(engine) == before
    restored(engine, tmp_path / "keys.json", backup.file, replaces=True)

    assert len(dump(engine)["account"]) == 1
    assert Audit(engine).verify().broken == ""
    assert old.save(draft("new"), FIRM)


@pytest.mark.usefixtures("old")
def test_a_key_file_that_does_not_open_it_is_told_before_anything_is_changed(engine, tmp_path):
    backup = backup_of(engine, tmp_path)
    key_file.create(tmp_path / "others.json", NOON)
    before = dump(engine)

    with pytest.raises(BackupError, match="이 백업을 여는 키"):
        restored(engine, tmp_path / "others.json", backup.file, replaces=True)

    assert dump(engine) == before


def test_the_moment_of_the_last_backup_is_known_and_of_one_that_broke_nothing_is_left(
    engine, tmp_path
):
    later = datetime(2026, 11, 28, tzinfo=UTC)
    backups = Backups(engine, {}, lambda: later)
    with pytest.raises(OSError, match="none"):
        backups.make(tmp_path / "none" / "kept.zip")
    never = backups.last()
    made = backups.make(tmp_path / "kept.zip")
    with pytest.raises(FileExistsError):
        backups.make(made.file)

    assert (never, backups.last()) == (None, later)
    assert (
        f"'backup.made', 'operator', None, '{made.digest}', ''" in dump(engine)["audit_event"][-1]
    )
    assert backup_file.digest_of(made.file) == made.digest
    assert [file.name for file in tmp_path.glob(".kept*")] == []


def test_sessions_come_back_unless_they_are_to_end(engine, tmp_path):
    fill(engine)
    backup = backup_of(engine, tmp_path)
    for ends in (False, True):
        restored(engine, tmp_path / "none", backup.file, replaces=True, ends_sessions=ends)
        with engine.connect() as connection:
            left = connection.scalars(sa.select(sa.func.count()).select_from(Session)).one()
        assert left == (0 if ends else 2)


def test_a_backup_of_an_older_version_is_restored_by_every_later_one(tmp_path, empty_url):
    """`old/backup.zip` was made on 2026-11-27 by the version of migration 0027; it is never made anew."""
    shutil.copy(OLD / "keys.json", tmp_path)
    engine = open_database(Flask("later"), settings_for(tmp_path, database_url=empty_url))

    restored(engine, tmp_path / "keys.json", OLD / "backup.zip")

    with engine.connect() as connection:
        accounts = connection.scalars(sa.select(Account.id)).all()
    services = services_of(engine, tmp_path)
    values = [opened(services, account) for account in accounts]
    assert migrate.is_current(engine)
    assert sorted(one["login_id"] for one in values) == ["other", "planted-login-id"]
    assert Audit(engine).verify().broken == ""
    engine.dispose()


@pytest.mark.usefixtures("old")
def test_nothing_is_restored_under_a_server_that_works_on_it(engine, tmp_path):
    backup = backup_of(engine, tmp_path)
    seen = NOON - ALIVE + timedelta(seconds=1)
    process = ProcessRecord("m" * 32, 7, "serve", "shop-2", "0.1.0", "", 1, seen, seen)
    with engine.begin() as connection:
        machines_at_work.beat(connection, process)
    before = dump(engine)

    with pytest.raises(BackupError, match=r"서버가 켜져 있어요\(shop-2\)"):
        restored(engine, tmp_path / "keys.json", backup.file, replaces=True)

    assert dump(engine) == before
    with engine.begin() as connection:
        machines_at_work.beat(connection, replace(process, seen_at=NOON - ALIVE))
    restored(engine, tmp_path / "keys.json", backup.file, replaces=True)


def rewritten(file, part, change):
    """Give a backup with one part that somebody changed."""
    with zipfile.ZipFile(file) as inside:
        parts = {name: inside.read(name) for name in inside.namelist()}
    parts[part] = change(parts[part])
    other = file.with_name("changed.zip")
    with zipfile.ZipFile(other, "w") as out:
        for name, data in parts.items():
            out.writestr(name, data)
    return other


def told(**changes):
    return lambda raw: json.dumps(json.loads(raw) | changes).encode()


@pytest.mark.parametrize(
    ("part", "change", "word"),
    [
        ("tables/seller.jsonl", lambda raw: raw.replace(b"010", b"011"), "seller.jsonl"),
        ("tables/account.jsonl", lambda _: b"", "account.jsonl"),
        ("folders/guides/a.yaml", lambda _: b"other", "a.yaml"),
        ("backup.json", lambda _: b"{}", "백업 파일이 아니거나"),
        ("backup.json", told(format=2, news=[]), "더 새 버전"),
        ("backup.json", told(revision="9999"), "더 새 버전"),
        ("backup.json", told(files={"../../a.yaml": "0" * 64}), "달라요"),
    ],
    ids=["changed", "emptied", "a file", "no manifest", "a newer form", "a newer version", "outside"],
)  # fmt: skip
def test_a_backup_that_is_not_as_it_was_made_or_of_a_newer_version_is_refused(
    engine, tmp_path, part, change, word
):
    services_of(engine, tmp_path).save(draft(), FIRM)
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "a.yaml").write_text("sound")
    backup = backup_of(engine, tmp_path, guides=tmp_path / "guides")
    before = dump(engine)

    with pytest.raises(BackupError, match=word):
        restored(engine, tmp_path / "keys.json", rewritten(backup.file, part, change), replaces=True)  # fmt: skip

    assert dump(engine) == before


def test_what_is_no_zip_or_half_of_one_is_refused_in_words(tmp_path):
    for content in (b"", b"PK\x03\x04 half", b"words"):
        file = tmp_path / "none.zip"
        file.write_bytes(content)
        with (
            pytest.raises(BackupError, match="백업 파일이 아니거나"),
            backup_file.reading_from(file),
        ):
            pass


@pytest.mark.usefixtures("old")
def test_a_backup_that_breaks_on_its_way_leaves_the_database_as_it_was(engine, tmp_path):
    backup = backup_of(engine, tmp_path)
    before = dump(engine)
    restoring = restoring_to(engine, tmp_path / "keys.json")

    with backup_file.reading_from(backup.file) as found:
        parts = {part.shape.name: part for part in found.manifest.tables}
        more = parts["message"].model_copy(update={"rows": 1})
        tables = tuple((parts | {"message": more}).values())
        wrong = found.manifest.model_copy(update={"tables": tables})
        lying = backup_file.BackupReader(found.file, found.inside, wrong)
        with pytest.raises(BackupError, match="message"):
            restoring.restore(lying, replaces=True, ends_sessions=False)

    assert dump(engine) == before
