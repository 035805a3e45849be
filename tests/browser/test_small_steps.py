"""The form of an account in small steps on a phone: what is to press stands in view, under the words that name it."""

import pytest
from browser.test_aids import ACCESS, FIRM, FORM, KEYS, SECRET, VENDOR
from playwright.sync_api import expect
from support.browsing import opened, ready, rest

TYPED = FIRM | KEYS | {"login_id": "woorishop", "password": "correct horse"}
IS_ON_TOP = """(button) => {
  const { top, bottom, left, right } = button.getBoundingClientRect();
  const places = [top + 4, (top + bottom) / 2, bottom - 4];
  return places.every((y) => button.contains(document.elementFromPoint((left + right) / 2, y)));
}"""


@pytest.fixture(params=[(390, 844), (380, 680)], ids=["phone", "small phone"])
def phone(request, chromium, address):
    width, height = request.param
    yield from opened(chromium, address, viewport={"width": width, "height": height})


def go_to(page, part):
    while part not in page.locator(".turn span").inner_text():
        page.get_by_role("button", name="다음", exact=True).click()
        rest(page)  # what looks odd is told before the next part is shown


def type_all(page, values):
    """Fill boxes of parts that are not shown, as a pasted text does."""
    page.evaluate(
        """(values) => {
          for (const [name, value] of Object.entries(values)) {
            const box = document.getElementById(name);
            box.value = value;
            box.dispatchEvent(new Event("input", { bubbles: true }));
          }
        }""",
        values,
    )


def test_the_button_that_saves_is_seen_whole_on_the_last_of_the_small_steps(phone):
    phone.goto("/guides/smartstore/account?same_id=different")  # two rows: more than a window holds
    ready(phone)
    rows = {"login_id": "woorishop", "api_seller_id": "ncp_1abc0d_01", "store": "woorishop"}
    type_all(phone, FIRM | rows | {"password": "correct horse"})

    go_to(phone, "확인하고 저장")

    saving = phone.locator("button[value=save]")
    expect(saving).to_be_in_viewport(ratio=1)
    assert saving.evaluate(IS_ON_TOP)
    phone.get_by_role("button", name="앞으로 돌아가기").click()
    expect(phone.get_by_role("button", name="다음", exact=True)).to_be_in_viewport(ratio=1)


def test_what_only_looks_odd_is_saved_by_the_button_that_its_summary_names_where_it_is_told(phone):
    phone.goto(FORM)
    ready(phone)
    type_all(phone, TYPED | {"vendor_id": "woori"})
    go_to(phone, "확인하고 저장")
    phone.locator("button[value=save]").click()

    named = phone.locator("#summary.doubts b").inner_text()
    pressed = phone.locator(".turn").get_by_role("button", name=named, exact=True)
    expect(phone.locator("#vendor_id")).to_be_visible()
    expect(pressed).to_be_in_viewport(ratio=1)
    pressed.click()

    expect(phone.locator("[data-account]")).to_have_count(1)


def test_a_link_to_a_box_opens_its_small_step_with_the_box_and_its_name_in_view(phone):
    phone.goto(FORM)
    ready(phone)
    type_all(phone, TYPED)
    go_to(phone, "확인하고 저장")
    phone.locator("button[value=save]").click()
    expect(phone.locator("[data-account]")).to_have_count(1)
    link = phone.locator("[data-account] a[href^='/accounts/']").first
    link.evaluate("link => link.setAttribute('href', `${link.getAttribute('href')}#secret_key`)")

    link.click()

    box = phone.locator("#secret_key")
    expect(box).to_be_focused()
    for seen in (phone.get_by_text("비밀키 (Secret Key)", exact=True).first, box):
        expect(seen).to_be_in_viewport(ratio=1)
    assert box.evaluate(IS_ON_TOP)


def test_what_a_pasted_text_came_to_is_seen_whole_above_the_button(phone):
    phone.goto(FORM)
    ready(phone)
    go_to(phone, "붙여 넣기")

    text = f"업체코드 {VENDOR}\nAccess Key {ACCESS}\nSecret Key {SECRET}\n아이디 woorishop"
    phone.fill("#paste", text)

    said = phone.locator(".moved p")
    expect(said).to_contain_text("값 4개를 칸마다 나눠 담았어요")
    expect(said).to_be_in_viewport(ratio=1)
    bar = phone.locator(".turn")
    assert said.bounding_box()["y"] + said.bounding_box()["height"] <= bar.bounding_box()["y"] + 24
