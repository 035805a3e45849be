"""Light or dark: as the device is set, until the reader chooses."""

import pytest
from playwright.sync_api import expect

from gallery.stage import reader, wizard_on_stage

PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(19, 21, 30)"}


@pytest.fixture(scope="module")
def stage(chromium):
    with wizard_on_stage() as (_, address):
        yield lambda **options: reader(chromium, address, **options)


def paper(page):
    return page.evaluate("getComputedStyle(document.body).backgroundColor")


@pytest.mark.parametrize("device", ["light", "dark"])
def test_the_page_follows_the_device_until_the_reader_chooses(stage, device):
    other = {"light": "dark", "dark": "light"}[device]
    page = stage(color_scheme=device).new_page()
    page.goto("/")
    assert paper(page) == PAPER[device]

    page.click("#theme")

    assert paper(page) == PAPER[other]
    page.goto("/guides/11st")
    assert paper(page) == PAPER[other]
    page.click("#theme")
    assert paper(page) == PAPER[device]
    page.emulate_media(color_scheme=other)
    assert paper(page) == PAPER[other]


def test_the_choice_is_there_before_anything_is_painted(stage):
    context = stage(color_scheme="light")
    page = context.new_page()
    page.goto("/")
    page.click("#theme")
    page.add_init_script(
        """new MutationObserver((_, watch) => {
            if (!document.body) return;
            window.worn = document.documentElement.dataset.theme;
            watch.disconnect();
        }).observe(document, {childList: true, subtree: true});"""
    )
    page.goto("/guides/11st")

    assert page.evaluate("window.worn") == "dark"


def test_the_switch_says_what_it_will_do_and_another_tab_follows(stage):
    context = stage(color_scheme="light")
    page, other = context.new_page(), context.new_page()
    page.goto("/")
    other.goto("/guides/11st")
    expect(page.locator("#theme")).to_have_text("어두운 화면으로 보기")

    page.click("#theme")

    expect(page.locator("#theme")).to_have_text("밝은 화면으로 보기")
    expect(other.locator("#theme")).to_have_text("밝은 화면으로 보기")
    assert paper(other) == PAPER["dark"]


def test_there_is_no_switch_where_it_could_not_work(stage):
    page = stage(java_script_enabled=False).new_page()
    page.goto("/")

    expect(page.locator("#theme")).to_be_hidden()
