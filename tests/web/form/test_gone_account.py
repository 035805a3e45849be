"""An account that was deleted elsewhere while somebody typed: what they typed comes back, as a new account's form."""

import pytest
import sqlalchemy as sa
from conftest import GOOD, filled, soup_of
from support.people import post, save_account, seller_client, services_of
from support.services import opened

TYPED = {"login_id": "changed1", "password": "new password", "api_key": "0123456789abcdef"}
REST = {"bank": GOOD["bank"]}
"""What was stored, never shown, and is gone with the account: asked for again."""


def passwords(app):
    accounts = services_of(app).accounts
    with accounts.engine.connect() as connection:
        ids = connection.execute(sa.text("select id from account")).scalars().all()
    return [opened(accounts, account)["password"] for account in ids]


@pytest.mark.parametrize("is_old", [False, True], ids=["a page of now", "an old page"])
def test_what_was_typed_comes_back_and_is_saved_as_a_new_account(app, is_old):
    client = seller_client(app)
    account = save_account(client)
    form = filled(soup_of(client.get(f"/accounts/{account}")), **TYPED)
    post(client, f"/accounts/{account}/deletion")

    refusal = client.post(
        f"/accounts/{account}", data=form | ({"csrf_token": "old"} if is_old else {})
    )

    page = soup_of(refusal)
    assert "지워졌어요" in page.select_one("#summary").text
    assert page.select_one("#login_id")["value"] == TYPED["login_id"]
    assert TYPED["password"] not in refusal.text
    assert passwords(app) == []
    assert soup_of(client.post(page.form["action"], data=filled(page))).select_one("#bank-error")
    again = client.post(page.form["action"], data=filled(page, **REST))
    assert again.status_code == 303
    assert passwords(app) == [TYPED["password"]]


def test_whoever_left_meanwhile_is_asked_to_come_in_again_and_nothing_is_saved(app):
    client = seller_client(app)
    account = save_account(client)
    form = filled(soup_of(client.get(f"/accounts/{account}")), **TYPED)
    services_of(app).accounts.delete(client.seller_id, account)
    client.delete_cookie("seller")

    refusal = client.post(f"/accounts/{account}", data=form)

    assert refusal.status_code == 409
    assert soup_of(refusal).select_one("#login_id")["value"] == TYPED["login_id"]
    assert passwords(app) == []


def test_an_account_that_never_was_is_no_page(client):
    form = filled(soup_of(client.get("/guides/keys/form")), **GOOD)

    assert client.post(f"/accounts/{'0' * 32}", data=form).status_code == 404
