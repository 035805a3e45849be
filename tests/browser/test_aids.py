"""The aids, used in a real browser, with JavaScript and without."""

import pytest
from conftest import FIRM
from playwright.sync_api import expect
from support.browsing import opened, rest

VENDOR, ACCESS = "A00099999", "1b2c3d4e-0000-4000-8000-0a1b2c3d4e5f"
SECRET = "0123456789abcdef0123456789abcdef01234567"
KEYS = {"vendor_id": VENDOR, "access_key": ACCESS, "secret_key": SECRET}
FORM = "/guides/coupang/account?company=listed"


@pytest.fixture
def bare(chromium, address):
    yield from opened(chromium, address, java_script_enabled=False)


def paste(page, box, text):
    """Paste by the keyboard, from the clipboard of the browser."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("text => navigator.clipboard.writeText(text)", text)
    page.focus(f"#{box}")
    page.keyboard.press("Control+V")


# Field and guide


def test_a_lesson_opens_under_its_field_and_closes_with_escape_and_nothing_typed_is_lost(scripted):
    scripted.goto(FORM)
    scripted.fill("#login_id", "woorishop")
    scripted.fill("#access_key", ACCESS)
    link = scripted.locator(".box:has(#access_key) a.find:not([href*='/words/'])")
    link.press("Enter")

    panel = scripted.locator(".box:has(#access_key) .found")
    expect(panel.locator("h2")).to_be_focused()
    expect(panel.locator("h2")).to_have_text("값 세 가지를 복사해요")
    expect(link).to_have_attribute("aria-expanded", "true")
    expect(link).to_have_accessible_name("API 인증키 (Access Key), 어디에 있나요?")
    scripted.keyboard.press("Escape")
    expect(panel).to_have_count(0)
    expect(link).to_be_focused()
    expect(link).to_have_attribute("aria-expanded", "false")
    assert scripted.input_value("#login_id") == "woorishop"
    assert scripted.input_value("#access_key") == ACCESS
    assert len(scripted.context.pages) == 1
    assert scripted.url.endswith(FORM)


def test_one_lesson_is_open_at_a_time_and_its_link_or_button_closes_it(scripted):
    scripted.goto(FORM)
    scripted.click(".box:has(#login_id) a.find:not([href*='/words/'])")
    expect(scripted.locator(".found h2")).to_have_text("쿠팡 WING에 로그인해요")
    scripted.click(".box:has(#secret_key) a.find:not([href*='/words/'])")
    expect(scripted.locator(".found h2")).to_have_text("값 세 가지를 복사해요")
    expect(scripted.locator(".box:has(#login_id) a.find:not([href*='/words/'])")).to_have_attribute(
        "aria-expanded", "false"
    )
    scripted.click(".found [data-close]")
    expect(scripted.locator(".found")).to_have_count(0)
    expect(scripted.locator(".box:has(#secret_key) a.find:not([href*='/words/'])")).to_be_focused()
    scripted.click(".box:has(#secret_key) a.find:not([href*='/words/'])")
    expect(scripted.locator(".found h2")).to_be_focused()
    scripted.click(".box:has(#secret_key) a.find:not([href*='/words/'])")
    expect(scripted.locator(".found")).to_have_count(0)


def test_what_a_word_means_opens_under_its_box_and_nothing_typed_is_lost(scripted):
    scripted.goto(FORM)
    scripted.fill("#login_id", "woorishop")
    scripted.get_by_role("link", name="‘업체코드’ 뜻").click()

    panel = scripted.locator(".box:has(#vendor_id) .found")
    expect(panel.locator("h2")).to_have_text("업체코드")
    expect(panel).to_contain_text("쿠팡이 가게마다 붙인 번호예요.")
    assert scripted.input_value("#login_id") == "woorishop"
    assert scripted.url.endswith(FORM)


def test_copy_buttons_work_in_a_lesson_beside_a_field(scripted):
    scripted.context.grant_permissions(["clipboard-read", "clipboard-write"])
    scripted.goto("/guides/11st/account")
    scripted.click(".box:has(#login_id) a.find:not([href*='/words/'])")
    scripted.locator(".found summary", has_text="안 되면").first.click()
    button = scripted.locator(".found button[data-copy]").first
    button.click()
    expect(button).to_have_text("복사했어요")
    assert scripted.evaluate("navigator.clipboard.readText()") == button.get_attribute("data-copy")


def test_a_lesson_that_does_not_come_says_so_in_its_place(scripted):
    scripted.goto(FORM)
    scripted.route("**/lesson?*", lambda route: route.abort())
    scripted.click(".box:has(#vendor_id) a.find:not([href*='/words/'])")

    expect(scripted.locator(".found")).to_contain_text("안내를 불러오지 못했어요")
    scripted.unroute("**/lesson?*")


def test_without_script_the_step_opens_in_another_tab_and_the_form_stays(bare):
    bare.goto(FORM)
    bare.fill("#login_id", "woorishop")
    with bare.context.expect_page() as other:
        bare.click(".box:has(#vendor_id) a.find:not([href*='/words/'])")

    assert other.value.locator("h1").inner_text() == "값 세 가지를 복사해요"
    assert bare.input_value("#login_id") == "woorishop"


# Block and swap


BLOCKS = {
    "lines": f"업체코드\n{VENDOR}\nAccess Key\n{ACCESS}\nSecret Key\n{SECRET}\n",
    "table": f"업체코드\tAccess Key\tSecret Key\n{VENDOR}\t{ACCESS}\t{SECRET}",
    "colons": f"Secret Key: {SECRET}\nAccess Key: {ACCESS}\n업체코드: {VENDOR}",
    "one line": f"업체코드 {VENDOR} Access Key {ACCESS} Secret Key {SECRET}",
}


@pytest.mark.parametrize("block", BLOCKS.values(), ids=BLOCKS)
@pytest.mark.parametrize("box", ["vendor_id", "secret_key", "password"])
def test_a_pasted_block_is_split_at_once_and_can_be_put_back(scripted, box, block):
    scripted.goto(FORM)
    scripted.fill("#vendor_id", "A1")
    scripted.fill("#password", "hunter2")
    paste(scripted, box, block)

    expect(scripted.locator(".moved")).to_contain_text("값 3개를 칸마다 나눠 담았어요")
    assert {name: scripted.input_value(f"#{name}") for name in KEYS} == KEYS
    assert scripted.input_value("#password") == "hunter2"
    expect(scripted.locator("[data-cell=vendor_id]")).to_have_text(VENDOR)
    expect(scripted.locator("[data-cell=access_key]")).to_have_text("••••••")
    scripted.click(".moved button")
    expect(scripted.locator(".moved")).to_have_count(0)
    assert scripted.input_value(f"#{box}") == " ".join(block.split())
    others = {"vendor_id": "A1", "password": "hunter2", "access_key": "", "secret_key": ""}
    others.pop(box)
    assert {name: scripted.input_value(f"#{name}") for name in others} == others


def test_what_was_put_back_is_sent_as_the_one_value_it_is(scripted):
    scripted.goto(FORM)
    fill(scripted, FIRM | KEYS | {"login_id": "woorishop"})
    paste(scripted, "password", f"업체코드 {VENDOR} Access Key {ACCESS}")
    scripted.click(".moved button")
    scripted.click("button[value=save]")
    scripted.locator(
        "button", has_text="이대로 저장하기"
    ).click()  # a password with names of boxes in it is a doubt

    expect(scripted.locator("[data-account]")).to_have_count(1)


def test_one_value_is_pasted_as_ever(scripted):
    scripted.goto(FORM)
    asked = []
    scripted.on("request", lambda request: asked.append(request.url))
    paste(scripted, "access_key", f"  {ACCESS}\n")
    paste(scripted, "password", "correct horse: battery staple")

    assert scripted.input_value("#access_key") == ACCESS
    expect(scripted.locator("#access_key-receipt")).to_contain_text("빈칸")
    rest(scripted)
    assert scripted.input_value("#password") == "correct horse: battery staple"
    assert scripted.locator(".moved").count() == 0


def test_a_paste_of_a_labelled_day_fills_the_date(scripted):
    key = "0123456789abcdef0123456789abcdef0123456789abcdef01234567"
    scripted.goto("/guides/lotteon/account?tool=listed")
    paste(
        scripted, "api_key", f"인증키\t발급일\t유효기간\t상태\n{key}\t2026-05-13\t2027-05-13\t정상"
    )

    expect(scripted.locator("#issued_on")).to_have_value("2026-05-13")
    assert scripted.input_value("#api_key") == key


def test_without_the_network_a_block_stays_where_it_was_pasted(scripted):
    scripted.goto(FORM)
    scripted.route("**/parts?*", lambda route: route.abort())
    with scripted.expect_event("requestfailed"):
        paste(scripted, "vendor_id", BLOCKS["one line"])

    assert scripted.input_value("#vendor_id") == BLOCKS["one line"]
    scripted.unroute("**/parts?*")


def fill(page, values):
    for name, value in values.items():
        page.fill(f"#{name}", value)


def test_a_day_in_a_pasted_block_fills_the_date_box_however_the_console_wrote_it(scripted):
    scripted.goto(FORM)
    paste(scripted, "vendor_id", f"{BLOCKS['lines']}발급일\n2026. 1. 2.\n")

    expect(scripted.locator(".moved")).to_contain_text("발급일")
    assert scripted.input_value("#issued_on") == "2026-01-02"


def test_without_script_a_block_is_split_when_sent_and_confirmed_by_a_second_press(page):
    page.goto(FORM)
    fill(page, FIRM | {"login_id": "woorishop", "password": "correct horse"})
    page.locator("#access_key").evaluate("(box, text) => { box.value = text }", BLOCKS["one line"])
    page.click("button[value=save]")

    expect(page.locator(".moved")).to_contain_text("값 3개를 찾아")
    assert page.input_value("#vendor_id") == VENDOR
    page.click("button[value=save]")
    expect(page.locator("[data-account]")).to_have_count(1)


def test_swapped_keys_are_swapped_back_by_one_press(page):
    page.goto(FORM)
    wrong = KEYS | {"access_key": SECRET, "secret_key": ACCESS}
    fill(page, FIRM | wrong | {"login_id": "woorishop", "password": "correct horse"})
    page.click("button[value=save]")
    expect(page.locator("#access_key-warning")).to_contain_text("‘비밀키 (Secret Key)’ 값이")
    page.click(".box:has(#access_key) .swapped button")

    expect(page.locator(".moved")).to_contain_text("값을 서로 바꿨어요")
    expect(page.locator(".swapped, .doubt")).to_have_count(0)
    page.click("button[value=save]")
    expect(page.locator("[data-account]")).to_have_count(1)


# Reveal


def test_a_secret_can_be_looked_at_while_it_is_typed_and_never_after(scripted):
    scripted.goto(FORM)
    scripted.fill("#secret_key", SECRET)
    button = scripted.locator("[data-reveal=secret_key]")
    expect(button).to_have_accessible_name("비밀키 (Secret Key) 보기")
    button.click()
    expect(button).to_have_accessible_name("비밀키 (Secret Key) 가리기")
    expect(scripted.locator("#secret_key")).to_have_attribute("type", "text")
    scripted.click("button[value=save]")
    expect(scripted.locator("#summary")).to_be_focused()

    box = scripted.locator("#secret_key")
    expect(box).to_have_attribute("type", "password")
    expect(box).to_have_value("")
    button.click()
    expect(scripted.locator("#secret_key-receipt")).to_contain_text("안전하게 가려 둬요")
    box.fill("new")
    expect(box).to_have_attribute("type", "text")
