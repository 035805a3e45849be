"""The list of a seller: told on the first page, in their place and after saving, by what is saved."""

import pytest
import sqlalchemy as sa
from conftest import GOOD, filled, soup_of
from support.people import post, save_account, seller_client, services_of

from wizard.db.models import AccountCheck


@pytest.fixture
def client(app):
    found = seller_client(app)
    post(found, "/my/malls", malls=["agency", "fork", "keys"])
    return found


def so_far(page):
    return soup_of(page).select_one("[data-saved]")["data-saved"]


def test_how_many_are_saved_is_told_on_the_first_page_in_ones_place_and_after_saving(app, client):
    assert so_far(client.get("/")) == so_far(client.get("/my")) == "0/3"

    save_account(client)

    pages = [client.get(path) for path in ("/", "/my", "/guides/keys/done")]
    assert [so_far(page) for page in pages] == ["1/3"] * 3
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}
    states = {run.mall: run.state for run in services_of(app).progress.of_seller(client.seller_id)}
    assert states["keys"] == "saved"


@pytest.mark.parametrize(
    ("verdict", "connected"), [("", 0), ("OK", 1), ("WRONG_KEY", 0), ("MALL_DOWN", 0)]
)
def test_connected_is_told_beside_saved_only_of_what_the_mall_took(app, client, verdict, connected):
    save_account(client)
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(sa.update(AccountCheck).values(verdict=verdict))

    lines = [
        soup_of(client.get(path)).select_one("[data-saved]")
        for path in ("/", "/my", "/guides/keys/done")
    ]

    assert [(line["data-saved"], line["data-connected"]) for line in lines] == [
        ("1/3", f"{connected}")
    ] * 3
    assert {"연결을 확인했어요" in line.text for line in lines} == {bool(connected)}
    assert all("등록" not in line.text for line in lines)


def test_a_mall_with_one_account_that_it_refuses_is_not_told_as_connected(app, client):
    save_account(client)
    form = soup_of(client.get("/guides/keys/form"))
    other = {**GOOD, "login_id": "another1", "api_key": "0123456789abcdef"}
    assert client.post("/guides/keys/form", data=filled(form, **other)).status_code == 303
    engine = services_of(app).accounts.engine
    with engine.begin() as connection:
        connection.execute(sa.update(AccountCheck).values(verdict="OK"))
        first = sa.select(AccountCheck.account_id).limit(1).scalar_subquery()
        refused = sa.update(AccountCheck).where(AccountCheck.account_id == first)
        connection.execute(refused.values(verdict="WRONG_ID"))
        count = connection.execute(
            sa.select(sa.func.count()).select_from(AccountCheck)
        ).scalar_one()

    line = soup_of(client.get("/my")).select_one("[data-saved]")

    assert count == 2
    assert (line["data-saved"], line["data-connected"]) == ("1/3", "0")


def test_the_first_page_of_a_reader_tells_of_nobody_after_a_seller_saw_theirs(app, client):
    save_account(client)
    before = app.test_client().get("/")
    client.get("/")
    after = app.test_client().get("/")

    assert before.data == after.data
    assert not soup_of(after).select("[data-saved], .tag.saved, .tag.going")
    assert after.headers["Cache-Control"] == "no-cache"
    marked = soup_of(client.get("/")).select('.mall[data-mall="keys"] .tag.saved')
    assert [tag.text for tag in marked] == ["저장했어요"]


def test_the_main_button_goes_on_with_the_mall_in_progress(client):
    client.get("/guides/fork/hello")

    page = soup_of(client.get("/my"))
    assert page.select_one(".own > li")["id"] == "mall-fork"
    assert page.select_one(".own .button:not(.soft)")["href"] == "/guides/fork/hello"
    home = soup_of(client.get("/"))
    assert home.select_one(".resume a")["href"] == "/guides/fork/hello"


def test_the_next_mall_after_saving_is_of_ones_own_list(client):
    client.get("/guides/fork/hello")
    save_account(client)

    button = soup_of(client.get("/guides/keys/done")).select(".go .button")[-1]
    assert (button.text, button["href"]) == ("다음 쇼핑몰: 갈림길", "/guides/fork/hello")


def test_what_was_only_read_to_its_end_goes_on_at_the_form(client):
    for step in ("place", "form", "done"):
        client.get(f"/guides/keys/{step}")

    listed = soup_of(client.get("/my")).select_one("#mall-keys")
    assert listed.select_one(".button")["href"] == "/guides/keys/form"
    assert "하는 중" in listed.text


@pytest.mark.parametrize(
    ("malls", "is_told"), [(["agency", "keys"], False), (["agency", "keys", "fork"], True)]
)
def test_another_mall_to_connect_is_told_of_only_while_one_of_the_list_is_left(app, malls, is_told):
    found = seller_client(app)
    post(found, "/my/malls", malls=malls)
    save_account(found, "agency")
    save_account(found)

    told = soup_of(found.get("/guides/keys/done")).select_one(".after").text

    assert ("다음 쇼핑몰을 연결해요" in told) is is_told
