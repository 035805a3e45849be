"""What a proxy and an operator are told, and what a stranger is not."""

import os
import shutil
import sqlite3
from contextlib import closing

import pytest
from conftest import GUIDES, prepared, settings_for
from support.jobs import put

from wizard.app import create_app
from wizard.content.catalog import Catalog
from wizard.services import storage


def ready(app):
    answer = app.test_client().get("/readyz")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.status_code == (200 if answer.json["ready"] else 503)
    return answer.json.get("reason", "")


@pytest.fixture
def probe(app):
    return app.extensions["wizard"].services.storage.probe


def told(app):
    answer = app.test_client().get("/healthz")
    return answer.status_code, answer.json["status"], answer.json["saving"]


def test_jobs_are_counted_without_a_word_about_any(app, probe):
    probe()
    subject = put(app.extensions["wizard"].services.jobs.engine)

    answer = app.test_client().get("/healthz")

    assert answer.json["jobs"] == {"waiting": 1, "running": 0, "failed": 0, "oldest_s": 0}
    assert answer.json["status"] == "ok"
    assert subject not in answer.text


def test_while_the_database_is_closed_no_job_is_counted(app, probe, settings):
    settings.keys.unlink()
    probe()

    assert app.test_client().get("/healthz").json["jobs"] is None


def test_a_process_that_reads_and_saves_is_well(app, probe):
    assert probe()

    assert told(app) == (200, "ok", "open")


def test_a_database_that_takes_no_writes_is_told_while_guides_are_read_and_well_again_after(
    app, probe, settings, monkeypatch
):
    monkeypatch.setattr(storage, "REST_S", 0.05)
    with closing(sqlite3.connect(settings.data / "wizard.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert not probe()
        assert told(app) == (200, "degraded", f"closed: {storage.NO_WRITES}")
        other.execute("ROLLBACK")

    assert probe()
    assert told(app) == (200, "ok", "open")


def test_a_disk_that_takes_no_file_is_told_though_a_row_would_go_in(app, probe, monkeypatch):
    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("wizard.services.storage.os.fsync", full)

    assert not probe()
    assert told(app) == (200, "degraded", f"closed: {storage.NO_ROOM}")


def test_a_database_that_is_full_is_told(app, probe):
    engine = app.extensions["wizard"].services.accounts.engine
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")

    assert not probe()
    assert told(app)[2] == f"closed: {storage.NO_WRITES}"


def test_lost_keys_are_told(app, probe, settings):
    probe()
    settings.keys.unlink()

    assert told(app) == (200, "degraded", f"closed: {storage.NO_KEYS}")
    assert not probe()


def test_a_probe_writes_to_the_disk_for_good_and_leaves_one_row_and_no_file(probe, settings):
    for _ in range(3):
        assert probe()

    with closing(sqlite3.connect(settings.data / "wizard.db")) as other:
        assert other.execute("select pid from machine_process").fetchall() == [(os.getpid(),)]
    assert not list(settings.data.glob(".probe*"))


def test_a_probe_works_on_each_database(app_on_each_database):
    storage_of = app_on_each_database.extensions["wizard"].services.storage

    assert storage_of.probe()
    assert storage_of.probe()


def test_nothing_to_read_is_no_health(app, client):
    app.extensions["wizard"].published_guides.catalog = Catalog({}, {}, {})

    assert client.get("/healthz").status_code == 503
    assert client.get("/healthz").json["status"] == "degraded"
    assert client.get("/healthz").json["missing"] == "guides"
    assert client.get("/").status_code == 503


def test_a_faulty_guide_is_told_without_the_place_where_it_lies(tmp_path):
    folder = tmp_path / "secret-place" / "guides"
    shutil.copytree(GUIDES, folder)
    (folder / "fork.yaml").write_text("title: [\n", "utf-8")
    (folder / "broken.yaml").write_bytes(b"\xff\xfe")
    app = create_app(prepared(settings_for(tmp_path / "data", guides=folder)))

    answer = app.test_client().get("/healthz")

    assert answer.status_code == 200
    assert set(answer.json["faulty_guides"]) >= {"fork"}
    assert answer.json["faulty_guides"]["fork"][0].startswith("fork.yaml:")
    for path in ("/healthz", "/", "/guides/fork", "/guides/broken"):
        assert str(tmp_path) not in app.test_client().get(path).text
        assert "secret-place" not in app.test_client().get(path).text
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_process_is_ready_once_it_has_saved_and_not_before(app, probe):
    assert ready(app) == "starting"

    probe()

    assert ready(app) == ""


def test_a_process_is_not_ready_while_it_cannot_save_and_a_word_says_why(
    app, probe, settings, monkeypatch
):
    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("wizard.services.storage.os.fsync", full)
        probe()
        assert ready(app) == "disk"
    with closing(sqlite3.connect(settings.data / "wizard.db")) as other:
        other.execute("alter table machine_process rename to hidden")
        probe()
        assert ready(app) == "database"
        other.execute("alter table hidden rename to machine_process")
    kept = settings.keys.read_bytes()
    settings.keys.unlink()
    probe()
    assert ready(app) == "keys"
    settings.keys.write_bytes(kept)
    settings.keys.chmod(0o600)

    probe()

    assert ready(app) == ""


def test_a_process_whose_tables_another_version_has_changed_is_not_ready_though_it_still_saves(
    app, probe, settings
):
    with closing(sqlite3.connect(settings.data / "wizard.db")) as other:
        other.execute("update alembic_version set version_num = '9999'")
        other.commit()

    assert probe()

    assert ready(app) == "schema"
    assert told(app) == (200, "ok", "open")


def test_a_probe_that_hangs_is_told_and_so_is_a_process_without_guides(app, probe, monkeypatch):
    probe()
    monkeypatch.setattr(storage, "LATE_S", -1)
    assert ready(app) == "database"
    monkeypatch.undo()
    app.extensions["wizard"].published_guides.catalog = Catalog({}, {}, {})

    assert ready(app) == "guides"


def test_to_be_ready_asks_nothing_of_the_database(app, probe, settings):
    probe()
    app.extensions["wizard"].accounts.engine.dispose()
    (settings.data / "wizard.db").rename(settings.data / "away")

    assert ready(app) == ""
