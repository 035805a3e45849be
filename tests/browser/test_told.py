"""What a guide folds and what it answers, pressed in a real browser, with JavaScript and without."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader
from support.people import services_of
from support.serving import served

from gallery.stage import reader
from wizard.services.metrics import Span
from wizard.services.requests import Queue

MENU = "/guides/told/menu?way=self"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(request, app, chromium):
    with served(app) as address:
        context = reader(chromium, address, viewport=PHONE, java_script_enabled=request.param)
        yield context.new_page()
        context.close()


def counted(app):
    app.extensions["wizard"].metrics_buffer.bring()
    metrics = services_of(app).metrics
    steps = metrics.of_malls(Span(metrics.since(1)))["told"].counted
    return {what.split(":")[0]: n for what, n in steps["menu"].items()}


def is_in_view(page, button):
    box = page.locator(button).bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= PHONE["height"] + 1


def test_what_to_do_if_not_is_pressed_open_and_the_main_button_stays_in_view(page):
    page.goto(MENU)
    told = page.get_by_text("회색이면")
    expect(told).to_be_hidden()
    assert is_in_view(page, ".reach .button")

    page.get_by_text("안 되면").click()

    expect(told).to_be_visible()
    assert is_in_view(page, ".reach .button")


def test_who_lacks_a_need_presses_to_read_what_to_do_and_goes_on(page):
    page.goto("/guides/told")
    page.locator(".needs summary").press("Enter")

    expect(page.get_by_text("첫 화면에서 무료로 만들 수 있어요.")).to_be_visible()
    page.locator("a[rel=next]").click()
    expect(page.locator("h1")).to_have_text("어떻게 발급할까요?")


def test_who_is_stuck_reads_the_answer_and_is_back_at_the_screen(app, page):
    page.goto(MENU)
    page.get_by_role("link", name="막혔어요").click()
    page.get_by_role("link", name="메뉴가 안 보여요").click()
    expect(page.locator("h1")).to_have_text("메뉴가 안 보여요")
    expect(page.locator("main .lead")).to_have_text("주인 아이디로 로그인해요.")

    page.get_by_role("link", name="하던 화면으로 돌아가기").click()

    expect(page.locator("h1")).to_have_text("메뉴를 열어요")
    assert page.url.endswith(MENU)
    assert counted(app)["read"] == 1
    assert counted(app)["shown"] == 1


def test_who_is_not_helped_asks_the_staff(app, page):
    page.goto(MENU)
    page.get_by_role("link", name="막혔어요").click()
    page.get_by_role("link", name="메뉴가 안 보여요").click()
    page.get_by_role("link", name="그래도 안 되면").click()
    page.fill("[name=text]", "그래도 안 보여요")
    page.fill("[name=seller_name]", "한빛상회")
    page.fill("[name=seller_phone]", "010-1234-5678")
    page.get_by_role("button", name="담당자에게 보내기").click()
    expect(page.locator("h1")).to_have_text("담당자에게 전했어요")

    [asked] = services_of(app).requests.queue(Queue(("open",)))
    assert (asked.kind, asked.mall, asked.step_id) == ("help", "told", "menu")


def test_an_answer_leads_to_the_screen_that_it_names(page):
    page.goto(MENU)
    page.get_by_role("link", name="막혔어요").click()
    page.get_by_role("link", name="처음부터 다시").click()
    page.get_by_role("link", name="열기").click()

    expect(page.locator("h1")).to_have_text("어떻게 발급할까요?")
    expect(page.locator("#way-self")).to_be_checked()


def test_what_is_folded_is_on_paper_all_the_same(page):
    page.goto(MENU)
    text = "".join(sheet.extract_text() for sheet in PdfReader(BytesIO(page.pdf())).pages)

    assert "회색이면" in text
