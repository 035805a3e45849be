"""The desk by hand: its keys, and what happens when somebody rests too long."""

import json
from dataclasses import replace

import pytest
from playwright.sync_api import expect
from support import people
from support.browsing import opened
from support.people import asked_for_issuance, seller_client
from support.serving import served
from support.staff_pages import sign_in

from wizard.services.receipts import number_of
from wizard.services.requests import Ask, Queue

HERE = "document.activeElement.closest('tr')?.rowIndex ?? 0"


@pytest.fixture
def address(app):
    asked_for_issuance(app, seller_client(app))
    for name, number in (("둘째상사", "2208162517"), ("셋째상사", "1248100998")):
        seller_client(app, people.NewSeller(name, number, "01098765432"))
    with served(app) as address:
        yield address


@pytest.fixture
def page(chromium, address, app):
    for page in opened(chromium, address):
        sign_in(page, app, address, "admin")
        yield page


def test_j_and_k_go_through_the_rows_and_enter_opens_the_one_that_one_is_at(page):
    page.goto("/staff/sellers")
    rows = page.locator(".list tbody tr")

    page.keyboard.press("j")
    assert page.evaluate(HERE) == 1
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")  # the last stays the last
    assert page.evaluate(HERE) == rows.count() == 3
    page.keyboard.press("k")
    name = rows.nth(1).locator("a").first.inner_text()
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text(name)


def test_slash_goes_to_the_search_where_every_key_is_a_letter_again(page):
    page.goto("/staff/sellers")

    page.keyboard.press("/")
    page.keyboard.type("j/k?")

    expect(page.locator("input[type=search]")).to_have_value("j/k?")
    expect(page.locator("dialog")).to_have_count(0)
    assert page.evaluate(HERE) == 0


def test_slash_finds_a_request_by_the_number_that_is_told_on_the_phone(page, app):
    [asked, *_] = people.services_of(app).requests.queue(Queue(("open",)))
    number = number_of(asked.id, asked.created_at)
    page.goto("/staff/requests?state=closed")
    expect(page.locator("#queue tbody a")).to_have_count(0)

    page.keyboard.press("/")
    page.keyboard.type(f"접수번호 {number}")
    page.keyboard.press("Enter")
    expect(page.locator("#queue tbody a")).to_have_count(1)
    expect(page.locator("h1")).to_be_focused()
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.locator("nav.trail a")).to_have_text("요청")
    expect(page.locator("main .source").first).to_contain_text(f"접수번호 {number}")
    page.locator("nav.trail a").click()
    expect(page.get_by_role("searchbox")).to_have_value(f"접수번호 {number}")


LONG = "가나다라마바사아자차카타파하거너더러머버서어저처커터퍼허고노도로모보소오조초코토"
NAMED = """selector => [...document.querySelectorAll(selector)].map(one => {
  const range = document.createRange(); range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size })"""


@pytest.mark.parametrize("width", [390, 1280])
def test_a_long_name_breaks_and_pushes_nothing_aside_and_a_short_one_stays_whole(page, app, width):
    firm = people.NewSeller(LONG, "2208162517", "01098765432")
    people.services_of(app).sellers.add(replace(firm, business_number="1058617203"), "k")
    people.services_of(app).sellers.add(
        replace(firm, name="도담도담", business_number="1078783297"), "k"
    )
    page.set_viewport_size({"width": width, "height": 800})

    page.goto("/staff/sellers")

    lines = page.evaluate(NAMED, ".list td.name a")
    names = page.locator(".list td.name a").all_inner_texts()
    assert lines[names.index("도담도담")] == 1
    assert lines[names.index(LONG)] <= 5
    for path in ("/staff/sellers", "/staff/matrix"):
        page.goto(path)
        wide = page.locator(".wide").evaluate("it => it.scrollWidth - it.clientWidth")
        assert wide <= 0, path


def test_a_table_that_comes_in_with_a_name_of_eighty_letters_shows_every_column(page):
    page.goto("/staff/sellers/batches")
    page.fill(
        "#text",
        f"상호\t사업자번호\t휴대폰\t쇼핑몰\n{'가' * 81}\t1058617203\t01098765432\t쿠팡\n{LONG}\t1078783297\t01098765432\t쿠팡, 11번가, 아마존",
    )

    page.get_by_role("button", name="한 줄씩 보기").click()

    expect(page.get_by_role("heading", level=2)).to_have_count(2)
    for table in page.locator(".group .wide").all():
        assert table.evaluate("it => it.scrollWidth - it.clientWidth") <= 0


def test_no_half_of_a_request_is_empty_above_what_colleagues_wrote(page, app, address):
    sign_in(page, app, address, "operator")
    [asked, *_] = people.services_of(app).requests.queue(Queue(("open",)))
    page.goto(f"/staff/requests/{asked.id}")

    vault = page.locator("section.vault").bounding_box()
    notes = page.get_by_role("region", name="담당자끼리 보는 기록").bounding_box()

    assert vault["height"] < 250
    assert notes["y"] - (vault["y"] + vault["height"]) < 60


def test_what_was_asked_is_read_before_the_box_of_the_answer_and_notes_stand_below_it(page, app):
    asked = Ask("help", "keys", "form", "", "막혔어요", name="손님", phone="01076543210")
    page.goto(f"/staff/requests/{people.services_of(app).requests.ask_at_step(asked, None)}")

    said, answer, notes = (
        page.get_by_role("region", name=name).bounding_box()
        for name in ("주고받은 말", "답", "담당자끼리 보는 기록")
    )

    assert said["x"] == notes["x"] < answer["x"]
    assert said["y"] == answer["y"]
    assert notes["y"] - (said["y"] + said["height"]) < 60


def test_the_boxes_of_a_list_have_a_phones_whole_width_beside_nothing(page):
    page.set_viewport_size({"width": 390, "height": 844})

    for path in ("/staff/sellers", "/staff/requests"):
        page.goto(path)
        box = page.get_by_role("searchbox").bounding_box()
        button = page.get_by_role("button", name="메뉴").bounding_box()
        assert box["y"] >= button["y"] + button["height"], path
    assert page.goto("/staff/sellers").ok
    assert page.get_by_role("searchbox").bounding_box()["width"] > 330


def test_no_key_is_taken_while_a_letter_is_put_together_or_with_another_key(page):
    page.goto("/staff/sellers")
    press = "init => document.body.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true, code: 'KeyJ', key: 'ㅓ', ...init}))"

    for held in ({"isComposing": True}, {"ctrlKey": True}, {"metaKey": True}, {"altKey": True}):
        page.evaluate(press, held)
        assert page.evaluate(HERE) == 0
    page.evaluate(press, {})  # Korean is on, and nothing is being written

    assert page.evaluate(HERE) == 1


def test_the_keys_are_told_by_a_question_mark_and_turned_off_for_good(page):
    page.goto("/staff/sellers")
    page.keyboard.press("?")
    keys = page.get_by_role("dialog", name="단축키")
    expect(keys).to_contain_text("다음 줄")

    keys.get_by_label("단축키 쓰기").uncheck()
    page.keyboard.press("Escape")
    expect(keys).to_have_count(0)
    page.reload()
    page.keyboard.press("j")
    assert page.evaluate(HERE) == 0

    page.get_by_role("button", name="단축키").click()
    keys.get_by_label("단축키 쓰기").check()
    keys.get_by_role("button", name="닫기").click()
    page.keyboard.press("j")
    assert page.evaluate(HERE) == 1


def rests(page, *left):
    """Let the server say, one after the other, how long one stays signed in; the clock of the page runs by hand."""
    answers = list(left)

    def answer(route):
        seconds = answers.pop(0) if len(answers) > 1 else answers[0]
        route.fulfill(body=json.dumps({"left": seconds}), content_type="application/json")

    page.route("**/staff/me/rest", answer)
    page.clock.install()


def test_who_rests_is_warned_before_and_stays_by_a_press(page):
    rests(page, 100, 3600)
    page.goto("/staff/sellers/new")
    page.fill("#seller_name", "적던 상사")

    page.clock.fast_forward(3500 * 1000)
    warned = page.get_by_role("dialog", name="곧 저절로 나가요")
    expect(warned).to_be_visible()
    with page.expect_request("**/staff/me/stay"):
        warned.get_by_role("button", name="계속 쓸게요").click()

    expect(warned).to_have_count(0)
    expect(page.locator("#seller_name")).to_have_value("적던 상사")


def test_who_rested_too_long_signs_in_beside_and_finds_what_was_typed(page):
    rests(page, 0, 3600)
    page.goto("/staff/sellers/new")
    page.fill("#seller_name", "적던 상사")

    page.clock.fast_forward(3500 * 1000)
    gone = page.get_by_role("dialog", name="오래 쉬어서 나왔어요")
    again = gone.get_by_role("link", name="새 창에서 다시 로그인하기")
    expect(again).to_have_attribute("href", "/staff/enter?to=%2Fstaff%2Fsellers%2Fnew")
    expect(again).to_have_attribute("target", "_blank")
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(gone).to_have_count(0)
    expect(page.locator("#seller_name")).to_have_value("적던 상사")


@pytest.fixture
def plain(chromium, address, app):
    """A page of somebody whose browser runs no script, on a phone."""
    for page in opened(chromium, address, java_script_enabled=False):
        page.set_viewport_size({"width": 390, "height": 844})
        sign_in(page, app, address, "operator")
        yield page


def test_without_scripts_no_button_stands_there_that_does_nothing(plain):
    plain.goto("/staff/today")

    plain.get_by_role("button", name="메뉴").click()

    expect(plain.get_by_role("link", name="한눈에")).to_be_visible()
    expect(plain.get_by_text("단축키")).to_be_hidden()


def test_without_scripts_the_names_of_opened_values_stand_on_one_line(plain, app):
    [asked, *_] = people.services_of(app).requests.queue(Queue(("open",)))
    plain.goto(f"/staff/requests/{asked.id}")
    plain.get_by_role("button", name="내가 맡기").click()
    plain.get_by_role("radio").first.check()
    plain.get_by_role("button", name="한 번 열어 보기").click()

    names = plain.locator(".enter dt")

    assert names.count()
    for name in names.all():
        assert name.bounding_box()["height"] < 40
