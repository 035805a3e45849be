"""An instruction and its place in the picture light together, in a real browser."""

import re

import pytest
from conftest import CONTENT
from playwright.sync_api import expect
from support.serving import served

from gallery.stage import reader

AXE = CONTENT.parents[1] / "node_modules/axe-core/axe.min.js"
DRAWN = "/guides/pictured/drawn"
LIT = ("outline-width", "3px")
UNLIT = ("outline-width", "2px")


@pytest.fixture
def stage(app, chromium):
    opened = []
    with served(app) as address:

        def page(**options):
            opened.append(reader(chromium, address, **options))
            return opened[-1].new_page()

        yield page
        for context in opened:
            context.close()


def parts(page, mark, path=DRAWN):
    page.goto(path)
    return page.locator(f".do [data-mark='{mark}']"), page.locator(f"figure [data-mark='{mark}']")


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_pointing_at_one_lights_the_other_and_nothing_else(stage, scripts):
    page = stage(java_script_enabled=scripts)
    instruction, place = parts(page, 1)
    other = page.locator("figure [data-mark='2']")
    expect(place).to_have_css(*UNLIT)

    instruction.hover()
    expect(place).to_have_css(*LIT)
    expect(other).to_have_css(*UNLIT)

    page.mouse.move(0, 0)
    expect(place).to_have_css(*UNLIT)

    place.hover()
    expect(instruction).to_have_css(*LIT)


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_the_keyboard_lights_a_place_and_goes_there(stage, scripts):
    page = stage(java_script_enabled=scripts)
    instruction, place = parts(page, 2)

    instruction.locator("a.mark").focus()
    expect(place).to_have_css(*LIT)

    page.keyboard.press("Enter")
    expect(place).to_be_focused() if scripts else expect(page).to_have_url(re.compile("#drawn-2$"))
    expect(place).to_have_css(*LIT)


def test_a_tap_on_an_instruction_brings_its_place_into_view_and_the_reverse(stage):
    page = stage(has_touch=True, viewport={"width": 320, "height": 420}, reduced_motion="reduce")
    instruction, place = parts(page, 2)
    instruction.scroll_into_view_if_needed()
    expect(place).not_to_be_in_viewport()

    instruction.get_by_text("키를 복사해요").tap()
    expect(place).to_be_in_viewport()
    expect(place).to_have_css(*LIT)

    place.tap()
    expect(instruction).to_be_in_viewport()
    expect(instruction).to_have_css(*LIT)


def test_a_tap_leaves_one_pair_lit_and_no_step_in_the_history(stage):
    page = stage(has_touch=True, viewport={"width": 390, "height": 800}, reduced_motion="reduce")
    parts(page, 1)
    depth = page.evaluate("history.length")

    for mark in (1, 2):
        page.locator(f".do [data-mark='{mark}'] a").tap()

    expect(page.locator(".lit")).to_have_count(2)
    assert page.evaluate("history.length") == depth
    assert page.url.endswith(DRAWN)


def test_only_instructions_that_point_somewhere_can_be_tabbed_to(stage):
    page = stage()
    parts(page, 1)

    stops = page.locator(".lesson > .words").evaluate(
        "part => [...part.querySelectorAll('*')].filter(e => e.tabIndex >= 0).map(e => e.innerText)"
    )

    assert [stop.strip()[0] for stop in stops] == ["1", "2"]


def test_a_box_over_a_screenshot_lights_with_its_instruction(stage):
    instruction, box = parts(stage(), 1, "/guides/pictured/photographed")
    instruction.hover()

    expect(box.locator("rect")).to_have_css("stroke-width", "5px")


@pytest.mark.parametrize("width", [320, 390, 1280])
@pytest.mark.parametrize("path", [DRAWN, "/guides/pictured/photographed"])
def test_a_picture_never_makes_the_page_scroll_sideways(stage, width, path):
    page = stage(viewport={"width": width, "height": 800})
    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth") <= width
    figure = page.locator("figure").bounding_box()
    for number in page.locator("figure .mark, figure circle").all():
        box = number.bounding_box()
        assert box["x"] >= figure["x"]
        assert box["x"] + box["width"] <= figure["x"] + figure["width"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("path", [DRAWN, "/guides/pictured/photographed"])
def test_axe_finds_nothing_in_any_kind_of_thing_lit_or_not(stage, path, theme):
    page = stage(bypass_csp=True, color_scheme=theme, reduced_motion="reduce")
    instruction, place = parts(page, 1, path)
    page.add_script_tag(path=AXE)

    unlit = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    instruction.click()
    expect(place).to_have_class(re.compile("lit"))
    lit = page.evaluate("axe.run(document, {resultTypes: ['violations']})")

    assert [fault["id"] for fault in unlit["violations"] + lit["violations"]] == []
