"""Every screen in every state, judged by machines: axe, width, and the Nu HTML checker."""

import gzip
import json
import subprocess
from functools import partial
from pathlib import Path

import pytest
from flask import request, send_file

from gallery.people import cast
from gallery.shots import shots, stay
from gallery.stage import reader, wizard_on_stage
from wizard.content.catalog import open_catalog
from wizard.settings import GUIDES

ROOT = Path(__file__).parents[2]
NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
REDIRECTS = range(300, 400)
AXE = "/gallery/axe.js"
ASK_AXE = """async (rules) => {
  const options = {runOnly: rules, resultTypes: ["violations"]};
  const reach = document.documentElement.scrollWidth;
  return [reach, (await axe.run(document, options)).violations];
}"""
DOUBLE_TEXT = """() => {
  const root = document.documentElement;
  root.style.fontSize = "200%";
  const reach = root.scrollWidth;
  root.style.fontSize = "";
  return reach;
}"""
PHONE = 390
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
ON_THE_WAY = ("filled", "saved")
"""States that are passed, and sent, on the way to others: to what was saved, to change or delete it."""


def axe():
    """Serve axe as a script: the browser keeps it, and reads it once for all pages."""
    return send_file(ROOT / "node_modules/axe-core/axe.min.js", max_age=31_536_000)


@pytest.fixture(scope="module")
def stage(chromium):
    """The wizard, with a page for each way of looking: a new one for every screen costs too much."""
    with wizard_on_stage() as (app, address):
        app.add_url_rule(AXE, view_func=axe)
        sent = {}
        app.after_request(partial(keep_page, sent))
        scripted = reader(chromium, address, bypass_csp=True, reduced_motion="reduce")
        scripted.add_init_script("localStorage.clear()")
        plain = reader(chromium, address, java_script_enabled=False)
        yield cast(app, address), scripted.new_page(), plain.new_page(), sent
        scripted.close()
        plain.close()


def keep_page(sent, answer):
    """Keep each different page that is sent, with the address that asked for it."""
    if answer.mimetype == "text/html" and answer.status_code not in REDIRECTS:
        body = answer.get_data()
        text = gzip.decompress(body) if answer.content_encoding == "gzip" else body
        sent.setdefault(text.decode(), f"{request.method} {request.full_path}")
    return answer


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_axe_finds_nothing_and_no_screen_scrolls_sideways_even_with_text_of_twice_the_size(
    stage, shot
):
    people, page, _, _ = stage
    found = {}
    people.bring(page, shot)
    page.set_viewport_size({"width": PHONE, "height": 800})
    assert page.evaluate(DOUBLE_TEXT) <= PHONE
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


def test_every_page_is_valid_html(stage, tmp_path):
    people, _, page, sent = stage
    sent.clear()
    for shot in SHOTS:
        if shot.act is stay:
            people.sent(shot)
        elif not shot.name.endswith(ON_THE_WAY):
            people.bring(page, shot)
    asked = list(sent.values())
    for number, text in enumerate(sent):
        (tmp_path / f"{number:03}.html").write_text(text, encoding="utf-8")

    faults = [
        f"{asked[int(Path(message['url']).stem)]}:{message['lastLine']}: {message['message']}"
        for message in judged_by_nu(tmp_path)
    ]

    assert len(asked) >= len([shot for shot in SHOTS if shot.act is stay])
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
