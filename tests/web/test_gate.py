import pytest
from conftest import FIRM, filled, prepared, settings_for, soup_of

from wizard.app import create_app
from wizard.web.gate import Gate

GOOD = {
    "remit": "deposit",
    "login_id": "shop1234",
    "password": "correct horse",
    "api_key": "fedcba9876543210",
    "issued_on": "2026-01-02",
}


def test_an_address_passes_so_often_and_no_more_and_others_are_not_counted_with_it():
    gate = Gate("2 per minute")

    assert [gate.admits("a") for _ in range(3)] == [True, True, False]
    assert gate.admits("b")


@pytest.fixture
def client(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, save_limit="1 per minute")))
    yield app.test_client()
    app.extensions["wizard"].accounts.engine.dispose()


def test_one_who_saves_too_often_is_told_and_loses_nothing_typed(client):
    form = filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **GOOD, **FIRM)
    client.post("/guides/keys/form", data=form)

    refusal = client.post("/guides/keys/form", data=form)

    page = soup_of(refusal)
    assert refusal.status_code == 429
    assert "1분 뒤에" in page.select_one("#summary").text
    assert page.select_one("#login_id")["value"] == GOOD["login_id"]
    assert GOOD["password"] not in refusal.text


def test_reading_is_never_counted(client):
    assert {client.get("/guides/keys/place").status_code for _ in range(5)} == {200}
