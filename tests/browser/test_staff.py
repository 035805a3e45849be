"""Links and the staff's pages in a real browser."""

import pytest
from flask import abort
from playwright.sync_api import expect
from support import people
from support.browsing import opened
from support.jobs import failed_job, states
from support.people import invited, seller_client, services_of
from support.serving import served
from support.staff_pages import sign_in

from wizard.services.link_sign_in import Caller

FIVE = people.ACE.business_number[-5:]


@pytest.fixture
def address(content_app):
    with served(content_app) as address:
        yield address


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


def test_a_link_pasted_into_the_open_door_is_taken_and_back_keeps_its_code(page, content_app):
    _, token = invited(content_app)
    page.goto("/enter")
    expect(page.locator("#token-box")).to_be_visible()

    page.evaluate("code => { location.hash = code }", f"{token}?fbclid=1")
    expect(page.locator("#token-box")).to_be_hidden()
    assert page.url.endswith("/enter")
    page.goto("/")
    page.go_back()
    expect(page.locator("#token-box")).to_be_hidden()
    page.fill("#digits", FIVE)
    page.click("button.button")

    page.wait_for_url("**/my")


@pytest.mark.parametrize("tail", [".", ")", "입니다", "&x=1"])
def test_text_that_a_messenger_glued_to_a_link_is_cut(page, content_app, tail):
    _, token = invited(content_app)

    page.goto(f"/enter#{token}{tail}")

    expect(page.locator("#token-box")).to_be_hidden()
    assert page.input_value("#token") == token


def test_what_is_behind_the_mark_but_no_code_is_left_alone(page):
    page.goto("/enter#screen")

    expect(page.locator("#token-box")).to_be_visible()
    assert page.input_value("#token") == ""


def test_the_open_queue_shows_a_request_that_comes_in(page, content_app, address):
    sign_in(page, content_app, address, "support")
    page.clock.install()
    page.goto("/staff/requests")
    expect(page.locator("#queue")).to_contain_text("지금 할 요청이 없어요")
    _, token = invited(content_app)
    services_of(content_app).link_sign_in.request_new(token, Caller("에이스", "01098765432"))

    page.focus("[name=kind]")
    page.clock.run_for(21_000)

    expect(page.locator("#queue tbody a")).to_have_text("새 링크")
    expect(page.locator("[name=kind]")).to_be_focused()
    assert page.url.endswith("/staff/requests")


def asked_for_help(app):
    """Let a seller ask for help; give the request's id."""
    client = seller_client(app)
    path = "/guides/coupang/keys/help?company=listed"
    assert people.post(client, path, kind="help", text="막혔어요").status_code == 303
    [request] = services_of(app).requests.of_seller(client.seller_id)
    return request.id


def is_one_page(page):
    """Say whether a page is there once: one banner, one place for screens, one heading."""
    return [page.locator(what).count() for what in ("body > header", "main", "h1")] == [1, 1, 1]


def test_a_row_of_the_queue_opens_its_request_as_a_page_with_its_own_address(
    page, content_app, address
):
    request = asked_for_help(content_app)
    sign_in(page, content_app, address, "support")
    page.goto("/staff/requests")

    page.click("#queue tbody a")

    page.wait_for_url(f"**/staff/requests/{request}")
    expect(page.locator("h1")).to_be_focused()
    assert is_one_page(page)
    page.go_back()
    expect(page.locator("h1")).to_have_text("요청")
    assert page.url.endswith("/staff/requests")


@pytest.mark.parametrize("path", ["/staff/requests", "/editor/coupang"])
def test_when_a_session_ends_an_open_page_goes_whole_to_the_door_and_back_after_it(
    page, content_app, address, path
):
    client = sign_in(page, content_app, address, "admin")
    page.clock.install()
    page.goto(path)
    services_of(content_app).sessions.sign_out_staff(client.staff_id, client.staff_id)

    page.clock.run_for(21_000)

    page.wait_for_url(f"**/staff/enter?to={path}")
    assert is_one_page(page)
    assert page.input_value("[name=to]") == path


def test_back_to_a_page_whose_session_ended_goes_to_the_door(page, content_app, address):
    client = sign_in(page, content_app, address, "support")
    page.goto("/staff/requests")
    page.click("text=한눈에")
    page.wait_for_url("**/staff/matrix")
    services_of(content_app).sessions.sign_out_staff(client.staff_id, client.staff_id)

    page.go_back()

    page.wait_for_url("**/staff/enter?to=/staff/requests")
    assert is_one_page(page)


def test_a_part_that_cannot_be_fetched_for_now_leaves_the_page_as_it_is(page, content_app, address):
    content_app.add_url_rule("/failing", view_func=lambda: abort(503))
    sign_in(page, content_app, address, "support")
    page.clock.install()
    page.goto("/staff/requests")
    page.route("**/requests/rows", lambda route: route.continue_(url=f"{address}/failing"))

    with page.expect_response(lambda answer: answer.status == 503):
        page.clock.run_for(21_000)

    expect(page.locator("#queue")).to_contain_text("지금 할 요청이 없어요")
    assert is_one_page(page)


def test_an_admin_has_a_failed_job_tried_again_with_one_press(page, content_app, address):
    job = failed_job(services_of(content_app).jobs.engine)
    sign_in(page, content_app, address, "admin")
    page.goto("/staff/people")
    page.get_by_role("link", name="자동 작업").click()
    expect(page.locator("h1")).to_have_text("자동 작업")

    page.get_by_role("button", name="다시 해 보기").click()

    expect(page.locator("main")).to_contain_text("다시 하게 했어요")
    expect(page.get_by_role("button", name="다시 해 보기")).to_have_count(0)
    assert states(services_of(content_app).jobs.engine) == {job.subject: ("waiting", "SealError")}


def test_a_page_of_the_staff_has_its_style_when_one_goes_back_to_it(page, content_app, address):
    sign_in(page, content_app, address, "support")
    page.goto("/staff/requests")
    rooms = page.locator(".rooms")
    expect(rooms).to_have_css("position", "sticky")
    rooms.get_by_role("link", name="판매자가 보는 안내").click()
    expect(page.locator(".malls").first).to_be_visible()
    page.reload(wait_until="networkidle")  # htmx hears Back a moment after it has come

    page.go_back()

    expect(rooms).to_have_css("position", "sticky")


def test_on_a_phone_the_rooms_are_behind_a_button_and_the_one_one_is_in_is_marked(
    page, content_app, address
):
    sign_in(page, content_app, address, "support")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/staff/requests")
    rooms = page.get_by_role("navigation", name="담당자 메뉴")
    expect(rooms).to_be_hidden()

    page.get_by_role("button", name="메뉴").click()

    expect(rooms.locator("[aria-current=page]")).to_have_text("요청")
    rooms.get_by_role("link", name="판매자", exact=True).click()
    expect(page.locator("h1")).to_have_text("판매자")
    expect(rooms).to_be_hidden()
