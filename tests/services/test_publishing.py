"""What readers see follows the folder, one whole sound set after another."""

import os
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest
import requests
import sqlalchemy as sa
from conftest import GUIDES
from support.commands import run_program
from support.folders import edit, folder_in, kill_after, publishing_of, spoil, store_in
from support.serving import free_port
from support.small_guides import placed

from wizard.content.loader import scan_folder
from wizard.content.local_copy import LocalCopy
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.errors import DatabaseError, NotFoundError, RefusedError, UnavailableError


@pytest.fixture
def folder(tmp_path):
    """A folder of three sound guides and their constants."""
    return folder_in(tmp_path)


@pytest.fixture
def publishing(engine, folder):
    """Publishing of that folder."""
    return publishing_of(engine, folder)


def shown(publishing):
    """What a process that has just started shows."""
    return fresh(publishing).catalog({})


def fresh(publishing):
    """Publishing as another process of this machine has it."""
    return publishing_of(publishing.engine, publishing.folder)


def numbers(publishing):
    return [release.number for release in publishing.release_store.releases()]


def damage(engine, part, release):
    """Spoil a revision where it is kept for ever, as a failing disk would."""
    with engine.begin() as connection:
        connection.execute(
            sa.text("delete from guide_revision where name = :name and revision = :revision"),
            {"name": part, "revision": release.parts[part]},
        )


def events(engine):
    with engine.connect() as connection:
        rows = connection.execute(
            sa.text("select kind, actor, subject, detail from audit_event order by id")
        )
        return [tuple(row) for row in rows if row.kind.startswith("guides.")]


def test_what_the_folder_says_is_shown_and_written_down(publishing, engine):
    done = publishing.publish()

    assert done.release.number == 1
    assert list(shown(publishing).guides) == ["agency", "fork", "keys"]
    assert events(engine) == [("guides.published", "operator", "1", "agency constants fork keys")]


def test_a_folder_that_is_published_already_makes_no_release_and_no_event(publishing, engine):
    publishing.publish()

    again = publishing.publish()

    assert (again.release.number, list(again.changed)) == (1, [])
    assert len(events(engine)) == 1


def test_a_changed_guide_is_a_new_release_of_that_guide_alone(publishing, folder):
    first = publishing.publish().release
    edit(folder)

    done = publishing.publish()

    assert (done.release.number, done.changed) == (2, ["fork"])
    assert shown(publishing).guides["fork"].aka == ("샛길",)
    assert publishing.release_store.guide_revision("fork", first.parts["fork"]).guide.aka == ()


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
def test_no_harm_to_a_file_reaches_a_reader(publishing, folder, harm, code):
    good = publishing.publish().release
    harm(folder / "fork.yaml")

    done = publishing.publish()

    assert done.release == good
    assert list(done.faults) == ["fork"]
    assert code in {None, done.faults["fork"][0].code}
    assert list(shown(publishing).guides) == ["agency", "fork", "keys"]


def test_a_faulty_guide_holds_up_no_other(publishing, folder):
    publishing.publish()
    spoil(folder)
    edit(folder, "keys", "열쇠")

    done = publishing.publish()

    assert done.changed == ["keys"]
    assert shown(publishing).guides["keys"].aka == ("열쇠",)
    assert shown(publishing).guides["fork"].aka == ()


def test_a_mended_guide_is_shown_again(publishing, folder):
    publishing.publish()
    file = spoil(folder)
    publishing.publish()
    file.write_text(file.read_text("utf-8").replace("없는항목: 가", "aka: [샛길]"), "utf-8")

    done = publishing.publish()

    assert (done.changed, done.faults) == (["fork"], {})


def test_a_folder_that_is_gone_takes_nothing_from_the_readers(publishing, folder):
    good = publishing.publish().release
    shutil.rmtree(folder)

    done = publishing.publish()

    assert done.release == good
    assert set(done.faults) == {"fork", "keys", "agency", "constants"}


def test_a_guide_is_withdrawn_only_by_name(publishing, folder):
    publishing.publish()
    (folder / "fork.yaml").unlink()

    done = publishing.publish("operator", withdrawn=["fork"])

    assert done.changed == ["fork"]
    assert list(shown(publishing).guides) == ["agency", "keys"]


def test_faulty_constants_change_nothing_that_is_shown(publishing, folder):
    good = publishing.publish().release
    (folder / "constants.yaml").write_text("phone: [가]\n", "utf-8")

    done = publishing.publish()

    assert done.release == good
    assert placed(done.faults["constants"]) == [(1, 8, "Y10")]
    assert shown(publishing).constants["server_ip"] == "192.0.2.15"


def test_a_guide_keeps_the_constants_it_was_published_with(publishing, folder):
    publishing.publish()
    spoil(folder, "keys")
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    publishing.publish()

    assert shown(publishing).guides["keys"].step("place").enter[0].value == "192.0.2.15"
    assert shown(publishing).constants["server_ip"] == "192.0.2.99"


def test_a_guide_keeps_the_pictures_it_was_published_with(engine, tmp_path):
    folder = folder_in(tmp_path, ("pictured",))
    shutil.copytree(GUIDES / "images", folder / "images")
    publishing = publishing_of(engine, folder)
    publishing.publish()
    good = shown(publishing)
    shutil.rmtree(folder / "images")

    done = publishing.publish()

    assert [fault.code for fault in done.faults["pictured"]] == ["P38"]
    assert shown(publishing).images == good.images


def test_going_back_shows_the_set_before_and_is_written_down(publishing, folder, engine):
    publishing.publish()
    edit(folder)
    publishing.publish()

    done = publishing.roll_back("operator")

    assert (done.release.number, done.release.after, done.changed) == (3, 1, ["fork"])
    assert shown(publishing).guides["fork"].aka == ()
    assert events(engine)[-1] == ("guides.rolled-back", "operator", "3", "fork")


def test_what_was_rolled_back_does_not_come_again_by_itself_even_when_another_guide_changes(
    publishing, folder
):
    publishing.publish()
    edit(folder)
    publishing.publish()
    publishing.roll_back("operator")
    edit(folder, "keys", "열쇠")

    done = publishing.publish()

    assert done.changed == ["keys"]
    assert shown(publishing).guides["fork"].aka == ()


def test_what_comes_after_a_rollback_is_published(publishing, folder):
    publishing.publish()
    edit(folder)
    publishing.publish()
    publishing.roll_back("operator")
    edit(folder, aka="큰길")

    publishing.publish()

    assert shown(publishing).guides["fork"].aka == ("큰길",)
    assert publishing.release_store.newest().held == {}


def rolled_back(publishing, folder):
    """Publish a text, and another, and go back to the first."""
    publishing.publish()
    edit(folder)
    publishing.publish()
    publishing.roll_back("operator")


def test_a_second_step_back_holds_what_the_folder_has_as_well(publishing, folder):
    publishing.publish()
    edit(folder, aka="둘째")
    publishing.publish()
    edit(folder, aka="셋째")
    publishing.publish()
    publishing.roll_back("operator")
    publishing.roll_back("operator", 1)

    assert not publishing.publish().changed
    assert shown(publishing).guides["fork"].aka == ()


def test_a_file_that_is_gone_for_a_moment_is_still_held_when_it_is_back(publishing, folder):
    rolled_back(publishing, folder)
    file = folder / "fork.yaml"
    text = file.read_bytes()
    for moment in (None, b"mall: [", text):
        file.unlink() if moment is None else file.write_bytes(moment)
        assert not publishing.publish().changed

    assert shown(publishing).guides["fork"].aka == ()


def test_other_constants_bring_nothing_back_that_was_rolled_back(publishing, folder):
    rolled_back(publishing, folder)
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    done = publishing.publish()

    assert "fork" not in done.changed
    assert shown(publishing).guides["keys"].step("place").enter[0].value == "192.0.2.99"


def test_constants_that_were_rolled_back_come_with_every_guide_once_they_are_mended(
    publishing, folder
):
    publishing.publish()
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.66\n", "utf-8")
    publishing.publish()
    publishing.roll_back("operator")
    assert not publishing.publish().changed
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    publishing.publish()

    assert shown(publishing).guides["keys"].step("place").enter[0].value == "192.0.2.99"
    assert publishing.release_store.newest().held == {}


def test_who_is_overtaken_reads_the_folder_anew(publishing, folder, monkeypatch):
    publishing.publish()
    scans = []

    def overtaken(place):
        found = scan_folder(place)
        scans.append(place)
        if len(scans) == 1:
            edit(folder)
            fresh(publishing).publish()
        return found

    edit(folder, aka="옛길")
    monkeypatch.setattr("wizard.content.own_folder.scan_folder", overtaken)
    publishing.publish()

    assert len(scans) == 3
    assert shown(publishing).guides["fork"].aka == ("샛길",)


def test_a_step_back_skips_the_sets_that_show_the_same(publishing, folder):
    rolled_back(publishing, folder)
    edit(folder, aka="큰길")
    publishing.publish()
    publishing.roll_back("operator")
    (folder / "fork.yaml").write_bytes((GUIDES / "fork.yaml").read_bytes())
    publishing.publish()

    assert publishing.roll_back("operator").changed == ["fork"]


def test_no_step_back_to_a_set_of_which_a_part_cannot_be_read(publishing, folder):
    first = publishing.publish().release
    edit(folder)
    publishing.publish()
    damage(publishing.engine, "fork", first)
    again = fresh(publishing)

    with pytest.raises(RefusedError, match="fork 안내를 읽을 수 없어서"):
        again.roll_back("operator")


def test_an_operator_publishes_even_what_was_rolled_back(publishing, folder):
    publishing.publish()
    edit(folder)
    publishing.publish()
    publishing.roll_back("operator")

    assert publishing.publish("operator").changed == ["fork"]
    assert publishing.release_store.newest().held == {}


def test_going_back_twice_takes_the_rollback_back(publishing, folder):
    publishing.publish()
    edit(folder)
    publishing.publish()
    publishing.roll_back("operator")

    publishing.roll_back("operator")

    assert shown(publishing).guides["fork"].aka == ("샛길",)


@pytest.mark.parametrize("number", [7, -1, 10**30])
def test_no_way_back_to_what_never_was(publishing, number):
    publishing.publish()

    with pytest.raises(NotFoundError):
        publishing.roll_back("operator", number)


def test_going_back_to_what_is_shown_is_refused_in_plain_words(publishing):
    publishing.publish()

    with pytest.raises(RefusedError, match="1번과 같아요"):
        publishing.roll_back("operator", 1)


def test_many_processes_that_publish_at_once_make_one_release(publishing, folder, engine):
    publishing.publish()
    edit(folder)
    others = [fresh(publishing) for _ in range(6)]
    made = []
    threads = [
        threading.Thread(target=lambda o=o: made.append(o.publish().release.number)) for o in others
    ]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert made == [2] * 6
    assert numbers(publishing) == [2, 1]
    assert len(events(engine)) == 2


def test_a_database_that_takes_nothing_leaves_the_readers_what_they_had(
    publishing, folder, monkeypatch
):
    publishing.publish()
    edit(folder)

    def full(*_):
        raise UnavailableError("OperationalError")

    with monkeypatch.context() as patched:
        patched.setattr(ReleaseStore, "add", full)
        with pytest.raises(UnavailableError):
            publishing.publish()

    assert shown(publishing).guides["fork"].aka == ()
    assert publishing.publish().changed == ["fork"]


def test_a_set_whose_event_could_not_be_written_is_not_shown(publishing, folder, engine):
    publishing.publish()
    edit(folder)
    with engine.begin() as connection:
        connection.execute(sa.text("alter table audit_event rename to elsewhere"))

    with pytest.raises(DatabaseError):
        publishing.publish()

    assert numbers(publishing) == [1]


KILLED = """
import sys, time
from pathlib import Path
import sqlalchemy as sa
from wizard.content.local_copy import LocalCopy
from wizard.content.own_folder import OwnFolder
from wizard.content.release_store import ReleaseStore
from wizard.db.tuning import tune
from wizard.services.publishing import Publishing

home = Path(sys.argv[1])
engine = sa.create_engine(f"sqlite:///{home}/wizard.db")
tune(engine)
store = ReleaseStore(engine, LocalCopy(home / "published"))
press = Publishing(engine, store, home / "guides", OwnFolder(home / "guides", store))
fork = home / "guides" / "fork.yaml"
text = fork.read_text("utf-8")
print("ready", flush=True)
for round in range(10_000):
    fork.write_text(text.replace("title: 갈림길", f"title: 갈림길 {round}", 1), "utf-8")
    store.keep_local(press.publish().release)
"""


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize("after_s", [0.02, 0.08, 0.2, 0.35])
def test_a_process_killed_at_any_moment_leaves_a_whole_set(tmp_path, after_s):
    folder_in(tmp_path)
    kill_after(after_s, KILLED, tmp_path)

    engine = sa.create_engine(f"sqlite:///{tmp_path}/wizard.db")
    store, alone = store_in(engine, tmp_path / "new"), LocalCopy(tmp_path / "published")
    kept = [*store.releases()]
    assert [release.number for release in kept] == [*range(len(kept), 0, -1)]
    for catalog in (store.catalog(release, {}) for release in kept):
        assert list(catalog.guides) == ["agency", "fork", "keys"]
        assert catalog.faults == {}
    copied = alone.newest()
    assert copied is None or all(alone.has(*part) for part in copied.parts.items())
    engine.dispose()


def test_a_damaged_revision_gives_way_to_the_one_before(publishing, folder):
    publishing.publish()
    edit(folder)
    release = publishing.publish().release
    damage(publishing.engine, "fork", release)

    catalog = shown(publishing)

    assert list(catalog.guides) == ["agency", "fork", "keys"]
    assert catalog.guides["fork"].aka == ()
    assert list(catalog.faults) == ["fork"]


@pytest.mark.parametrize(
    ("mall", "revision"), [("fork", "0" * 16), ("fork", "../../x"), ("..", "ab")]
)
def test_there_is_no_revision_that_was_not_published(publishing, mall, revision):
    publishing.publish()

    with pytest.raises(NotFoundError):
        publishing.release_store.guide_revision(mall, revision)


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
        server.wait(60)


def releases(address, times):
    """Ask so often that every process is asked; a new connection each time."""
    return [requests.get(f"{address}/healthz", timeout=60).json()["release"] for _ in range(times)]


def test_every_process_of_a_server_follows_an_edit_and_a_rollback(served, folder, tmp_path):
    wait_until(lambda: set(releases(served, 12)) == {1})
    edit(folder)
    wait_until(lambda: set(releases(served, 12)) == {2})
    env = {"WIZARD_DATA": str(tmp_path / "var"), "WIZARD_GUIDES": str(folder), "DATABASE_URL": ""}

    assert run_program("rollback", env=env).returncode == 0

    wait_until(lambda: set(releases(served, 12)) == {3})
    assert requests.get(f"{served}/guides/fork", timeout=60).status_code == 200


def wait_until(is_so, most_s=20):
    """Wait for what happens by itself."""
    end = time.monotonic() + most_s
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def many_releases(publishing, count):
    """Add sets that show what the newest shows, so that there are so many."""
    newest = publishing.release_store.newest()
    with publishing.engine.begin() as connection:
        for number in range(newest.number + 1, count + 1):
            publishing.release_store.add(connection, replace(newest, number=number), {})


def test_who_looks_for_the_newest_of_many_sets_reads_none_of_them(publishing, monkeypatch):
    publishing.publish()
    many_releases(publishing, 300)
    store = publishing.release_store
    read = counted(monkeypatch, Release, "of")
    gathered = counted(monkeypatch, ReleaseStore, "_gather")

    found = [(store.newest_number(), store.picture("0" * 64)) for _ in range(50)]

    assert found == [(300, None)] * 50
    assert (len(read), len(gathered)) == (8, 1)


def test_all_of_many_sets_are_listed_newest_first(publishing):
    publishing.publish()
    many_releases(publishing, 130)

    assert numbers(publishing) == [*range(130, 0, -1)]


def counted(monkeypatch, owner, name):
    """Count the calls of a method."""
    calls, real = [], getattr(owner, name)

    def counting(*args):
        calls.append(args)
        return real(*args)

    monkeypatch.setattr(owner, name, counting)
    return calls


def test_a_guide_keeps_the_fragments_it_was_published_with_and_goes_back_to_them(engine, tmp_path):
    folder = shutil.copytree(GUIDES / "shared", tmp_path / "shared")
    publishing = publishing_of(engine, folder)
    tool = folder / "fragments" / "selling-tool.yaml"
    publishing.publish()

    tool.write_text(tool.read_text("utf-8").replace("도구", "연장"), "utf-8")
    publishing.publish()
    changed = shown(publishing).guides["borrowing"].step("tool-menu").title
    publishing.roll_back("operator")

    assert changed == "빌린몰 연장 메뉴를 열어요"
    assert (
        shown(publishing).guides["borrowing"].step("tool-menu").title == "빌린몰 도구 메뉴를 열어요"
    )
    assert not publishing.publish().changed
