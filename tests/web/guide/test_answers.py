"""What people ask at a step is answered under 막혔어요 before they have to ask."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from conftest import soup_of
from flask import get_template_attribute
from support.people import post, seller_client, services_of, staff_client

from wizard.services.metrics import Span
from wizard.steps.help import Help

HELP = "/guides/told/menu/help?way=self"


def asks(page):
    return {link.text: link["href"] for link in page.select(".asks a")}


def read(app):
    app.extensions["wizard"].metrics_buffer.bring()
    metrics = services_of(app).metrics
    found = metrics.of_malls(Span(metrics.since(1))).get("told")
    counted = found.counted.get("menu", {}) if found else {}
    return {what: n for what, n in counted.items() if what.startswith("read:")}


def test_what_people_ask_stands_before_the_form(visit):
    page = visit(HELP)

    assert [*asks(page)] == ["메뉴가 안 보여요", "처음부터 다시 고르고 싶어요", "주인이 아니에요"]
    assert page.select_one(".asks").find_next("form").select_one("textarea")


def test_what_others_ask_is_left_out(visit):
    page = visit("/guides/told/menu/help?way=agency")

    assert [*asks(page)] == ["처음부터 다시 고르고 싶어요", "주인이 아니에요"]


def test_an_answer_leads_back_to_the_screen_and_then_to_the_staff(visit):
    page = visit(asks(visit(HELP))["메뉴가 안 보여요"])

    assert page.h1.text == "메뉴가 안 보여요"
    assert page.select_one("main .lead").text == "주인 아이디로 로그인해요."
    assert page.select_one("main .button")["href"] == "/guides/told/menu?way=self"
    form = visit(page.select_one("main .plain")["href"])
    assert form.select_one("textarea").text.strip() == "메뉴가 안 보여요"


def test_an_answer_may_lead_to_another_screen(visit):
    page = visit(asks(visit(HELP))["처음부터 다시 고르고 싶어요"])

    button = page.select_one("main .button")
    assert (button["href"], button.text) == (
        "/guides/told/way?way=self",
        "‘어떻게 발급할까요?’ 열기",
    )


def test_an_answer_may_lead_to_the_staff_and_their_form_asks_at_once(visit):
    page = visit(asks(visit(HELP))["주인이 아니에요"])
    form = visit(page.select_one("main .button")["href"])

    assert (form.h1.text, asks(form)) == ("어디서 막혔는지 알려 주세요", {})
    assert form.select_one("form textarea").text.strip() == "주인이 아니에요"


def test_what_was_asked_reaches_the_staff_with_step_and_answers_and_what_was_added(app):
    seller = seller_client(app)
    answer = soup_of(seller.get(asks(soup_of(seller.get(HELP)))["주인이 아니에요"]))
    form = soup_of(seller.get(answer.select_one("main .button")["href"]))
    text = form.select_one("textarea").text.strip() + " 새 주인은 누구인가요?"

    there = post(seller, form.select_one("main form")["action"], kind="help", text=text)

    request_id = there.headers["Location"].rpartition("/")[2]
    thread = services_of(app).requests.thread(request_id)
    assert (thread.request.mall, thread.request.step_id) == ("told", "menu")
    assert thread.request.answers == {"way": ["self"]}
    assert [row.text for row in thread.messages] == ["주인이 아니에요 새 주인은 누구인가요?"]


def test_a_screen_that_differs_and_a_step_without_answers_ask_at_once(visit):
    for path in (f"{HELP}&kind=mismatch", "/guides/told/way/help"):
        assert asks(visit(path)) == {}


def test_an_address_that_names_no_question_shows_them_all(visit):
    assert len(asks(visit(f"{HELP}&help.ask=nothing"))) == 3


def test_an_answer_that_is_read_is_counted_for_editors(app, client):
    page = soup_of(client.get(HELP))
    for _ in range(2):
        client.get(asks(page)["메뉴가 안 보여요"])

    assert [*read(app).values()] == [2]
    cells = soup_of(staff_client(app, "editor").get("/staff/steps/told")).select("#step-menu > *")
    assert "메뉴가 안 보여요: 2번" in [cell.get_text(strip=True) for cell in cells]


def test_what_staff_and_a_browser_that_loads_again_read_is_not_counted(app, client):
    there = asks(soup_of(client.get(HELP)))["메뉴가 안 보여요"]
    client.get(there, headers={"Cache-Control": "max-age=0"})
    staff_client(app, "editor").get(there)

    assert read(app) == {}


def test_a_preview_answers_too_and_counts_nothing(app):
    client = staff_client(app, "editor")
    page = soup_of(client.get("/stage/now/told/menu/help?way=self"))
    answer = soup_of(client.get(asks(page)["메뉴가 안 보여요"]))

    assert answer.h1.text == "메뉴가 안 보여요"
    assert answer.select_one("main .button")["href"].startswith("/stage/now/told/menu")
    assert read(app) == {}


def test_a_printed_guide_answers_below_each_screen(visit):
    sheet = visit("/guides/told/all").select(".sheet")[1]

    assert sheet.h3.text == "막히면"
    assert [tag.get_text(" ", strip=True) for tag in sheet.select("dd")] == [
        "주인 아이디로 로그인해요.",
        "‘어떻게 발급할까요?’ 화면을 봐 주세요.",
        "주인만 할 수 있어요. 담당자에게 물어봐 주세요.",
    ]


@pytest.mark.parametrize(
    ("say", "printed"),
    [
        ("주인만 할 수 있어요.", "주인만 할 수 있어요. 담당자에게 물어봐 주세요."),
        ("누르기 전에 먼저 물어봐 주세요.", "누르기 전에 먼저 물어봐 주세요."),
    ],
)
def test_paper_sends_to_the_staff_once_whoever_says_it(app, say, printed):
    step = SimpleNamespace(help=[Help(ask="주인이 아니에요", say=say, to="request")])
    with app.test_request_context():
        sheet = get_template_attribute("macros/told.html", "helps")(step, None)

    assert BeautifulSoup(str(sheet), "html.parser").dd.get_text(" ", strip=True) == printed
