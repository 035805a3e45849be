"""The queue says whose turn it is, from the side of whoever reads it, and since when somebody waits."""

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest
import sqlalchemy as sa
from conftest import soup_of
from support import people
from support.people import asked_for_issuance, post, seller_client, services_of, staff_client

from wizard.db.models import Request
from wizard.db.queries import requests as request_rows
from wizard.db.queries import seller_search
from wizard.db.records import RequestRecord
from wizard.korean.calendar import write_moment
from wizard.services.requests import Ask


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def seller(app):
    return seller_client(app)


@pytest.fixture
def request_id(app, seller):
    return asked_for_issuance(app, seller)[0]


def rows(client, query=""):
    return soup_of(client.get(f"/staff/requests{query}")).select("#queue tbody tr:has(a)")


def said(client, request_id):
    return soup_of(client.get(f"/staff/requests/{request_id}")).h1.select_one(".tag").text


def test_after_their_own_answer_staff_never_read_that_an_answer_came(app, seller, request_id):
    client = staff_client(app, "support")

    post(client, f"/staff/requests/{request_id}/messages", text="곧 할게요")

    assert said(client, request_id) == "답을 보냈어요"
    assert "답이 왔어요" not in client.get(f"/staff/requests/{request_id}").text
    assert "답이 왔어요" in seller.get("/my").text


def test_what_was_answered_does_not_stand_among_what_is_to_be_done(app, seller, request_id):
    client = staff_client(app, "support")
    post(client, f"/staff/requests/{request_id}/messages", text="곧 할게요")

    assert not [row for row in rows(client) if request_id in row.a["href"]]
    assert [row for row in rows(client, "?state=answered") if request_id in row.a["href"]]
    post(seller, f"/my/requests/{request_id}/messages", text="아직이에요?")
    [row] = [row for row in rows(client) if request_id in row.a["href"]]
    assert row.select_one(".tag").text == "우리가 할 차례"


def test_a_request_of_another_year_is_dated_with_it_and_waits_in_years_and_months(app, request_id):
    long_ago = app.extensions["wizard"].now() - timedelta(days=430)
    with services_of(app).requests.engine.begin() as connection:
        old = {"created_at": long_ago, "updated_at": long_ago}
        connection.execute(sa.update(Request).where(Request.id == request_id).values(**old))
    client = staff_client(app, "support")

    [row] = [row for row in rows(client) if request_id in row.a["href"]]

    when = row.select_one("[data-label='언제']").text
    assert write_moment(long_ago, app.extensions["wizard"].now()) in when
    assert re.match(r"\d{4}년 ", when)
    assert re.search(r"1년 \d개월째", when)


def asked(app, count, name="손 님이"):
    """Let a reader ask so many times, a minute between; give the ids, oldest first."""
    services, now = services_of(app), app.extensions["wizard"].now()
    one = Ask("help", "keys", "form", "", "막혔어요", name=name, phone="01076543210")
    ids = [services.requests.ask_at_step(one, None) for _ in range(count)]
    with services.requests.engine.begin() as connection:
        for number, own in enumerate(ids):
            at = now - timedelta(minutes=count - number)
            moments = {"created_at": at, "updated_at": at}
            connection.execute(sa.update(Request).where(Request.id == own).values(**moments))
    return ids


def ids_of(found):
    return [row.a["href"].split("?")[0].split("/")[-1] for row in found if row.a]


def test_a_later_page_of_the_queue_asks_for_itself_again_not_for_the_first(app):
    asked(app, 52)
    client = staff_client(app, "support")
    first = soup_of(client.get("/staff/requests?kind=help"))
    later = soup_of(client.get(first.select_one("a[rel=next]")["href"]))

    again = soup_of(client.get(later.select_one("#queue")["data-hx-get"]))

    assert len(ids_of(first.select("#queue tbody tr"))) == 50
    assert ids_of(again.select("tbody tr")) == ids_of(later.select("#queue tbody tr"))
    assert len(again.select("tbody tr")) == 2
    assert later.find("a", string="처음")["href"] == "/staff/requests?kind=help"


PAST_THE_END = "after=2999-01-01T00:00:00%2B00:00~ff"


@pytest.mark.parametrize("query", ["", "kind=help&mine=1&", "state=closed&", "search=%EC%86%90&"])
def test_a_later_page_that_was_emptied_leads_to_the_first_in_its_rows_and_opened_again(app, query):
    asked(app, 1)
    client = staff_client(app, "support")
    first = f"/staff/requests?{query}".rstrip("?&")

    alone = soup_of(client.get(f"/staff/requests/rows?{query}{PAST_THE_END}"))
    page = soup_of(client.get(f"/staff/requests?{query}{PAST_THE_END}"))

    for shown in (alone, page):
        assert "이 쪽에는 이제 요청이 없어요" in shown.select_one("#queue td").text
        assert "지금 할 요청이 없어요" not in shown.text
        assert shown.find("a", string="처음부터 보기")["href"] == first
    assert page.find("a", string="처음")["href"] == first


def test_the_first_page_without_requests_says_that_there_is_nothing_to_do(app):
    page = soup_of(staff_client(app, "support").get("/staff/requests"))

    assert page.select_one("#queue td").text.strip() == "지금 할 요청이 없어요."
    assert not page.find("a", string="처음")


def number_of(client, request_id):
    told = soup_of(client.get(f"/staff/requests/{request_id}")).select_one(".source").text
    return re.search(r"접수번호 (\d{4}-\d{5})", told)[1]


@pytest.mark.parametrize(
    "tells", ["{}", "접수번호 {}", " {}\u200b", "접수번호: {}번", "{bare}", "{}\uff0e"],
)  # fmt: skip
def test_a_request_is_found_by_its_number_as_it_is_told_on_the_phone(app, tells):
    own, *_ = asked(app, 3)
    client = staff_client(app, "support")
    number = number_of(client, own)

    said = tells.format(number, bare=number.replace("-", ""))

    assert ids_of(rows(client, f"?{urlencode({'search': said})}")) == [own]


@pytest.mark.parametrize("typed", ["에이스", "67891", "9876-5432", "에이\u3164스", "㈜에이스 상사"])
def test_the_requests_of_a_seller_are_found_in_every_state(app, request_id, typed):
    asked(app, 1)
    client = staff_client(app, "support")
    post(client, f"/staff/requests/{request_id}/assignment")
    post(client, f"/staff/requests/{request_id}/closure", outcome="solved")

    found = rows(client, f"?{urlencode({'search': typed})}")

    assert request_id in ids_of(found)
    assert {row.select_one("[data-label='누가']").text for row in found} == {people.ACE.name}


@pytest.mark.parametrize("typed", ["손  님이", "76543210", "010-7654-3210"])
def test_what_a_reader_asked_is_found_by_the_name_and_number_that_they_left(app, request_id, typed):
    [own] = asked(app, 1)

    found = rows(staff_client(app, "support"), f"?{urlencode({'search': typed})}")

    assert ids_of(found) == [own]
    assert own != request_id


@pytest.mark.parametrize(
    ("left", "typed"),
    [
        ("(주)한빛상사", "㈜한빛상사"),
        ("(주)한빛상사", "한빛 상사"),
        ("한빛상사", "주식회사 한빛상사"),
        ("한 빛-상사", "한빛상사"),
        ("ACE 상사", "ace상사"),
        ("ace", "ACE"),
        ("L&B", "lb"),
    ],
)
def test_a_readers_name_is_found_in_the_ways_in_which_a_sellers_is(app, left, typed):
    asked(app, 1)
    [own] = asked(app, 1, left)

    found = rows(staff_client(app, "support"), f"?{urlencode({'search': typed})}")

    assert ids_of(found) == [own]


def test_of_however_many_requests_a_search_means_none_is_left_out(app, seller):
    began = app.extensions["wizard"].now() - timedelta(days=90)
    many = [
        RequestRecord(
            id=f"{number:032x}", kind="help", state="closed", seller_id=seller.seller_id,
            mall="keys", step_id="form", created_at=at, updated_at=at,
        )
        for number, at in ((number, began + timedelta(minutes=number)) for number in range(2001))
    ]  # fmt: skip
    with services_of(app).requests.engine.begin() as connection:
        for one in many:
            request_rows.add_request(connection, one)
    client = staff_client(app, "support")
    before = f"{many[-2].created_at.isoformat()}~{many[-2].id}"

    last = rows(client, f"?{urlencode({'search': '에이스', 'after': before})}")

    assert ids_of(last) == [many[-1].id]


@pytest.mark.parametrize("typed", ["1399-00000", "0230-12345", "%", "없는상사", "_"])
def test_a_search_that_finds_no_request_says_how_to_look(app, typed):
    asked(app, 1)

    page = soup_of(
        staff_client(app, "support").get(f"/staff/requests?{urlencode({'search': typed})}")
    )

    assert "접수번호, 상호, 전화 끝자리로 찾아보세요" in page.select_one("#queue").text
    assert page.find("a", string="찾기 그만하기")["href"] == "/staff/requests"


def test_whom_too_many_sellers_fit_is_asked_for_a_longer_name(app, monkeypatch, request_id):
    monkeypatch.setattr(seller_search, "MANY", 0)
    client = staff_client(app, "support")

    page = soup_of(client.get(f"/staff/requests?{urlencode({'search': '에이스'})}"))

    assert "맞는 판매자가 너무 많아요" in page.select_one("#queue").text
    assert request_id in ids_of(rows(client))


def test_what_else_a_seller_waits_for_stands_at_their_request_and_what_has_ended_does_not(
    app, seller
):
    post(seller, "/guides/keys/place/help", kind="help", text="막혔어요")
    post(seller, "/guides/keys/place/help", kind="mismatch", text="달라요")
    asked(app, 1)
    client = staff_client(app, "support")
    one, other = [it.id for it in services_of(app).requests.about_seller(seller.seller_id)]

    [link] = soup_of(client.get(f"/staff/requests/{one}")).select("[data-also] a")
    assert link["href"].split("?")[0] == f"/staff/requests/{other}"
    post(client, f"/staff/requests/{other}/assignment")
    post(client, f"/staff/requests/{other}/closure", outcome="solved")

    assert not soup_of(client.get(f"/staff/requests/{one}")).select("[data-also]")
