"""A value saved for one mall is used for another by one press: a hidden one is copied, sealed anew, and never shown."""

import pytest
import sqlalchemy as sa
from conftest import GOOD, filled, soup_of
from support.people import post, save_account, seller_client, services_of
from support.services import opened

from wizard.db.models import AccountField
from wizard.services.account_inputs import NewSeller
from wizard.web.form.reuse import GONE

FORM = "/guides/later/form"
KEY = GOOD["api_key"]
OTHER = NewSeller("한빛상회", "2208162517", "01012345678")
TYPED = {"login_id": "shop1234", "password": "horsestaple"}


@pytest.fixture
def app(app_on_each_database):
    return app_on_each_database


@pytest.fixture
def seller(app):
    return seller_client(app)


def offers_on(page, name):
    return [b["value"] for b in page.select(f".box:has(#{name}) button[value^='reuse:']")]


def pressed(client, action, **values):
    """Press a button of the form that saves nothing; give the page that comes back."""
    form = filled(soup_of(client.get(FORM)), **(TYPED | values | {"action": action}))
    answer = client.post(FORM, data=form)
    assert answer.status_code == 200
    return soup_of(answer)


def in_later(app, client):
    return services_of(app).accounts.cards(client.seller_id, "later")


def stored(app, account, name):
    field = AccountField.__table__
    mine = (field.c.account_id == account) & (field.c.name == name)
    with services_of(app).accounts.engine.connect() as connection:
        return connection.execute(sa.select(field.c.value, field.c.is_sealed).where(mine)).one()


def test_nothing_is_offered_to_a_reader_or_to_who_saved_nothing_there(app, seller):
    for client in (app.test_client(), seller):
        assert "reuse:" not in client.get(FORM).text


def test_a_hidden_value_is_copied_and_sealed_for_the_new_account_and_stands_in_no_page(app, seller):
    source = save_account(seller)
    first = seller.get(FORM)
    [action] = offers_on(soup_of(first), "api_key")

    page = pressed(seller, action)
    saved = seller.post(FORM, data=filled(page))
    after = seller.get(saved.location)

    [card] = in_later(app, seller)
    assert opened(services_of(app).accounts, card.id)["api_key"] == KEY
    old, new = stored(app, source, "api_key"), stored(app, card.id, "api_key")
    assert old.is_sealed
    assert new.is_sealed
    assert old.value != new.value
    assert card.registration.state == "asked"
    assert "열쇠몰에 저장해 둔 값" in page.select_one(".box:has(#api_key)").text
    assert page.select_one("#login_id")["value"] == "shop1234"
    for told in (first.text, str(page), saved.text, after.text, seller.get("/my").text):
        assert KEY not in told
        assert old.value not in told
        assert new.value not in told


def test_a_value_that_is_no_secret_is_put_into_its_box_to_be_seen_and_changed(app, seller):
    form = filled(soup_of(seller.get("/guides/facts/form")), login_id="open1234")
    assert seller.post("/guides/facts/form", data=form).status_code == 303
    [action] = offers_on(soup_of(seller.get(FORM)), "login_id")

    page = pressed(seller, action, login_id="", api_key=KEY)

    assert page.select_one("#login_id")["value"] == "open1234"
    assert seller.post(FORM, data=filled(page)).status_code == 303
    assert in_later(app, seller)[0].tails["login_id"] == "open1234"


def test_what_is_typed_after_all_wins_and_a_press_takes_the_choice_back(app, seller):
    save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    page = pressed(seller, action)

    back = soup_of(seller.post(FORM, data=filled(page, action="reuse:api_key:")))
    assert offers_on(back, "api_key") == [action]
    assert seller.post(FORM, data=filled(back)).status_code == 422
    assert seller.post(FORM, data=filled(page, api_key="typed-by-hand-01")).status_code == 303

    [card] = in_later(app, seller)
    assert opened(services_of(app).accounts, card.id)["api_key"] == "typed-by-hand-01"


def test_another_firms_value_is_never_taken_whatever_a_form_says(app, seller):
    source, other = save_account(seller), seller_client(app, OTHER)

    shown = soup_of(other.get(FORM))
    assert offers_on(shown, "api_key") == []
    refused = other.post(FORM, data=filled(shown, **TYPED, **{"api_key.reuse": source}))

    assert refused.status_code == 422
    assert KEY not in refused.text
    assert in_later(app, other) == []


def test_a_value_whose_account_is_gone_meanwhile_is_asked_for_again_at_its_box_and_nothing_is_saved(
    app, seller
):
    source = save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    page = pressed(seller, action)
    post(seller, f"/accounts/{source}/deletion")

    refused = seller.post(FORM, data=filled(page))

    again = soup_of(refused)
    assert refused.status_code == 422
    assert again.select_one("#login_id")["value"] == "shop1234"
    assert again.select_one("#api_key-error").text.endswith(GONE)
    assert in_later(app, seller) == []
    assert seller.post(FORM, data=filled(again, api_key="typed-by-hand-01")).status_code == 303


def test_a_press_on_an_offer_that_is_gone_says_so_and_leaves_what_was_typed(app, seller):
    source = save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    form = filled(soup_of(seller.get(FORM)), **TYPED, api_key="typed-by-hand-01", action=action)
    post(seller, f"/accounts/{source}/deletion")

    page = soup_of(seller.post(FORM, data=form))

    assert page.select_one("#api_key-error").text.endswith(GONE)
    assert seller.post(FORM, data=filled(page)).status_code == 303
    [card] = in_later(app, seller)
    assert opened(services_of(app).accounts, card.id)["api_key"] == "typed-by-hand-01"


def saved_with(client, key):
    """Save an account in the other mall whose key is odd there, too; give the form with its value chosen."""
    path = "/guides/keys/form?remit=online"
    odd = client.post(path, data=filled(soup_of(client.get(path)), **(GOOD | {"api_key": key})))
    assert client.post(path, data=filled(soup_of(odd))).status_code == 303
    [action] = offers_on(soup_of(client.get(FORM)), "api_key")
    return pressed(client, action)


def test_a_hidden_value_that_does_not_fit_its_new_box_is_refused_there_and_not_shown(app, seller):
    key = "z123456789abcdef"
    page = saved_with(seller, key)

    refused = seller.post(FORM, data=filled(page))

    assert refused.status_code == 422
    for shown in (page, soup_of(refused)):
        said = shown.select_one("#api_key-error").text
        assert "열쇠몰에 저장해 둔 값은 이 칸에 맞지 않아요. 나중몰 키는 z로" in said
        assert key not in str(shown)
    assert in_later(app, seller) == []


def test_a_hidden_value_that_looks_odd_in_its_new_box_is_saved_once_its_seller_insists(app, seller):
    key = "0qq3456789abcdef"
    page = saved_with(seller, key)
    form = filled(page)

    asked = seller.post(FORM, data=form | {"api_key.sure": ""})

    assert asked.status_code == 422
    for shown in (page, soup_of(asked)):
        assert "q가 이어지지 않아요" in shown.select_one("#api_key-warning").text
        assert key not in str(shown)
    assert in_later(app, seller) == []
    assert seller.post(FORM, data=form).status_code == 303
    [card] = in_later(app, seller)
    assert opened(services_of(app).accounts, card.id)["api_key"] == key


def test_the_form_of_another_seller_keeps_what_was_chosen_for_its_own(app, seller):
    save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    form = filled(pressed(seller, action))
    other = seller_client(app, OTHER)

    back = other.post(FORM, data=form)

    assert back.status_code == 409
    assert filled(soup_of(back))["api_key.reuse"] == form["api_key.reuse"]
    assert seller.post(FORM, data=form).status_code == 303


def test_a_sent_twice_form_with_a_copied_value_saves_one_account(app, seller):
    save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    form = filled(pressed(seller, action))

    assert [seller.post(FORM, data=form).status_code for _ in range(2)] == [303, 303]

    assert len(in_later(app, seller)) == 1


def test_what_may_be_used_again_is_read_once_however_often_a_form_asks_for_it(app, seller):
    save_account(seller)
    [action] = offers_on(soup_of(seller.get(FORM)), "api_key")
    form = filled(soup_of(seller.get(FORM)), **TYPED, action=action)
    reads = []

    def note(_connection, _cursor, statement, *_):
        reads.append("account_field" in statement)

    engine = services_of(app).accounts.engine
    sa.event.listen(engine, "before_cursor_execute", note)
    page = soup_of(seller.post(FORM, data=form))
    sa.event.remove(engine, "before_cursor_execute", note)

    assert "저장해 둔 값" in page.select_one(".box:has(#api_key)").text
    assert sum(reads) == 3  # what is offered, the value itself, and what was saved here before
