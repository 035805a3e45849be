import pytest
from conftest import GUIDES, run_wizard

from wizard import library
from wizard.errors import GuideError

SOUND = (GUIDES / "fork.yaml").read_text("utf-8")


def faults(text, name="fork.yaml"):
    raw = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(GuideError) as refusal:
        library.read(raw, name, {})
    return [f"{fault.line}:{fault.column} {fault.code}" for fault in refusal.value.faults]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: 갈림길", "titel: 갈림길", "2:1 K02"),
        ("title: 갈림길", "title: 갈림길\ntitle: 또", "3:1 Y07"),
        ("title: 갈림길", "title: &a 갈림길", "2:8 Y08"),
        ("title: 갈림길", "title: !!str 갈림길", "2:8 Y09"),
        ("title: 갈림길", "title: “갈림길”", "2:8 Y05"),
        ("title: 갈림길", "title: 갈림길\t", "2:11 Y04"),
        ("title: 갈림길", "title: ${없음}", "2:8 P13"),
        ("title: 갈림길", "title: <b>굵게</b>", "2:8 P15"),
        ("minutes: 3", "minutes: 셋", "7:19 K03"),
        ("issue: self", "issue: selv", "4:8 K05"),
        ("{which: left}", "{whitch: left}", "16:51 P03"),
        ("{which: left}", "{which: lefft}", "16:51 P04"),
        ("kind: outcome", "kind: info", "19:5 P07"),
        ("id: farther", "id: east", "18:10 P01"),
        ("id: farther", "id: all", "18:10 P12"),
        ("mall: fork", "mall: knife", "1:7 P16"),
    ],
)
def test_a_fault_is_named_at_its_line_and_column(old, new, fault):
    assert fault in faults(SOUND.replace(old, new, 1))


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"", "1:1 Y10"),
        (b"- a\n", "1:1 Y10"),
        (b"\xef\xbb\xbf" + SOUND.encode(), "1:1 Y02"),
        (b"mall: \xff\n", "1:7 Y01"),
        (b"#" * 200_001, "1:1 Y03"),
        (b"a: [1\n", "2:1 Y06"),
        (SOUND.encode() + b"---\na: b\n", "20:1 Y11"),
        (b"a: " + b"[" * 100 + b"]" * 100, "1:24 Y06"),
    ],
    ids=["empty", "a list", "BOM", "not UTF-8", "too big", "broken", "two documents", "too deep"],
)
def test_a_file_that_is_no_guide_is_refused_with_its_place(raw, fault):
    assert fault in faults(raw)


def test_faults_of_every_sort_are_named_in_one_run():
    broken = SOUND.replace("title: 갈림길", "titel: 갈림길").replace("minutes: 3", "minutes: x")

    assert {"2:1 K02", "7:19 K03", "1:1 K01"} <= set(faults(broken))


def test_a_faulty_guide_neither_takes_down_nor_replaces_a_sound_one(tmp_path):
    folder, kept = tmp_path / "guides", tmp_path / "kept"
    folder.mkdir()
    for name in ("fork.yaml", "agency.yaml"):
        (folder / name).write_text((GUIDES / name).read_text("utf-8"), "utf-8")
    good = library.open_shelf(folder, kept)
    (folder / "fork.yaml").write_text("mall: fork\n", "utf-8")

    shelf = library.open_shelf(folder, kept)

    assert shelf.guides == good.guides
    assert shelf.faults["fork"]
    assert "fork" not in library.open_shelf(folder).guides


def test_check_prints_each_fault_on_a_line_and_fails(tmp_path):
    file = tmp_path / "fork.yaml"
    file.write_text(SOUND.replace("issue: self", "issue: selv"), "utf-8")

    result = run_wizard("check", file)

    assert result.returncode == 1
    assert result.stdout == f"{file}:4:8: K05 'selv'은 여기에 쓸 수 없어요 (혹시 'self'인가요?)\n"


def test_check_of_sound_guides_prints_one_line():
    result = run_wizard("check", GUIDES)

    assert (result.returncode, result.stdout.count("\n")) == (0, 1)
