from dataclasses import replace
from datetime import timedelta

import pytest
from support.services import NOON

from wizard.db.engine import writing
from wizard.services.machines import ALIVE, KEPT, Here, Machines, folder_id, version


class Moment:
    now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def moment():
    return Moment()


@pytest.fixture
def machine(engine, tmp_path, moment):
    def make(name, kind="serve"):
        data = tmp_path / name
        data.mkdir(exist_ok=True)
        return Machines(engine, Here(data, NOON, kind, name), moment, lambda: 7)

    return make


def beat(machine, monkeypatch, *pids):
    for pid in pids:
        monkeypatch.setattr("wizard.services.machines.os.getpid", lambda pid=pid: pid)
        with writing(machine.engine) as connection:
            machine.beat(connection)


def test_machines_are_known_with_their_processes_and_what_they_show(machine, moment, monkeypatch):
    first, second = machine("first"), machine("second", "work")
    beat(first, monkeypatch, 11, 12)
    moment.now += timedelta(seconds=5)
    beat(second, monkeypatch, 11)

    told = first.all()

    assert [(one.id, one.kind, one.processes, one.releases) for one in told] == [
        ("first", "serve", 2, [7]),
        ("second", "work", 1, [7]),
    ]
    assert [one.seen_at for one in told] == [NOON, moment.now]
    assert {one.version for one in told} == {version()}
    assert told[0].folder == folder_id(first.here.data) != told[1].folder


def test_a_machine_that_tells_no_more_is_not_alive_and_is_forgotten_when_another_begins(
    machine, moment, monkeypatch
):
    gone = machine("gone")
    beat(gone, monkeypatch, 11)
    moment.now += ALIVE

    assert [(one.is_alive, one.processes, one.releases) for one in gone.all()] == [(False, 0, [7])]

    moment.now += KEPT
    beat(machine("new"), monkeypatch, 12)
    assert [one.id for one in gone.all()] == ["new"]


def test_a_process_that_ends_says_so_and_takes_no_other_with_it(machine, monkeypatch):
    mine = machine("mine")
    beat(mine, monkeypatch, 11, 12)

    mine.leave()

    assert [one.processes for one in mine.all()] == [1]


def test_a_data_folder_has_one_id_for_good_and_none_if_it_cannot_be_written(tmp_path):
    assert folder_id(tmp_path) == (tmp_path / "folder-id").read_text()
    folder_id.cache_clear()
    assert folder_id(tmp_path) == (tmp_path / "folder-id").read_text()
    assert [file.name for file in tmp_path.iterdir()] == ["folder-id"]
    assert folder_id(tmp_path / "not there") == ""


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
def test_while_one_machine_hangs_in_its_own_row_the_others_find_that_they_can_write(
    machine, monkeypatch, engine
):
    hanging, other = machine("hanging"), machine("other")
    beat(hanging, monkeypatch, 11)

    with engine.begin() as connection:
        hanging.beat(connection)
        other_engine = engine.execution_options(wizard_wait_ms=200)
        beat(replace(other, engine=other_engine), monkeypatch, 12)

    assert [one.processes for one in other.all()] == [1, 1]
