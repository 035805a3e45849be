"""What is put off, used again and waited for, pressed in a real browser: with a script and without one."""

import re

import pytest
from conftest import GOOD, prepared, settings_for
from playwright.sync_api import expect
from support.browsing import fill, opened
from support.people import save_account, seller_client, services_of
from support.serving import served

from wizard.app import create_app

FORM = "/guides/later/form"
KEY = GOOD["api_key"]


@pytest.fixture
def app(tmp_path):
    app = create_app(prepared(settings_for(tmp_path)))
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture
def seller(app):
    return seller_client(app)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, app, seller):
    with served(app) as address:
        for page in opened(chromium, address, java_script_enabled=request.param):
            cookie = seller.get_cookie("seller").value
            page.context.add_cookies([{"name": "seller", "value": cookie, "url": address}])
            yield page


def cards(app, seller):
    return services_of(app).accounts.cards(seller.seller_id, "later")


def test_a_value_is_put_off_by_a_tick_and_brought_later_by_the_way_that_is_shown(page, app, seller):
    page.goto(FORM)
    fill(page, {"login_id": "shop1234", "password": "horsestaple"})
    page.get_by_label("나중에 적을게요").check()
    page.click("button[value=save]")
    expect(page.locator("[data-registration=unfinished]")).to_be_visible()
    assert cards(app, seller)[0].registration.state == "unfinished"

    wide = page.viewport_size
    page.set_viewport_size({"width": 390, "height": 844})
    page.get_by_role("link", name="남은 칸 적기").first.click()
    expect(page).to_have_url(re.compile(r"/accounts/\w+#api_key$"))
    expect(page.locator("#api_key")).to_be_visible()  # on a phone, the small screen that holds it
    page.set_viewport_size(wide)
    page.fill("#api_key", KEY)
    page.click("button[value=save]")

    expect(page.locator("[data-registration=asked]")).to_be_visible()
    [card] = cards(app, seller)
    assert (card.registration.state, card.tails["api_key"]) == ("asked", "••••3210")


def test_a_hidden_value_of_another_mall_is_used_by_one_press_and_never_seen(page, app, seller):
    save_account(seller)
    page.goto(FORM)
    fill(page, {"login_id": "shop1234", "password": "horsestaple"})
    page.get_by_role("button", name="열쇠몰에 적은 값 쓰기").click()
    expect(page.get_by_text("열쇠몰에 저장해 둔 값")).to_be_visible()
    assert KEY not in page.content()
    expect(page.locator("#login_id")).to_have_value("shop1234")

    page.click("button[value=save]")
    expect(page.locator("[data-registration=asked]")).to_be_visible()

    [card] = cards(app, seller)
    assert card.tails["api_key"] == "••••3210"
    assert KEY not in page.content()


def test_a_wait_lets_one_go_on_at_once_and_says_when_to_come_back(page, app, seller):
    page.goto("/guides/waiting/menu")
    page.click("a[rel=next]")
    expect(page.locator("[data-waits]")).to_contain_text("다시 오는 때")
    [begun] = services_of(app).progress.of_seller(seller.seller_id)
    assert begun.waits_until is not None

    page.click("a[rel=next]")
    expect(page.locator("h1")).to_have_text("키가 켜졌는지 봐요")

    [run] = services_of(app).progress.of_seller(seller.seller_id)
    assert run.waits_until == begun.waits_until
