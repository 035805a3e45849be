"""The guides as their editors have them."""

import pytest
from support.folders import edit, folder_in, publishing_of, spoil

from wizard.content.draft_store import Draft, DraftStore
from wizard.content.preview import PreviewCatalogs


@pytest.fixture
def folder(tmp_path):
    return folder_in(tmp_path)


@pytest.fixture
def publishing(engine, folder):
    publishing = publishing_of(engine, folder)
    publishing.publish()
    return publishing


@pytest.fixture
def bench(publishing):
    return PreviewCatalogs(
        publishing.source, publishing.release_store, DraftStore(publishing.engine)
    )


def test_a_faulty_guide_stands_as_it_was_published(bench, folder):
    spoil(folder)

    catalog = bench.folder_catalog()

    assert catalog.guides["fork"].title == "갈림길"
    assert list(catalog.faults) == ["fork"]


def test_a_faulty_guide_stands_as_it_was_last_seen_sound_even_if_that_was_never_published(
    bench, folder
):
    edit(folder)
    bench.folder_catalog()
    spoil(folder)

    assert bench.folder_catalog().guides["fork"].aka == ("샛길",)


def test_an_unchanged_folder_is_not_read_again(bench):
    assert bench.folder_catalog() is bench.folder_catalog()


def test_a_note_that_is_sound_no_more_leaves_the_folders_guide(bench):
    bench.draft_store.write("ed", "fork", Draft("x", "", "mall: fork\n"))

    assert bench.draft_catalog("ed", "fork").guides["fork"].title == "갈림길"


def test_a_revision_stands_alone_with_the_constants_of_its_day(bench, publishing, folder):
    revision = publishing.release_store.newest().parts["keys"]
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")
    publishing.publish()

    catalog = bench.revision_catalog("keys", revision)

    assert list(catalog.guides) == ["keys"]
    assert catalog.constants["server_ip"] == "192.0.2.15"
