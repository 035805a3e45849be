"""One account on its way into 아임셀러, pressed through by its seller and an operator."""

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import fill, opened
from support.people import services_of
from support.serving import served
from support.staff_pages import sign_in

from gallery.values import values_of

WHY = "비밀번호로 로그인되지 않아요"


@pytest.fixture
def address(content_app):
    with served(content_app) as address:
        yield address


@pytest.fixture
def seller(chromium, address):
    yield from opened(chromium, address)


@pytest.fixture
def operator(chromium, address, content_app):
    for page in opened(chromium, address):
        sign_in(page, content_app, address, "operator")
        yield page


def stands(page):
    return page.locator("[data-registration]")


def test_an_account_is_sent_back_mended_and_registered(seller, operator, content_app):
    seller.goto("/guides/gmarket/account")
    fill(seller, FIRM | values_of("gmarket"))
    seller.click("button[value=save]")
    expect(stands(seller)).to_have_attribute("data-registration", "asked")
    account = seller.locator("[data-account]").get_attribute("data-account")

    operator.goto("/staff/requests")
    operator.click("#queue tbody a")
    operator.get_by_role("button", name="내가 맡기").click()
    operator.get_by_role("button", name="한 번 열어 보기").click()
    expect(operator.locator("dl.enter code").first).to_have_text(values_of("gmarket")["login_id"])
    operator.locator("dl.enter [data-copy]").first.click()
    operator.get_by_text("고칠 것이 있어 되돌려 보내기").click()
    operator.get_by_label("비밀번호", exact=True).check()
    operator.fill("#why", WHY)
    operator.get_by_role("button", name="되돌려 보내기").click()
    expect(operator.locator("[role=status]").first).to_contain_text("되돌려 보냈어요")

    seller.goto("/my")
    expect(stands(seller)).to_have_attribute("data-registration", "returned")
    stands(seller).get_by_role("link", name="값 고치기").click()
    expect(seller.locator("#password-refused")).to_have_text(WHY)
    seller.fill("#password", "another password")
    seller.click("button[value=save]")
    expect(stands(seller)).to_have_attribute("data-registration", "asked")

    operator.reload()
    expect(operator.locator(".vault").last).to_contain_text("고쳐서 다시 저장했어요")
    operator.get_by_role("button", name="한 번 열어 보기").click()
    expect(operator.locator("dl.enter")).to_contain_text("another password")
    operator.get_by_role("button", name="등록했어요").click()
    expect(operator.locator("[role=status]").first).to_contain_text("등록했다고 적었어요")

    seller.goto("/my")
    expect(stands(seller)).to_have_attribute("data-registration", "registered")
    found = services_of(content_app).registrations.of([account])[account]
    assert (found.state, found.revision, found.registered_revision) == ("registered", 2, 2)
