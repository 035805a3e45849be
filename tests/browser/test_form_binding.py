"""Two firms in two tabs of one real browser."""

import pytest
import sqlalchemy as sa
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill, opened
from support.services import opened as values_of
from support.serving import served

FORM = "/guides/cjmall/account"
B = {"seller_name": "비이상회", "seller_number": "123-45-67891"}


@pytest.fixture
def address(content_app):
    """A server of the test's own: what it saves is the test's alone."""
    with served(content_app) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, address):
    yield from opened(chromium, address, java_script_enabled=request.param)


def stored(app):
    accounts = app.extensions["wizard"].accounts
    query = "select seller.name, account.id from account join seller on seller.id = seller_id order by account.created_at"
    with accounts.engine.connect() as connection:
        rows = connection.execute(sa.text(query)).all()
    return [(row.name, values_of(accounts, row.id)["password"]) for row in rows]


def typed(page, password, **firm):
    page.goto(FORM)
    fill(page, {**firm, "login_id": "shop1234", "password": password})


def test_what_one_firm_typed_in_one_tab_is_not_saved_as_anothers_who_began_in_the_other(
    page, content_app
):
    other = page.context.new_page()
    typed(page, "a-password", **FIRM)
    typed(other, "b-password", **(FIRM | B))
    other.click("button[value=save]")
    other.wait_for_url(lambda url: not url.endswith("account"))

    page.click("button[value=save]")

    expect(page.locator("#summary")).to_contain_text("한빛상회")
    expect(page.locator("#summary")).to_contain_text("비이상회")
    assert page.input_value("#login_id") == "shop1234"
    assert stored(content_app) == [("비이상회", "b-password")]
    page.click("button[value=rebind]")
    expect(page.locator(".who b").first).to_have_text("비이상회")
    assert stored(content_app) == [("비이상회", "b-password")]
    page.click("button[value=save]")
    page.wait_for_url(lambda url: not url.endswith("account"))
    assert stored(content_app) == [("비이상회", "b-password"), ("비이상회", "a-password")]
