"""A secret that is typed and not yet sent lasts over a reload, in a real browser: sealed, and in no storage as it is."""

import pytest
import sqlalchemy as sa
from playwright.sync_api import expect
from support.browsing import fill, opened
from support.services import opened as values_of
from support.serving import served

FORM = "/guides/coupang/account?company=listed"
OWN = {
    "login_id": "woorishop",
    "password": "correct horse",
    "vendor_id": "A00012345",
    "access_key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13",
    "secret_key": "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de",
}
SECRETS = ("password", "access_key", "secret_key")
SEALED = """(count) => new Promise((resolve) => {
  const kept = () => Object.values(Object.values(JSON.parse(localStorage["wizard.drafts"]))[0].sealed ?? {});
  const look = () => (kept().length === count ? resolve() : setTimeout(look, 20));
  look();
})"""
"""Wait until so many secrets of the only draft are sealed."""

STORAGE = "JSON.stringify(localStorage) + JSON.stringify(sessionStorage)"


@pytest.fixture
def address(content_app):
    """A server of the test's own: what it saves is the test's alone."""
    with served(content_app) as address:
        yield address


@pytest.fixture
def page(chromium, address):
    yield from opened(chromium, address)


def stored(app):
    accounts = app.extensions["wizard"].accounts
    with accounts.engine.connect() as connection:
        account = connection.execute(sa.text("select id from account")).scalar_one()
    return values_of(accounts, account)


def type_and_reload(page):
    """Fill the form in, leave its last box, and load the page anew."""
    page.goto(FORM)
    fill(page, OWN)
    page.locator("#secret_key").blur()
    page.evaluate(SEALED, len(SECRETS))
    assert not any(OWN[name] in page.evaluate(STORAGE) for name in SECRETS)
    page.reload()


def test_after_a_reload_what_was_typed_is_saved_as_it_was_typed(page, content_app):
    type_and_reload(page)
    expect(page.locator("#secret_key-tail")).to_contain_text("적어 두신 값이 있어요 (끝 ••de)")
    expect(page.locator("#secret_key")).to_have_value("")
    expect(page.locator("[data-tick=secret_key]")).to_have_class("got")
    expect(page.locator("#drafted")).not_to_contain_text("다시 적어")
    page.fill("#password", "another horse")
    page.click("button.button[value=save]")
    expect(page.locator("[data-account]")).to_have_count(1)

    values = stored(content_app)
    assert {name: values[name] for name in OWN} == OWN | {"password": "another horse"}
    assert page.evaluate("localStorage['wizard.drafts']") is None


def test_what_came_back_is_gone_when_it_is_wiped_away_and_never_meets_another_firm(page):
    type_and_reload(page)
    expect(page.locator("#password-tail")).to_be_visible()
    page.click("#drafted .forget")
    expect(page.locator("#password-tail")).to_have_count(0)
    expect(page.locator("[name='password.kept']")).to_have_count(0)
    page.reload()
    expect(page.locator("[name='password.kept']")).to_have_count(0)

    type_and_reload(page)
    expect(page.locator("#password-tail")).to_be_visible()
    page.context.clear_cookies()
    page.reload()
    expect(page.locator("#drafted")).to_contain_text("비어 있는 칸은 다시 적어 주세요")
    expect(page.locator("[name='password.kept']")).to_have_count(0)
    expect(page.locator("#login_id")).to_have_value(OWN["login_id"])


def test_a_question_that_changes_the_boxes_loses_nothing_that_came_back_sealed(page):
    page.goto("/guides/auction/account?way=self")
    fill(page, {"login_id": "woorishop", "password": "correct horse"})
    page.locator("input[type=radio]").first.check()
    expect(page.locator("#password")).to_have_value("correct horse")
    page.evaluate(SEALED, 1)
    page.reload()
    expect(page.locator("#password-tail")).to_be_visible()
    expect(page.locator("input[type=radio]").first).to_be_checked()

    page.locator("input[type=radio]").nth(1).check()

    expect(page.locator("#password-tail")).to_contain_text("(끝 ••se)")
    expect(page.locator("[name='password.kept']")).to_have_count(1)
    expect(page.locator("#login_id")).to_have_value("woorishop")
