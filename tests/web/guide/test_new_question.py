"""Who came by before 쿠팡 asked whether its list has our name: old addresses and old accounts."""

from conftest import filled, soup_of
from sqlalchemy import text
from support.people import seller_client, services_of

from gallery.values import values_of

FORM = "/guides/coupang/account?company=listed"


def test_an_address_of_the_look_that_is_now_an_answer_shows_the_question(content_app):
    client = content_app.test_client()

    page = client.get("/guides/coupang/company?company.screen=2026-08")

    assert soup_of(page).select_one("h1").text == "연동업체 목록에 아임셀러가 있나요?"
    leads = "/guides/coupang/company/next?company=direct"
    assert client.get(leads).location == "/guides/coupang/company-direct?company=direct"


def test_an_address_behind_the_question_asks_it_first_and_then_goes_on(content_app):
    client = content_app.test_client()

    assert client.get("/guides/coupang/account").location == "/guides/coupang/company"
    assert client.get("/guides/coupang/keys").location == "/guides/coupang/company"


def test_an_account_of_before_is_shown_and_corrected_as_it_was(content_app):
    client = seller_client(content_app)
    page = soup_of(client.get(FORM))
    client.post(FORM, data=filled(page, **values_of("coupang")))
    with services_of(content_app).accounts.engine.begin() as connection:
        connection.execute(text("UPDATE account SET answers = '{}'"))
        account = connection.execute(text("SELECT id FROM account")).scalar_one()

    form = soup_of(client.get(f"/accounts/{account}"))
    told = client.post(f"/accounts/{account}", data=filled(form, vendor_id="A00054321"))

    assert told.status_code == 303
    assert told.location.startswith("/guides/coupang/done")
    assert "바꾼 내용을 저장했어요" in client.get(told.location).text
    card = content_app.extensions["wizard"].accounts.card(client.seller_id, account)
    assert card.answers == {}  # nobody was asked
