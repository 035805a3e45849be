import pytest
from conftest import FIRM, GOOD, HTMX, filled, soup_of
from sqlalchemy import text
from support.people import hidden_on


@pytest.fixture
def form(client):
    return filled(soup_of(client.get("/guides/keys/form?remit=online")), **GOOD, **FIRM)


def save(client, form, **changes):
    return client.post("/guides/keys/form", data=form | changes)


def count(app, table):
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def test_a_good_form_is_saved_and_shown_masked(client, form):
    after = client.get(save(client, form).location)

    card = soup_of(after).select_one("[data-account]")
    assert "••••3210" in card.text
    assert "2027년 1월 2일" in card.text
    assert not any(GOOD[name] in after.text for name in ("password", "api_key", "bank"))


def test_sending_a_form_twice_saves_once(client, app, form):
    first, second = save(client, form), save(client, form)

    assert first.status_code == second.status_code == 303
    assert count(app, "account") == count(app, "seller") == 1


def test_another_form_adds_another_account(client, app, form):
    save(client, form)
    again = filled(
        soup_of(client.get("/guides/keys/form?remit=online")), **(GOOD | {"login_id": "another1"})
    )

    assert save(client, again).status_code == 303
    assert count(app, "account") == 2
    assert count(app, "seller") == 1


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("login_id", "", "비어 있어요"),
        ("api_key", "short", "16자예요"),
        ("issued_on", "2999-01-01", "아직 오지 않은 날"),
        ("issued_on", "어제", "날짜를 읽지 못했어요"),
        ("login_id", "x" * 501, "501자가 들어왔어요"),
        ("seller_number", "123-45-67890", "숫자 하나가 다른 것 같아요"),
        ("seller_phone", "전화", "010-1234-5678처럼"),
    ],
)
def test_a_fault_is_told_beside_its_cause_and_mending_it_saves(client, form, name, value, says):
    refusal = save(client, form, **{name: value})

    soup = soup_of(refusal)
    assert refusal.status_code == 422
    assert says in soup.select_one(f"#{name}-error").text
    assert soup.select_one(f"#{name}")["aria-invalid"] == "true"
    assert soup.title.text.startswith("오류: ")
    mended = filled(soup, **{name: (GOOD | FIRM)[name]})
    assert save(client, mended).status_code == 303


def test_after_a_fault_typed_text_stands_and_secrets_come_back_sealed(client, form):
    refusal = save(client, form, issued_on="")

    soup = soup_of(refusal)
    assert soup.select_one("#login_id")["value"] == GOOD["login_id"]
    assert GOOD["password"] not in refusal.text
    assert save(client, filled(soup, issued_on="2026-01-02")).status_code == 303


def test_an_odd_value_is_saved_when_the_seller_insists(client, form):
    doubt = save(client, form, api_key="zzzzzz9876543210")

    assert doubt.status_code == 422
    assert "보통" in soup_of(doubt).select_one("#api_key-warning").text
    assert save(client, filled(soup_of(doubt))).status_code == 303


def test_what_was_pasted_along_is_cut_off_and_told(client, form):
    after = client.get(save(client, form, login_id="  shop1234\u200b ").location)

    assert "앞뒤 빈칸 3개를 지웠어요" in after.text


def test_a_radio_changes_the_boxes_and_keeps_what_was_typed(client, form):
    changed = client.post(
        "/guides/keys/form", data=form | {"remit": "deposit", "action": "refresh"}, headers=HTMX
    )

    soup = soup_of(changed)
    assert changed.status_code == 200
    assert not soup.select("#bank")
    assert soup.select_one("#login_id")["value"] == GOOD["login_id"]
    assert soup.select_one("input[type=hidden][name=bank]")["value"] == GOOD["bank"]


def test_the_preview_names_the_option_that_was_chosen(client):
    page = soup_of(client.get("/guides/keys/form?remit=deposit"))

    assert page.select_one("[data-cell=remit]").text == "예치금"


def test_an_optional_box_may_stay_empty(client, app, form):
    assert save(client, form, memo="").status_code == 303
    assert count(app, "account_field") == 5


def test_an_old_token_costs_one_more_press_and_no_typing(client, form):
    stale = save(client, form, csrf_token="old")

    assert stale.status_code == 422
    assert save(client, filled(soup_of(stale))).status_code == 303


def test_an_old_token_on_a_saved_account_costs_one_more_press_and_no_typing(client, app, form):
    save(client, form)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        account = connection.execute(text("select id from account")).scalar_one()
    page = soup_of(client.get(f"/accounts/{account}"))

    typed = filled(page, login_id="changed1", api_key="0123456789abcdef", csrf_token="old")
    stale = client.post(f"/accounts/{account}", data=typed)

    assert stale.status_code == 422
    soup = soup_of(stale)
    assert soup.select_one("#login_id")["value"] == "changed1"
    after = client.post(f"/accounts/{account}", data=filled(soup))
    assert "••••cdef" in client.get(after.location).text


def test_the_preview_of_a_saved_account_shows_what_stays(client, app, form):
    save(client, form)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        account = connection.execute(text("select id from account")).scalar_one()
    page = soup_of(client.get(f"/accounts/{account}"))

    assert page.select_one("[data-cell=issued_on]").text == GOOD["issued_on"]
    assert page.select_one("[data-cell=api_key]").text == "••••3210"


def test_an_account_can_be_replaced_with_empty_boxes_kept(client, app, form):
    save(client, form)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        account = connection.execute(text("select id from account")).scalar_one()
    page = soup_of(client.get(f"/accounts/{account}"))

    answer = client.post(f"/accounts/{account}", data=filled(page, login_id="changed1"))

    assert answer.status_code == 303
    assert count(app, "account_field") == 5


def test_another_browser_sees_no_account(app, client, form):
    save(client, form)
    with app.extensions["wizard"].accounts.engine.connect() as connection:
        account = connection.execute(text("select id from account")).scalar_one()

    assert app.test_client().get(f"/accounts/{account}").status_code == 404


def test_a_deleted_account_leaves_nothing(client, app, form):
    after = client.get(save(client, form).location)
    account = soup_of(after).select_one("[data-account]")["data-account"]
    asked = hidden_on(client, f"/accounts/{account}/deletion")

    client.post(f"/accounts/{account}/deletion", data=asked)

    assert count(app, "account") == count(app, "account_field") == 0


def test_without_its_keys_one_can_read_but_not_save(client, settings, form):
    save(client, form)
    settings.keys.unlink()
    again = save(client, form, login_id="changed1")

    assert again.status_code == 503
    assert "지금은 저장할 수 없어요" in again.text
    assert soup_of(again).select_one("#login_id")["value"] == "changed1"
    assert client.get("/guides/keys/place").status_code == 200


def test_planted_secrets_are_in_no_byte_that_is_left(client, form, settings, caplog):
    save(client, form, api_key="bad")
    after = client.get(save(client, form).location)

    left = b"".join(f.read_bytes() for f in settings.data.rglob("*") if f.is_file())
    for name in ("password", "api_key", "bank", "login_id"):
        assert GOOD[name].encode() not in left
        assert GOOD[name] not in caplog.text
        assert GOOD[name] not in str(after.headers)
