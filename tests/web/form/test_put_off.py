"""A required value that is not known yet may be put off: what is saved is told as unfinished, and asked for nothing."""

import pytest
import sqlalchemy as sa
from conftest import filled, soup_of
from support.people import seller_client, services_of, staff_client
from support.services import opened

from wizard.db.models import AccountField
from wizard.services.account_inputs import NewSeller

FORM = "/guides/later/form"
TYPED = {"login_id": "shop1234", "password": "horsestaple", "api_key": ""}
LATER = {"api_key.later": "1"}
KEY = "fedcba9876543210"
OTHER = NewSeller("한빛상회", "2208162517", "01012345678")


def sent(client, **values):
    return client.post(FORM, data=filled(soup_of(client.get(FORM)), **(TYPED | values)))


def the_account(app, client):
    [card] = services_of(app).accounts.cards(client.seller_id, "later")
    return card


@pytest.fixture
def seller(app_on_each_database):
    return seller_client(app_on_each_database)


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


def test_an_empty_box_is_refused_as_ever_unless_it_is_said_that_it_comes_later(app, seller):
    refused = sent(seller)

    page = soup_of(refused)
    assert refused.status_code == 422
    assert [a["href"] for a in page.select(".summary a")] == ["#api_key"]
    assert not page.select_one("[name='api_key.later']").has_attr("checked")
    assert services_of(app).accounts.cards(seller.seller_id) == []


def test_only_a_box_whose_guide_lets_it_be_may_be_put_off(app, seller):
    assert [tag["name"] for tag in soup_of(seller.get(FORM)).select("[type=checkbox]")] == ["api_key.later"]  # fmt: skip

    refused = sent(seller, password="", **LATER, **{"password.later": "1"})

    page = soup_of(refused)
    assert [a["href"] for a in page.select(".summary a")] == ["#password"]
    assert page.select_one("[name='api_key.later']").has_attr("checked")
    assert services_of(app).accounts.cards(seller.seller_id) == []


def test_what_is_put_off_is_saved_and_neither_tried_nor_registered_until_it_is_there(app, seller):
    assert sent(seller, **LATER).status_code == 303

    card = the_account(app, seller)
    assert opened(services_of(app).accounts, card.id) == {"password": "horsestaple"}
    assert (card.tails["login_id"], "api_key" in card.tails) == ("shop1234", False)
    assert (card.registration.state, card.registering, card.check) == ("unfinished", None, None)
    assert not services_of(app).checks.again(seller.seller_id, card.id)

    form = filled(soup_of(seller.get(f"/accounts/{card.id}")), api_key=KEY)
    assert seller.post(f"/accounts/{card.id}", data=form).status_code == 303

    card = the_account(app, seller)
    assert opened(services_of(app).accounts, card.id)["api_key"] == KEY
    assert (card.registration.state, card.registering.state) == ("asked", "open")
    assert card.check is not None


def test_it_is_told_as_unfinished_and_led_to_that_one_box_after_saving_and_in_the_sellers_place(
    app, seller
):
    done = soup_of(seller.get(sent(seller, **LATER).location))
    mine = soup_of(seller.get("/my"))

    there = f"/accounts/{the_account(app, seller).id}#api_key"
    assert done.h1.text == "남은 칸만 적으면 돼요"
    for page in (done, mine):
        line = page.select_one("[data-registration=unfinished]")
        assert "남은 칸: ‘API 인증키’" in line.text
        assert there in [a["href"] for a in page.select("a")]
    assert mine.select_one("#mall-later .tag").text == "아직 적지 않은 칸이 있어요"
    assert not done.select(".arrived")


def test_other_values_can_be_changed_while_it_is_yet_to_come(app, seller):
    sent(seller, **LATER)
    path = f"/accounts/{the_account(app, seller).id}"

    page = soup_of(seller.get(path))
    assert page.select_one("[name='api_key.later']").has_attr("checked")
    assert seller.post(path, data=filled(page, login_id="other999")).status_code == 303

    card = the_account(app, seller)
    assert card.tails["login_id"] == "other999"
    assert card.registration.state == "unfinished"


def test_what_was_typed_wins_over_the_tick_and_a_finished_account_asks_for_none(app, seller):
    assert sent(seller, **(LATER | {"api_key": KEY})).status_code == 303

    card = the_account(app, seller)
    assert card.registration.state == "asked"
    assert not soup_of(seller.get(f"/accounts/{card.id}")).select("[name='api_key.later']")


def test_another_firm_sees_and_finishes_nothing_of_it(app, seller):
    sent(seller, **LATER)
    account = the_account(app, seller).id
    other = seller_client(app, OTHER)

    assert other.get(f"/accounts/{account}").status_code == 404
    assert services_of(app).accounts.cards(other.seller_id) == []


def test_the_staff_see_that_it_is_unfinished(app, seller):
    sent(seller, **LATER)

    page = soup_of(staff_client(app, "support").get(f"/staff/sellers/{seller.seller_id}"))

    assert page.select_one("[data-registration]")["data-registration"] == "unfinished"
    assert "아직 적지 않은 칸" in page.select_one("[data-registration]").text


def test_what_a_guide_asks_for_since_is_put_off_by_its_seller_only(app, seller):
    assert sent(seller, api_key=KEY).status_code == 303
    account = the_account(app, seller).id
    services_of(app).registrations.confirm(account, "staff:kim", 1)
    field = AccountField.__table__
    with services_of(app).accounts.engine.begin() as connection:  # as of a guide without the box
        connection.execute(sa.delete(field).where(field.c.name == "api_key"))
    path = f"/accounts/{account}"

    page = soup_of(seller.get(path))
    refused = seller.post(path, data=filled(page, password="otherhorse"))

    again = soup_of(refused)
    assert refused.status_code == 422
    for shown in (page, again):
        assert not shown.select_one("[name='api_key.later']").has_attr("checked")
    assert the_account(app, seller).registration.state == "registered"
    assert seller.post(path, data=filled(again, **LATER)).status_code == 303
    assert the_account(app, seller).registration.state == "unfinished"


def test_no_end_says_that_all_is_registered_while_another_account_there_is_unfinished(app, seller):
    sent(seller, **LATER)
    sent(seller, login_id="shop9999", api_key=KEY)
    unfinished, whole = services_of(app).accounts.cards(seller.seller_id, "later")
    services_of(app).registrations.confirm(whole.id, "staff:kim", 1)

    page = soup_of(seller.get("/guides/later/done"))

    listed = soup_of(seller.get("/")).select_one("[data-mall=later] .tag")
    assert listed.text.strip() == "남은 칸이 있어요"
    assert page.h1.text == "남은 칸만 적으면 돼요"
    assert f"/accounts/{unfinished.id}#api_key" in [a["href"] for a in page.select("a")]


def test_the_guides_form_filled_in_whole_completes_the_account_that_was_put_off(app, seller):
    sent(seller, **LATER)
    first = the_account(app, seller).id
    form = filled(soup_of(seller.get(FORM)), **(TYPED | {"api_key": KEY}))

    saved = [seller.post(FORM, data=form) for _ in range(2)]

    card = the_account(app, seller)
    assert [answer.status_code for answer in saved] == [303, 303]
    assert (card.id, card.registration.state) == (first, "asked")
    assert opened(services_of(app).accounts, first)["api_key"] == KEY
    assert "남은 칸을 채웠어요" in seller.get(saved[0].location).text


def test_an_account_that_says_otherwise_is_another_though_one_is_unfinished(app, seller):
    sent(seller, **LATER)

    assert sent(seller, password="otherhorse", api_key=KEY).status_code == 303

    cards = services_of(app).accounts.cards(seller.seller_id, "later")
    assert [card.registration.state for card in cards] == ["unfinished", "asked"]
