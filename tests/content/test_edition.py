"""What the guides become by one text: a guide's own, the constants, the glossary, a fragment."""

import shutil

import pytest
from conftest import GUIDES
from support.folders import folder_in, spoil

from wizard.content.edition import edition_of, reading_of
from wizard.errors import GuideError

TOOL = "fragments/selling-tool"


@pytest.fixture
def folder(tmp_path):
    """A folder with guides of which one borrows a fragment."""
    folder = folder_in(tmp_path)
    shutil.copytree(GUIDES / "shared", folder, dirs_exist_ok=True)
    return folder


def text(folder, name):
    return (folder / f"{name}.yaml").read_text("utf-8")


def edition(folder, name, old="", new=""):
    return edition_of(folder, name, text(folder, name).replace(old, new).encode())


def faults(folder, name, old, new):
    with pytest.raises(GuideError) as refused:
        edition(folder, name, old, new)
    return [(one.file.removeprefix(f"{folder}/"), one.line, one.code) for one in refused.value.faults]  # fmt: skip


def test_a_guides_own_text_makes_that_guide_and_no_other(folder):
    found = edition(folder, "fork", "title: 갈림길", "title: 새갈래")

    assert [one.guide.title for one in found.guides.values()] == ["새갈래"]
    assert found.parts == {"fork": found.revision}


def test_a_constant_makes_every_guide_another_and_is_a_part_itself(folder):
    found = edition(folder, "constants", "192.0.2.15", "192.0.2.99")

    assert found.guides.keys() == {"fork", "keys", "agency", "borrowing"}
    assert found.parts.keys() == {*found.guides, "constants"}
    assert found.guides["keys"].guide.step("place").enter[0].value == "192.0.2.99"


def test_a_fragment_makes_only_the_guides_that_use_it_another(folder):
    found = edition(folder, TOOL, "사용함으로 바꿔요", "사용함으로 고쳐요")

    assert found.guides.keys() == {"borrowing"}
    assert found.guides["borrowing"].guide.step("tool-use").title == "사용함으로 고쳐요"


def test_a_word_that_is_explained_otherwise_is_so_in_every_guide(folder):
    found = edition(folder, "glossary", "다른 프로그램이 들어오는", "다른 프로그램이 쇼핑몰에 오는")

    assert found.guides.keys() == {"fork", "keys", "agency", "borrowing"}


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("constants", "kind: ip", "kind: ipp", {("constants.yaml", 3)}),
        ("constants", "phone: 02-0000-0000\n", "", {("glossary.yaml", 2)}),
        ("glossary", "say: 다른 프로그램이 쇼핑몰에 들어오는 문이에요.", "said: 가", {("glossary.yaml", 3)}),
        (TOOL, "kind: info", "kind: inof", {(f"{TOOL}.yaml", 4), (f"{TOOL}.yaml", 9)}),
    ],
    ids=["of the constants", "of the glossary, by the constants", "of the glossary", "of a fragment"],
)  # fmt: skip
def test_a_fault_of_a_shared_text_is_told_at_its_line(folder, name, old, new, told):
    found = faults(folder, name, old, new)

    assert {one[:2] for one in found} == told
    reading = reading_of(folder, name, text(folder, name).replace(old, new).encode())
    assert len(reading.faults) == len(found)


def test_a_shared_text_that_would_break_guides_is_refused_by_what_it_breaks(folder):
    found = faults(folder, "constants", "imseller_url:", "imseller_home:")

    assert {one[0] for one in found} == {"borrowing.yaml"}
    assert {one[2] for one in found} == {"P13"}


def test_a_shared_text_that_is_emptied_is_read_as_empty_and_not_as_the_folder_has_it(folder):
    with pytest.raises(GuideError) as refused:
        edition_of(folder, "constants", b"")

    assert "P13" in {one.code for one in refused.value.faults}


def test_asking_what_a_shared_text_would_break_logs_no_guide_as_broken(folder, caplog):
    faults(folder, "constants", "imseller_url:", "imseller_home:")

    assert not caplog.records


def test_what_was_broken_before_keeps_no_shared_text_from_being_published(folder):
    spoil(folder, "fork")

    found = edition(folder, "constants", "192.0.2.15", "192.0.2.99")

    assert found.guides.keys() == {"keys", "agency", "borrowing"}


def test_constants_that_were_faulty_may_be_mended(folder):
    (folder / "constants.yaml").write_text(text(folder, "constants").replace("kind: ip", "kind: ipp"), "utf-8")  # fmt: skip

    found = edition(folder, "constants", "kind: ipp", "kind: ip")

    assert "borrowing" in found.guides
