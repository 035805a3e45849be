"""The guides as their editors have them."""

import pytest
from support.folders import edit, folder_in, publishing_of, spoil

from wizard.content.draft_store import Draft, DraftStore
from wizard.content.preview import PreviewCatalogs


@pytest.fixture
def folder(tmp_path):
    return folder_in(tmp_path)


@pytest.fixture
def press(engine, folder):
    press = publishing_of(engine, folder)
    press.publish()
    return press


@pytest.fixture
def bench(press, tmp_path):
    return PreviewCatalogs(press.folder, press.archive, DraftStore(tmp_path / "notes"))


def test_a_faulty_guide_stands_as_it_was_published(bench, folder):
    spoil(folder)

    shelf = bench.folder_shelf()

    assert shelf.guides["fork"].title == "갈림길"
    assert list(shelf.faults) == ["fork"]


def test_a_faulty_guide_stands_as_it_was_last_seen_sound_even_if_that_was_never_published(
    bench, folder
):
    edit(folder)
    bench.folder_shelf()
    spoil(folder)

    assert bench.folder_shelf().guides["fork"].aka == ("샛길",)


def test_an_unchanged_folder_is_not_read_again(bench):
    assert bench.folder_shelf() is bench.folder_shelf()


def test_a_note_that_is_sound_no_more_leaves_the_folders_guide(bench):
    bench.notebook.write("ed", "fork", Draft("x", "", "mall: fork\n"))

    assert bench.draft_shelf("ed").guides["fork"].title == "갈림길"


def test_a_revision_stands_alone_with_the_constants_of_its_day(bench, press, folder):
    revision = press.archive.newest().parts["keys"]
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")
    press.publish()

    shelf = bench.shelf_of("keys", revision)

    assert list(shelf.guides) == ["keys"]
    assert shelf.constants["server_ip"] == "192.0.2.15"
