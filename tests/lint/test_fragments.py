"""Steps that several guides share: put in their places, and judged where they stand."""

import pytest
from conftest import GUIDES
from support.small_guides import CONSTANTS, HEAD, placed, unmarked

from wizard import strict_yaml
from wizard.content.constants_file import constants_in
from wizard.guide.constants import Constants
from wizard.lint.check import examine
from wizard.lint.shared import Shared

READ = strict_yaml.read
TOOL = (GUIDES / "shared" / "fragments" / "selling-tool.yaml").read_bytes()
WAY = "- id: way\n    kind: choice\n    title: 누가 하나요?\n    options: {self: {label: 직접}, us: {label: 맡겨요}}\n"
USED = "  - use: selling-tool\n    with: {mall_name: 가}\n"
END = "  - {id: done, kind: outcome, title: 끝이에요}\n"


def read(steps, fragment=TOOL, name="small.yaml"):
    shared = Shared(Constants.of(CONSTANTS), {"selling-tool": fragment})
    return examine(f"{HEAD}steps:\n  {steps}{END}".encode(), name, shared)


def line(more=""):
    return f"{WAY}  - use: selling-tool\n    with: {{mall_name: 작은몰}}\n{more}"


def test_a_fragments_steps_stand_where_they_are_used_with_the_values_of_the_line():
    guide = read(line()).guide

    assert [step.id for step in guide.steps] == ["way", "tool-menu", "tool-use", "done"]
    assert guide.step("tool-menu").title == "작은몰 도구 메뉴를 열어요"
    assert "**192.0.2.15**를 적어요" in str(guide.step("tool-use").do)


def test_what_the_line_says_holds_for_all_its_steps_beside_what_they_say_themselves():
    guide = read(line("    when: {way: [self, us]}\n    stage: 도구\n")).guide

    assert guide.step("tool-menu").when == {"way": ("self", "us")}
    assert guide.step("tool-use").when == {"way": ("self",)}
    assert [guide.step(name).stage for name in ("tool-menu", "tool-use")] == ["준비", "도구"]


def test_which_fragments_a_guide_uses_is_told():
    assert read(line()).fragments == ("selling-tool",)
    assert read(WAY).fragments == ()


def test_a_fragment_is_read_once_however_often_it_is_used(monkeypatch):
    asked = []
    monkeypatch.setattr(strict_yaml, "read", lambda *file: asked.append(file[0]) or READ(*file))

    read("- use: selling-tool\n" + 99 * "  - use: selling-tool\n")

    assert asked.count(TOOL) == 1


def test_the_line_that_leads_past_the_most_steps_is_told_and_nothing_is_put_in_for_it():
    steps = "".join(f"  - {{id: s{n}, kind: info, title: 가}}\n" for n in range(30))
    many = f"steps:\n{steps}".encode()

    report = read("- use: selling-tool\n  - use: selling-tool\n", many)

    assert placed(report.faults) == [(9, 10, "K10")]
    assert report.guide is None


def test_a_file_that_is_no_fragment_is_told_what_a_fragment_begins_with():
    [fault] = read("- use: selling-tool\n", b"- hello\n").faults

    assert (fault.code, fault.hint) == ("Y10", "steps: 부터 적어 주세요")


@pytest.mark.parametrize(
    ("steps", "code"),
    [
        ("- use: ▸selling-tol\n", "P73"),
        (f"{WAY}  - use: selling-tool\n    with: {{mall_name: 가, ▸other: ▸나}}\n", "P74"),
        ("- use: selling-tool\n    ▸wen: {way: self}\n", "K02"),
        ("- use: selling-tool\n    with: {mall_name: ▸[가]}\n", "K03"),
        (f'{WAY}  - use: selling-tool\n    with: {{mall_name: ▸"<b>"}}\n', "P15"),
        (f"{WAY}{2 * USED}".replace("use: ", "use: ▸"), "P01"),
        (f"{WAY}  - use: selling-tool\n    with: {{mall_name: 가}}\n    when: {{▸way: ▸nobody}}\n", "P74"),
    ],
    ids=["no such", "never called", "unknown key", "no text", "markup", "used twice", "never together"],
)  # fmt: skip
def test_what_is_wrong_with_the_line_is_told_at_the_line(steps, code):
    text, places = unmarked(f"{HEAD}steps:\n  {steps}{END}")
    shared = Shared(Constants.of(CONSTANTS), {"selling-tool": TOOL})

    faults = examine(text.encode(), "small.yaml", shared).faults

    assert (*places[-1], code) in placed(faults)
    assert {fault.file for fault in faults} == {"small.yaml"}


def test_a_value_that_a_fragment_calls_and_the_line_does_not_give_is_told_at_the_line_too():
    faults = read(f"{WAY}  - use: selling-tool\n").faults

    [at_line] = [fault for fault in faults if fault.file == "small.yaml"]
    assert (at_line.line, at_line.code) == (12, "P74")
    assert at_line.hint == "with에 mall_name: 값을 적어 주세요"
    assert {fault.code for fault in faults} == {"P13", "P74"}


@pytest.mark.parametrize(
    ("fragment", "code"),
    [
        ("steps:\n  - {id: a, kind: info, ▸titel: 가, title: 나}\n", "K02"),
        ("steps:\n  - {id: a, kind: ▸inof, title: 나}\n", "K05"),
        ("▸step:\n  - {id: a, kind: info, title: 나}\n", "K02"),
        ("steps:\n  - {id: a, kind: info, title: ▸'${nothing} 메뉴'}\n", "P13"),
        ("steps:\n  - use: ▸selling-tool\n", "P74"),
        ("steps:\n  - {id: a, kind: info, title: 나, say: ▸<b>가</b>}\n", "P15"),
        ("steps:\n\t▸- {id: a}\n", "Y04"),
    ],
    ids=["unknown key", "unknown kind", "no steps", "no constant", "nested", "markup", "tab"],
)
def test_what_is_wrong_inside_a_fragment_is_told_in_the_fragments_own_file(fragment, code):
    text, [place] = unmarked(fragment)
    line = place if code != "Y04" else (place[0], place[1] - 1)

    faults = read("- use: selling-tool\n", text.encode(), "guides/small.yaml").faults

    assert [(f.file, f.line, f.column) for f in faults if f.code == code] == [
        ("guides/fragments/selling-tool.yaml", *line)
    ]


def test_a_fault_after_a_fragment_is_told_at_its_own_line():
    text, [place] = unmarked(
        f"{HEAD}steps:\n  {line()}  - {{id: a, kind: ▸inof, title: 가}}\n{END}"
    )
    shared = Shared(Constants.of(CONSTANTS), {"selling-tool": TOOL})

    assert placed(examine(text.encode(), "small.yaml", shared).faults) == [(*place, "K05")]


def test_a_fragment_by_itself_is_judged_as_steps_only():
    shared = Shared(constants_in(b"phone: 02-0000-0000\nserver_ip: 192.0.2.15\n"))

    assert examine(TOOL, "fragments/selling-tool.yaml", shared).faults == []
    spoilt = TOOL.replace(b"kind: info", b"kind: inof", 1)
    assert placed(examine(spoilt, "fragments/selling-tool.yaml", shared).faults) == [(4, 11, "K05")]
    assert examine(TOOL, "selling-tool.yaml", shared).faults != []


STEP = """steps:
  - id: menu
    kind: info
    title: 메뉴를 열어요
    do: [{do}]
    picture: {{title: 메뉴, items: [{{menu: 가, mark: 1}}]}}
"""


@pytest.mark.parametrize(
    ("do", "found"),
    [
        ('"**가**를 눌러요 (1)"', []),
        ('"**가**를 눌러요"', ["P36"]),
        ('"**가**를 눌러요 (1)", "또 눌러요 (2)"', ["P14"]),
        ('{say: "**가**를 눌러요 (1)", when: {way: self}}', []),
        ('"${first}", "또 눌러요"', []),
    ],
)
def test_its_numbers_are_judged_without_a_guide_unless_only_a_guide_knows_them(do, found):
    told = examine(STEP.format(do=do).encode(), "fragments/menu.yaml", Shared(Constants.of({})))

    assert [fault.code for fault in told.faults] == found
