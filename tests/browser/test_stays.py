"""What was typed stays, whatever comes between: one journey of several presses each, in a real browser."""

from functools import partial

from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill

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
        expect(scripted.locator("#seller_number-error")).to_be_visible()
        scripted.wait_for_load_state("networkidle")

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
    scripted.wait_for_load_state("networkidle")

    assert scripted.evaluate("history.length") - before == 1
