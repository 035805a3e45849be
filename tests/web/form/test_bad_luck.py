"""What goes wrong around a form, and the way on from each."""

import pytest
from conftest import DEPOSIT, FIRM, HTMX, filled, soup_of
from sqlalchemy import text
from support.people import hidden_on
from support.services import opened


@pytest.fixture
def engine(app):
    return app.extensions["wizard"].accounts.engine


def fresh(client, **values):
    return filled(soup_of(client.get("/guides/keys/form?remit=deposit")), **DEPOSIT, **values)


def save(client, form):
    return client.post("/guides/keys/form", data=form)


def run(engine, statement):
    with engine.begin() as connection:
        return connection.execute(text(statement))


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
@pytest.mark.parametrize(
    ("path", "status"),
    [("/guides/nope/form", 404), ("/guides/keys/nope", 404), ("/guides/fork/hello", 405)],
)
def test_a_post_without_a_token_to_what_is_no_form_says_so(client, path, status, headers):
    answer = client.post(path, headers=headers)

    assert answer.status_code == status
    assert soup_of(answer).select_one("a.button")["href"] == "/"


@pytest.mark.parametrize("box", ["api_key.sure", "api_key.kept", "form_token", "remit"])
@pytest.mark.parametrize("value", ["한글", "\ud7ff\u0000", "k." + "A" * 9000], ids=repr)
def test_a_hostile_hidden_value_never_crashes(client, box, value):
    form = fresh(client, **FIRM) | {"api_key": "zzzzzz9876543210"}

    assert save(client, form | {box: value}).status_code == 422


def test_a_seller_whose_record_is_gone_starts_again_and_loses_nothing_typed(client, engine):
    save(client, fresh(client, **FIRM))
    form = fresh(client)
    run(engine, "delete from seller")

    refusal = save(client, form)

    page = soup_of(refusal)
    assert refusal.status_code == 422
    assert page.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert page.select_one("#seller_name")
    assert save(client, filled(page, **FIRM)).status_code == 303


def test_a_form_shown_to_a_seller_whose_record_is_gone_asks_for_the_firm(client, engine):
    save(client, fresh(client, **FIRM))
    run(engine, "delete from seller")

    assert soup_of(client.get("/guides/keys/form")).select_one("#seller_name")


@pytest.mark.parametrize("path", ["/guides/keys/done", "/accounts/{id}"])
def test_an_account_outlives_the_name_of_its_form_in_the_guide(client, engine, path):
    save(client, fresh(client, **FIRM))
    run(engine, "update account set step_id = 'renamed'")
    account = run(engine, "select id from account").scalar_one()

    page = client.get(path.format(id=account))

    assert page.status_code == 200
    assert "••••3210" in page.text


def test_a_deletion_is_told_on_the_next_screen(client):
    done = client.get(save(client, fresh(client, **FIRM)).location)
    account = soup_of(done).select_one("[data-account]")["data-account"]
    asked = hidden_on(client, f"/accounts/{account}/deletion")

    answer = client.post(f"/accounts/{account}/deletion", data=asked)

    assert "을 지웠어요. 저장했던 값도 모두" in client.get(answer.location).text


def test_what_was_cleaned_away_is_told_on_a_request_screen_too(client):
    form = filled(soup_of(client.get("/guides/agency/form")), login_id=" shop1234 ", **FIRM)

    after = client.get(client.post("/guides/agency/form", data=form).location)

    assert "앞뒤 빈칸 2개를 지웠어요" in after.text


def test_a_form_that_is_too_big_comes_back_without_what_is_too_long_and_is_saved_then(app, client):
    answer = save(client, fresh(client, **FIRM) | {"form.paste": "x" * 70_000})

    page = soup_of(answer)
    assert answer.status_code == 413
    assert "너무 길어서 저장하지 못했어요" in page.select_one("#summary").text
    assert page.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert DEPOSIT["password"] not in answer.text
    assert save(client, filled(page)).status_code == 303
    [account] = run(app.extensions["wizard"].accounts.engine, "select id from account").scalars()
    values = opened(app.extensions["wizard"].accounts, account)
    assert values["password"] == DEPOSIT["password"]


def test_what_is_too_big_even_to_be_read_is_refused_with_a_way_on(client):
    answer = save(client, fresh(client, **FIRM) | {"extra": "x" * 1_100_000})

    assert answer.status_code == 413
    assert soup_of(answer).select_one("a.button")["href"] == "/"


@pytest.mark.parametrize("token", ["known", "unknown"])
def test_of_what_is_too_big_a_silent_browser_gets_back_only_what_its_own_page_sent(client, token):
    client.be_silent()
    form = fresh(client, **FIRM) | {"extra": "x" * 70_000}
    form |= {} if token == "known" else {"csrf_token": "made up"}

    answer = save(client, form)

    assert (DEPOSIT["login_id"] in answer.text) is (token == "known")


def test_a_bug_shows_a_page_and_logs_no_word_of_what_was_typed(client, monkeypatch, caplog):
    def break_down(**_):
        raise RuntimeError(DEPOSIT["password"])

    form = fresh(client, **FIRM)
    monkeypatch.setattr("wizard.web.seller.saving.new_account", lambda *_, **__: break_down())

    answer = save(client, form)

    assert answer.status_code == 500
    assert "저희 쪽에 문제가 생겼어요" in answer.text
    assert "RuntimeError" in caplog.text
    assert DEPOSIT["password"] not in caplog.text + answer.text
