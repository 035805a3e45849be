import shutil

import pytest
from click.testing import CliRunner
from conftest import CONTENT, GUIDES
from support.small_guides import form, guide_of, with_steps

from wizard.cli import main
from wizard.content import folder, loader
from wizard.guide.diff import Comparison, compare

ONE = "{id: one, kind: info, title: 하나예요}"
TWO = "{id: two, kind: info, title: 둘이에요}"
THREE = "{id: three, kind: info, title: 셋이에요}"
WHICH = (
    "{id: which, kind: choice, title: 어느 길?, options: {left: {label: 왼}, right: {label: 오}}}"
)
WEST = "{id: west, kind: info, title: 서쪽이에요, when: {which: left}}"
LOGIN = "login_id: {label: 아이디}"


def compared(old, new):
    return compare(guide_of(with_steps(*old)), guide_of(with_steps(*new)))


@pytest.mark.parametrize("file", folder.guide_files([CONTENT, GUIDES]), ids=lambda f: f.stem)
def test_a_guide_is_the_same_as_itself(file):
    assert compare(loader.load(file), loader.load(file)) == Comparison()


def test_steps_added_removed_and_moved_are_named():
    four = THREE.replace("three", "four")
    found = compared([ONE, TWO, four, THREE], [THREE, ONE, TWO, WHICH, WEST])

    assert (found.added, found.removed, found.moved) == (("which", "west"), ("four",), ("three",))


def test_a_changed_step_is_named_with_the_deepest_keys_that_differ():
    old = form(f"{LOGIN}\nmemo: {{label: 메모}}", "- {사용자ID: login_id, 메모: memo}")
    new = form("login_id: {label: ID, optional: true}", "- {사용자ID: login_id}")

    assert compared([old], [new]).changed == {
        "form": ("fields.login_id.label", "fields.login_id.optional", "fields.memo", "rows")
    }


def test_a_step_of_another_kind_is_named():
    changed = compared(
        [ONE, WHICH, WEST], [WHICH.replace("which", "one"), WEST.replace("which", "one")]
    )

    assert changed.changed == {"one": ("kind",), "west": ("when.which", "when.one")}


def test_what_differs_outside_the_steps_is_named():
    old = guide_of(with_steps(ONE))
    new = guide_of(with_steps(ONE).replace("minutes: 3", "minutes: 5").replace("시험", "시험2"))

    assert compare(old, new).about == ("title", "effort.minutes")


def test_answers_are_told_whose_way_is_another():
    [change] = compared([WHICH, WEST, ONE], [WHICH, WEST, TWO, ONE]).ways[:1]
    only_left = compared(
        [WHICH, WEST, ONE], [WHICH, WEST, THREE[:-1] + ", when: {which: left}}", ONE]
    )

    assert (change.before, change.after) == (
        ("which", "west", "one", "done"),
        ("which", "west", "two", "one", "done"),
    )
    assert [way.answers for way in only_left.ways] == [{"which": ("left",)}]


def test_answers_are_told_whose_way_is_the_same_but_says_something_else():
    [change] = compared([WHICH, WEST, ONE], [WHICH, WEST.replace("서쪽", "왼쪽"), ONE]).ways

    assert (change.answers, change.touched) == ({"which": ("left",)}, ("west",))
    assert change.before == change.after


def test_a_text_that_changed_for_some_touches_only_their_ways():
    old, new = (f"{{id: one, kind: info, title: 하나, say: [{{say: {word}, when: {{which: left}}}}]}}" for word in "가나")  # fmt: skip
    ways = compared([WHICH, old], [WHICH, new]).ways

    assert [(way.answers, way.touched) for way in ways] == [({"which": ("left",)}, ("one",))]


def test_answers_that_cannot_be_given_any_more_are_told():
    found = compared([WHICH, WEST], [WHICH.replace("right", "east"), WEST])

    assert found.withdrawn == {"which": ("right",)}


def test_diff_tells_it_all_and_says_so_when_nothing_differs(tmp_path):
    file = tmp_path / "fork.yaml"
    text = (GUIDES / "fork.yaml").read_text("utf-8")
    file.write_text(
        text.replace("더 동쪽으로 가요", "훨씬 더 가요").replace("{id: west", "{id: far-west"),
        "utf-8",
    )

    result = CliRunner().invoke(main, ["diff", str(GUIDES / "fork.yaml"), str(file)])
    same = CliRunner().invoke(main, ["diff", str(file), str(file)])

    assert result.exit_code == same.exit_code == 0
    assert result.output.splitlines() == [
        "fork: 화면 6개 → 6개",
        "  + far-west  서쪽으로 가요",
        "  - west  서쪽으로 가요",
        "  ~ farther  title",
        "  ! west 주소로 보낸 링크는 안내의 첫 화면으로 가요. 이름만 바뀌었으면 새 단계에 was: [west]를 적어 주세요",
        "  길 which=left: 4화면 → 4화면 (-west +far-west)",
        "  길 which=right: 길은 같고 farther의 내용이 달라요",
    ]
    assert same.output == "fork: 달라진 것이 없어요\n"


def test_diff_of_folders_names_guides_that_came_and_went(tmp_path):
    shutil.copytree(GUIDES, tmp_path / "new")
    (tmp_path / "new" / "fork.yaml").rename(tmp_path / "new" / "spoon.yaml")
    text = (tmp_path / "new" / "spoon.yaml").read_text("utf-8")
    (tmp_path / "new" / "spoon.yaml").write_text(text.replace("mall: fork", "mall: spoon"), "utf-8")

    output = CliRunner().invoke(main, ["diff", str(GUIDES), str(tmp_path / "new")]).output

    assert "fork.yaml: 안내가 없어졌어요" in output
    assert "spoon.yaml: 안내가 새로 생겼어요" in output
    assert "keys: 달라진 것이 없어요" in output


def test_diff_reads_a_copy_under_another_name_and_far_from_the_constants(tmp_path):
    shutil.copy(GUIDES / "keys.yaml", tmp_path / "before.yaml")

    output = [
        CliRunner().invoke(main, ["diff", *map(str, sides)]).output
        for sides in (
            (tmp_path / "before.yaml", GUIDES / "keys.yaml"),
            (GUIDES / "keys.yaml", tmp_path / "before.yaml"),
        )
    ]

    assert output == ["keys: 달라진 것이 없어요\n", "before: 달라진 것이 없어요\n"]


def test_diff_of_a_faulty_guide_tells_its_faults(tmp_path):
    (tmp_path / "fork.yaml").write_text("mall: fork\n", "utf-8")

    result = CliRunner().invoke(
        main, ["diff", str(GUIDES / "fork.yaml"), str(tmp_path / "fork.yaml")]
    )

    assert result.exit_code == 1
    assert "K01" in result.output


def test_diff_names_what_changed_in_which_look_of_a_screen(tmp_path):
    text = (GUIDES / "looks.yaml").read_text("utf-8")
    (tmp_path / "looks.yaml").write_text(text.replace("예전 센터", "옛 센터"), "utf-8")
    shutil.copy(GUIDES / "constants.yaml", tmp_path)

    output = (
        CliRunner()
        .invoke(main, ["diff", str(GUIDES / "looks.yaml"), str(tmp_path / "looks.yaml")])
        .output
    )

    assert "issue  screens.2021.where.console" in output
