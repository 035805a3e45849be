"""The guides as their editors have them."""

import shutil

import pytest
from conftest import GUIDES
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

    assert bench.drafted("ed", "fork").catalog.guides["fork"].title == "갈림길"


@pytest.fixture
def sharing(bench, folder):
    """The bench, where an editor has a draft of the constants that is sound alone and breaks a guide."""
    shutil.copytree(GUIDES / "shared", folder, dirs_exist_ok=True)
    constants = (folder / "constants.yaml").read_text("utf-8")
    renamed = constants.replace("imseller_url:", "imseller_home:")
    bench.draft_store.write("ed", "constants", Draft(renamed, "", renamed))
    return bench


def test_a_shared_draft_that_breaks_a_guide_keeps_its_own_draft_from_no_preview(sharing, folder):
    text = (folder / "borrowing.yaml").read_text("utf-8").replace("title: 빌린몰", "title: 새몰")
    sharing.draft_store.write("ed", "borrowing", Draft(text, "", text))

    assert sharing.drafted("ed", "borrowing").catalog.guides["borrowing"].title == "새몰"
    assert sharing.drafted("ed", "borrowing").left_out == ["constants"]


def test_a_shared_draft_that_breaks_a_guide_is_named_beside_the_folders_guide(sharing):
    assert sharing.drafted("ed", "borrowing").catalog.guides["borrowing"].title == "빌린몰"
    assert sharing.drafted("ed", "borrowing").left_out == ["constants"]


def test_a_shared_draft_that_breaks_no_guide_is_left_out_of_none(sharing):
    assert sharing.drafted("ed", "fork").left_out == []
    assert "imseller_home" in sharing.drafted("ed", "fork").catalog.constants


def test_a_revision_stands_alone_with_the_constants_of_its_day(bench, publishing, folder):
    revision = publishing.release_store.newest().parts["keys"]
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")
    publishing.publish()

    catalog = bench.revision_catalog("keys", revision)

    assert list(catalog.guides) == ["keys"]
    assert catalog.constants["server_ip"] == "192.0.2.15"
