"""A firm is told before it saves, takes home what is kept, and has it gone; pressed with and without JavaScript."""

import json
from zipfile import ZipFile

import pytest
import sqlalchemy as sa
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill, opened
from support.serving import served

from wizard.db.models import Account, Request, Seller

FORM, ERASE = "/guides/cjmall/account", "/my/data/deletion"
DIGITS = FIRM["seller_number"].replace("-", "")[-5:]


@pytest.fixture
def address(content_app):
    """A server of the test's own: what it saves and erases is the test's alone."""
    with served(content_app) as address:
        yield address


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, chromium, address):
    yield from opened(chromium, address, java_script_enabled=request.param)


def count(app, of):
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        return connection.scalar(sa.select(sa.func.count()).select_from(of))


def test_from_the_notice_to_the_last_page_and_back(page, content_app, tmp_path):
    page.goto(FORM)
    expect(page.get_by_text("마지막 이용부터 3년 보관해요")).to_be_visible()
    fill(page, {**FIRM, "login_id": "shop1234", "password": "correct horse"})
    page.get_by_role("button", name="동의하고 저장하기").click()
    expect(page.locator("[data-account]")).to_be_visible()
    assert count(content_app, Account) == 1

    page.goto("/my")
    page.get_by_role("link", name="보고, 내려받고, 지울 수 있어요").click()
    page.fill("#digits", DIGITS)
    with page.expect_download() as coming:
        page.get_by_role("button", name="내 정보 내려받기").click()
    coming.value.save_as(tmp_path / "mine.zip")
    with ZipFile(tmp_path / "mine.zip") as archive:
        told = json.loads(archive.read("data.json"))
    assert told["seller"]["name"] == FIRM["seller_name"]
    assert told["consents"][0]["version"] == "1"

    tab = page.context.new_page()
    tab.goto(ERASE)
    tab.fill("#digits", "00000")
    tab.get_by_role("button", name="모두 지우기").click()
    expect(tab.locator("#digits-error")).to_be_visible()
    assert count(content_app, Seller) == 1
    page.goto("/my/data")
    page.get_by_role("link", name="나를 지우기").click()
    expect(
        page.get_by_role("button", name="모두 지우기")
    ).to_be_visible()  # the page before has such a box, too
    page.fill("#digits", DIGITS)
    page.get_by_role("button", name="모두 지우기").click()
    expect(page.get_by_text("남은 것이 0개예요")).to_be_visible()
    assert (count(content_app, Seller), count(content_app, Account)) == (0, 0)

    page.go_back()
    expect(page.locator("h1")).not_to_have_text("내 정보를 보고, 내려받고, 지워요")
    expect(page.get_by_text(FIRM["seller_name"])).to_have_count(0)
    tab.fill("#digits", DIGITS)
    tab.get_by_role("button", name="모두 지우기").click()
    expect(tab.locator("[role=alert]")).to_be_visible()
    expect(tab.get_by_text(FIRM["seller_name"])).to_have_count(0)
    assert count(content_app, Seller) == 0


def test_whoever_is_stuck_reads_the_notice_before_they_leave_a_phone(page, content_app):
    page.goto("/guides/cjmall/account/help")
    expect(page.get_by_text("마지막 이용부터 3년 보관해요")).to_be_visible()
    page.fill("#text", "어디인지 모르겠어요")
    page.fill("#seller_name", "한빛")
    page.fill("#seller_phone", "010-1111-2222")
    page.get_by_role("button", name="동의하고 담당자에게 보내기").click()
    page.wait_for_url("**/help/sent")

    with content_app.extensions["wizard"].accounts.engine.connect() as connection:
        asked = connection.execute(sa.select(Request.phone, Request.notice)).all()
    assert [tuple(one) for one in asked] == [("01011112222", "1")]
