"""An optional value can go from an account; a required one cannot be emptied."""

import pytest
from conftest import DEPOSIT, FIRM, GOOD, filled, soup_of
from support.people import services_of
from support.services import opened

FORM = "/guides/keys/form?remit=deposit"


@pytest.fixture
def account(client):
    form = filled(soup_of(client.get(FORM)), **DEPOSIT, **FIRM, memo="옛 메모")
    after = client.get(client.post("/guides/keys/form", data=form).location)
    return soup_of(after).select_one("[data-account]")["data-account"]


def changed(client, account, **values):
    page = soup_of(client.get(f"/accounts/{account}"))
    return client.post(f"/accounts/{account}", data=filled(page, **values))


def stored(app, account):
    return opened(services_of(app).accounts, account)


def test_an_optional_secret_stays_when_its_box_is_empty_and_goes_when_that_is_ticked(
    app, client, account
):
    changed(client, account)
    kept = stored(app, account)
    changed(client, account, **{"memo.clear": "1"})

    assert kept["memo"] == "옛 메모"
    assert "memo" not in stored(app, account)
    assert stored(app, account)["password"] == GOOD["password"]


def test_what_is_typed_anew_wins_over_the_tick(app, client, account):
    changed(client, account, memo="새 메모", **{"memo.clear": "1"})

    assert stored(app, account)["memo"] == "새 메모"


def test_the_tick_stays_when_something_else_is_refused_and_the_table_shows_it_gone(client, account):
    refusal = changed(client, account, api_key="short", **{"memo.clear": "1"})

    page = soup_of(refusal)
    assert page.select_one("[name='memo.clear']").has_attr("checked")
    assert page.select_one("[data-cell=memo]").text == "아직 비어 있어요"


def test_only_an_optional_value_can_be_cleared(app, client, account):
    page = soup_of(client.get(f"/accounts/{account}"))

    assert [tag["name"] for tag in page.select("[type=checkbox]")] == ["memo.clear"]
    changed(client, account, **{"password.clear": "1"})
    assert stored(app, account)["password"] == GOOD["password"]


def test_a_required_value_that_is_shown_and_emptied_is_asked_for_and_never_kept_in_silence(
    client, account
):
    refusal = changed(client, account, issued_on="")

    assert refusal.status_code == 422
    assert soup_of(refusal).select_one("#issued_on-error")


def test_an_optional_day_that_is_emptied_goes_with_the_expiry_that_came_of_it(content_app):
    client = content_app.test_client()
    own = {"login_id": "woorishop", "password": "correct horse", "vendor_id": "A00012345"}
    keys = {
        "access_key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13",
        "secret_key": "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de",
        "issued_on": "2026-10-02",
    }
    page = soup_of(client.get("/guides/coupang/account?company=listed"))
    client.post("/guides/coupang/account?company=listed", data=filled(page, **FIRM, **own, **keys))
    account = soup_of(client.get("/guides/coupang/done?company=listed")).select_one(
        "[data-account]"
    )["data-account"]

    changed(client, account, issued_on="")

    after = soup_of(client.get("/guides/coupang/done?company=listed")).select_one("[data-account]")
    assert "발급일" not in after.text
    assert "만료일" not in after.text
