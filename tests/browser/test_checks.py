"""A key at its mall, pressed through from the fault to connected."""

import re

import pytest
import sqlalchemy as sa
from conftest import FIRM
from playwright.sync_api import expect
from support.acts import age_check
from support.browsing import fill, opened
from support.jobs import run_jobs
from support.numbers import business_number
from support.practice_shop import PRACTICE, practice_shop
from support.serving import served

from practice.town import open_town
from wizard.app import services_of
from wizard.db.models import AccountCheck, Job

WRONG = PRACTICE["coupang/wrong-secret"]
NO_IP = PRACTICE["11st/wrong-ip"]
NUMBERS = map(business_number, range(600_000, 700_000))
SPARE = {"login_id": "practice", "password": "correct horse"}
ANSWERED = {"coupang": "?company=listed"}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with open_town(tmp_path_factory.mktemp("town")) as town:
        yield town


@pytest.fixture(scope="module")
def shop(tmp_path_factory, town):
    app = practice_shop(tmp_path_factory.mktemp("shop"), town)
    yield app
    app.extensions["wizard"].accounts.engine.dispose()


@pytest.fixture(scope="module")
def address(shop):
    with served(shop) as address:
        yield address


@pytest.fixture
def plain(chromium, address):
    yield from opened(chromium, address, java_script_enabled=False)


def save(page, mall, values):
    page.goto(f"/guides/{mall}/account{ANSWERED.get(mall, '')}")
    fill(page, FIRM | {"seller_number": next(NUMBERS)} | SPARE | values)
    page.click("button[value=save]")
    expect(line(page)).to_have_attribute("data-check", "WAITING")
    return page.locator("[data-account]").get_attribute("data-account")


def line(page):
    return page.locator("[data-check]")


def says(page, verdict):
    expect(line(page)).to_have_attribute("data-check", verdict)


def verdict_of(app, account):
    with services_of(app).accounts.engine.connect() as connection:
        query = sa.select(AccountCheck.verdict).where(AccountCheck.account_id == account)
        return connection.scalar(query)


def jobs_about(app, account):
    with services_of(app).accounts.engine.connect() as connection:
        return sorted(connection.scalars(sa.select(Job.state).where(Job.subject == account)))


def test_a_refused_key_is_told_without_a_reload_and_corrected_to_connected(scripted, shop):
    account = save(scripted, "coupang", WRONG.typed)
    place = scripted.url

    run_jobs(shop)
    says(scripted, "WRONG_KEY")
    expect(scripted.locator("h1")).to_have_text("쿠팡 연결이 아직 안 됐어요")
    mending = scripted.locator("#screen a.button:not(.soft)")
    expect(mending).to_have_text("값 고치기")
    for width, height in (1280, 800), (380, 680), (390, 844):
        scripted.set_viewport_size({"width": width, "height": height})
        expect(mending).to_be_in_viewport(ratio=1)
    assert scripted.url == place
    expect(scripted).to_have_title(re.compile("연결이 아직 안 됐어요"))

    scripted.get_by_role("link", name="값 고치기").click()
    expect(scripted.locator("h1")).to_have_count(1)
    box, why = scripted.locator("#secret_key"), scripted.locator("#secret_key-refused")
    expect(why).to_contain_text("받지 않았어요")
    for seen in (scripted.get_by_text("비밀키 (Secret Key)", exact=True).first, why, box):
        expect(seen).to_be_in_viewport(ratio=1)
    scripted.set_viewport_size({"width": 1280, "height": 800})
    box.fill(WRONG.mended["secret_key"])
    scripted.click("button[value=save]")
    says(scripted, "WAITING")
    run_jobs(shop)

    says(scripted, "OK")
    assert verdict_of(shop, account) == "OK"


def test_who_goes_back_while_it_is_asked_and_comes_again_finds_the_verdict_in_each_tab(
    scripted, shop
):
    account = save(scripted, "coupang", WRONG.typed)
    place = scripted.url
    other = scripted.context.new_page()
    other.goto(place)
    says(other, "WAITING")

    scripted.go_back()
    expect(scripted.locator("form#account")).to_have_count(1)
    run_jobs(shop)
    says(other, "WRONG_KEY")
    expect(scripted.locator("form#account")).to_have_count(1)
    scripted.go_forward()

    says(scripted, "WRONG_KEY")
    assert (scripted.url, other.url) == (place, place)
    assert verdict_of(shop, account) == "WRONG_KEY"


def test_two_presses_of_trying_again_ask_the_mall_once(scripted, shop):
    account = save(scripted, "coupang", WRONG.typed)
    run_jobs(shop)
    says(scripted, "WRONG_KEY")
    age_check(shop, account)

    line(scripted).get_by_role("button", name="지금 다시 확인").dblclick()
    says(scripted, "WAITING")

    assert jobs_about(shop, account) == ["done", "waiting"]
    run_jobs(shop)
    says(scripted, "WRONG_KEY")


def test_the_button_that_tries_again_answers_where_it_stands_and_keeps_the_focus(
    scripted, shop, town
):
    account = save(scripted, "11st", NO_IP.typed)
    run_jobs(shop)
    says(scripted, "IP_NOT_ALLOWED")
    place = scripted.url
    again = line(scripted).get_by_role("button", name="지금 다시 확인")

    again.click()
    expect(line(scripted)).to_contain_text("1분 뒤에 다시 눌러 주세요")
    expect(line(scripted)).to_be_focused()
    town.registry.settle(NO_IP.id)
    age_check(shop, account)
    again.click()
    says(scripted, "WAITING")
    run_jobs(shop)

    says(scripted, "OK")
    expect(scripted.locator("h1")).not_to_have_text("11번가 연결이 아직 안 됐어요")
    assert (scripted.url, verdict_of(shop, account)) == (place, "OK")
    assert scripted.locator("header").count() == 1


def test_a_line_of_a_firm_that_left_asks_on_a_screen_of_its_own_whether_to_try_again(
    scripted, shop
):
    save(scripted, "coupang", WRONG.typed)
    run_jobs(shop)
    says(scripted, "WRONG_KEY")
    other = scripted.context.new_page()
    scripted.context.clear_cookies()
    save(other, "coupang", PRACTICE["coupang/right"].typed)

    line(scripted).get_by_role("button", name="지금 다시 확인").click()

    expect(scripted.locator("h1")).to_have_text("한 번 더 확인해 주세요")
    assert scripted.locator("#screen").count() == 1
    assert scripted.locator("header").count() == 1


def test_without_a_script_a_reload_tells_and_the_button_leads_to_ones_own_malls(plain, shop, town):
    town.registry.settle(NO_IP.id, NO_IP.state)
    account = save(plain, "11st", NO_IP.typed)
    run_jobs(shop)

    plain.get_by_role("link", name="지금 어떻게 됐는지 보기").click()
    says(plain, "IP_NOT_ALLOWED")
    town.registry.settle(NO_IP.id)
    age_check(shop, account)
    line(plain).get_by_role("button", name="지금 다시 확인").click()
    assert plain.url.endswith("/my#mall-11st")
    expect(plain.locator(".good")).to_contain_text("다시 물어보고 있어요")
    run_jobs(shop)
    plain.reload()

    says(plain, "OK")
    assert verdict_of(shop, account) == "OK"
