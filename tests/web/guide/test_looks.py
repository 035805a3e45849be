"""The other looks of a screen: as it once was, or as it is on a phone."""

from urllib.parse import parse_qs, urlsplit

import pytest
from conftest import soup_of
from support.people import seller_client, services_of, staff_client

ISSUE = "/guides/looks/issue"
LEFT = f"{ISSUE}?which=left"
OLD = f"{LEFT}&issue.screen=2021"


def acts(page):
    return [line.get_text(" ", strip=True) for line in page.select(".do > li")]


def looks(page):
    return {link.get_text(" ", strip=True): link["href"] for link in page.select(".seen-as a")}


def test_a_screen_is_shown_as_it_is_today_and_offers_its_other_looks(visit):
    page = visit(LEFT)

    assert "발급 을 눌러요" in acts(page)[0]
    assert looks(page) == {
        "2021년 화면": OLD,
        "휴대폰 화면": f"{LEFT}&issue.screen=phone",
    }
    assert page.select_one(".seen-as > span").text == "내 화면은 이렇게 생겼어요:"


def test_an_old_look_has_its_own_words_place_and_picture_and_leads_back_to_todays(visit):
    page = visit(OLD)

    assert ["약관동의" in acts(page)[0], "저장 을 눌러요" in acts(page)[1]] == [True, True]
    assert page.select_one(".where a").get_text(strip=True).startswith("예전 센터")
    assert "추가정보" in page.select_one("figcaption").text
    assert "발급은 한 번이면 돼요." in page.select_one(".lead").text
    assert looks(page)["요즘 화면 보기"] == LEFT
    assert page.select_one(".seen-as.on").text.split() == [
        "2021년",
        "화면을",
        "보고",
        "있어요.",
        "요즘",
        "화면",
        "보기",
    ]


def test_what_holds_in_an_old_look_is_what_holds_for_the_reader(visit):
    assert "저장하기" in acts(visit(OLD.replace("left", "right")))[1]


def test_a_look_of_another_device_has_the_same_words_beside_its_own_picture(visit):
    page = visit(f"{LEFT}&issue.screen=phone")

    assert acts(page) == acts(visit(LEFT))
    assert looks(page)["PC 화면 보기"] == LEFT
    assert "휴대폰의 API 관리" in page.select_one("figcaption").text


@pytest.mark.parametrize("key", ["1999", "", "2021-phone"])
def test_a_look_that_there_is_not_is_todays(visit, key):
    assert acts(visit(f"{LEFT}&issue.screen={key}")) == acts(visit(LEFT))


def test_the_look_stays_in_every_address_of_the_way(visit):
    page = visit(OLD)
    links = [page.select_one(rule)["href"] for rule in ("a[rel=next]", "a[rel=prev]", ".stuck a")]

    assert all("issue.screen=2021" in link for link in links)
    assert "issue.screen=2021" in visit(links[0]).select_one("a[rel=prev]")["href"]
    assert "issue.screen=2021" in page.select_one(".along a[href*=handoff]")["href"]
    assert "issue.screen=2021" in page.select_one("[data-here]")["data-here"]


def test_a_question_carries_the_look_along(visit):
    page = visit("/guides/looks/which?which=left&issue.screen=2021")
    fields = {box["name"]: box.get("value") for box in page.select("form.ask input[type=hidden]")}

    assert fields["issue.screen"] == "2021"


def test_the_short_address_for_another_device_leads_to_the_same_look(client, visit):
    short = visit(f"{ISSUE}/handoff?which=left&issue.screen=phone").select_one("[data-copy]")
    answer = client.get(urlsplit(short["data-copy"]).path)

    told = parse_qs(urlsplit(answer.headers["Location"]).query)
    assert told == {"which": ["left"], "issue.screen": ["phone"]}


def test_the_lesson_beside_a_field_has_every_look_and_the_chosen_one_first(client):
    lessons = (f"{ISSUE}/lesson?which=left", f"{ISSUE}/lesson?which=left&issue.screen=2021")
    today, old = (soup_of(client.get(lesson)) for lesson in lessons)

    assert [one.text for one in today.select("summary")] == [
        "내 화면은 이렇게 생겼어요 (2021년 화면)",
        "내 화면은 이렇게 생겼어요 (휴대폰 화면)",
    ]
    assert "약관동의" in acts(old)[0]
    assert "요즘 화면" in old.select_one("summary").text
    ids = [tag["id"] for tag in today.select("[id]")]
    assert len(ids) == len(set(ids))


def test_a_lesson_tells_each_reader_their_own_lines_of_the_old_look(client):
    told = [soup_of(client.get(f"{ISSUE}/lesson?which={way}")) for way in ("left", "right")]

    last = [acts(page.select_one("details"))[1] for page in told]
    assert ["저장하기" in line for line in last] == [False, True]


def test_a_printed_guide_has_every_look(visit):
    sheet = visit("/guides/looks/all").select(".sheet")[1]

    assert [tag.text for tag in sheet.select("h3")] == [
        "화면이 이렇게 생겼으면 (2021년 화면)",
        "화면이 이렇게 생겼으면 (휴대폰 화면)",
    ]
    assert "추가정보" in sheet.text
    assert "휴대폰의 API 관리" in sheet.text


def test_an_editor_opens_each_look_in_the_preview(app):
    page = staff_client(app, "editor").get("/editor/looks").text

    assert "which=left&amp;issue.screen=2021" in page


def test_a_seller_comes_back_to_the_look_they_chose(app):
    browser = seller_client(app)
    browser.get(OLD)

    [run] = services_of(app).progress.of_seller(browser.seller_id)
    assert run.answers == {"which": ("left",), "issue.screen": ("2021",)}


def test_a_seller_who_went_back_to_todays_look_comes_back_to_that(app):
    browser = seller_client(app)
    browser.get(OLD)
    browser.get(LEFT)

    [run] = services_of(app).progress.of_seller(browser.seller_id)
    assert run.answers == {"which": ("left",)}
    assert "issue.screen" not in browser.get("/my").text


def test_on_the_way_to_a_new_key_the_look_is_of_that_way_and_of_that_account(visit):
    page = visit("/guides/looks/renew/issue?account=a1b2")
    old = visit(looks(page)["2021년 화면"])

    assert looks(page)["2021년 화면"] == "/guides/looks/renew/issue?account=a1b2&issue.screen=2021"
    assert "약관동의" in acts(old)[0]
    assert looks(old)["요즘 화면 보기"] == "/guides/looks/renew/issue?account=a1b2"
