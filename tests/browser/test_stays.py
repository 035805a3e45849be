"""What was typed stays, whatever comes between: one journey of several presses each, in a real browser."""

import re
from functools import partial

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill, opened, ready, rest, turn

FORM = "/guides/cjmall/account"
OWN = {"login_id": "shop1234", "password": "correct horse"}
BEFORE = "/guides/cjmall"


def arrive(page):
    """Come to the form as a seller does, and fill it in."""
    page.goto(BEFORE)
    page.click("#screen .go a[rel=next]")
    page.wait_for_url("**/cjmall/login")
    page.click("a[rel=next]")
    expect(page.locator("form#account")).to_have_count(1)
    ready(page)
    fill(page, FIRM | OWN)


def typed(page):
    return {name: page.input_value(f"#{name}") for name in FIRM | OWN}


ANSWERS = {
    500: "<html><body>Internal Server Error</body></html>",
    502: "<html><body><h1>502 Bad Gateway</h1></body></html>",
    504: "<html><body><h1>504 Gateway Time-out</h1></body></html>",
    413: "<html><body><h1>413 Request Entity Too Large</h1></body></html>",
    "offline": "",
}


def meet(answer, body, route):
    """Answer a save in place of the server, or let it never arrive."""
    if route.request.method != "POST":
        return route.continue_()
    if answer == "offline":
        return route.abort()
    return route.fulfill(status=answer, body=body, content_type="text/html")


def test_whatever_answers_a_save_the_form_stays_and_its_button_works_again(scripted):
    arrive(scripted)
    for answer, body in ANSWERS.items():
        scripted.route("**/account*", partial(meet, answer, body))
        scripted.click("button[value=save]")
        expect(scripted.locator("#stays")).to_be_focused()
        expect(scripted.locator("#stays")).to_contain_text("적은 내용은 이 화면에 그대로 있어요")
        assert typed(scripted) == FIRM | OWN, answer
        scripted.unroute("**/account*")
        scripted.evaluate("document.getElementById('stays').remove()")

    scripted.click("button[value=save]")
    expect(scripted.locator("[data-account]")).to_have_count(1)


def test_however_often_a_save_is_refused_one_step_back_leaves_the_form(scripted):
    arrive(scripted)
    here, before = scripted.url, scripted.evaluate("history.length")
    scripted.fill("#seller_number", "123")
    for _ in range(3):
        scripted.click("button[value=save]")
        expect(scripted.locator("#seller_number-error:not([data-seen])")).to_be_visible()
        rest(scripted)
        scripted.evaluate("document.getElementById('seller_number-error').dataset.seen = ''")

    assert (scripted.url, scripted.evaluate("history.length")) == (here, before)
    expect(scripted.locator("#summary")).to_be_focused()
    scripted.go_back()
    expect(scripted.locator("form#account")).to_have_count(0)


def test_two_quick_presses_of_the_same_link_are_one_entry_of_the_history(scripted):
    scripted.goto("/guides/coupang")
    before = scripted.evaluate("history.length")
    scripted.evaluate("""() => {
      const link = document.querySelector("#screen .go a[rel=next]");
      link.click();
      link.click();
    }""")
    scripted.wait_for_url("**/guides/coupang/*")
    rest(scripted)

    assert scripted.evaluate("history.length") - before == 1


def came_back(page, **values):
    expect(page.locator("#drafted")).to_contain_text("적던 내용을 다시 넣어 드렸어요")
    for name, value in values.items():
        expect(page.locator(f"#{name}")).to_have_value(value)


def test_a_page_that_forward_asked_for_does_not_come_over_the_one_opened_meanwhile(scripted):
    arrive(scripted)
    scripted.go_back()
    expect(scripted.locator("form#account")).to_have_count(0)
    held = []
    scripted.route(f"**{FORM}", lambda route: held.append(route))  # noqa: PLW0108 - the driver marks it
    with scripted.expect_request(f"**{FORM}"):
        scripted.go_forward()
    scripted.click("a[href*='/help']")
    scripted.fill("#text", "비밀번호를 모르겠어요")
    with scripted.expect_request_finished(lambda request: request.url.endswith(FORM)):
        held.pop().continue_()

    rest(scripted)
    assert scripted.url.endswith("/help")
    expect(scripted.locator("#text")).to_have_value("비밀번호를 모르겠어요")


def test_a_press_made_while_back_is_still_on_its_way_is_not_lost(scripted):
    arrive(scripted)
    held = []
    scripted.route("**/cjmall/login", lambda route: held.append(route))  # noqa: PLW0108 - the driver marks it
    with scripted.expect_request("**/cjmall/login"):
        scripted.go_back()
    scripted.route("**/help", lambda route: held.append(route))  # noqa: PLW0108 - the driver marks it
    with scripted.expect_request("**/help"):
        scripted.click("a[href*='/help']")
    for route in held:
        with scripted.expect_request_finished(
            lambda request, route=route: request.url == route.request.url
        ):
            route.continue_()

    expect(scripted.locator("#text")).to_be_visible()
    assert scripted.url.endswith("/help")


OPEN = FIRM | {"login_id": "shop1234"}
KEPT = "적어 두신 값이 있어요 (끝 ••se). 바꿀 때만 다시 적어 주세요."


def test_what_was_typed_is_there_after_back_another_step_a_question_and_a_reload(scripted):
    arrive(scripted)
    scripted.click("a[rel=prev]")
    scripted.wait_for_url("**/login")
    scripted.click("a[rel=next]")
    came_back(scripted, **FIRM, **OWN)  # secrets too: the page was never left
    scripted.go_back()
    scripted.wait_for_url("**/login")
    scripted.go_forward()
    came_back(scripted, **FIRM, **OWN)
    scripted.click("a[href*='/help']")
    scripted.fill("#text", "비밀번호를 모르겠어요")
    scripted.click("a[rel=prev]")
    came_back(scripted, **FIRM, **OWN)
    kept = scripted.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert OWN["password"] not in kept
    assert OWN["login_id"] in kept

    scripted.reload()
    came_back(scripted, **OPEN, password="")
    expect(scripted.locator("#password-tail")).to_have_text(KEPT)
    scripted.click("a[href*='/help']")
    came_back(scripted, text="비밀번호를 모르겠어요")
    scripted.click("#drafted .forget")
    expect(scripted.locator("#text")).to_have_value("")
    expect(scripted.locator("#drafted")).to_have_count(0)
    scripted.reload()
    expect(scripted.locator("#text")).to_have_value("")


def test_a_whole_text_put_into_an_open_box_waits_in_no_storage_and_comes_back(scripted):
    scripted.goto(FORM)
    ready(scripted)
    scripted.route("**/parts", lambda route: route.abort())
    text = f"shop1234 비밀번호 {OWN['password']}"
    scripted.fill("#login_id", text)
    kept = scripted.evaluate("JSON.stringify(localStorage) + JSON.stringify(sessionStorage)")
    assert OWN["password"] not in kept
    scripted.click("a[rel=prev]")
    scripted.wait_for_url("**/login")
    scripted.click("a[rel=next]")

    expect(scripted.locator("#login_id")).to_have_value(text)


def test_what_was_saved_or_left_behind_comes_back_to_nobody(scripted):
    arrive(scripted)
    scripted.click("button[value=save]")
    expect(scripted.locator("[data-account]")).to_have_count(1)
    scripted.goto(FORM)
    ready(scripted)
    expect(scripted.locator("#login_id")).to_have_value("")
    expect(scripted.locator("#drafted")).to_have_count(0)
    scripted.fill("#login_id", "another")
    scripted.click("form.leave button")
    scripted.wait_for_url("**/")
    scripted.goto(FORM)
    ready(scripted)

    expect(scripted.locator("#drafted")).to_have_count(0)
    assert scripted.evaluate("localStorage['wizard.drafts']") is None


def test_a_choice_that_was_made_comes_back_with_the_boxes_it_asks_for(scripted):
    scripted.goto("/guides/smartstore/account")
    ready(scripted)
    scripted.check("input[value=different]")
    scripted.fill("#api_seller_id", "ncp_1abc0d_01")
    scripted.fill("#login_id", "sbdc1228")
    scripted.reload()

    came_back(scripted, api_seller_id="ncp_1abc0d_01", login_id="sbdc1228")
    expect(scripted.locator("input[value=different]")).to_be_checked()
    expect(scripted.locator(".error")).to_have_count(0)


def test_a_browser_that_keeps_nothing_says_so_and_still_brings_back_what_it_can(scripted):
    scripted.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } });"
    )
    scripted.goto(FORM)
    ready(scripted)
    scripted.fill("#login_id", "shop1234")
    expect(scripted.locator("#drafted")).to_contain_text("기억하지 못해요")
    scripted.click("a[rel=prev]")
    scripted.wait_for_url("**/login")
    scripted.click("a[rel=next]")

    came_back(scripted, login_id="shop1234")


def test_a_browser_that_blocks_cookies_is_told_before_anything_is_typed(scripted):
    scripted.add_init_script(
        "Object.defineProperty(Navigator.prototype, 'cookieEnabled', { get: () => false });"
    )
    scripted.goto(FORM)
    ready(scripted)

    expect(scripted.locator("#drafted")).to_contain_text("쿠키를 막아 두어")


def test_without_htmx_a_refusal_and_a_way_back_keep_what_was_typed_and_a_saving_forgets_it(
    scripted,
):
    scripted.route("**/htmx*", lambda route: route.abort())
    scripted.goto(FORM)
    ready(scripted)
    fill(scripted, FIRM | OWN | {"seller_number": "123"})
    scripted.click("button[value=save]")
    expect(scripted.locator("#seller_number-error")).to_be_visible()
    scripted.click("a[rel=prev]")
    scripted.wait_for_url("**/login")
    scripted.click("a[rel=next]")
    came_back(scripted, login_id="shop1234", seller_number="123")
    fill(scripted, FIRM | OWN)
    scripted.click("button[value=save]")
    expect(scripted.locator("[data-account]")).to_have_count(1)
    scripted.goto(FORM)
    ready(scripted)

    expect(scripted.locator("#drafted")).to_have_count(0)


def test_without_htmx_what_was_typed_is_there_after_a_save_that_met_no_network_and_a_way_back(
    scripted,
):
    scripted.route("**/htmx*", lambda route: route.abort())
    scripted.goto(BEFORE)
    scripted.click("#screen .go a[rel=next]")
    scripted.click("a[rel=next]")
    ready(scripted)
    fill(scripted, FIRM | OWN)
    scripted.locator("#password").blur()
    rest(scripted)
    scripted.context.set_offline(True)
    scripted.click("button[value=save]", no_wait_after=True)
    expect(scripted).to_have_url(re.compile("^chrome-error:"))
    scripted.context.set_offline(False)
    scripted.go_back()
    if scripted.url.endswith(
        "/login"
    ):  # a form that is sent to its own address leaves no entry of its own
        scripted.wait_for_function("() => window.drafts")  # at a person's pace
        scripted.click("a[rel=next]")

    came_back(scripted, **OPEN)
    expect(scripted.locator("#password-tail")).to_have_text(KEPT)
    scripted.click("button[value=save]")
    expect(scripted.locator("[data-account]")).to_have_count(1)


def test_without_htmx_a_box_that_an_answer_asks_for_gets_back_what_was_typed_into_it(scripted):
    scripted.route("**/htmx*", lambda route: route.abort())
    scripted.goto("/guides/auction/account?way=self")
    ready(scripted)
    scripted.fill("#login_id", "woorishop")
    scripted.check("input[name=remit][value=online]")
    scripted.click("button.refresh")
    ready(scripted)
    scripted.fill("#bank_account", "110-123-456789")
    scripted.goto("/guides/auction")
    scripted.goto("/guides/auction/account?way=self")
    ready(scripted)
    expect(scripted.locator("input[name=remit][value=online]")).to_be_checked()
    scripted.click("button.refresh")

    expect(scripted.locator("#bank_account")).to_have_value("110-123-456789")
    expect(scripted.locator("#login_id")).to_have_value("woorishop")


def test_what_is_typed_before_the_scripts_of_the_form_have_come_stays_and_is_kept(scripted):
    scripted.goto(FORM)
    ready(scripted)
    scripted.fill("#login_id", "typed-before")
    held = []

    def hold(route):
        held.append(route)

    scripted.route("**/form.js", hold)
    with scripted.expect_request("**/form.js"):
        scripted.goto(FORM, wait_until="commit")
    scripted.fill("#login_id", "typed-early")
    scripted.fill("#seller_name", "한빛상회")
    held[0].continue_()
    ready(scripted)

    expect(scripted.locator("#login_id")).to_have_value("typed-early")
    scripted.unroute("**/form.js")
    scripted.goto(BEFORE)
    scripted.goto(FORM)
    expect(scripted.locator("#login_id")).to_have_value("typed-early")
    expect(scripted.locator("#seller_name")).to_have_value("한빛상회")


@pytest.fixture
def phone(chromium, address):
    yield from opened(chromium, address, viewport={"width": 390, "height": 844})


def test_on_a_phone_the_form_is_filled_in_a_few_boxes_at_a_time_and_saved_at_its_end(phone):
    phone.goto("/guides/coupang/account?company=listed")
    ready(phone)
    expect(phone.locator("#login_id")).to_be_hidden()
    expect(phone.locator("#seller_name")).to_be_hidden()  # the notice of personal data goes first
    expect(phone.locator("button.button[value=save]")).to_be_hidden()
    phone.click(".turn .on")
    for name, value in FIRM.items():
        phone.fill(f"#{name}", value)
        phone.keyboard.press("Enter")
    expect(phone.locator("#login_id")).to_be_focused()  # nothing was sent
    expect(phone.locator("#seller_name")).to_be_hidden()
    phone.fill("#login_id", "woorishop")
    phone.fill("#password", "correct horse")
    phone.fill("#vendor_id", "A00012345")
    phone.click(".turn .on")
    phone.fill("#access_key", "abc")
    phone.click(".turn .on")
    expect(phone.locator("#access_key-left")).to_be_visible()
    phone.click(".turn .on")  # it holds nobody
    expect(phone.locator("[data-cell=vendor_id]")).to_have_text("A00012345")
    phone.click("button.button[value=save]")

    expect(phone.locator("#summary")).to_be_focused()
    expect(phone.locator("#secret_key")).to_be_visible()
    expect(phone.locator(".doubts")).to_contain_text("36자가 아니라 3자 · 끝 ••bc")
    phone.click(".turn .on")
    phone.click("#summary a[href='#secret_key']")
    expect(phone.locator("#secret_key")).to_be_focused()
    phone.fill("#secret_key", "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de")
    phone.click(".doubts a")
    phone.fill("#access_key", "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13")
    phone.click(".turn .on")
    phone.click("button.button[value=save]")
    expect(phone.locator("[data-account]")).to_have_count(1)


def test_on_a_phone_what_is_wrong_is_said_when_its_boxes_are_left_and_whoever_insists_goes_on(
    phone,
):
    phone.goto("/guides/cjmall/account")
    ready(phone)
    phone.click(".turn .on")
    phone.wait_for_function("() => window.leavePart")
    for name, value in (FIRM | {"seller_number": "220-81-62518"}).items():
        phone.fill(f"#{name}", value)
    phone.click(".turn .on")
    said = phone.locator(".firm .error")
    expect(said).to_have_count(1)
    expect(said).to_contain_text("숫자 하나가 다른 것 같아요")
    expect(phone.locator("#seller_number")).to_be_focused()
    expect(phone.locator("#seller_number")).to_have_attribute("aria-invalid", "true")
    phone.fill("#seller_number", FIRM["seller_number"])
    expect(said).to_have_count(0)
    phone.fill("#seller_phone", "010-1234-567")
    phone.keyboard.press("Enter")
    expect(said).to_contain_text("자릿수가 다른 것 같아요")
    phone.click(".turn .on")  # they mean it

    expect(phone.locator("#login_id")).to_be_visible()
    phone.click(".turn .on")  # of empty boxes nothing is said
    expect(phone.locator("button.button[value=save]")).to_be_visible()


def test_on_a_phone_without_a_network_one_goes_on_and_hears_it_when_it_is_sent(phone):
    phone.goto("/guides/cjmall/account")
    ready(phone)
    phone.click(".turn .on")
    phone.wait_for_function("() => window.leavePart")
    phone.route("**/judged*", lambda route: route.abort())
    phone.fill("#seller_number", "1")
    phone.click(".turn .on")

    expect(phone.locator("#login_id")).to_be_visible()


def test_on_a_phone_a_question_of_the_form_is_answered_before_it_goes_on(phone):
    phone.goto("/guides/smartstore/account")
    ready(phone)
    while phone.locator("#same_id").is_hidden():
        turn(phone)

    expect(phone.locator(".turn .on")).to_be_hidden()
    phone.check("[name=same_id][value=different]")
    phone.click(".turn .on")
    expect(phone.locator("#api_seller_id")).to_be_visible()


def test_on_a_phone_an_answer_that_brings_more_boxes_leaves_one_at_its_question(phone):
    phone.goto("/guides/auction/account?way=agency")
    ready(phone)
    while phone.locator("#remit").is_hidden():
        turn(phone)
    before = phone.locator("[data-part]").count()
    phone.check("[name=remit][value=online]")
    phone.wait_for_function(
        "(n) => document.querySelectorAll('[data-part]').length > n", arg=before
    )

    expect(phone.locator("#remit")).to_be_visible()
    phone.click(".turn .on")
    expect(phone.locator("#bank_account")).to_be_visible()


def test_after_a_reload_on_a_phone_the_form_goes_on_where_it_was_and_begins_anew_after_saving(
    phone,
):
    phone.goto("/guides/cjmall/account")
    ready(phone)
    phone.click(".turn .on")
    for name, value in FIRM.items():
        phone.fill(f"#{name}", value)
    phone.click(".turn .on")
    phone.fill("#login_id", "shop1234")
    phone.reload()
    expect(phone.locator("#login_id")).to_be_visible()
    expect(phone.locator("#seller_name")).to_be_hidden()
    phone.fill("#password", "correct horse")
    phone.click(".turn .on")
    phone.click("button.button[value=save]")
    expect(phone.locator("[data-account]")).to_have_count(1)

    phone.goto("/guides/cjmall/account")
    ready(phone)
    expect(phone.locator("#login_id")).to_be_visible()
    expect(phone.locator(".turn")).to_contain_text("1/")


def test_an_answer_that_is_missing_is_told_in_sight_without_javascript_on_a_phone(
    chromium, address
):
    options = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
    for page in opened(chromium, address, **options):
        page.goto("/guides/lotteon/tool")
        page.click("#screen form button.button")

        expect(page.locator("#summary")).to_be_in_viewport()
        expect(page.locator("#summary")).to_be_focused()


def test_the_boxes_that_an_answer_asks_for_come_in_sight_without_javascript_on_a_phone(
    chromium, address
):
    options = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
    for page in opened(chromium, address, **options):
        page.goto("/guides/smartstore/account")
        page.fill("#login_id", "woorishop")
        page.check("input[value=different]")
        page.click("button.refresh")

        expect(page.locator("#same_id")).to_be_in_viewport()
        expect(page.locator("#api_seller_id")).to_have_count(1)
        expect(page.locator("#login_id")).to_have_value("woorishop")
