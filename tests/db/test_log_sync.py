import os
import sqlite3
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
import sqlalchemy as sa

from wizard.db import log_sync
from wizard.db.engine import relaxed, writing
from wizard.db.log_sync import LogSync, log_of
from wizard.db.tuning import tune
from wizard.errors import UnavailableError
from wizard.settings import sqlite_url

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def forced(monkeypatch):
    """The files that were forced to the disk, as the system is asked for it."""
    paths = []
    real = {name: getattr(os, name) for name in ("fsync", "fdatasync")}

    def noting(name):
        def force(handle):
            paths.append(str(Path(f"/proc/self/fd/{handle}").readlink()))
            real[name](handle)

        return force

    for name in real:
        monkeypatch.setattr(log_sync.os, name, noting(name))
    return paths


def one_and_those_behind(log, threads, begun, go_on):
    """Let one wait for the disk, and the others come while it does."""
    threads[0].start()
    begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    while log._next.count < len(threads) - 1:
        threading.Event().wait(0.001)
    go_on.set()
    for thread in threads:
        thread.join(10)


def beat(engine):
    with writing(engine) as connection:
        connection.execute(sa.text("create table if not exists t (n)"))
        connection.execute(sa.text("insert into t values (1)"))


def create_engine_at(file):
    """Open a database as the settings name it."""
    engine = sa.create_engine(sqlite_url(file))
    tune(engine)
    return engine


def forces(connection):
    """Ask whether SQLite forces its log as it commits: 2 if it does, 1 if that is left to us."""
    return connection.exec_driver_sql("PRAGMA synchronous").scalar()


def test_who_writes_is_answered_when_log_and_its_name_are_on_the_disk(engine, forced):
    file = Path(engine.url.database).resolve()

    beat(engine)
    first = list(forced)
    beat(engine)

    assert first == [f"{file}-wal", str(file.parent)]
    assert forced == [*first, f"{file}-wal"]


def test_a_folder_of_any_name_is_found_and_one_that_is_not_there_is_no_success(engine, forced):
    home = Path(engine.url.database).parent / "가 나?#%41&b=c"
    home.mkdir()
    odd = create_engine_at(home / "wizard.db")

    beat(odd)
    odd.dispose()

    assert forced == [f"{home}/wizard.db-wal", str(home)]
    with pytest.raises(FileNotFoundError):
        LogSync(f"{home}/elsewhere.db-wal").wait()


def test_what_waits_for_no_disk_forces_nothing(engine, forced):
    beat(relaxed(engine))

    assert forced == []


def test_what_opens_a_transaction_in_another_way_has_sqlite_wait_itself(engine):
    with writing(engine) as connection:
        ours = forces(connection)
    with engine.begin() as connection:
        others = forces(connection)

    assert (ours, others) == (1, 2)


def test_who_comes_while_somebody_waits_shares_the_next_wait(engine, monkeypatch):
    begun, go_on, count = threading.Event(), threading.Event(), []
    log = LogSync(f"{engine.url.database}-wal")

    def force():
        count.append(None)
        begun.set()
        go_on.wait(10)

    monkeypatch.setattr(log, "_force", force)
    one_and_those_behind(log, [threading.Thread(target=log.wait) for _ in range(9)], begun, go_on)

    assert len(count) == 2


def test_what_the_disk_does_not_take_is_told_to_nobody_as_done_and_the_next_tries_for_itself(
    engine, monkeypatch
):
    def breaks():
        raise OSError("planted")

    log = log_of(engine.url.database)
    with monkeypatch.context() as broken:
        broken.setattr(log, "_force", breaks)
        with pytest.raises(UnavailableError):
            beat(engine)

    beat(engine)


def test_whoever_waits_while_the_disk_fails_is_told_so_as_well(engine, monkeypatch):
    begun, go_on, told = threading.Event(), threading.Event(), []
    log = LogSync(f"{engine.url.database}-wal")

    def breaks_once():
        if not begun.is_set():
            begun.set()
            go_on.wait(10)
            raise OSError("planted")

    def wait():
        try:
            log.wait()
        except OSError:
            told.append(None)

    monkeypatch.setattr(log, "_force", breaks_once)
    threads = [threading.Thread(target=wait) for _ in range(3)]
    one_and_those_behind(log, threads, begun, go_on)

    assert len(told) == len(threads)
    log.wait()


def test_the_log_of_a_database_that_is_named_by_a_link_is_forced(engine, forced):
    real = Path(engine.url.database).resolve()
    link = real.with_name("link.db")
    link.symlink_to(real)

    beat(create_engine_at(link))

    assert f"{real}-wal" in forced


def test_a_log_that_was_copied_into_the_database_needs_no_disk(engine):
    beat(engine)
    engine.dispose()
    log = LogSync(f"{engine.url.database}-wal")

    assert not Path(log.path).exists()
    log.wait()


def test_what_was_answered_is_on_the_disk_as_a_power_cut_would_leave_it(
    engine, tmp_path, monkeypatch
):
    """What the disk is sure to hold is what stood in the files when the last wait that ended began."""
    disk, real, turn = {}, os.fdatasync, threading.Lock()
    files = [Path(f"{engine.url.database}{end}") for end in ("", "-wal")]
    beat(engine)

    def force(handle):
        held = [file.read_bytes() for file in files]
        real(handle)
        with turn:
            disk["held"] = held

    monkeypatch.setattr(log_sync.os, "fdatasync", force)
    answered = []

    def write(number):
        with writing(engine) as connection:
            connection.execute(sa.text("insert into t values (:number)"), {"number": number})
        with turn:
            answered.append((number, disk["held"]))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(write, range(10, 30)))

    for number, held in answered:
        for file, content in zip((tmp_path / "cut.db", tmp_path / "cut.db-wal"), held, strict=True):
            file.write_bytes(content)
        with closing(sqlite3.connect(tmp_path / "cut.db")) as after:
            assert (number,) in after.execute("select n from t").fetchall()
        (tmp_path / "cut.db-shm").unlink(missing_ok=True)
