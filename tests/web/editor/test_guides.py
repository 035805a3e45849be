"""The editors' list and the page that follows a file."""

import shutil
import xml.etree.ElementTree as ET

import pytest
from conftest import GUIDES, soup_of
from support.folders import app, edit, editor, folder, spoil

from wizard.web.workers.guide_watcher import GuideWatcher

FIXTURES = (app, editor, folder)


def test_the_list_names_every_guide_and_what_is_wrong_with_its_file(editor, folder):
    spoil(folder)

    rows = {row.a.text: row for row in soup_of(editor.get("/editor")).select("tbody tr")}

    assert set(rows) == {"갈림길", "열쇠몰", "대행몰"}
    assert "잘못 1개" in rows["갈림길"].text
    assert "올바라요" in rows["열쇠몰"].text


def test_a_file_that_never_was_sound_is_on_the_list_all_the_same(editor, folder):
    (folder / "newmall.yaml").write_text("mall: newmall\n", "utf-8")

    page = soup_of(editor.get("/editor"))

    assert page.select_one("a[href='/editor/newmall']").text == "newmall"
    assert "고칠 것이" in editor.get("/editor/newmall").text


def test_a_guide_that_was_rolled_back_is_marked(app, editor, folder):
    edit(folder)
    publishing = app.extensions["wizard"].services.publishing
    publishing.publish()
    publishing.roll_back("operator")

    assert (
        "되돌려 둠"
        in soup_of(editor.get("/editor")).find("a", string="갈림길").find_parent("tr").text
    )


def test_every_screen_and_its_states_are_one_press_away(editor):
    for mall in ("fork", "keys", "agency"):
        page = soup_of(editor.get(f"/editor/{mall}?theme=dark"))
        links = [a["href"] for a in page.select("a[target=stage]")]

        assert all("/stage/folder-dark/" in link or link.endswith("theme=dark") for link in links)
        assert {editor.get(link).status_code for link in links} <= {200, 422}
        steps = [a["href"] for a in page.select(".stops li > a:first-child")]
        for step in steps:
            assert editor.get(step).status_code == 200, step


def test_the_frame_opens_where_the_editor_was(editor):
    page = soup_of(editor.get("/editor/fork?theme=light&at=west%3Fwhich%3Dleft&width=768"))

    assert page.iframe["src"] == "/stage/folder-light/fork/west?which=left"
    assert page.select_one(".frame.w768")


def test_the_frame_stays_on_the_way_to_a_new_key(editor):
    page = soup_of(editor.get("/editor/fork?theme=dark&at=renew%2Fagain%3Fagain.screen%3D2021"))

    assert page.iframe["src"] == "/stage/folder-dark/fork/renew/again?again.screen=2021"


@pytest.mark.parametrize(
    "at", ["//evil.example", "../../staff", "javascript:1", "a b", "x" * 9 + "\\"]
)
def test_the_frame_opens_nothing_that_is_no_screen(editor, at):
    page = soup_of(
        editor.get("/editor/fork", query_string={"at": at, "theme": "pink", "width": "9"})
    )

    assert page.iframe["src"] == "/stage/folder/fork"


def test_the_pulse_is_silent_until_something_changes_and_then_names_the_fault_at_its_line(
    editor, folder
):
    state = soup_of(editor.get("/editor/fork")).select_one("#state")
    assert editor.get(state["data-hx-get"]).status_code == 204

    spoil(folder)
    beat = editor.get(state["data-hx-get"])

    assert beat.headers["HX-Trigger"] == "stage"
    fault = soup_of(beat).select_one(".faults li")
    assert fault.a["data-line"] == "20"
    assert "K02" in fault.text
    assert editor.get(soup_of(beat).select_one("#state")["data-hx-get"]).status_code == 204


def test_each_box_of_the_map_opens_its_own_screen(editor):
    answer = editor.get("/editor/fork/map.svg?theme=dark")

    space = "{http://www.w3.org/2000/svg}"
    links = {
        a.find(f".//{space}title").text: a.get("href")
        for a in ET.fromstring(answer.data).iter(f"{space}a")
    }
    assert len(links) == 6
    for told, link in links.items():
        page = soup_of(editor.get(link))
        assert told.split(": ")[1] == page.h1.text
    assert "sha256-" in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path",
    [
        "/editor/nowhere",
        "/editor/..%2Fkeys",
        "/editor/constants/map.svg",
        "/editor/nowhere/map.svg",
    ],
)
def test_there_is_no_page_for_what_is_no_guide(editor, path):
    assert editor.get(path).status_code == 404


def test_an_edit_on_disk_reaches_the_sellers_by_itself(app, folder):
    watch = GuideWatcher(app)
    edit(folder)

    for _ in range(2):
        watch.look()

    assert app.extensions["wizard"].published_guides.catalog.guides["fork"].aka == ("샛길",)


def test_what_the_operator_is_to_be_asked_stands_in_one_list(editor, folder):
    asked = "home: {kind: url, unknown: 아직 확인되지 않음, ask: 주소가 무엇인가요?}\n"
    (folder / "constants.yaml").write_text(
        f"phone: 02-0000-0000\n{asked}server_ip: 192.0.2.15\n", "utf-8"
    )

    [line] = soup_of(editor.get("/editor")).select("[aria-labelledby=questions] li")

    assert "주소가 무엇인가요?" in line.text
    assert "home, 지금은 아직 확인되지 않음, constants.yaml 2줄" in line.text


def test_a_fault_of_a_fragment_is_told_with_the_fragments_name_and_leads_to_its_own_text(
    editor, folder
):
    shutil.copytree(GUIDES / "shared", folder, dirs_exist_ok=True)
    tool = folder / "fragments" / "selling-tool.yaml"
    tool.write_text(tool.read_text("utf-8").replace("kind: info", "kind: inof", 1), "utf-8")

    for page in ("/editor/borrowing", "/editor/borrowing/text"):
        [line] = soup_of(editor.get(page)).select(".faults li")

        assert "fragments/selling-tool.yaml 4줄 11칸" in line.text
        assert [link["href"] for link in line.select("a")] == [
            "/editor/fragments/selling-tool/text?line=4&column=11#text"
        ]
