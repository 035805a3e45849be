"""What a real browser tells of how a screen was passed."""

import pytest
from playwright.sync_api import expect
from support.serving import served

from wizard.services.metrics import Span


@pytest.fixture
def address(content_app):
    """A server of the test's own: what it counts is the test's alone."""
    with served(content_app) as address:
        yield address


def counted(app):
    metrics_buffer = app.extensions["wizard"].metrics_buffer
    metrics_buffer.bring()
    return metrics_buffer.metrics.of_malls(Span(metrics_buffer.metrics.since(1)))["coupang"].counted


def passed(app):
    """Give what was counted but for how long."""
    return {
        step: {what: n for what, n in counts.items() if not what.startswith("pace")}
        for step, counts in counted(app).items()
    }


def press(page, link, place):
    page.click(f"#screen a[rel={link}]")
    page.wait_for_url(f"**/guides/coupang/{place}")
    expect(page.locator("[data-progress]")).to_be_visible()


def test_going_on_and_back_is_counted_with_and_without_javascript(page, content_app):
    page.goto("/guides/coupang")
    press(page, "next", "wing-login")
    press(page, "next", "vendor-menu")
    press(page, "prev", "wing-login")

    assert passed(content_app) == {
        "wing-login": {"shown": 2, "on": 1},
        "vendor-menu": {"shown": 1, "back": 1},
    }


def test_the_browsers_own_back_is_counted_as_back(scripted, content_app):
    scripted.goto("/guides/coupang")
    press(scripted, "next", "wing-login")
    press(scripted, "next", "vendor-menu")
    heading = scripted.locator("h1").inner_text()
    scripted.go_back()
    expect(scripted.locator("h1")).not_to_have_text(heading)

    assert passed(content_app)["vendor-menu"] == {"shown": 1, "back": 1}


def test_the_time_that_a_screen_was_looked_at_is_counted_without_the_time_in_the_background(
    scripted, content_app
):
    scripted.clock.install()
    scripted.goto("/guides/coupang")
    press(scripted, "next", "wing-login")
    scripted.clock.run_for(25_000)
    see(scripted, hidden=True)
    scripted.clock.run_for(900_000)
    see(scripted, hidden=False)
    scripted.clock.run_for(20_000)
    press(scripted, "next", "vendor-menu")

    assert counted(content_app)["wing-login"]["pace:60"] == 1


def see(page, *, hidden):
    """Put the page into the background, or bring it back."""
    page.evaluate(
        "hidden => { Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });"
        " document.dispatchEvent(new Event('visibilitychange')) }",
        hidden,
    )
