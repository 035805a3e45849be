"""Every screen in every state, judged by machines: axe, width, and the Nu HTML checker."""

import json
import subprocess
from itertools import groupby
from pathlib import Path

import pytest

from gallery.people import cast
from gallery.shots import shots, stay
from gallery.stage import reader, wizard_on_stage
from wizard.content.catalog import open_catalog
from wizard.settings import GUIDES

ROOT = Path(__file__).parents[2]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
ASK_AXE = """async (rules) => {
  const options = {runOnly: rules, resultTypes: ["violations"]};
  return (await axe.run(document, options)).violations;
}"""
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = list(shots(open_catalog(GUIDES)))
GROUPS = {first: list(group) for first, group in groupby(SHOTS, lambda shot: shot.name.split()[0])}


@pytest.fixture(scope="module")
def stage(chromium):
    """The wizard, with a page for each way of looking: a new one for every screen costs too much."""
    with wizard_on_stage() as (app, address):
        scripted = reader(chromium, address, bypass_csp=True, reduced_motion="reduce")
        scripted.add_init_script("localStorage.clear()")
        plain = reader(chromium, address, java_script_enabled=False)
        yield cast(app, address), scripted.new_page(), plain.new_page()
        scripted.close()
        plain.close()


def show(people, page, shot):
    """Bring a screen into its state, and give the pages that were sent on the way."""
    answers = []
    listen = lambda answer: answers.append(answer)  # noqa: E731, PLW0108 a builtin is refused
    page.on("response", listen)
    people.bring(page, shot)
    page.remove_listener("response", listen)
    return [answer for answer in answers if answer.request.resource_type == "document"]


# What a page is made of is the same in every theme and width: only its looks are judged again.
@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_axe_finds_nothing_and_no_screen_scrolls_sideways(stage, shot):
    people, page, _ = stage
    found = {}
    show(people, page, shot)
    page.add_script_tag(path=AXE)
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            rules = RULES if (theme, width) == ("light", 320) else LOOKS
            for violation in page.evaluate(ASK_AXE, rules):
                nodes = [node["html"][:200] for node in violation["nodes"]]
                found[violation["id"], theme, width] = nodes

    assert found == {}


def as_sent(stage, shot):
    """Give a screen's HTML as the server sent it; hands need a browser, but no JavaScript."""
    people, _, page = stage
    return people.sent(shot) if shot.act is stay else show(people, page, shot)[-1].text()


@pytest.mark.parametrize("group", GROUPS)
def test_every_page_is_valid_html(stage, tmp_path, group):
    shots_of_group = GROUPS[group]
    for number, shot in enumerate(shots_of_group):
        (tmp_path / f"{number:03}.html").write_text(as_sent(stage, shot), encoding="utf-8")

    checked = subprocess.run(
        [
            "java",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xss8m",  # compiled less, it goes deeper
            "-jar",
            NU,
            "--format",
            "json",
            "--stdout",
            "--exit-zero-always",
            tmp_path,
        ],
        capture_output=True,
        check=True,
    )
    faults = [
        f"{shots_of_group[int(Path(message['url']).stem)].name}:{message['lastLine']}: "
        f"{message['message']}"
        for message in json.loads(checked.stdout)["messages"]
    ]

    assert faults == []
