"""An account is called by its seller's own words, wherever one is told from another."""

import sqlalchemy as sa
from conftest import filled, soup_of
from support.people import (
    asked_for_issuance,
    post,
    save_account,
    seller_client,
    services_of,
    staff_client,
)


def stored(app):
    with services_of(app).accounts.engine.connect() as connection:
        query = "select value, is_sealed from account_field where name = 'own_name'"
        return connection.execute(sa.text(query)).all()


def named(client, account, name):
    return post(client, f"/accounts/{account}/name", account_name=name)


def test_a_name_stands_on_the_list_at_the_form_and_where_it_is_asked_which_is_to_go(app):
    client = seller_client(app)
    account = save_account(client)

    assert named(client, account, "  본점 ").status_code == 303

    [row] = stored(app)
    assert row.is_sealed
    assert "본점" not in row.value
    shown = client.get("/my")
    assert "계정 이름을 저장했어요: 본점" in shown.text
    assert soup_of(shown).select_one("#mall-keys h3").text == "본점"
    assert (
        soup_of(client.get(f"/accounts/{account}")).select_one("#account_name")["value"] == "본점"
    )
    assert soup_of(client.get(f"/accounts/{account}/deletion")).select_one(".lead b").text == "본점"


def test_it_outlives_new_values_changes_nothing_of_them_and_goes_when_it_is_emptied(app):
    client = seller_client(app)
    account = save_account(client)
    named(client, account, "본점")
    page = soup_of(client.get(f"/accounts/{account}"))
    assert client.post(f"/accounts/{account}", data=filled(page)).status_code == 303
    assert "더 바뀐 것은 없어요" in client.get("/my").text
    client.post(f"/accounts/{account}", data=filled(page, login_id="changed1"))
    assert len(stored(app)) == 1

    named(client, account, "")

    assert stored(app) == []
    assert "••••3210" in client.get("/my").text  # the values are as they were


def test_too_long_a_name_comes_back_to_be_shortened(app):
    client = seller_client(app)
    account = save_account(client)

    refusal = named(client, account, "가" * 31)

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#account_name")["value"] == "가" * 31
    assert stored(app) == []


def test_who_opens_the_account_sees_what_its_seller_calls_it(app):
    client = seller_client(app)
    request, account = asked_for_issuance(app, client)
    named(client, account, "본점")
    operator = staff_client(app, "operator")
    post(operator, f"/staff/requests/{request}/assignment")

    opened = post(operator, f"/staff/requests/{request}/secrets", reason="issue")

    assert "판매자가 붙인 이름" in opened.text
    assert "본점" in opened.text
