"""Staff who meet an error are spoken to as staff and led to their own desk; sellers and readers keep their words."""

import pytest
from conftest import soup_of
from support.people import (
    ACE,
    hidden_on,
    invited,
    post,
    seller_client,
    services_of,
    staff_client,
    token_of,
)

from wizard.errors import DatabaseError
from wizard.services.sellers import Sellers
from wizard.web.error_words import AT_DESK, SIGNED_OUT, WORDS

SELLERS_WORDS = ("쇼핑몰", "받은 링크", "전화")
TODAY, GUIDES = ("/staff/today", "오늘 할 일로 가기"), ("/editor", "안내 고치기로 가기")
LEFT = ("/staff", "담당자 화면으로 가기")


def broken(*_args, **_named):
    raise ZeroDivisionError


def way_on(page):
    link = soup_of(page).select_one("#screen nav.go a:last-child")
    return link["href"], link.text


def screen_of(page):
    soup = soup_of(page)
    [nav.decompose() for nav in soup.select("nav.rooms")]
    return soup.select_one("#screen").text


@pytest.mark.parametrize(
    ("role", "path", "way"),
    [
        ("support", "/staff/none", TODAY),
        ("operator", "/staff/requests/none", TODAY),
        ("admin", "/staff/none", TODAY),
        ("admin", "/editor/history/9999", GUIDES),
        ("editor", "/editor/none/text", GUIDES),
        ("editor", "/staff/none", GUIDES),
        ("support", "/guides/none", TODAY),
        ("editor", "/none", GUIDES),
    ],
)
def test_staff_are_told_in_their_words_that_a_page_is_not_there_and_led_to_their_own_list(
    app, role, path, way
):
    answer = staff_client(app, role).get(path)

    assert answer.status_code == 404
    assert AT_DESK[WORDS[404]].say in answer.text
    assert not [word for word in SELLERS_WORDS if word in screen_of(answer)]
    assert way_on(answer) == way
    assert soup_of(answer).select_one("nav.rooms")


@pytest.mark.parametrize(
    ("role", "path", "way"), [("editor", "/staff/sellers", GUIDES), ("support", "/editor", TODAY)]
)
def test_who_may_not_open_a_page_is_told_whom_to_ask_and_led_to_their_own(app, role, path, way):
    answer = staff_client(app, role).get(path)

    assert answer.status_code == 403
    assert AT_DESK[WORDS[403]].say in answer.text
    assert way_on(answer) == way


@pytest.mark.parametrize("who", [lambda app: app.test_client(), seller_client], ids=["reader", "seller"])  # fmt: skip
def test_sellers_and_readers_keep_their_words(app, who):
    answer = who(app).get("/guides/none")

    assert WORDS[404].say in answer.text
    assert way_on(answer) == ("/", "쇼핑몰 고르러 가기")


def test_in_a_browser_that_is_a_sellers_too_a_public_page_is_the_sellers_and_the_desk_the_staffs(
    app,
):
    client = staff_client(app, "support")
    _, token = invited(app)
    post(client, "/enter", token=token, digits=ACE.business_number[-5:])

    assert WORDS[404].say in client.get("/guides/none").text
    assert AT_DESK[WORDS[404]].say in client.get("/staff/none").text


def test_staff_at_a_sellers_own_place_are_told_that_they_are_staff_and_sellers_are_not(app):
    for client, is_told in ((staff_client(app, "editor"), True), (app.test_client(), False)):
        page = soup_of(client.get("/my"))
        assert bool(page.select("#screen .source a[href='/staff']")) is is_told


def test_who_is_signed_out_is_led_from_the_desks_addresses_by_the_sign_in(app):
    client = app.test_client()

    for path in ("/staff/none", "/editor/none/none/none"):
        assert way_on(client.get(path)) == LEFT
    assert client.get("/staff").location.startswith("/staff/enter")


def test_a_preview_shows_what_sellers_are_told(app):
    answer = staff_client(app, "editor").get("/stage/folder/keys/none")

    assert answer.status_code == 404
    assert WORDS[404].say in answer.text


@pytest.mark.parametrize(
    ("role", "path", "said", "way"),
    [
        ("support", "/staff/sellers/new", {"seller_name": "한빛상회"}, LEFT),
        ("editor", "/editor/new", {"title": "브랜드몰"}, LEFT),
    ],
)
def test_what_signed_out_staff_sent_comes_back_on_a_page_of_the_desk(app, role, path, said, way):
    client = staff_client(app, role)
    client.delete_cookie("staff")

    answer = client.post(path, data={**said, "csrf_token": token_of(client)})

    [(box, typed)] = said.items()
    assert answer.status_code == 403
    assert soup_of(answer).select_one(f"#{box}")["value"] == typed
    assert not [word for word in SELLERS_WORDS if word in soup_of(answer).select_one("nav.go").text]
    assert way_on(answer) == way


def test_on_an_old_page_it_comes_back_with_the_way_to_who_pressed_its_own_list(app):
    client = staff_client(app, "support")

    answer = client.post("/staff/sellers/new", data={"seller_name": "한빛상회", "csrf_token": "x"})

    assert answer.status_code == 422
    assert soup_of(answer).select_one("#seller_name")["value"] == "한빛상회"
    assert way_on(answer) == TODAY


def test_a_readers_question_comes_back_with_the_way_to_the_malls_and_the_phone(client, monkeypatch):
    held = hidden_on(client, "/guides/keys/place/help")

    monkeypatch.setattr("wizard.web.guide.help._send", broken)
    answer = client.post("/guides/keys/place/help", data={**held, "seller_name": "한빛상회", "seller_phone": "010-1234-5678", "text": "못 찾겠어요"})  # fmt: skip

    assert answer.status_code == 500
    assert "전화해 주세요" in answer.text
    assert way_on(answer) == ("/", "쇼핑몰 고르러 가기")


def test_of_a_fault_of_ours_staff_are_told_to_tell_the_admin_not_to_call(app, monkeypatch):
    client = staff_client(app, "support")

    monkeypatch.setattr(Sellers, "add", broken)
    said = {"seller_name": "한빛상회", "seller_number": ACE.business_number, "seller_phone": "010-1234-5678"}  # fmt: skip
    answer = post(client, "/staff/sellers/new", **said)

    assert answer.status_code == 500
    assert "관리자에게 알려 주세요" in answer.text
    assert "전화해 주세요" not in screen_of(answer)


def test_while_the_database_is_away_the_desk_says_so_without_asking_it_for_anything(
    app, monkeypatch
):
    client = staff_client(app, "support")

    def away(*_args, **_named):
        raise DatabaseError

    monkeypatch.setattr(type(services_of(app).sessions), "member", away)
    answer = client.get("/staff/today")

    assert answer.status_code == 503
    assert "쇼핑몰" not in screen_of(answer)
    assert way_on(answer) == LEFT


def test_staff_who_press_on_a_sellers_page_are_not_sent_to_look_for_a_link(app):
    staff = staff_client(app, "support")

    answer = staff.post("/accounts/none", data={"csrf_token": "old"})

    assert AT_DESK[SIGNED_OUT].say in answer.text
    assert "받은 링크" not in screen_of(answer)
    assert way_on(answer) == TODAY
