"""A whole page of a console, put into one area: the boxes and the receipt, with scripts and without."""

import pytest
from browser.test_aids import ACCESS, FIRM, FORM, KEYS, SECRET, VENDOR, fill, paste
from playwright.sync_api import expect
from support.browsing import opened

PAGE = f"업체코드\n복사\n{VENDOR}\nAccess Key\u200b\n{ACCESS}\nSecret Key\n{SECRET}\n최종수정일 2026-08-01\n발급일 2026. 5. 13.\n비밀번호 ••••••••"


@pytest.fixture
def bare(chromium, address):
    yield from opened(chromium, address, java_script_enabled=False)


def boxes(page):
    return {name: page.input_value(f"#{name}") for name in (*KEYS, "issued_on", "password")}


def test_a_page_in_the_paste_area_fills_the_boxes_at_once_and_the_receipt_tells_just_those(
    scripted,
):
    scripted.goto(FORM)
    scripted.fill("#vendor_id", "A1")
    paste(scripted, "paste", PAGE)

    said = scripted.locator(".moved")
    expect(said).to_contain_text(
        "값 4개를 칸마다 나눠 담았어요: 업체ID (업체코드), API 인증키 (Access Key), 비밀키 (Secret Key), 발급일."
    )
    expect(said).to_contain_text("비밀번호: 가려진 값이라")
    assert boxes(scripted) == KEYS | {"issued_on": "2026-05-13", "password": ""}
    assert scripted.input_value("#paste") == ""
    said.locator("button").click()
    assert scripted.input_value("#vendor_id") == "A1"
    assert scripted.input_value("#access_key") == ""
    assert scripted.input_value("#paste") == PAGE
    scripted.fill("#paste", "안녕하세요 사장님")
    expect(said).to_contain_text("찾지 못했어요")
    assert scripted.input_value("#vendor_id") == "A1"


def test_without_script_the_area_has_a_button_and_the_page_comes_back_filled(bare):
    bare.goto(FORM)
    fill(bare, FIRM | {"login_id": "woorishop", "password": "correct horse"})
    bare.fill("#paste", PAGE)
    bare.click("button[value=split]")

    expect(bare.locator(".moved")).to_contain_text("값 4개를 찾아")
    assert bare.input_value("#vendor_id") == VENDOR
    assert bare.input_value("#issued_on") == "2026-05-13"
    bare.click("button[value=save]")
    expect(bare.locator("[data-account]")).to_have_count(1)


def test_another_malls_login_in_a_note_comes_into_no_box_and_is_told(scripted):
    scripted.goto(FORM)
    paste(scripted, "paste", "https://www.auction.co.kr\n아이디 acwoori\n비번 Ac!2026b")

    said = scripted.locator(".moved")
    expect(said).to_contain_text(
        "다른 쇼핑몰의 것으로 보여 담지 않은 값이 있어요: 사용자ID, 비밀번호."
    )
    assert scripted.input_value("#login_id") == ""
    assert scripted.input_value("#password") == ""
    assert scripted.input_value("#paste") != ""
