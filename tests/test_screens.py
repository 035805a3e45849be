"""Every screen in every state, judged by machines: axe, width, and the Nu HTML checker."""

import json
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from gallery.shots import shots
from gallery.stage import chromium, reader, wizard_on_stage
from wizard import library
from wizard.settings import GUIDES

ROOT = Path(__file__).parents[1]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
NU = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SHOTS = list(shots(library.open_shelf(GUIDES)))


@pytest.fixture(scope="module")
def stage():
    with wizard_on_stage() as (_, address), sync_playwright() as playwright:
        browser = chromium(playwright)
        yield browser, address
        browser.close()


def shown(stage, shot, **options):
    browser, address = stage
    context = reader(browser, address, **options)
    page = context.new_page()
    page.goto(shot.path)
    shot.act(page)
    return context, page


@pytest.mark.parametrize("shot", SHOTS, ids=lambda shot: shot.name)
def test_axe_finds_nothing_and_no_screen_scrolls_sideways(stage, shot):
    context, page = shown(stage, shot, bypass_csp=True, reduced_motion="reduce")
    page.add_script_tag(path=AXE)
    found = {}
    for theme in ("light", "dark"):
        page.emulate_media(color_scheme=theme)
        for width in (320, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            result = page.evaluate(
                "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
            )
            for violation in result["violations"]:
                nodes = [node["html"][:200] for node in violation["nodes"]]
                found[violation["id"], theme, width] = nodes
    context.close()

    assert found == {}


def test_every_page_is_valid_html(stage, tmp_path):
    for number, shot in enumerate(SHOTS):
        browser, address = stage
        context = reader(browser, address, java_script_enabled=False)
        page = context.new_page()
        pages = []
        page.on("response", lambda answer, pages=pages: pages.append(answer))
        page.goto(shot.path)
        shot.act(page)
        sent = [answer for answer in pages if answer.request.resource_type == "document"]
        (tmp_path / f"{number:03}.html").write_text(sent[-1].text(), encoding="utf-8")
        context.close()

    checked = subprocess.run(
        ["java", "-jar", NU, "--format", "json", "--stdout", "--exit-zero-always", tmp_path],
        capture_output=True,
        check=True,
    )
    faults = [
        f"{SHOTS[int(Path(message['url']).stem)].name}:{message['lastLine']}: {message['message']}"
        for message in json.loads(checked.stdout)["messages"]
    ]

    assert faults == []
