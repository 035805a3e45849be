"""How much one seller, or one stranger, may pile up: each bound is told in words, and nothing is lost."""

from datetime import timedelta

import pytest
from conftest import DEPOSIT, filled, soup_of
from support.people import ACE, post, seller_client, services_of

from wizard.app import READER_RATE
from wizard.services import invitations, requests
from wizard.services.invitations import DAYS
from wizard.web.form.page import TOO_MANY_ACCOUNTS
from wizard.web.guide.help import READERS_TOO_OFTEN, TOO_MANY
from wizard.web.seller.dashboard import TOO_MANY_LINKS, TOO_MANY_WORDS

HELP = "/guides/fork/hello/help"
CALLER = {"seller_name": "한빛상회", "seller_phone": "010-1234-5678"}


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def client(app):
    return seller_client(app)


FEW = 3


@pytest.fixture(autouse=True)
def few(app, monkeypatch):
    """Bounds that are soon reached."""
    object.__setattr__(services_of(app).accounts, "max_accounts", 2)
    monkeypatch.setattr(invitations, "MAX_OWN_LINKS", FEW)
    monkeypatch.setattr(requests, "MAX_WAITING", FEW)


def new_account(client, number=0):
    """Type a new account; give what the browser posts."""
    typed = DEPOSIT | {"login_id": f"shop123{number}"}
    return filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **typed)


def cards_of(app, client):
    return services_of(app).accounts.cards(client.seller_id)


def test_more_accounts_than_one_may_have_are_not_saved_and_what_was_typed_stays(app, client):
    forms = [new_account(client, number) for number in range(3)]
    answers = [client.post("/guides/keys/form", data=form) for form in forms]

    assert [answer.status_code for answer in answers] == [303, 303, 422]
    assert len(cards_of(app, client)) == 2
    page = soup_of(answers[-1])
    assert TOO_MANY_ACCOUNTS in page.select_one("#summary").text
    assert page.select_one("#login_id")["value"] == "shop1232"
    assert DEPOSIT["password"] not in answers[-1].text


def test_at_the_bound_accounts_are_changed_deleted_and_a_form_sent_again_is_no_other(app, client):
    forms = [new_account(client, number) for number in range(2)]
    for form in forms:
        client.post("/guides/keys/form", data=form)

    assert client.post("/guides/keys/form", data=forms[0]).status_code == 303
    [first, _] = [card.id for card in cards_of(app, client)]
    change = filled(soup_of(client.get(f"/accounts/{first}")), login_id="another1")
    assert client.post(f"/accounts/{first}", data=change).status_code == 303
    assert post(client, f"/accounts/{first}/deletion").status_code == 303
    assert client.post("/guides/keys/form", data=new_account(client, 2)).status_code == 303
    assert len(cards_of(app, client)) == 2


def test_a_seller_makes_so_many_links_a_week_and_no_more_whatever_became_of_them(app, client):
    made = [post(client, "/my/links").status_code for _ in range(FEW)]
    refused = post(client, "/my/links")

    assert made == [200] * FEW
    assert (refused.status_code, refused.location) == (303, "/my")
    assert TOO_MANY_LINKS in client.get("/my").text
    services = services_of(app)
    assert len(services.invitations.of_seller(client.seller_id)) == FEW + 1
    services.invitations.make(client.seller_id, "staff:somebody")  # staff may always send another


def test_after_their_week_links_are_made_again(app, client):
    services = services_of(app)
    for _ in range(FEW):
        post(client, "/my/links")

    token = client.get_cookie("seller").value
    later = services.invitations.now() + timedelta(days=DAYS, seconds=1)
    object.__setattr__(services.invitations, "now", lambda: later)

    assert services.invitations.make_in_session(token)


def test_a_seller_has_so_many_requests_waiting_and_writes_on_in_those(app, client):
    asked = [post(client, HELP, text=f"도와주세요 {n}").status_code for n in range(FEW)]
    refused = post(client, HELP, text="하나 더 여쭤봐요")

    assert asked == [303] * FEW
    assert refused.status_code == 429
    assert TOO_MANY in refused.text
    assert "하나 더 여쭤봐요" in refused.text
    rows = services_of(app).requests.of_seller(client.seller_id)
    assert len(rows) == FEW
    services_of(app).request_handling.close(rows[0].id, "nobody")
    assert post(client, HELP, text="하나 더 여쭤봐요").status_code == 303


def test_so_many_words_wait_for_an_answer_and_after_it_more_may_be_said(app, client):
    post(client, HELP, text="막혔어요")
    services = services_of(app)
    [request] = services.requests.of_seller(client.seller_id)
    path = f"/my/requests/{request.id}/messages"
    said = [post(client, path, text=f"더 {n}").status_code for n in range(FEW)]

    refused = post(client, path, text="아직인가요")

    assert said == [303] * (FEW - 1) + [429]
    assert refused.status_code == 429
    assert TOO_MANY_WORDS in refused.text
    assert "아직인가요" in soup_of(refused).select_one("textarea").text
    assert len(services.requests.thread(request.id).messages) == FEW


def test_a_stranger_asks_the_staff_so_often_an_hour_at_steps_and_for_links_together(app):
    answers = []
    for number in range(READER_RATE.count + 2):
        stranger = app.test_client()
        name = {**CALLER, "seller_phone": f"010-1234-{number:04}"}
        path = HELP if number % 2 else "/enter/requests"
        answers.append(post(stranger, path, text="막혔어요", token="x" * 43, **name))

    assert [answer.status_code for answer in answers] == [303] * READER_RATE.count + [429] * 2
    assert all(READERS_TOO_OFTEN in answer.text for answer in answers[-2:])
    assert all(CALLER["seller_name"] in answer.text for answer in answers[-2:])


def test_a_sellers_call_for_help_is_not_counted_with_the_strangers_at_their_address(app):
    for number in range(READER_RATE.count + 1):
        post(
            app.test_client(),
            HELP,
            text="막혔어요",
            **CALLER | {"seller_phone": f"010-1234-{number:04}"},
        )

    assert post(seller_client(app, ACE), HELP, text="막혔어요").status_code == 303
