"""Links and the staff's pages in a real browser."""

import people
import pytest
from people import desk_of, invited, staff_client
from playwright.sync_api import expect
from test_browser import address, opened

FIXTURES = (address,)
FIVE = people.ACE.business_number[-5:]


@pytest.fixture
def page(chromium, address):
    yield from opened(chromium, address)


def test_a_link_puts_its_code_into_the_form_and_out_of_the_address(page, content_app):
    _, token = invited(content_app)

    page.goto(f"/enter#{token}")
    expect(page.locator("#token-box")).to_be_hidden()
    assert page.url.endswith("/enter")
    page.fill("#digits", "00000")
    page.click("button.button")
    expect(page.locator("#digits-error")).to_contain_text("4번 더")
    page.fill("#digits", FIVE)
    page.click("button.button")

    page.wait_for_url("**/my")
    expect(page.locator("h1")).to_have_text("입점한 쇼핑몰을 골라요")


def test_what_is_behind_the_mark_but_no_code_is_left_alone(page):
    page.goto("/enter#screen")

    expect(page.locator("#token-box")).to_be_visible()
    assert page.input_value("#token") == ""


def test_the_open_queue_shows_a_request_that_comes_in(page, content_app, address):
    client = staff_client(content_app, "support")
    cookie = client.get_cookie("staff").value
    page.context.add_cookies([{"name": "staff", "value": cookie, "url": address}])
    page.clock.install()
    page.goto("/staff/requests")
    expect(page.locator("#queue")).to_contain_text("기다리는 요청이 없어요")
    _, token = invited(content_app)
    desk_of(content_app).links.want(token, "에이스", "01098765432")

    page.focus("[name=kind]")
    page.clock.run_for(21_000)

    expect(page.locator("#queue tbody a")).to_have_text("새 링크")
    expect(page.locator("[name=kind]")).to_be_focused()
    assert page.url.endswith("/staff/requests")
