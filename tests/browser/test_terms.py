"""A word that is explained, tapped in a real browser: with and without a script, by keyboard, and on paper."""

import shutil

import pytest
from conftest import CONTENT, GUIDES, prepared, settings_for
from playwright.sync_api import expect
from support.serving import served

from gallery.stage import reader
from wizard.app import create_app

AXE = CONTENT.parents[1] / "node_modules/axe-core/axe.min.js"
STEP = "/guides/borrowing/tool-menu?way=self"


@pytest.fixture(scope="module")
def shared_address(tmp_path_factory):
    home = tmp_path_factory.mktemp("shared")
    folder = shutil.copytree(GUIDES / "shared", home / "guides")
    app = create_app(prepared(settings_for(home, guides=folder)))
    with served(app) as address:
        yield address
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, shared_address):
    context = reader(chromium, shared_address, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


def test_a_tap_opens_what_a_word_means_and_another_closes_it(page):
    page.goto(STEP)
    word, meaning = page.locator("button.term"), page.locator(".terms > [popover]")
    expect(meaning).to_be_hidden()

    word.click()
    expect(meaning).to_be_visible()
    expect(meaning).to_contain_text("02-0000-0000으로 물어볼 수 있는 프로그램이에요.")
    box = meaning.bounding_box()
    assert box["y"] + box["height"] <= page.viewport_size["height"]

    meaning.get_by_role("button", name="닫기").click()
    expect(meaning).to_be_hidden()
    assert page.url.endswith(STEP)


def test_the_keyboard_opens_and_escape_closes_and_stays_at_the_word(page):
    page.goto(STEP)
    word, meaning = page.locator("button.term"), page.locator(".terms > [popover]")

    word.press("Enter")
    expect(meaning).to_be_visible()
    page.keyboard.press("Escape")

    expect(meaning).to_be_hidden()
    expect(word).to_be_focused()


def test_on_paper_the_words_stand_as_a_list(page):
    page.goto("/guides/borrowing/all")
    expect(page.locator(".terms > [popover]")).to_be_hidden()

    page.emulate_media(media="print")

    expect(page.locator(".terms > [popover]")).to_be_visible()
    expect(page.locator(".terms button")).to_be_hidden()


def test_an_open_meaning_is_as_accessible_as_the_page(chromium, shared_address):
    context = reader(chromium, shared_address, color_scheme="dark")
    page = context.new_page()
    page.goto(STEP)
    page.locator("button.term").click()
    page.evaluate(AXE.read_text("utf-8"))

    found = page.evaluate("axe.run()")

    assert [one["id"] for one in found["violations"]] == []
    context.close()
