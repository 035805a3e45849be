"""Another look of a screen, pressed: it stays over the way, on the way back and beside the console."""

import pytest
from playwright.sync_api import expect
from support.browsing import opened
from support.serving import served

CHANGE = "2021년 화면"
ISSUE = "/guides/looks/issue?which=left"


@pytest.fixture
def address(app):
    with served(app) as address:
        yield address


@pytest.fixture
def floating(windowed_chromium, address):
    yield from opened(windowed_chromium, address)


def test_the_chosen_look_is_there_again_after_going_on_and_back_and_reloading(page):
    page.goto(ISSUE)
    page.get_by_role("link", name=CHANGE).click()
    expect(page.locator(".do")).to_contain_text("약관동의")
    page.click("a[rel=next]")
    expect(page.locator("h1")).to_have_text("서쪽으로 가요")
    page.go_back()
    expect(page.locator(".do")).to_contain_text("약관동의")
    page.reload()
    expect(page.locator(".do")).to_contain_text("약관동의")
    page.get_by_role("link", name="요즘 화면 보기").click()
    expect(page.locator(".do")).to_contain_text("발급")
    assert page.url.endswith(ISSUE)


def test_the_small_window_follows_to_the_chosen_look(floating):
    floating.goto(ISSUE)
    with floating.context.expect_page() as small:
        floating.click("button[data-companion]")
    expect(small.value.locator(".do")).to_contain_text("발급")

    floating.get_by_role("link", name=CHANGE).click()

    expect(small.value.locator(".do")).to_contain_text("약관동의")


def test_the_lesson_beside_a_box_unfolds_the_other_look(scripted):
    scripted.goto("/guides/looks/account?which=left")
    scripted.locator("a.find").first.click()
    found = scripted.locator("section.found")
    expect(found.locator(".do").first).to_contain_text("발급")
    found.get_by_text(CHANGE).click()
    expect(found.get_by_text("약관동의").first).to_be_visible()
