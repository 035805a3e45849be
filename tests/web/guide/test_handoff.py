"""A lesson beside a field, a screen on another device, a day in the calendar."""

import re

import pytest
from conftest import FIRM, filled, soup_of

KEYS = {
    "login_id": "woorishop",
    "password": "correct horse",
    "vendor_id": "A00012345",
    "access_key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13",
    "secret_key": "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de",
}


@pytest.fixture
def client(content_app):
    return content_app.test_client()


def test_a_lesson_is_what_its_step_teaches_and_no_page(client):
    lesson = client.get("/guides/coupang/keys/lesson?company=listed")
    page = client.get("/guides/coupang/keys?company=listed")

    soup = soup_of(lesson)
    assert soup.select_one("h2").text == soup_of(page).select_one("h1").text
    assert soup.select_one(".do").text == soup_of(page).select_one(".do").text
    assert not soup.select("html, h1, form, [data-progress]")
    assert "Set-Cookie" not in lesson.headers


def test_who_opens_a_lessons_address_gets_the_step(client):
    answer = client.get(
        "/guides/auction/ticket/lesson?way=self", headers={"Sec-Fetch-Mode": "navigate"}
    )

    assert answer.location == "/guides/auction/ticket?way=self"
    assert "Sec-Fetch-Mode" in client.get("/guides/coupang/keys/lesson?company=listed").vary


def test_every_field_that_says_where_its_value_is_leads_to_a_lesson(content_app, client):
    for guide in content_app.extensions["wizard"].catalog.guides.values():
        for step in guide.steps:
            for what in getattr(step, "fields", {}).values():
                for place in what.find:
                    lesson = client.get(f"/guides/{guide.mall}/{place}/lesson")
                    assert lesson.status_code == 200


def test_without_script_the_link_to_a_lesson_is_the_step_in_a_new_tab(client):
    link = soup_of(client.get("/guides/coupang/account?company=listed")).select_one(
        ".box:has(#vendor_id) a.find"
    )

    assert link["target"] == "_blank"
    assert client.get(link["href"]).status_code == 200
    assert client.get(link["href"].replace("?", "/lesson?")).status_code == 200


@pytest.mark.parametrize("path", ["coupang/nothing/lesson", "nothing/keys/lesson"])
def test_there_is_no_lesson_of_no_step(client, path):
    assert client.get(f"/guides/{path}").status_code == 404


def test_a_screen_is_handed_to_another_device_by_code_and_by_a_short_address(client):
    page = soup_of(client.get("/guides/auction/ticket/handoff?way=self"))

    link = page.select_one("[data-copy]")["data-copy"]
    assert re.fullmatch(r"http://localhost/g/auction/\d+/[a-z]", link)
    assert client.get(link).location == "/guides/auction/ticket?way=self"
    code = client.get(page.select_one("main img")["src"])
    assert code.mimetype == "image/svg+xml"
    assert page.select_one("main img")["alt"]


def test_nothing_of_a_seller_is_handed_over(client):
    saved = client.post("/guides/coupang/account?company=listed", data=form(client))
    assert saved.status_code == 303

    page = client.get(
        "/guides/coupang/account/handoff?company=listed&login_id=woorishop&access_key=x"
    )

    assert not any(
        value in page.text for value in [*KEYS.values(), FIRM["seller_name"], "access_key"]
    )
    assert page.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/g/coupang/5", "/guides/coupang/terms"),
        ("/g/coupang/0", "/guides/coupang/wing-login"),
        ("/g/coupang/999", "/guides/coupang/company"),
        ("/g/start/9/a-bc", "/guides/start/done?approved=yes&malls=coupang&malls=11st"),
    ],
)
def test_a_short_address_leads_to_its_screen(client, path, leads_to):
    answer = client.get(path)

    assert (answer.status_code, answer.location) == (303, leads_to)


@pytest.mark.parametrize(
    "path", ["/g/nothing/1", "/g/coupang/x", "/g/coupang/-1", "/guides/coupang/nothing/handoff",
             "/guides/coupang/nothing/handoff.svg"],
)  # fmt: skip
def test_what_leads_nowhere_says_so(client, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("what", ["handoff", "handoff.svg"])
def test_a_screen_that_these_answers_do_not_lead_to_is_handed_over_by_nothing_but_its_page(
    client, what
):
    answer = client.get(f"/guides/auction/ticket/{what}")

    assert (answer.status_code, answer.location) == (303, "/guides/auction/ticket")
    assert client.get(answer.location, follow_redirects=True).status_code == 200


def form(client, **values):
    page = soup_of(client.get("/guides/coupang/account?company=listed"))
    return filled(page, **(KEYS | FIRM | values))


def saved(client, **values):
    answer = client.post("/guides/coupang/account?company=listed", data=form(client, **values))
    return soup_of(client.get(answer.location))


def test_the_day_a_key_ends_is_shown_with_what_is_left_and_a_calendar_file(client):
    page = saved(client, issued_on="2026-11-01")

    assert "2027년 4월 30일" in page.select_one("[data-account]").text
    assert re.fullmatch(
        r"\d+일 남았어요\.|오늘까지예요\.|이미 끝났어요\.", page.select_one(".left").text
    )
    file = client.get(page.select_one(".after a[download]")["href"])
    assert file.mimetype == "text/calendar"
    assert "DTSTART;VALUE=DATE:20270430" in file.text
    assert file.headers["Cache-Control"] == "no-store"
    assert not any(value in file.text for value in [*KEYS.values(), FIRM["seller_name"]])


def test_an_account_without_an_end_has_no_calendar_file(client):
    page = saved(client)

    account = page.select_one("[data-account]")["data-account"]
    assert page.select_one(".after a[download]") is None
    assert client.get(f"/accounts/{account}/expiry.ics").status_code == 404


def test_nobody_else_gets_the_calendar_file(client, content_app):
    page = saved(client, issued_on="2026-01-01")
    account = page.select_one("[data-account]")["data-account"]

    assert content_app.test_client().get(f"/accounts/{account}/expiry.ics").status_code == 404
