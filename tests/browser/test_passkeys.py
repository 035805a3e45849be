"""Passkeys in a real Chromium, with an authenticator that it plays itself; and without any."""

import pytest
from playwright.sync_api import expect
from support import people
from support.browsing import opened
from support.people import PASSWORD, code_of, hire, recovery_codes, services_of
from support.serving import served

AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def address(app_on_each_database):
    """Serve the application at the one host that browsers trust without a certificate."""
    with served(app_on_each_database) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture
def page(chromium, address):
    yield from opened(chromium, address)


@pytest.fixture
def session(page):
    """Give the way to the page's own authenticator."""
    found = page.context.new_cdp_session(page)
    found.send("WebAuthn.enable")
    found.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    return found


@pytest.fixture
def kim(app_on_each_database, page):
    """A member whose browser has just come in by code; gives their recovery codes, to be used up."""
    staff_id, secret = hire(app_on_each_database, "support", "kim@example.com")
    sign_in(page, code=code_of(secret))
    page.wait_for_url("**/staff/today")
    return recovery_codes(app_on_each_database, staff_id)


def sign_in(page, password=PASSWORD, code=""):
    page.goto("/staff/enter")
    page.fill("#email", "kim@example.com")
    page.fill("#password", password)
    page.fill("#code", code)
    page.click("form[action='/staff/enter'] > .button:not([type=button])")


def make_passkey(page, code, password=PASSWORD):
    page.goto("/staff/me/passkeys")
    page.fill("#password", password)
    page.fill("#code", code)
    page.fill("#name", "사무실 노트북")
    page.click("button[data-passkey]")


def knock_with_passkey(page, password=PASSWORD):
    page.goto("/staff/enter")
    page.fill("#email", "kim@example.com")
    page.fill("#password", password)
    page.click("button[data-passkey]")


@pytest.mark.usefixtures("session")
def test_a_passkey_stands_in_for_the_code_and_not_for_the_password(page, kim, app_on_each_database):
    make_passkey(page, kim.pop())
    expect(page.locator(".ways")).to_contain_text("사무실 노트북")
    page.goto("/staff/me")
    page.click("text=이 기기에서 나가기")
    page.wait_for_url("**/staff/enter")

    knock_with_passkey(page, "wrong password")
    expect(page.locator("[role=alert]#summary")).to_contain_text("맞지 않는 것이 있어요")
    knock_with_passkey(page)
    page.wait_for_url("**/staff/today")

    kinds = [kind for kind, _ in people.events(app_on_each_database)]
    assert kinds.count("passkey.added") == 1
    assert kinds.count("staff.entered") == 2


@pytest.mark.usefixtures("session")
def test_a_wrong_password_makes_no_passkey_and_a_deleted_one_lets_nobody_in(
    page, kim, app_on_each_database
):
    make_passkey(page, kim[0], "wrong password")
    expect(page.locator("#password-error")).to_contain_text("맞지 않아요")
    make_passkey(page, kim.pop())
    page.click("text=지우기")
    expect(page.locator("h1")).to_have_text("이 패스키를 지울까요?")
    page.fill("#password", PASSWORD)
    page.fill("#code", kim.pop())
    page.click("text=패스키 지우기")
    expect(page.locator("h1")).to_have_text("패스키")
    expect(page.locator(".ways")).to_have_count(0)

    knock_with_passkey(page)

    expect(page.locator("[role=alert]#summary")).to_be_visible()
    [member] = services_of(app_on_each_database).staff.everybody()
    assert not services_of(app_on_each_database).own_account.passkeys(member.id)


@pytest.mark.usefixtures("session")
def test_what_a_passkey_signed_once_lets_nobody_in_twice(page, kim):
    make_passkey(page, kim.pop())
    expect(page.locator(".ways")).to_be_visible()
    posted = []
    page.on("request", lambda it: posted.append(it) if it.url.endswith("/staff/enter") else None)
    knock_with_passkey(page)
    page.wait_for_url("**/staff/today")
    [sent] = [it for it in posted if it.method == "POST"]

    page.context.clear_cookies(name="staff")
    page.goto("/staff/enter")
    token = page.input_value("[name=csrf_token]")
    said = {**_form(sent.post_data), "csrf_token": token}
    answer = page.request.post("/staff/enter", form=said, max_redirects=0)

    assert answer.status == 422


def _form(body):
    from urllib.parse import parse_qsl

    return dict(parse_qsl(body, keep_blank_values=True))


@pytest.mark.usefixtures("session", "kim")
def test_a_browser_that_holds_no_passkey_of_ours_is_told_what_to_do(page):
    page.goto("/staff/enter")

    page.click("button[data-passkey]")

    expect(page.locator("[data-passkey-said]")).to_contain_text("인증 앱의 번호를")


def test_without_javascript_the_code_lets_in_and_no_passkey_is_offered(
    chromium, address, app_on_each_database
):
    _, secret = hire(app_on_each_database, "support", "kim@example.com")
    for page in opened(chromium, address, java_script_enabled=False):
        sign_in(page, code=code_of(secret))
        page.wait_for_url("**/staff/today")
        page.goto("/staff/me/passkeys")
        expect(page.locator("[data-passkey-none]")).to_be_visible()
        expect(page.locator("button[data-passkey]")).to_be_hidden()
