"""The way back from one person's page keeps the list that led to it, with its filters."""

from urllib.parse import unquote

import pytest
from conftest import soup_of
from support.people import ACE, asked_for_issuance, invited, post, seller_client, staff_client

LISTED = "/staff/requests?kind=issuance&mine=0"


def back_of(client, path):
    return soup_of(client.get(path)).select_one(".trail a")


@pytest.fixture
def asked(app):
    seller = seller_client(app)
    request, _ = asked_for_issuance(app, seller)
    return seller.seller_id, request


def led(client, path, request):
    """Give the address by which a list leads to one of its rows."""
    return soup_of(client.get(path)).select_one(f"a[href*='{request}']")["href"]


def test_the_way_back_from_a_request_keeps_the_filters_through_every_press(app, asked):
    client = staff_client(app, "support")
    way = led(client, LISTED, asked[1])

    taken = soup_of(client.get(way)).select_one("form[action*='/assignment']")["action"]
    landed = post(client, taken).location

    assert back_of(client, way)["href"] == "/staff/requests?kind=issuance&mine=0"
    assert landed == way
    assert back_of(client, landed).text == "요청"


def test_the_way_back_from_a_seller_keeps_the_search_and_leads_over_a_request_to_it(app, asked):
    client = staff_client(app, "support")
    found = led(client, "/staff/sellers?search=에이스", asked[0])

    over = soup_of(client.get(found)).select_one(f"a[href*='{asked[1]}']")["href"]

    assert back_of(client, found)["href"].startswith("/staff/sellers?search=%EC%97%90")
    back = back_of(client, over)
    assert unquote(back["href"]) == unquote(found)
    assert back.text == "판매자"
    assert client.get(back["href"]).status_code == 200


def test_without_a_filter_nothing_is_added_to_an_address(app, asked):
    client = staff_client(app, "support")

    assert led(client, "/staff/requests", asked[1]) == f"/staff/requests/{asked[1]}"
    assert led(client, "/staff/sellers", asked[0]) == f"/staff/sellers/{asked[0]}"
    assert back_of(client, f"/staff/sellers/{asked[0]}")["href"] == "/staff/sellers"


def test_rows_that_a_list_asked_for_again_lead_back_to_the_list(app, asked):
    client = staff_client(app, "support")

    way = led(client, "/staff/requests/rows?kind=issuance", asked[1])

    assert back_of(client, way)["href"] == "/staff/requests?kind=issuance"


@pytest.mark.parametrize(
    "back",
    ["https://evil.example/", "//evil.example/staff/today", "/staff/leave", "/staff/today/../leave", "/staff/today?" + "x" * 600, "javascript:alert(1)"],
)  # fmt: skip
def test_no_other_address_is_taken_for_a_way_back(app, back):
    client, (seller, _) = staff_client(app, "support"), invited(app, ACE)

    page = client.get(f"/staff/sellers/{seller}", query_string={"back": back})

    assert soup_of(page).select_one(".trail a")["href"] == "/staff/sellers"
    assert "evil" not in page.text
