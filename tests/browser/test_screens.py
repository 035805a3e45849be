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
DOUBLE_TEXT = """() => {
  const { documentElement: page } = document;
  page.style.fontSize = "200%";
  const reach = page.scrollWidth;
  page.removeAttribute("style");
  return reach;
}"""
PHONE = 390
PARTS = Path(__file__).with_name("parts.js").read_text("utf-8")
COLOURS = ["color-contrast", "link-in-text-block"]
LOOKS = [*COLOURS, "target-size", "scrollable-region-focusable"]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
LIGHTS = [
    ("light", 320, RULES, LOOKS, False),
    ("dark", 320, [], COLOURS, False),
    ("dark", 1280, [], COLOURS, True),
    ("light", 1280, [], LOOKS, True),
]
"""What a page is made of is the same in every theme and width, and its sizes are in every theme.

What lights up under the pointer is judged as it is where pages are narrow, and lit where they are wide.
"""
SHOTS = list(shots(open_catalog(GUIDES)))


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
        scripted.add_init_script(PARTS)
        plain = reader(chromium, address, java_script_enabled=False)
        people = cast(app, address)
        yield Judge(people, scripted.new_page()), people, undressed(plain.new_page()), sent
        scripted.close()
        plain.close()


class Judge:
    """Looks at one screen after the other, and lets axe judge what is new to it.

    A part of a page is an element with all that stands above it, what it says to axe, how it looks, and
    its neighbours (parts.js). Of the same part axe says the same: it is judged where it stands first.
    A page with another order of headings and landmarks is judged as a whole.

    """

    def __init__(self, people, page):
        self.people, self.page = people, page
        self.now, self.known, self.theme = None, set(), "light"

    def look_at(self, shot):
        """Bring the page into a shot's state; give what is wrong with it."""
        now, self.now = self.now, None
        self.people.bring(self.page, shot, now)
        new = self._new_parts()
        found = self._judged(new) if new else {}
        self.now = shot
        return found

    def _new_parts(self):
        """Give the parts that no page had before; no page scrolls sideways, with double text neither."""
        wide = self._parts_at(1280)
        self._size(PHONE)
        assert self.page.evaluate(DOUBLE_TEXT) <= PHONE
        new = list(wide | self._parts_at(320))
        if not new:
            self._size(1280)  # as hands find the next one
        return new

    def _parts_at(self, width):
        self._size(width)
        reach, parts = json.loads(self.page.evaluate("parts()"))
        assert reach <= width
        new = dict.fromkeys(part for part in parts if (width, part) not in self.known)
        self.known |= {(width, part) for part in parts}
        return new

    def _judged(self, parts):
        found = {}
        self.page.add_script_tag(url=AXE)
        self.page.evaluate("choose", json.dumps(parts))
        for theme, width, *rules in LIGHTS:
            self._light(theme)
            self._size(width)
            reach, faults = self.page.evaluate(
                "([tags, looks, lit]) => judged(tags, looks, lit)", rules
            )
            assert reach <= width
            found |= {(fault, theme, width): nodes for fault, nodes in faults}
        self._light("light")
        return found

    def _size(self, width):
        if self.page.viewport_size["width"] != width:
            self.page.set_viewport_size({"width": width, "height": 800})

    def _light(self, theme):
        if self.theme != theme:
            self.page.emulate_media(color_scheme=theme)
        self.theme = theme


def undressed(page):
    """Let a page ask for no styles and pictures: only what is sent of it matters."""
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.setBlockedURLs", {"urls": ["*.css*", "*/images/*", "*.woff2"]})
    return page


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
    judge, _, _, _ = stage

    assert judge.look_at(shot) == {}


def test_every_page_is_valid_html(stage, tmp_path):
    _, people, page, sent = stage
    now = None
    sent.clear()
    for shot in SHOTS:
        if shot.act is stay:
            people.sent(shot)
        else:
            people.bring(page, shot, now)
            now = shot
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
