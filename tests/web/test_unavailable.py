"""The database locked, full, read-only or gone: nothing typed is lost, and nobody reads in vain."""

import sqlite3
import time
from contextlib import closing

import pytest
from conftest import DEPOSIT, FIRM, HTMX, filled, prepared, settings_for, soup_of
from sqlalchemy import Engine, text
from support.people import (
    PASSWORD,
    asked_for_issuance,
    hidden_on,
    hire,
    invited,
    save_account,
    seller_client,
    services_of,
    staff_client,
    token_of,
)
from werkzeug.datastructures import MultiDict

from wizard.app import create_app
from wizard.db import tuning
from wizard.errors import ConstraintError
from wizard.services import storage
from wizard.web import away, given_back

FORM = "/guides/keys/form?remit=deposit"
SECRETS = (DEPOSIT["password"], DEPOSIT["api_key"], PASSWORD)


@pytest.fixture(autouse=True)
def _impatient(monkeypatch):
    """Wait a tenth of the time: these tests hold a lock on purpose."""
    monkeypatch.setattr(tuning, "WRITE_MS", 300)


@pytest.fixture
def locked(settings):
    """Nobody else can write: another program holds SQLite's lock."""
    with closing(sqlite3.connect(settings.data / "wizard.db", isolation_level=None)) as other:
        yield lambda: other.execute("BEGIN IMMEDIATE"), lambda: other.execute("ROLLBACK")


@pytest.fixture
def gone(app):
    """The database is not there: nothing can be read or written, until it is back."""
    engine, found = services_of(app).accounts.engine, {}

    def leave():
        found["home"] = app.extensions["wizard"].settings.data
        engine.dispose()
        (found["home"] / "wizard.db").rename(found["home"] / "away")
        (found["home"] / "wizard.db").mkdir()

    def come_back():
        engine.dispose()
        (found["home"] / "wizard.db").rmdir()
        (found["home"] / "away").rename(found["home"] / "wizard.db")
        services_of(app).storage.probe()

    return leave, come_back


@pytest.fixture(params=["locked", "gone"])
def trouble(request):
    return request.getfixturevalue(request.param)


def count(app, table):
    with services_of(app).accounts.engine.connect() as connection:
        return connection.execute(text(f"select count(*) from {table}")).scalar_one()


def again(client, refusal):
    """Press the button of a page that gave a form back; give the answer."""
    form = soup_of(refusal).select_one("main form[method=post]")
    sent = MultiDict((tag["name"], tag.get("value", "")) for tag in form.select("input[name]"))
    sent.update({tag["name"]: tag.text.lstrip("\n") for tag in form.select("textarea")})
    return client.post(form["action"], data=sent)


def assert_kept(refusal):
    assert refusal.status_code == 503
    assert refusal.headers["Retry-After"]
    assert refusal.headers["Cache-Control"] == "no-store"
    assert soup_of(refusal).select_one("[role=alert]")
    assert not [secret for secret in SECRETS if secret in refusal.text]


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_a_first_account_that_cannot_be_saved_comes_back_whole_and_is_saved_by_one_press(
    app, client, trouble, headers
):
    begin, end = trouble
    page = soup_of(client.get(FORM))
    begin()

    refusal = client.post(FORM, data=filled(page, **DEPOSIT, **FIRM), headers=headers)

    assert_kept(refusal)
    back = soup_of(refusal)
    assert back.select_one("#login_id")["value"] == DEPOSIT["login_id"]
    assert back.select_one("#seller_name")["value"] == FIRM["seller_name"]
    assert "아직 저장되지 않았어요" in back.select_one("[role=alert]").text
    end()
    assert client.post(FORM, data=filled(back)).status_code == 303
    assert (count(app, "account"), count(app, "seller")) == (1, 1)


def test_another_account_of_a_seller_comes_back_whole_and_is_saved_as_theirs(app, trouble):
    begin, end = trouble
    client = seller_client(app)
    page = soup_of(client.get(FORM))
    begin()

    refusal = client.post(FORM, data=filled(page, **DEPOSIT))

    assert_kept(refusal)
    end()
    back = soup_of(refusal)
    assert not back.select_one("#seller_name")
    assert client.post(FORM, data=filled(back)).status_code == 303
    [card] = services_of(app).accounts.cards(client.seller_id)
    assert card.tails["api_key"] == "••••3210"


def test_a_hidden_value_that_is_used_again_is_still_chosen_when_the_form_comes_back(app, trouble):
    begin, end = trouble
    client, path = seller_client(app), "/guides/later/form"
    source = save_account(client)
    typed = {"login_id": "shop1234", "password": "horsestaple", "api_key.reuse": source}
    form = filled(soup_of(client.get(path)), **typed)
    begin()

    refusal = client.post(path, data=form)

    assert_kept(refusal)
    end()
    assert client.post(path, data=filled(soup_of(refusal))).status_code == 303
    [card] = services_of(app).accounts.cards(client.seller_id, "later")
    assert card.tails["api_key"] == "••••3210"


def test_a_changed_account_comes_back_whole_and_is_changed_by_one_press(app, trouble):
    begin, end = trouble
    client = seller_client(app)
    account = save_account(client)
    page = soup_of(client.get(f"/accounts/{account}"))
    changed = "9876543210fedcba"
    begin()

    refusal = client.post(
        f"/accounts/{account}", data=filled(page, api_key=changed, login_id="new1234")
    )

    assert_kept(refusal)
    assert changed not in refusal.text
    back = soup_of(refusal)
    assert back.select_one("#login_id")["value"] == "new1234"
    assert back.select_one("form#account")["action"] == f"/accounts/{account}"
    end()
    assert client.post(f"/accounts/{account}", data=filled(back)).status_code == 303
    card = services_of(app).accounts.card(client.seller_id, account)
    assert (card.tails["api_key"], card.tails["login_id"][:4]) == ("••••dcba", "••••")


@pytest.mark.parametrize(
    "carried", ["", "/guides/keys", "/guides/keys/nope", "//evil/x/y", "/a/b/c"]
)
def test_an_account_whose_address_was_not_carried_along_is_told_what_to_do(app, gone, carried):
    client = seller_client(app)
    account = save_account(client)
    sent = filled(soup_of(client.get(f"/accounts/{account}"))) | {"form.address": carried}
    gone[0]()

    assert client.post(f"/accounts/{account}", data=sent).status_code in {404, 503}


PRESSES = {
    "help": ("/guides/keys/form/help", {"kind": "help", "text": "여기서 막혔어요"}),
    "malls": ("/my/malls", {"malls": ["keys", "fork"]}),
    "a link": ("/my/links", {}),
    "leaving everywhere": ("/my/sessions/deletion", {}),
    "leaving": ("/leave", {}),
}


@pytest.mark.parametrize(("path", "values"), PRESSES.values(), ids=list(PRESSES))
def test_whatever_a_seller_sends_comes_back_and_is_done_by_one_press(app, trouble, path, values):
    begin, end = trouble
    client = seller_client(app)
    held = hidden_on(client, *([path] if path.endswith("help") else []), "/my")
    begin()

    refusal = client.post(path, data=held | values)

    assert_kept(refusal)
    if "text" in values:
        assert soup_of(refusal).select_one("textarea").text.strip() == values["text"]
    end()
    assert again(client, refusal).status_code in {200, 303}
    if path == "/my/malls":
        assert {run.mall for run in services_of(app).progress.of_seller(client.seller_id)} >= {
            "keys"
        }


def test_a_reply_comes_back_and_is_sent_by_one_press(app, trouble):
    begin, end = trouble
    client = seller_client(app)
    request, _ = asked_for_issuance(app, client)
    held = hidden_on(client, "/my")
    begin()

    refusal = client.post(f"/my/requests/{request}/messages", data=held | {"text": "언제 되나요?"})

    assert_kept(refusal)
    end()
    assert again(client, refusal).status_code == 303
    [said] = services_of(app).requests.thread(request).messages
    assert said.text == "언제 되나요?"


def test_a_deletion_of_an_account_is_not_done_and_is_done_by_one_press(app, trouble):
    begin, end = trouble
    client = seller_client(app)
    account = save_account(client)
    held = hidden_on(client, f"/accounts/{account}/deletion")
    begin()

    refusal = client.post(f"/accounts/{account}/deletion", data=held)

    assert_kept(refusal)
    end()
    assert count(app, "account") == 1
    assert again(client, refusal).status_code == 303
    assert count(app, "account") == 0


def test_a_help_of_somebody_without_a_session_comes_back_with_name_and_number(app, client, trouble):
    begin, end = trouble
    path = "/guides/keys/form/help"
    held = hidden_on(client, path)
    said = {
        "kind": "help",
        "text": "막혔어요",
        "seller_name": "손님",
        "seller_phone": "01012345678",
    }
    begin()

    refusal = client.post(path, data=held | said)

    assert_kept(refusal)
    end()
    assert again(client, refusal).status_code == 303
    assert count(app, "request") == 1


def test_who_comes_by_a_link_keeps_link_and_number_and_comes_in_by_one_press(app, client, trouble):
    begin, end = trouble
    _, token = invited(app)
    sent = {"csrf_token": token_of(client), "token": token, "digits": "67891"}
    begin()

    refusal = client.post("/enter", data=sent)

    assert_kept(refusal)
    assert soup_of(refusal).select_one("#digits")["value"] == "67891"
    end()
    assert again(client, refusal).status_code == 303
    assert client.get("/my").status_code == 200


def test_staff_who_sign_in_keep_their_address_and_are_told_to_type_the_rest_again(
    app, client, trouble
):
    hire(app, "support")
    sent = {"csrf_token": token_of(client, "/staff/enter"), "email": "support@example.com"}
    trouble[0]()

    refusal = client.post("/staff/enter", data=sent | {"password": PASSWORD, "code": "123456"})

    assert_kept(refusal)
    assert soup_of(refusal).select_one("#email")["value"] == "support@example.com"


def test_an_answer_of_staff_comes_back_and_is_sent_by_one_press(app, trouble):
    begin, end = trouble
    request, _ = asked_for_issuance(app, seller_client(app))
    staff = staff_client(app, "support")
    path = f"/staff/requests/{request}/messages"
    sent = {"csrf_token": token_of(staff, "/staff/me"), "text": "내일 전화드릴게요."}
    begin()

    refusal = staff.post(path, data=sent)

    assert_kept(refusal)
    end()
    assert again(staff, refusal).status_code == 303
    [said] = services_of(app).requests.thread(request).messages
    assert said.text == sent["text"]


def test_a_new_seller_comes_back_and_is_made_by_one_press(app, trouble):
    begin, end = trouble
    staff = staff_client(app, "support")
    sent = {"csrf_token": token_of(staff, "/staff/me"), **FIRM}
    begin()

    refusal = staff.post("/staff/sellers/new", data=sent)

    assert_kept(refusal)
    end()
    assert again(staff, refusal).status_code == 303
    assert count(app, "seller") == 1


def test_a_key_that_was_issued_comes_back_sealed_and_is_stored_by_one_press(app, trouble):
    begin, end = trouble
    request, account = asked_for_issuance(app, seller := seller_client(app))
    staff = staff_client(app, "operator")
    held = {"csrf_token": token_of(staff, "/staff/me")}
    staff.post(f"/staff/requests/{request}/assignment", data=held)
    staff.post(f"/staff/requests/{request}/secrets", data=held | {"reason": "issue"})
    key = "issued-key-0123456789"
    begin()

    refusal = staff.post(f"/staff/requests/{request}/key", data=held | {"key": key})

    assert_kept(refusal)
    assert key not in refusal.text
    end()
    assert again(staff, refusal).status_code == 303
    assert (
        services_of(app).accounts.card(seller.seller_id, account).tails["issued_key"] == "••••6789"
    )


def test_a_sealed_key_opens_in_no_other_form(app):
    with app.test_request_context("/staff/requests/a/key", method="POST"):
        name, kept = given_back._carried("key", "planted")
        assert name == "key.kept"
    with app.test_request_context("/staff/requests/b/key", method="POST", data={name: kept}):
        assert given_back.typed("key") == ""


@pytest.mark.parametrize("endpoint", ["text", "note"])
def test_a_guides_text_comes_back_to_its_editor(app, gone, endpoint):
    staff = staff_client(app, "editor")
    held = {"csrf_token": token_of(staff, "/staff/me"), "text": "title: 고치던 글", "base": "x"}
    gone[0]()

    refusal = staff.post(f"/editor/keys/{endpoint}", data=held)

    assert_kept(refusal)
    assert soup_of(refusal).select_one("textarea").text.strip() == held["text"]


@pytest.mark.parametrize(
    "path", ["/", "/guides/keys", "/guides/fork/hello", FORM, "/guides/keys/all"]
)
def test_a_reader_without_a_session_never_asks_the_database(app, client, path, monkeypatch):
    services_of(app).accounts.keys.ring()
    monkeypatch.setattr(
        "sqlalchemy.engine.Engine.connect", lambda *_: pytest.fail("the database was asked")
    )

    assert client.get(path).status_code == 200


def test_what_is_not_found_keeps_nobody_waiting_for_a_database_that_is_known_to_be_away(
    client, gone, monkeypatch
):
    gone[0]()
    asked, connect = [], Engine.connect
    monkeypatch.setattr(Engine, "connect", lambda *args: asked.append(None) or connect(*args))

    paths = ("/guides/keys/nowhere", "/guides/nowhere/x", f"/images/{'0' * 20}/x.png")
    answers = [client.get(path).status_code for path in paths * 3]

    assert set(answers) == {404}
    assert len(asked) == 1


@pytest.mark.parametrize("path", ["/guides/keys", "/guides/fork/hello", FORM])
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["browser", "htmx"])
def test_a_seller_whom_nobody_can_look_up_reads_as_a_stranger_with_one_line(
    app, gone, path, headers
):
    client = seller_client(app)
    before = client.get(path, headers=headers)
    gone[0]()

    page = client.get(path, headers=headers)

    assert (before.status_code, page.status_code) == (200, 200)
    assert soup_of(before).select_one("h1").text == soup_of(page).select_one("h1").text
    assert page.text.count(away.UNKNOWN) == (0 if path == "/guides/keys" else 1)
    assert "Set-Cookie" not in page.headers or "seller=;" not in page.headers["Set-Cookie"]


@pytest.mark.parametrize("path", ["/my", "/accounts/x", "/my/malls"])
def test_a_sellers_own_page_says_to_come_back_and_signs_nobody_out(app, gone, path):
    leave, come_back = gone
    client = seller_client(app)
    leave()

    page = client.get(path)

    assert page.status_code == 503
    assert soup_of(page).select_one("a.button")["href"] == path
    come_back()
    assert client.get("/my").status_code == 200


def test_staff_are_not_sent_to_the_door_while_they_cannot_be_looked_up(app, gone):
    staff = staff_client(app, "support")
    gone[0]()

    page = staff.get("/staff/requests")

    assert page.status_code == 503
    assert soup_of(page).select_one("a.button")["href"] == "/staff/requests"


def test_a_seller_reads_on_without_waiting_while_another_writes(app, locked):
    client = seller_client(app)
    locked[0]()

    began = time.monotonic()
    page = client.get("/guides/fork/hello")

    assert page.status_code == 200
    assert time.monotonic() - began < 2
    assert away.UNKNOWN not in page.text


def test_who_saves_waits_only_once_until_it_is_known_that_nothing_is_written(
    app, client, locked, monkeypatch
):
    monkeypatch.setattr(tuning, "WRITE_MS", 1500)
    monkeypatch.setattr(storage, "REST_S", 0.1)
    page = soup_of(client.get(FORM))
    locked[0]()
    waits = []
    for _ in range(3):
        began = time.monotonic()
        assert_kept(client.post(FORM, data=filled(page, **DEPOSIT, **FIRM)))
        waits.append(time.monotonic() - began)
        services_of(app).storage.probe()

    assert waits[0] > 1.4 > max(waits[1:])
    locked[1]()
    assert services_of(app).storage.probe()
    assert client.post(FORM, data=filled(page, **DEPOSIT, **FIRM)).status_code == 303


def test_what_was_drawn_while_the_database_was_away_is_not_kept_for_others(app, client, gone):
    leave, come_back = gone
    known = seller_client(app)
    leave()
    services_of(app).storage.probe()
    assert away.UNKNOWN in known.get("/guides/fork/hello").text

    come_back()

    for reader in (client, known):
        page = reader.get("/guides/fork/hello").text
        assert away.UNKNOWN not in page
        assert away.CLOSED not in page


def test_a_form_says_before_anybody_types_that_nothing_can_be_saved(app, client, locked):
    locked[0]()
    services_of(app).storage.probe()

    page = soup_of(client.get(FORM))

    assert "적기 전에" in page.select_one(".notice[role=alert]").text
    for path in ("/enter", "/guides/keys/form/help", "/staff/enter"):
        assert client.get(path).text.count(away.CLOSED) == 1
    locked[1]()
    services_of(app).storage.probe()
    assert not soup_of(client.get(FORM)).select_one(".notice[role=alert]")
    assert away.CLOSED not in client.get("/enter").text


def test_the_same_holds_where_postgresql_is_gone(tmp_path, clock):
    settings = prepared(settings_for(tmp_path))
    nowhere = settings_for(tmp_path, database_url="postgresql+psycopg://x@127.0.0.1:9/x")
    app = create_app(nowhere, clock)
    client = app.test_client()

    page = client.get(FORM)
    refusal = client.post(FORM, data=filled(soup_of(page), **DEPOSIT, **FIRM))

    assert settings.data == nowhere.data
    assert page.status_code == 200
    assert_kept(refusal)
    back = soup_of(refusal)
    assert back.select_one("[name='password.kept']")
    preview = client.post(FORM, data=filled(back, action="preview"))
    assert soup_of(preview).select_one("[data-cell=api_key]").text == "••••••"
    app.extensions["wizard"].accounts.engine.dispose()


def test_a_failure_is_logged_without_a_word_of_what_was_typed(client, gone, caplog):
    page = soup_of(client.get(FORM))
    gone[0]()

    client.post(FORM, data=filled(page, **DEPOSIT, **FIRM))

    assert "OperationalError" in caplog.text
    assert not [value for value in (*DEPOSIT.values(), *FIRM.values()) if value in caplog.text]


def test_what_the_database_refuses_though_it_is_there_is_a_bug_and_says_so(
    app, client, monkeypatch
):
    def refuse(*_):
        raise ConstraintError("IntegrityError")

    monkeypatch.setattr(type(services_of(app).link_sign_in), "sign_in", refuse)
    _, token = invited(app)

    sent = {"csrf_token": token_of(client), "token": token, "digits": "67891"}

    assert client.post("/enter", data=sent).status_code == 500
