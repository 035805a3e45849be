"""What an older version kept in files comes into the database once; see `old_store`, which one made.

Its four sets: a guide and a picture; a new title, by an editor; back to the first; other constants. One
revision was held and is of no set; one editor had a note.
"""

import shutil
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from support.folders import store_in
from support.services import NOON

from wizard.content.draft_store import DraftStore
from wizard.content.takeover import take_over

OLD = Path(__file__).parent / "old_store"
NUMBERS = [4, 3, 2, 1]


def machine(tmp_path, name="a"):
    """Give a machine's folder of data, as an older version left it."""
    return shutil.copytree(OLD, tmp_path / name)


def start(engine, data):
    take_over(engine, data / "published", data / "notes", NOON)


def numbers(engine, data):
    return [release.number for release in store_in(engine, data).releases()]


def revisions(engine):
    with engine.connect() as connection:
        found = connection.execute(sa.text("select name, revision from guide_revision"))
        return sorted(tuple(row) for row in found)


def kept_in(folder):
    return sorted((file.parent.name, file.stem) for file in folder.glob("guides/*/*.zip"))


def test_every_set_and_every_revision_is_as_it_was(engine, tmp_path):
    data = machine(tmp_path)
    start(engine, data)

    store = store_in(engine, tmp_path / "another")
    catalogs = {release.number: store.catalog(release, {}) for release in store.releases()}
    assert list(catalogs) == NUMBERS
    assert [catalogs[n].guides["fork"].title for n in (1, 2, 3, 4)] == [
        "갈림길", "옛갈림길", "갈림길", "갈림길",
    ]  # fmt: skip
    assert catalogs[4].constants["server_ip"] == "192.0.2.16"
    assert [catalog.faults for catalog in catalogs.values()] == [{}] * 4
    assert catalogs[4].images
    assert store.release(3).after == 1
    assert store.release(2).by == "staff:kim"
    assert store.newest().held == {"fork": "be2b2602fe253a7d"}
    assert revisions(engine) == kept_in(OLD / "published")


def test_a_note_is_its_editors_still(engine, tmp_path):
    start(engine, machine(tmp_path))

    note = DraftStore(engine).read("kim", "fork")
    assert "고치는 갈림길" in note.text
    assert (note.base, note.good[:5]) == ("0123456789abcdef", "mall:")


def test_the_files_stay_under_another_name_and_nothing_is_taken_twice(engine, tmp_path):
    data = machine(tmp_path)
    start(engine, data)
    with engine.begin() as connection:
        connection.execute(sa.text("delete from guide_release where number > 1"))
        connection.execute(sa.text("delete from guide_draft"))

    start(engine, data)

    assert numbers(engine, data) == [1]
    assert DraftStore(engine).all_of("kim") == {}
    assert sorted(place.name for place in data.iterdir()) == ["notes-taken-over", "published"]
    assert len([*(data / "published" / "releases-taken-over").iterdir()]) == len(NUMBERS)


def test_what_an_older_version_left_once_more_is_taken_once_too(engine, tmp_path):
    data = machine(tmp_path)
    start(engine, data)
    shutil.copytree(OLD, data, dirs_exist_ok=True)
    start(engine, data)
    with engine.begin() as connection:
        connection.execute(sa.text("delete from guide_draft"))

    start(engine, data)

    assert DraftStore(engine).all_of("kim") == {}
    assert not (data / "notes").exists()
    assert not (data / "published" / "releases").exists()


def test_a_start_that_was_cut_off_before_the_files_were_renamed_changes_nothing_the_next_time(
    engine, tmp_path
):
    data = machine(tmp_path)
    start(engine, data)
    (data / "published" / "releases-taken-over").rename(data / "published" / "releases")
    before = revisions(engine)

    start(engine, data)

    assert numbers(engine, data) == NUMBERS
    assert revisions(engine) == before


def test_of_two_machines_with_sets_of_their_own_the_second_brings_its_revisions_alone(
    engine, tmp_path
):
    first, second = machine(tmp_path), machine(tmp_path, "b")
    guides = first / "published" / "guides" / "fork"
    (guides / "d1ca1eb5a716317a.zip").unlink()
    start(engine, first)
    assert len(revisions(engine)) == 6
    (second / "published" / "releases" / "000005.json").write_bytes(
        (second / "published" / "releases" / "000004.json").read_bytes().replace(b": 4,", b": 5,")
    )

    start(engine, second)

    assert numbers(engine, second) == NUMBERS
    assert len(revisions(engine)) == 7


def test_machines_that_start_at_once_take_everything_over_once(engine, tmp_path):
    machines = [machine(tmp_path, name) for name in "abcd"]
    begin, broken = threading.Barrier(len(machines)), []

    def work(data):
        begin.wait()
        try:
            start(engine, data)
        except Exception as error:  # noqa: BLE001 - a thread's own
            broken.append(error)

    threads = [threading.Thread(target=work, args=(data,)) for data in machines]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert broken == []
    assert numbers(engine, machines[0]) == NUMBERS
    assert len(DraftStore(engine).all_of("kim")) == 1


@pytest.mark.parametrize(
    ("place", "raw", "left"),
    [
        ("releases/000002.json", b"{", [4, 3, 1]),
        ("releases/000009.json", b"[]", NUMBERS),
        ("releases/000003 (1).json", b"{}", NUMBERS),
        ("guides/fork/d1ca1eb5a716317a.zip", b"PK", NUMBERS),
    ],
    ids=["half a set", "no set", "a stray file", "a damaged revision"],
)
def test_what_is_damaged_is_left_out_and_stops_nothing(engine, tmp_path, place, raw, left):
    data = machine(tmp_path)
    (data / "published" / place).write_bytes(raw)

    start(engine, data)

    assert numbers(engine, data) == left


def test_a_machine_without_old_files_takes_nothing_over(engine, tmp_path):
    start(engine, tmp_path / "nowhere")

    assert numbers(engine, tmp_path) == []
