"""The queue says whose turn it is, from the side of whoever reads it, and since when somebody waits."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import soup_of
from support.people import asked_for_issuance, post, seller_client, services_of, staff_client

from wizard.db.models import Request
from wizard.korean.calendar import write_moment


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
