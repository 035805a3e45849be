"""A reader's pages in a real browser: opened, waited for, and filled in."""

from pathlib import Path

import pytest
from conftest import CONTENT, FIRM
from playwright.sync_api import expect

from gallery.stage import reader
from wizard.content.catalog import open_catalog
from wizard.guide.journey import reached, ways

CATALOG = open_catalog(CONTENT)
UNDER_WAY = Path(__file__).with_name("under_way.js")
RESTS = "() => document.readyState === 'complete' && !window.underWay"
WAYS = [
    pytest.param(guide, answers, path, id=f"{guide.mall} {'+'.join(v[0] for v in answers.values())}")
    for guide in CATALOG.guides.values()
    for answers, path in ways(guide)
    if guide.mall != "start" or answers.get("malls") in {("11st",), None}
]  # fmt: skip
STEPS = [
    (guide.mall, step_id, answers)
    for guide in CATALOG.guides.values()
    for step_id, answers in reached(guide).items()
]
"""Each step of each guide once, with the answers that lead to it."""

FETCH_SCREENS = """async (addresses) => {
  const headers = {"HX-Request": "true", "HX-Target": "main#screen"};
  window.screens = await Promise.all(addresses.map(async (at) => (await fetch(at, {headers})).text()));
}"""


def opened(chromium, address, **options):
    """A page of a new reader, on which no script may break."""
    context = reader(chromium, address, **options)
    context.add_init_script(path=UNDER_WAY)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    assert complaints == []
    context.close()


def ready(page):
    """Wait until the scripts of a form have come, as they have when a person begins to type."""
    page.wait_for_function("() => window.hasDrafts")


def rest(page):
    """Wait until all that a page asked for is drawn. (Its network is idle once, after it was loaded: never anew.)"""
    page.wait_for_function(RESTS, polling=20)


def settle(page, step):
    """Wait for the boxes that a question asked for; else until the form's scripts have come, if any do."""
    if step.questions():
        rest(page)
    elif page.evaluate("matchMedia('(scripting: enabled)').matches"):
        ready(page)


def fill(page, own):
    for name, value in (FIRM | own).items():
        box = page.query_selector(f"input#{name}")
        if box:
            box.fill(value)


def fill_in_parts(page, own):
    """Fill a form in that may show few boxes at a time, and turn to its end."""
    while True:
        for name, value in own.items():
            box = page.locator(f"input#{name}")
            if box.count() and box.is_visible():
                box.fill(value)
        if not page.locator(".turn .on").count():
            return
        turn(page)


def turn(page):
    """Press 다음 of a small screen until the next one is there: what is said of a box holds nobody."""
    place = page.locator(".turn span").inner_text()
    turned = f".turn span:not(:text-is('{place}'))"
    page.click(".turn .on")
    expect(page.locator(f"{turned}, .now [id$='-left']").first).to_be_visible()
    if page.locator(turned).count() == 0:
        page.click(".turn .on")
        expect(page.locator(turned)).to_be_visible()
