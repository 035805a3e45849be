"""What readers see follows the folder, one whole sound set after another."""

import os
import shutil
import subprocess
import sys
import threading
import time

import pytest
import requests
import sqlalchemy as sa
from conftest import GUIDES, free_port
from support.commands import run_program
from support.folders import edit, folder_in, kill_after, publishing_of, spoil
from support.small_guides import placed

from wizard.content.release_store import ReleaseStore
from wizard.errors import NotFoundError, RefusedError


@pytest.fixture
def folder(tmp_path):
    """A folder of three sound guides and their constants."""
    return folder_in(tmp_path)


@pytest.fixture
def press(engine, folder):
    """Publishing of that folder."""
    return publishing_of(engine, folder)


def shown(press):
    """What a process that has just started shows."""
    return publishing_of(press.engine, press.folder, ReleaseStore(press.archive.home)).shelf({})


def events(engine):
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("select kind, actor, subject, detail from audit_event order by id")
        )
        return [tuple(row) for row in rows if row.kind.startswith("guides.")]


def test_what_the_folder_says_is_shown_and_written_down(press, engine):
    done = press.publish()

    assert done.release.number == 1
    assert list(shown(press).guides) == ["fork", "keys", "agency"]
    assert events(engine) == [("guides.published", "operator", "1", "agency constants fork keys")]


def test_a_folder_that_is_published_already_makes_no_release_and_no_event(press, engine):
    press.publish()

    again = press.publish()

    assert (again.release.number, list(again.changed)) == (1, [])
    assert len(events(engine)) == 1


def test_a_changed_guide_is_a_new_release_of_that_guide_alone(press, folder):
    first = press.publish().release
    edit(folder)

    done = press.publish()

    assert (done.release.number, done.changed) == (2, ["fork"])
    assert shown(press).guides["fork"].aka == ("샛길",)
    assert press.archive.edition("fork", first.parts["fork"]).guide.aka == ()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda file: file.write_bytes(file.read_bytes() + "없는항목: 가\n".encode()), "K02"),
        (lambda file: file.write_bytes(b""), "Y10"),
        (lambda file: file.write_bytes(file.read_bytes()[:300]), None),
        (lambda file: file.write_bytes(file.read_bytes()[:-40]), None),
        (lambda file: file.write_bytes(file.read_text("utf-8").encode("cp949")), "Y01"),
        (lambda file: file.write_bytes(b"\xff\xfe" + file.read_bytes()), "Y02"),
        (lambda file: file.write_bytes(b"\0" * 300), "Y01"),
        (lambda file: file.write_bytes(b"#" * 200_001), "Y03"),
        (lambda file: file.unlink(), "Y00"),
        (lambda file: (file.unlink(), file.mkdir()), "Y00"),
        (lambda file: (file.unlink(), file.symlink_to("nowhere")), "Y00"),
    ],
    ids=["fault", "empty", "half", "end cut off", "cp949", "utf-16", "zeros", "huge", "removed",
         "folder", "dangling"],
)  # fmt: skip
def test_no_harm_to_a_file_reaches_a_reader(press, folder, harm, code):
    good = press.publish().release
    harm(folder / "fork.yaml")

    done = press.publish()

    assert done.release == good
    assert list(done.faults) == ["fork"]
    assert code in {None, done.faults["fork"][0].code}
    assert list(shown(press).guides) == ["fork", "keys", "agency"]


def test_a_faulty_guide_holds_up_no_other(press, folder):
    press.publish()
    spoil(folder)
    edit(folder, "keys", "열쇠")

    done = press.publish()

    assert done.changed == ["keys"]
    assert shown(press).guides["keys"].aka == ("열쇠",)
    assert shown(press).guides["fork"].aka == ()


def test_a_mended_guide_is_shown_again(press, folder):
    press.publish()
    file = spoil(folder)
    press.publish()
    file.write_text(file.read_text("utf-8").replace("없는항목: 가", "aka: [샛길]"), "utf-8")

    done = press.publish()

    assert (done.changed, done.faults) == (["fork"], {})


def test_a_folder_that_is_gone_takes_nothing_from_the_readers(press, folder):
    good = press.publish().release
    shutil.rmtree(folder)

    done = press.publish()

    assert done.release == good
    assert set(done.faults) == {"fork", "keys", "agency", "constants"}


def test_a_guide_is_withdrawn_only_by_name(press, folder):
    press.publish()
    (folder / "fork.yaml").unlink()

    done = press.publish("operator", withdrawn=["fork"])

    assert done.changed == ["fork"]
    assert list(shown(press).guides) == ["keys", "agency"]


def test_faulty_constants_change_nothing_that_is_shown(press, folder):
    good = press.publish().release
    (folder / "constants.yaml").write_text("phone: [가]\n", "utf-8")

    done = press.publish()

    assert done.release == good
    assert placed(done.faults["constants"]) == [(1, 1, "Y10")]
    assert shown(press).constants["server_ip"] == "192.0.2.15"


def test_a_guide_keeps_the_constants_it_was_published_with(press, folder):
    press.publish()
    spoil(folder, "keys")
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    press.publish()

    assert shown(press).guides["keys"].step("place").enter[0].value == "192.0.2.15"
    assert shown(press).constants["server_ip"] == "192.0.2.99"


def test_a_guide_keeps_the_pictures_it_was_published_with(engine, tmp_path):
    folder = folder_in(tmp_path, ("pictured",))
    shutil.copytree(GUIDES / "images", folder / "images")
    press = publishing_of(engine, folder)
    press.publish()
    good = shown(press)
    shutil.rmtree(folder / "images")

    done = press.publish()

    assert [fault.code for fault in done.faults["pictured"]] == ["P38"]
    assert shown(press).images == good.images


def test_going_back_shows_the_set_before_and_is_written_down(press, folder, engine):
    press.publish()
    edit(folder)
    press.publish()

    done = press.roll_back("operator")

    assert (done.release.number, done.release.after, done.changed) == (3, 1, ["fork"])
    assert shown(press).guides["fork"].aka == ()
    assert events(engine)[-1] == ("guides.rolled-back", "operator", "3", "fork")


def test_what_was_rolled_back_does_not_come_again_by_itself_even_when_another_guide_changes(
    press, folder
):
    press.publish()
    edit(folder)
    press.publish()
    press.roll_back("operator")
    edit(folder, "keys", "열쇠")

    done = press.publish()

    assert done.changed == ["keys"]
    assert shown(press).guides["fork"].aka == ()


def test_what_comes_after_a_rollback_is_published(press, folder):
    press.publish()
    edit(folder)
    press.publish()
    press.roll_back("operator")
    edit(folder, aka="큰길")

    press.publish()

    assert shown(press).guides["fork"].aka == ("큰길",)
    assert press.archive.newest().held == {}


def rolled_back(press, folder):
    """Publish a text, and another, and go back to the first."""
    press.publish()
    edit(folder)
    press.publish()
    press.roll_back("operator")


def test_a_second_step_back_holds_what_the_folder_has_as_well(press, folder):
    press.publish()
    edit(folder, aka="둘째")
    press.publish()
    edit(folder, aka="셋째")
    press.publish()
    press.roll_back("operator")
    press.roll_back("operator", 1)

    assert not press.publish().changed
    assert shown(press).guides["fork"].aka == ()


def test_a_file_that_is_gone_for_a_moment_is_still_held_when_it_is_back(press, folder):
    rolled_back(press, folder)
    file = folder / "fork.yaml"
    text = file.read_bytes()
    for moment in (None, b"mall: [", text):
        file.unlink() if moment is None else file.write_bytes(moment)
        assert not press.publish().changed

    assert shown(press).guides["fork"].aka == ()


def test_other_constants_bring_nothing_back_that_was_rolled_back(press, folder):
    rolled_back(press, folder)
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    done = press.publish()

    assert "fork" not in done.changed
    assert shown(press).guides["keys"].step("place").enter[0].value == "192.0.2.99"


def test_constants_that_were_rolled_back_come_with_every_guide_once_they_are_mended(press, folder):
    press.publish()
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.66\n", "utf-8")
    press.publish()
    press.roll_back("operator")
    assert not press.publish().changed
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    press.publish()

    assert shown(press).guides["keys"].step("place").enter[0].value == "192.0.2.99"
    assert press.archive.newest().held == {}


def test_who_is_overtaken_reads_the_folder_anew(press, folder, monkeypatch):
    press.publish()
    other = publishing_of(press.engine, folder, ReleaseStore(press.archive.home))
    take = press.archive.take

    def overtaken(self, found):
        parts = take(found)
        if len(self.numbers()) == 1:
            edit(folder)
            other.publish()
        return parts

    edit(folder, aka="옛길")
    monkeypatch.setattr(
        ReleaseStore,
        "take",
        lambda self, found: (
            overtaken(self, found) if self is press.archive else take.__func__(self, found)
        ),
    )
    press.publish()

    assert shown(press).guides["fork"].aka == ("샛길",)


def test_a_step_back_skips_the_sets_that_show_the_same(press, folder):
    rolled_back(press, folder)
    edit(folder, aka="큰길")
    press.publish()
    press.roll_back("operator")
    (folder / "fork.yaml").write_bytes((GUIDES / "fork.yaml").read_bytes())
    press.publish()

    assert press.roll_back("operator").changed == ["fork"]


def test_no_step_back_to_a_set_of_which_a_part_cannot_be_read(press, folder):
    first = press.publish().release
    edit(folder)
    press.publish()
    (press.archive.home / "guides" / "fork" / f"{first.parts['fork']}.zip").write_bytes(b"")
    again = publishing_of(press.engine, folder, ReleaseStore(press.archive.home))

    with pytest.raises(RefusedError, match="fork 안내를 읽을 수 없어서"):
        again.roll_back("operator")


def test_an_operator_publishes_even_what_was_rolled_back(press, folder):
    press.publish()
    edit(folder)
    press.publish()
    press.roll_back("operator")

    assert press.publish("operator").changed == ["fork"]
    assert press.archive.newest().held == {}


def test_going_back_twice_takes_the_rollback_back(press, folder):
    press.publish()
    edit(folder)
    press.publish()
    press.roll_back("operator")

    press.roll_back("operator")

    assert shown(press).guides["fork"].aka == ("샛길",)


@pytest.mark.parametrize("number", [7, -1, 10**30])
def test_no_way_back_to_what_never_was(press, number):
    press.publish()

    with pytest.raises(NotFoundError):
        press.roll_back("operator", number)


def test_going_back_to_what_is_shown_is_refused_in_plain_words(press):
    press.publish()

    with pytest.raises(RefusedError, match="1번과 같아요"):
        press.roll_back("operator", 1)


def test_many_processes_that_publish_at_once_make_one_release(press, folder, engine):
    press.publish()
    edit(folder)
    others = [
        publishing_of(press.engine, folder, ReleaseStore(press.archive.home)) for _ in range(6)
    ]
    made = []
    threads = [
        threading.Thread(target=lambda o=o: made.append(o.publish().release.number)) for o in others
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [2] * 6
    assert press.archive.numbers() == [2, 1]
    assert len(events(engine)) == 2


def test_a_full_disk_leaves_the_readers_what_they_had(press, folder, monkeypatch):
    press.publish()
    edit(folder)

    def full(_handle):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        with pytest.raises(OSError, match="No space"):
            press.publish()

    assert shown(press).guides["fork"].aka == ()
    assert press.publish().changed == ["fork"]


def test_a_set_whose_event_could_not_be_written_is_not_shown(press, folder, engine):
    press.publish()
    edit(folder)
    with engine.begin() as connection:
        connection.execute(sa.text("alter table audit_event rename to elsewhere"))

    with pytest.raises(sa.exc.SQLAlchemyError):
        press.publish()

    assert press.archive.numbers() == [1]


KILLED = """
import sys, time
from pathlib import Path
from flask import Flask
from conftest import settings_for
from support.folders import publishing_of, edit
from wizard.app import open_database

home = Path(sys.argv[1])
engine = open_database(Flask("killed"), settings_for(home))
press = publishing_of(engine, home / "guides")
print("ready", flush=True)
for round in range(10_000):
    edit(press.folder, aka=f"길{round}")
    press.publish()
"""


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("after_s", [0.02, 0.08, 0.2, 0.35])
def test_a_process_killed_at_any_moment_leaves_a_whole_set(tmp_path, after_s):
    folder = folder_in(tmp_path)
    kill_after(after_s, KILLED, tmp_path)

    archive = ReleaseStore(folder.parent / "published")
    for number in archive.numbers():
        shelf = archive.shelf(archive.release(number), {})
        assert list(shelf.guides) == ["fork", "keys", "agency"]
        assert shelf.faults == {}


@pytest.mark.parametrize(
    "harm", [lambda raw: raw[:100], lambda _: b"", lambda raw: raw[:60] + b"\xff" * 40 + raw[100:]]
)
def test_a_damaged_revision_is_mended_from_the_folder(press, harm):
    release = press.publish().release
    file = press.archive.home / "guides" / "fork" / f"{release.parts['fork']}.zip"
    file.write_bytes(harm(file.read_bytes()))
    assert list(shown(press).faults) == ["fork"]

    publishing_of(press.engine, press.folder, ReleaseStore(press.archive.home)).publish()

    assert shown(press).faults == {}


def test_a_damaged_revision_gives_way_to_the_one_before(press, folder):
    press.publish()
    edit(folder)
    release = press.publish().release
    (press.archive.home / "guides" / "fork" / f"{release.parts['fork']}.zip").write_bytes(b"PK")

    shelf = shown(press)

    assert list(shelf.guides) == ["fork", "keys", "agency"]
    assert shelf.guides["fork"].aka == ()
    assert list(shelf.faults) == ["fork"]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("000002 (1).json", b"{}"),
        ("000009.json", b""),
        ("000009.json", b"[]"),
        ("notes.json", b"x"),
    ],
)
def test_a_stray_or_damaged_file_among_the_releases_stops_nothing(press, folder, name, raw):
    press.publish()
    (press.archive.home / "releases" / name).write_bytes(raw)
    edit(folder)

    assert shown(press).guides["fork"].aka == ()
    assert press.publish().changed == ["fork"]
    assert shown(press).guides["fork"].aka == ("샛길",)


@pytest.mark.parametrize(
    ("mall", "revision"), [("fork", "0" * 16), ("fork", "../../x"), ("..", "ab")]
)
def test_there_is_no_revision_that_was_not_published(press, mall, revision):
    press.publish()

    with pytest.raises(NotFoundError):
        press.archive.edition(mall, revision)


def test_the_list_of_what_was_published_leaves_out_what_cannot_be_read(press, folder):
    press.publish()
    edit(folder)
    press.publish()
    (press.archive.home / "releases" / "000009.json").write_bytes(b"[]")

    assert [release.number for release in press.archive.releases()] == [2, 1]


@pytest.fixture
def served(tmp_path, folder):
    """`wizard serve` with two processes over that folder: its address."""
    port = free_port()
    env = {
        **os.environ,
        "WIZARD_DATA": str(tmp_path / "var"),
        "WIZARD_GUIDES": str(folder),
        "WIZARD_WORKERS": "2",
        "PORT": str(port),
        "DATABASE_URL": "",
    }
    command = [sys.executable, "-m", "wizard.cli", "serve"]
    quiet = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, env=env, **quiet) as server:
        assert str(port) in server.stdout.readline()
        yield f"http://127.0.0.1:{port}"
        server.terminate()
        server.wait(20)


def releases(address, times):
    """Ask so often that every process is asked; a new connection each time."""
    return [requests.get(f"{address}/healthz", timeout=9).json()["release"] for _ in range(times)]


def test_every_process_of_a_server_follows_an_edit_and_a_rollback(served, folder, tmp_path):
    wait_until(lambda: set(releases(served, 12)) == {1})
    edit(folder)
    wait_until(lambda: set(releases(served, 12)) == {2})
    env = {"WIZARD_DATA": str(tmp_path / "var"), "WIZARD_GUIDES": str(folder), "DATABASE_URL": ""}

    assert run_program("rollback", env=env).returncode == 0

    wait_until(lambda: set(releases(served, 12)) == {3})
    assert requests.get(f"{served}/guides/fork", timeout=9).status_code == 200


def wait_until(is_so, most_s=20):
    """Wait for what happens by itself."""
    end = time.monotonic() + most_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)
