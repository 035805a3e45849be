import re
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from click.testing import CliRunner
from conftest import CONTENT, GUIDES
from support.small_guides import guide_of, with_steps

from wizard.charts import Edge, chart, lines, svg
from wizard.charts.flow_layout import HEIGHT, WIDTH, layout
from wizard.cli import main
from wizard.content import folder, loader
from wizard.guide.journey import ways

FILES = folder.guide_files([CONTENT, GUIDES])
SPACE = {"svg": "http://www.w3.org/2000/svg"}
LINK = "{http://www.w3.org/2000/svg}a"


@pytest.fixture
def fork():
    return chart(loader.load(GUIDES / "fork.yaml"))


@pytest.fixture(params=FILES, ids=lambda file: f"{file.parent.parent.name}-{file.stem}")
def guide(request):
    return loader.load(request.param)


def test_every_turn_is_drawn_with_the_answers_that_take_it(fork):
    assert [node.id for node in fork.nodes] == ["hello", "which", "west", "east", "farther", "done"]
    assert set(fork.edges) == {
        Edge("hello", "which"),
        Edge("which", "west", "which=left"),
        Edge("which", "east", "which=right"),
        Edge("west", "done"),
        Edge("east", "farther"),
        Edge("farther", "done"),
    }


def test_a_turn_after_an_answer_given_earlier_names_that_answer():
    found = chart(loader.load(CONTENT / "auction.yaml"))

    labels = {(edge.start, edge.end): edge.label for edge in found.edges if edge.label}
    assert labels == {
        ("selling-tool-add", "account"): "way=agency",
        ("selling-tool-add", "developer-site"): "way=self",
        ("account", "request"): "way=agency",
        ("account", "done"): "way=self",
    }


def test_a_form_tells_what_it_asks_and_a_stop_is_no_end():
    forms = {node.id: node for node in chart(loader.load(CONTENT / "auction.yaml")).nodes}
    stops = {node.id: node for node in chart(loader.load(CONTENT / "tmon.yaml")).nodes}

    assert forms["account"].note == "칸 6개 · 줄 4개 · 갈림: 송금방법"
    assert (stops["other-account"].kind, stops["done"].kind) == ("stop", "outcome")


def test_every_way_of_every_guide_is_a_path_of_its_chart(guide):
    edges = {(edge.start, edge.end) for edge in chart(guide).edges}

    for _, path in ways(guide):
        ids = [step.id for step in path]
        assert set(pairwise(ids)) <= edges


def test_of_two_turns_from_one_screen_each_is_labelled_and_no_two_alike(guide):
    for node in chart(guide).nodes:
        labels = [edge.label for edge in chart(guide).edges if edge.start == node.id]
        assert len(labels) < 2 or (all(labels) and len(set(labels)) == len(labels))


def test_no_two_boxes_overlap_and_all_stand_on_the_picture(guide):
    placed = layout(chart(guide))
    boxes = list(placed.boxes.values())

    for place, (x, y) in enumerate(boxes):
        assert WIDTH / 2 <= x <= placed.width - WIDTH / 2
        assert HEIGHT / 2 <= y <= placed.height - HEIGHT / 2
        assert all(abs(x - a) >= WIDTH or abs(y - b) >= HEIGHT for a, b in boxes[place + 1 :])


def test_no_line_runs_through_a_box_that_it_does_not_join(guide):
    placed = layout(chart(guide))

    for edge, points in placed.lines.items():
        assert points[0] == placed.boxes[edge.start]
        assert points[-1] == placed.boxes[edge.end]
        for x, y in points[1:-1]:
            assert all(abs(x - a) >= WIDTH or y != b for a, b in placed.boxes.values())


def test_every_turn_leads_down(guide):
    placed = layout(chart(guide))

    for points in placed.lines.values():
        heights = [y for _, y in points]
        assert heights == sorted(set(heights))


def test_the_picture_is_wellformed_and_says_in_words_what_it_shows(guide):
    root = ET.fromstring(svg(chart(guide)))

    assert root.get("role") == "img"
    assert root.find("svg:title", SPACE).text == f"{guide.title} 안내의 길"
    first_way = [step.id for step in guide.steps if not step.only]
    assert root.find("svg:desc", SPACE).text.startswith(f"화면 {len(first_way)}개:")
    groups = root.findall("svg:g", SPACE)
    assert [g.find("svg:title", SPACE).text.split(":")[0] for g in groups] == first_way
    assert "script" not in svg(chart(guide))


def test_hostile_titles_cannot_leave_their_text():
    guide = guide_of(with_steps("{id: one, kind: info, title: 'a & b < c \"d\"'}"))

    assert ET.fromstring(svg(chart(guide))).find("svg:g/svg:text[2]", SPACE).text == 'a & b < c "d"'


def test_with_an_address_each_box_opens_its_screen(fork):
    root = ET.fromstring(svg(fork, {node.id: f"/guides/fork/{node.id}" for node in fork.nodes}))

    assert [link.get("href") for link in root.iter(LINK)][:2] == [
        "/guides/fork/hello",
        "/guides/fork/which",
    ]


def test_the_chart_as_text_names_turns_only_where_the_next_line_is_not_the_next_screen(fork):
    assert lines(fork) == [
        "갈림길",
        "  □ hello  인사해요",
        "  ◇ which  어느 길로 갈까요?",
        "      └─ which=left → west",
        "      └─ which=right → east",
        "  □ west  서쪽으로 가요",
        "      └─ → done",
        "  □ east  동쪽으로 가요",
        "  □ farther  더 동쪽으로 가요",
        "  ● done  다 왔어요  (끝)",
    ]


def test_graph_prints_the_text_and_writes_the_picture(tmp_path):
    out = tmp_path / "fork.svg"
    command = [
        "graph",
        str(GUIDES / "fork.yaml"),
        "--svg",
        str(out),
        "--base",
        "http://127.0.0.1:1/",
    ]
    result = CliRunner().invoke(main, command)

    assert result.exit_code == 0
    assert "which=left → west" in result.output
    assert re.search(
        r'href="http://127.0.0.1:1/guides/fork/west\?which=left"', out.read_text("utf-8")
    )


def test_graph_of_a_faulty_guide_tells_its_faults(tmp_path):
    (tmp_path / "fork.yaml").write_text("mall: fork\n", "utf-8")

    result = CliRunner().invoke(main, ["graph", str(tmp_path / "fork.yaml")])

    assert result.exit_code == 1
    assert "K01" in result.output
