"""Every screen in every state, judged by machines: axe, width, and the Nu HTML checker."""

import json
import subprocess
from pathlib import Path

import pytest
from flask import send_file

from gallery.people import cast
from gallery.shots import shots, stay
from gallery.stage import reader, wizard_on_stage
from wizard.content.catalog import open_catalog
from wizard.settings import GUIDES

ROOT = Path(__file__).parents[2]
NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
AXE = "/gallery/axe.js"
ASK_AXE = """async (rules) => {
  const options = {runOnly: rules, resultTypes: ["violations"]};
  const reach = document.documentElement.scrollWidth;
  return [reach, (await axe.run(document, options)).violations];
}"""
LOOKS = ["color-contrast", "link-in-text-block", "target-size", "scrollable-region-focusable"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHTS = [
    ("light", 320, RULES),
    ("dark", 320, LOOKS),
    ("dark", 1280, LOOKS),
    ("light", 1280, LOOKS),
]
"""What a page is made of is the same in every theme and width: only its looks are judged again."""
SHOTS = list(shots(open_catalog(GUIDES)))
HALVES = {"first": SHOTS[::2], "second": SHOTS[1::2]}
"""The HTML checker takes long to start and little for a page: once for each of two processors."""


def axe():
    """Serve axe as a script: the browser keeps it, and reads it once for all pages."""
    return send_file(ROOT / "node_modules/axe-core/axe.min.js", max_age=31_536_000)


@pytest.fixture(scope="module")
def stage(chromium):
    """The wizard, with a page for each way of looking: a new one for every screen costs too much."""
    with wizard_on_stage() as (app, address):
        app.add_url_rule(AXE, view_func=axe)
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


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_axe_finds_nothing_and_no_screen_scrolls_sideways(stage, shot):
    people, page, _ = stage
    found = {}
    show(people, page, shot)
    page.add_script_tag(url=AXE)
    for theme, width, rules in LIGHTS:
        page.emulate_media(color_scheme=theme)
        page.set_viewport_size({"width": width, "height": 800})
        reach, violations = page.evaluate(ASK_AXE, rules)
        assert reach <= width
        for violation in violations:
            nodes = [node["html"][:200] for node in violation["nodes"]]
            found[violation["id"], theme, width] = nodes

    assert found == {}


def as_sent(stage, shot):
    """Give a screen's HTML as the server sent it; hands need a browser, but no JavaScript."""
    people, _, page = stage
    return people.sent(shot) if shot.act is stay else show(people, page, shot)[-1].text()


@pytest.mark.parametrize("half", HALVES)
def test_every_page_is_valid_html(stage, tmp_path, half):
    for number, shot in enumerate(HALVES[half]):
        (tmp_path / f"{number:03}.html").write_text(as_sent(stage, shot), encoding="utf-8")

    faults = [
        f"{HALVES[half][int(Path(message['url']).stem)].name}:{message['lastLine']}: "
        f"{message['message']}"
        for message in judged_by_nu(tmp_path)
    ]

    assert faults == []


def judged_by_nu(folder):
    """Let the Nu HTML checker read every page of a folder; give what it says."""
    quick = [
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xss8m",
    ]  # compiled less, it goes deeper
    asked = ["--format", "json", "--stdout", "--exit-zero-always", folder]
    checked = subprocess.run(["java", *quick, "-jar", NU, *asked], capture_output=True, check=True)
    return json.loads(checked.stdout)["messages"]
