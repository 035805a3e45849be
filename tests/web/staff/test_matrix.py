"""Sellers by malls: every cell leads where it is about, and what is looked for is found and marked."""

import re
from dataclasses import replace

import pytest
from conftest import soup_of
from support.people import ACE, post, save_account, seller_client, services_of, staff_client


@pytest.fixture
def staff(app):
    return staff_client(app, "support")


@pytest.fixture
def two(app):
    """A seller who saved in one mall and chose another; one who chose nothing."""
    client = seller_client(app)
    save_account(client)
    post(client, "/my/malls", malls=["fork", "keys"])
    other = services_of(app).sellers.add(
        replace(ACE, name="빈상회", business_number="1248100998"), "k"
    )
    return client.seller_id, other


def bare(address):
    """Give an address without the way back that it carries."""
    return re.sub(r"\?[^#]*", "", address)


def table(staff, query=""):
    return soup_of(staff.get(f"/staff/matrix{query}")).select_one(".matrix")


def test_a_cell_leads_to_its_mall_on_the_sellers_page(staff, two):
    first, _ = two

    links = {bare(a["href"]) for a in table(staff).select("td a")}

    assert links == {f"/staff/sellers/{first}#mall-{mall}" for mall in ("keys", "fork")}
    page = soup_of(staff.get(f"/staff/sellers/{first}"))
    assert all(page.select_one(f"#{link.partition('#')[2]}") for link in links)


@pytest.mark.parametrize(
    ("query", "found"),
    [("?mall=keys", ["keys"]), ("?state=chosen", ["fork"]), ("?mall=fork&state=saved", []), ("?state=saved&search=에이스", ["keys"])],
)  # fmt: skip
def test_it_is_filtered_as_the_list_is_and_the_cells_that_were_found_are_marked(
    staff, two, query, found
):
    first, _ = two

    shown = table(staff, query)

    marked = [a["href"].partition("#mall-")[2] for a in shown.select("a.found")]
    assert marked == found
    assert [bare(a["href"]) for a in shown.select("tbody th a")] == [
        f"/staff/sellers/{first}"
    ] * bool(found)


def test_a_seller_who_is_found_by_two_malls_stands_once_with_both_marked(app, staff, two):
    services_of(app).progress.choose(two[0], {"fork": "r", "keys": "r", "agency": "r"}, "staff:k")

    shown = table(staff, "?state=chosen")

    assert len(shown.select("tbody tr")) == 1
    assert {a["href"].partition("#mall-")[2] for a in shown.select("a.found")} == {"fork", "agency"}


def test_the_filters_stay_over_the_pages(staff):
    page = soup_of(staff.get("/staff/matrix?mall=keys&state=saved"))

    assert page.select_one("form.filter")["action"] == "/staff/matrix"
    assert page.select_one("[name=mall] [selected]")["value"] == "keys"
    assert page.select_one("[name=state] [selected]")["value"] == "saved"


@pytest.mark.usefixtures("two")
@pytest.mark.parametrize("query", ["", "search=%EC%83%81", "screen=%2Fguides%2Fkeys%2Fform"])
@pytest.mark.parametrize("page", ["sellers", "matrix"])
def test_past_the_end_of_the_sellers_the_way_to_the_first_page_is_shown(staff, page, query):
    past = "&".join(filter(None, [query, "after=2000-01-01T00:00:00%2B00:00~0"]))

    cell = soup_of(staff.get(f"/staff/{page}?{past}")).select_one(".list tbody")

    assert "이 쪽에는 이제 판매자가 없어요" in cell.text
    assert "아직 판매자가 없어요" not in cell.text
    assert [a["href"] for a in cell.select("a")] == [f"/staff/{page}?{query}".rstrip("?")]


@pytest.mark.parametrize("page", ["sellers", "matrix"])
def test_with_a_screen_to_call_sellers_to_a_desk_without_sellers_leads_to_the_first_one(
    staff, page
):
    empty = soup_of(staff.get(f"/staff/{page}?screen=/guides/keys/form")).select_one(".list tbody")

    assert "아직 판매자가 없어요" in empty.text
    assert "다른 말로" not in empty.text


@pytest.mark.parametrize("page", ["sellers", "matrix"])
def test_a_desk_without_sellers_leads_to_the_first_one_and_a_search_that_finds_none_says_so(staff, page):  # fmt: skip
    empty = soup_of(staff.get(f"/staff/{page}")).select_one(".list tbody")
    sought = soup_of(staff.get(f"/staff/{page}?search=없는상사")).select_one(".list tbody")

    assert "아직 판매자가 없어요" in empty.text
    assert [a["href"] for a in empty.select("a")] == [
        "/staff/sellers/new",
        "/staff/sellers/batches",
    ]
    assert "다른 말로 찾아보세요" in sought.text
