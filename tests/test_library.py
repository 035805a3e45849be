import shutil

import pytest
from conftest import GUIDES
from small import CONSTANTS, DONE, HEAD, guide_of, placed, with_steps

from wizard import library
from wizard.errors import GuideError, WizardError

INFO = "{id: hello, kind: info, title: 인사해요}"
ENTER = "{id: hello, kind: info, title: 적어요, enter: [{label: 주소, value: '${server_ip}'}]}"


@pytest.fixture
def folder(tmp_path):
    """A folder of three sound guides and their constants."""
    folder = tmp_path / "guides"
    folder.mkdir()
    for name in ("fork", "keys", "agency", "constants"):
        shutil.copy(GUIDES / f"{name}.yaml", folder)
    return folder


@pytest.fixture
def kept(tmp_path):
    return tmp_path / "kept"


def spoil(folder, name="fork"):
    """Make one guide faulty; give its file."""
    file = folder / f"{name}.yaml"
    file.write_text(file.read_text("utf-8") + "없는항목: 가\n", "utf-8")
    return file


def test_guides_stand_in_the_order_of_their_ids_and_those_that_stopped_last(folder):
    shelf = library.open_shelf(folder)

    assert list(shelf.guides) == ["fork", "keys", "agency"]
    assert shelf.faults == {}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"- a\n",
        b"\xff\xfe",
        b"mall: fork\nmall: fork\n",
        b"mall: [",
        b"? [a]\n: b\n",
        b"a: *b",
    ],
    ids=["empty", "list", "no text", "key twice", "broken", "key of keys", "alias"],
)
def test_a_faulty_guide_does_not_take_down_the_others(folder, content):
    (folder / "fork.yaml").write_bytes(content)

    shelf = library.open_shelf(folder)

    assert list(shelf.guides) == ["keys", "agency"]
    assert list(shelf.faults) == ["fork"]
    assert shelf.faults["fork"]


def test_the_last_good_copy_is_served_while_the_file_is_faulty(folder, kept):
    good = library.open_shelf(folder, kept)
    file = spoil(folder)

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides == good.guides
    assert shelf.revisions == good.revisions
    [fault] = shelf.faults["fork"]
    assert (fault.file, fault.line, fault.column, fault.code) == (str(file), 20, 1, "K02")


def test_a_faulty_guide_never_replaces_the_last_good_copy(folder, kept):
    good = library.open_shelf(folder, kept)
    spoil(folder)
    for _ in range(2):
        library.open_shelf(folder, kept)

    assert library.open_shelf(folder, kept).guides == good.guides


def test_a_mended_guide_is_served_again_in_place_of_the_copy(folder, kept):
    good = library.open_shelf(folder, kept)
    file = spoil(folder)
    library.open_shelf(folder, kept)
    file.write_text(file.read_text("utf-8").replace("없는항목: 가", "aka: [샛길]"), "utf-8")

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides["fork"].aka == ("샛길",)
    assert shelf.revisions["fork"] != good.revisions["fork"]
    assert shelf.faults == {}


def test_a_guide_taken_away_is_no_longer_served_from_its_copy(folder, kept):
    library.open_shelf(folder, kept)
    (folder / "fork.yaml").unlink()

    assert "fork" not in library.open_shelf(folder, kept).guides


def test_the_copy_is_served_with_the_constants_it_was_made_with(folder, kept):
    library.open_shelf(folder, kept)
    spoil(folder, "keys")
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides["keys"].step("place").enter[0].value == "192.0.2.15"


def test_removed_constants_are_a_fault_of_the_guides_that_name_them_only(folder, kept):
    good = library.open_shelf(folder, kept)
    (folder / "constants.yaml").unlink()

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides == good.guides
    assert {name: [f.code for f in faults] for name, faults in shelf.faults.items()} == {
        "keys": ["P13"]
    }
    assert shelf.constants == {}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", (1, 1, "Y10")),
        ("- 가\n", (1, 1, "Y10")),
        ("phone: [가]\n", (1, 1, "Y10")),
        ("phone: 가\nphone: 나\n", (2, 1, "Y07")),
    ],
    ids=["empty", "list", "list inside", "key twice"],
)
def test_faulty_constants_are_named_in_their_own_file_and_copies_are_served(
    folder, kept, content, fault
):
    good = library.open_shelf(folder, kept)
    (folder / "constants.yaml").write_text(content, "utf-8")

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides == good.guides
    assert placed(shelf.faults["constants"]) == [fault]
    assert shelf.faults["constants"][0].file == str(folder / "constants.yaml")


def test_a_constant_is_put_in_wherever_it_is_named():
    found = guide_of(with_steps(ENTER).replace("title: 시험", "title: 전화 ${phone}"))

    assert found.title == f"전화 {CONSTANTS['phone']}"
    assert found.step("hello").enter[0].value == CONSTANTS["server_ip"]


def test_the_same_content_has_the_same_revision_and_any_other_another(folder):
    first = library.open_shelf(folder).revisions
    again = library.open_shelf(folder).revisions
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    assert again == first
    assert all(
        library.open_shelf(folder).revisions[name] != revision for name, revision in first.items()
    )


def test_a_file_that_is_not_there_is_a_fault_that_names_it(tmp_path):
    with pytest.raises(GuideError) as refusal:
        library.load(tmp_path / "gone.yaml")

    assert placed(refusal.value.faults) == [(1, 1, "Y00")]
    assert str(tmp_path / "gone.yaml") in str(refusal.value)


def test_a_guide_error_is_one_of_ours_and_never_empty():
    with pytest.raises(WizardError) as refusal:
        library.read((HEAD + "steps:\n  - " + DONE).encode(), "other.yaml", {})

    assert [fault.code for fault in refusal.value.faults] == ["P16"]


def test_guide_files_are_those_of_a_folder_but_the_constants_or_the_file_itself(folder):
    (folder / "notes.txt").write_text("가", "utf-8")
    single = folder / "keys.yaml"

    assert [file.name for file in library.guide_files([folder])] == [
        "agency.yaml",
        "fork.yaml",
        "keys.yaml",
    ]
    assert library.guide_files([single]) == [single]


def test_without_a_place_to_keep_copies_nothing_is_written(folder):
    before = sorted(folder.parent.rglob("*"))

    library.open_shelf(folder)

    assert sorted(folder.parent.rglob("*")) == before
