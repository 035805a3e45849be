"""What only some screens need comes with them, however they are reached."""

import pytest
from playwright.sync_api import expect

FORM = "/guides/coupang/account?company=listed"


@pytest.fixture
def asked(scripted):
    """The names of our files that a browser asked for."""
    names = []
    scripted.on("request", lambda request: names.append(request.url.rpartition("/")[2]))
    return names


def test_the_form_asks_for_nothing_of_lessons_until_one_asks_where_a_value_is(scripted, asked):
    scripted.goto(FORM)
    expect(scripted.locator("[data-tick] span").first).to_have_text("아직 없어요")
    assert {"form.js"} < set(asked)
    assert not {"drafts.js", "find.js", "lessons.css", "pages.css", "beside.js"} & set(asked)

    scripted.locator("a.find").first.click()

    expect(scripted.locator(".found .picture").first).to_be_visible()
    assert {"find.js", "lessons.css"} < set(asked)
    assert len(scripted.context.pages) == 1


def test_a_picture_that_is_swapped_in_is_drawn_and_its_numbers_light(scripted, asked):
    scripted.goto(FORM)
    while not scripted.locator(".shots").count():
        here = scripted.url
        scripted.click("a[rel=prev]")
        scripted.wait_for_url(lambda url, here=here: url != here)

    expect(scripted.locator(".picture").first).to_have_css("border-top-style", "solid")
    scripted.locator(".do [data-mark]").first.click()
    expect(scripted.locator(".picture .lit").first).to_be_visible()
    assert {name: asked.count(name) for name in ("wizard.css", "lessons.css", "pages.css")} == {
        "wizard.css": 1,
        "lessons.css": 1,
        "pages.css": 1,
    }


def test_an_error_that_is_swapped_in_brings_its_own_style(scripted, asked):
    scripted.goto(FORM)
    assert "error_page.css" not in asked
    link = scripted.locator("a[rel=prev]")
    link.evaluate("(tag) => tag.setAttribute('href', '/guides/nowhere')")
    link.click()

    expect(scripted.locator(".sign")).to_have_css("height", "48px")
    assert asked.count("error_page.css") == 1
