import shutil

import pytest
from conftest import GUIDES
from support.small_guides import CONSTANTS, DONE, HEAD, guide_of, placed, with_steps

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.catalog import open_catalog
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


def test_guides_stand_in_the_order_of_their_ids_and_those_that_stopped_last(folder):
    catalog = open_catalog(folder)

    assert list(catalog.guides) == ["agency", "fork", "keys"]
    assert catalog.faults == {}


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

    catalog = open_catalog(folder)

    assert list(catalog.guides) == ["agency", "keys"]
    assert list(catalog.faults) == ["fork"]
    assert catalog.faults["fork"]


def test_a_constant_is_put_in_wherever_it_is_named():
    found = guide_of(with_steps(ENTER).replace("title: 시험", "title: 전화 ${phone}"))

    assert found.title == f"전화 {CONSTANTS['phone']}"
    assert found.step("hello").enter[0].value == CONSTANTS["server_ip"]


def test_the_same_content_has_the_same_revision_and_any_other_another(folder):
    first = open_catalog(folder).revisions
    again = open_catalog(folder).revisions
    (folder / "constants.yaml").write_text("server_ip: 192.0.2.99\n", "utf-8")

    assert again == first
    assert all(open_catalog(folder).revisions[name] != revision for name, revision in first.items())


def test_a_file_that_is_not_there_is_a_fault_that_names_it(tmp_path):
    with pytest.raises(GuideError) as refusal:
        loader.load(tmp_path / "gone.yaml")

    assert placed(refusal.value.faults) == [(1, 1, "Y00")]
    assert str(tmp_path / "gone.yaml") in str(refusal.value)


def test_a_guide_error_is_one_of_ours_and_never_empty():
    with pytest.raises(WizardError) as refusal:
        loader.read((HEAD + "steps:\n  - " + DONE).encode(), "other.yaml", {})

    assert [fault.code for fault in refusal.value.faults] == ["P16"]


def test_guide_files_are_those_of_a_folder_but_the_constants_or_the_file_itself(folder):
    (folder / "notes.txt").write_text("가", "utf-8")
    single = folder / "keys.yaml"

    assert [file.name for file in content_folder.guide_files([folder])] == [
        "agency.yaml",
        "fork.yaml",
        "keys.yaml",
    ]
    assert content_folder.guide_files([single]) == [single]


def test_to_look_at_a_folder_writes_nothing(folder):
    before = sorted(folder.parent.rglob("*"))

    open_catalog(folder)

    assert sorted(folder.parent.rglob("*")) == before


@pytest.fixture
def shared(tmp_path):
    """A folder whose only guide uses a fragment."""
    return shutil.copytree(GUIDES / "shared", tmp_path / "shared")


def changed(folder, name, before, after):
    file = folder / name
    file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")
    return file


def test_a_fragment_is_part_of_what_a_guide_is_shown_as(shared):
    before = loader.guide_revision(shared / "borrowing.yaml")
    changed(shared, "fragments/selling-tool.yaml", "도구", "연장")

    after = loader.guide_revision(shared / "borrowing.yaml")

    assert list(before.files) == [
        "borrowing.yaml", "constants.yaml", "glossary.yaml", "fragments/selling-tool.yaml",
    ]  # fmt: skip
    assert before.guide.step("tool-menu").title == "빌린몰 도구 메뉴를 열어요"
    assert after.guide.step("tool-menu").title == "빌린몰 연장 메뉴를 열어요"
    assert before.revision != after.revision
    assert before.text != after.text


def test_a_guide_that_uses_no_fragment_is_the_same_beside_any(folder):
    before = loader.guide_revision(folder / "fork.yaml")

    shutil.copytree(GUIDES / "shared" / "fragments", folder / "fragments")

    assert loader.guide_revision(folder / "fork.yaml").revision == before.revision


def test_a_faulty_fragment_keeps_back_the_guide_that_uses_it(shared):
    tool = changed(shared, "fragments/selling-tool.yaml", "kind: info", "kind: inof")

    found = loader.scan_folder(shared)

    assert not found.editions
    assert {fault.file for fault in found.faults["borrowing"]} == {str(tool)}


def test_a_folder_is_another_when_a_fragment_changes(shared):
    before = content_folder.snapshot(shared)

    changed(shared, "fragments/selling-tool.yaml", "도구", "이음도구")

    assert content_folder.snapshot(shared) != before


def test_the_glossary_is_part_of_what_a_guide_is_shown_as_but_not_of_its_own_text(shared):
    before = loader.guide_revision(shared / "borrowing.yaml")
    changed(shared, "glossary.yaml", "문이에요", "길이에요")

    after = loader.guide_revision(shared / "borrowing.yaml")

    assert after.glossary.terms["API"].say == "다른 프로그램이 쇼핑몰에 들어오는 길이에요."
    assert before.revision != after.revision
    assert before.constants != after.constants
    assert before.text == after.text


def test_a_faulty_glossary_is_told_with_the_constants(shared):
    changed(shared, "glossary.yaml", "say:", "sey:")

    found = loader.scan_folder(shared)

    assert {fault.file for fault in found.faults["constants"]} == {str(shared / "glossary.yaml")}
