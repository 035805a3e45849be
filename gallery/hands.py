"""What a seller's hands do on a page, until the state to be shown is there."""

import re
from collections.abc import Callable
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, Page, expect

from gallery.values import FIRM, PASSWORD, RECOVERY, values_of

SAVE = "form#account button.button"
ACCOUNT = "[data-account]"
TYPE = """(values) => {
  for (const box of document.querySelectorAll("form#account input[id]:not([type=hidden])")) {
    if (!(box.id in values)) continue;
    box.focus();
    box.select();
    const isText = box.selectionStart !== null;
    if (isText) document.execCommand("insertText", false, values[box.id]);
    else box.value = values[box.id];
    if (!isText) for (const told of ["input", "change"]) box.dispatchEvent(new Event(told, { bubbles: true }));
  }
}"""


def press(page: Page, button: str = "#screen form button.button") -> None:
    """Press the main button with nothing filled in: the screen says what is missing."""
    page.click(button)
    expect(page.locator("#screen [role=alert]").first).to_be_visible()


def break_the_role(page: Page) -> None:
    """Choose a role that is none."""
    page.evaluate("document.querySelector('[name=role]:checked').value = 'boss'")
    press(page, "form[action$='/role'] button")


def refuse_an_address(page: Page) -> None:
    """Want letters without saying where to."""
    press(page, "form.told:has([name=email]) button")


def agree_to_an_old_notice(page: Page) -> None:
    """Save a form on which another notice stood than today's."""
    fill("coupang")(page)
    page.evaluate("document.querySelector('[name=\"form.notice\"]').value = '0'")
    press(page, SAVE)


def call_one(page: Page) -> None:
    """Note that one has called, and look at what was noted."""
    page.click("form[action$='/call'] button")
    expect(page.get_by_text("연락했다고 적었어요")).to_be_visible()
    page.select_option("[name=view]", "called")
    page.click("form.filter button")
    expect(page.locator("form[action$='/undoing'] button").first).to_be_visible()


def make_token(page: Page) -> None:
    """Make a token, which is shown once."""
    page.fill("#name", "아임셀러 등록")
    page.check("[value='registrations:write']")
    page.click("#screen form button.button")
    expect(page.locator(".message")).to_have_text(re.compile("^wzd_"))


def begin_anew(page: Page) -> None:
    """Make a code with which a member begins anew."""
    page.click("form[action$='/setup'] button")
    expect(page.locator(".message")).to_be_visible()


def turn_the_secret(page: Page) -> None:
    """Make another secret for an endpoint."""
    page.click("form[action$='/secret'] button")
    expect(page.locator(".message")).to_be_visible()


def open_setup(page: Page) -> None:
    """Open what a member sees who was handed a code."""
    begin_anew(page)
    address = page.inner_text(".message")
    page.context.clear_cookies()
    page.goto("/staff/setup")
    page.fill("#token", address)
    page.click("#screen form button.button")
    expect(page.locator(".qr svg")).to_be_visible()


def refuse_setup(page: Page) -> None:
    """Set a password that many use."""
    open_setup(page)
    page.fill("#password", "password1234")
    press(page)


def make_codes(page: Page) -> None:
    """Show recovery codes; the last of those made before proves who asks."""
    page.fill("#password", PASSWORD)
    page.fill("#code", RECOVERY[-1])
    page.click("#screen form button.button")
    expect(page.locator(".codes")).to_be_visible()
    RECOVERY[:] = page.locator(".codes code").all_inner_texts()


def type_a_fault(page: Page) -> None:
    """Write into a guide what no guide has, and try to save it."""
    page.fill("#text", f"{page.input_value('#text')}없는항목: 가\n")
    page.click("#typing button.button")
    expect(page.locator("#summary")).to_be_visible()


def put_a_picture_in(page: Page) -> None:
    """Choose a picture of a mall's screen, and say nothing of it yet."""
    drawn = BytesIO()
    Image.new("RGB", (640, 400), "lightsteelblue").save(drawn, "PNG")
    chosen = FilePayload(name="screen.png", mimeType="image/png", buffer=drawn.getvalue())
    page.set_input_files("#picture", chosen)
    show = page.locator("button[value=upload]")
    if show.is_visible():
        show.click()
    expect(page.locator("[data-canvas]")).to_be_visible()
    for side, number in (("left", "20"), ("top", "25"), ("width", "30"), ("height", "12.5")):
        page.fill(f"[name='b1.{side}']", number)


def publish_a_fragment_and_ask(page: Page) -> None:
    """Publish steps that no guide uses, unless that was done, and ask for them to be withdrawn."""
    asked = page.url
    page.goto("/editor/fragments/spare/withdrawal")
    if not page.url.endswith("/withdrawal"):
        page.goto(asked)
        for field, said in (("fragment", "spare"), ("title", "메뉴를 열어요"), ("console", "센터")):
            page.fill(f"#{field}", said)
        for button, place in (
            ("첫 글 쓰기", "text"),
            ("저장하고 펴내기", "publish"),
            ("펴내기", "editor"),
        ):
            page.get_by_role("button", name=button, exact=True).click()
            page.wait_for_url(f"**/{place}")
        page.goto("/editor/fragments/spare/withdrawal")
    expect(page.get_by_role("button", name="함께 쓰는 단계 빼기")).to_be_visible()


def save_half_a_picture(page: Page) -> None:
    """Put a picture in without words, with a box that is half told."""
    put_a_picture_in(page)
    page.fill("[name='b1.width']", "")
    press(page, "button[value=save]")
    expect(page.locator("#summary")).to_be_visible()


def save_a_picture(page: Page) -> None:
    """Put a picture with its box into the text, over the one that is drawn."""
    put_a_picture_in(page)
    page.fill("#alt", "왼쪽 위에 단추가 있는 화면")
    page.click("button[value=save]")
    expect(page.locator(".good")).to_be_visible()


def ask_what_publishing_does(page: Page) -> None:
    """Change a guide's text, and look at what publishing it does to people."""
    _change_and_ask(page, "title: G마켓", "title: 지마켓")
    expect(page.locator(".touched").first).to_be_visible()


def change_a_constant(page: Page) -> None:
    """Change what several guides share, and look at which of them become others."""
    _change_and_ask(page, "value: 115.92.75.12", "value: 115.92.75.13")
    expect(page.locator("h2[id^=of-]").first).to_be_visible()


def _change_and_ask(page: Page, old: str, new: str) -> None:
    page.fill("#text", page.input_value("#text").replace(old, new))
    check = page.locator("#typing .unscripted")
    if check.is_visible():
        check.click()
    expect(page.locator("#verdict")).to_contain_text("저장할 수 있어요")
    page.goto(f"{page.url}/../publish")


def show_a_table(page: Page) -> None:
    """Paste a table of sellers: one new, one with a fault, one to be looked at."""
    rows = ["상호,사업자등록번호,연락처,쇼핑몰", "새봄상회,220-81-62517,010-2345-6789,쿠팡"]
    rows += ["번호없는상회,,010-1111-2222,", "한줄더상회,124-81-00998,1012345678,11번가"]
    page.fill("#text", "\n".join(rows))
    page.click("form.table-in .button")
    expect(page.locator("form.lines")).to_be_visible()


def save_over_another(page: Page) -> None:
    """Save a text that was begun on another file: nothing is overwritten."""
    page.evaluate("document.querySelector('#typing [name=base]').value = '0'.repeat(16)")
    page.fill("#text", f"# 내 줄\n{page.input_value('#text')}")
    page.click("#typing button.button")
    expect(page.locator(".apart").first).to_be_visible()


def enter_with_nothing_valid(page: Page) -> None:
    """Send a code that opens nothing."""
    page.locator("#token").fill("x" * 43)
    page.locator("#digits").fill("12345")
    page.click("#screen form button.button")
    expect(page.locator("h1")).to_have_text("새 링크를 받아 주세요")


def type_odd_values(page: Page) -> None:
    """Save values of which nobody can say that they are right."""
    _type(page, dict.fromkeys(values_of(""), "?") | {"issued_on": "2026-01-02"} | FIRM)
    press(page)


def fill(mall: str) -> Callable[[Page], None]:
    """Type what belongs into a mall's form."""
    return lambda page: _type(page, FIRM | values_of(mall))


def save(page: Page) -> None:
    """Save a form that is filled in."""
    page.click(SAVE)
    expect(page.locator(f"{ACCOUNT}, [role=alert]").first).to_be_visible()
    if page.locator(ACCOUNT).count() == 0:
        raise AssertionError(f"{page.url}: {page.locator('[role=alert]').first.inner_text()}")


def paste_a_block(page: Page) -> None:
    """Send several labelled values in one box: the form comes back with each in its own."""
    values = values_of("coupang")
    block = f"업체코드 {values['vendor_id']} Access Key {values['access_key']}"
    _type(page, {"login_id": block})
    page.click(SAVE)
    expect(page.locator(".moved")).to_be_visible()


def swap_keys(page: Page) -> None:
    """Save two keys in each other's box: the form offers to swap them."""
    values = values_of("coupang")
    wrong = {"access_key": values["secret_key"], "secret_key": values["access_key"]}
    _type(page, FIRM | values | wrong)
    page.click(SAVE)
    expect(page.locator(".swapped").first).to_be_visible()


def open_a_lesson(page: Page) -> None:
    """Ask where a value is: its lesson opens under the box (without script, in another tab)."""
    page.locator("a.find").first.click()
    if page.evaluate("matchMedia('(scripting: enabled)').matches"):
        expect(page.locator(".found h2")).to_be_visible()


def change(page: Page) -> None:
    """Open what was saved."""
    _follow(page, "고치기")


def ask_to_delete(page: Page) -> None:
    """Go back from what was opened, and ask to delete it."""
    page.go_back()
    _follow(page, "지우기")


def _follow(page: Page, words: str) -> None:
    link = page.locator(f"{ACCOUNT} a:has-text('{words}')")
    link.wait_for()
    title = page.title()
    link.click()
    expect(page).not_to_have_title(title)


def _type(page: Page, values: dict[str, str]) -> None:
    """Type into each box of the form that is shown, in one go: a press of keys for each costs more than the page."""
    page.evaluate(TYPE, values)


def open_account(page: Page) -> None:
    """Open an account for the sake of the request that is shown."""
    page.locator("form[action$='/secrets'] button").click()
    expect(page.locator("dl.enter").first).to_be_visible()


def send_nothing_back(page: Page) -> None:
    """Send an account back without saying why."""
    page.locator("details:has(form[action$='/return']) > summary").click()
    page.locator("form[action$='/return'] button").click()
    expect(page.locator("p.error").first).to_be_visible()
