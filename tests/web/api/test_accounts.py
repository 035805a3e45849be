"""Accounts, their secrets, checks and registrations, as another program has them."""

import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import GOOD, filled, soup_of, visited
from support.people import events, post, services_of, staff_client
from support.programs import Program, saved, some_firm
from support.services import dump

from wizard.db.models import Account, Registration
from wizard.korean import calendar
from wizard.services.api_tokens import Scope
from wizard.services.checks import COOL_DOWN

SECRETS = {GOOD["password"], GOOD["api_key"]}


@pytest.fixture
def program(app):
    return Program(app)


@pytest.fixture
def account(app):
    return saved(app)[1]


def read(program, account):
    """Read an account's values; give the answer, and the head by which it is said what was read."""
    answer = program.get(f"/accounts/{account}/secrets")
    return answer, {"If-Match": answer.headers["ETag"]}


def browser_of(app, seller_id):
    """Give a browser in which the account's seller came in."""
    services, client = services_of(app), app.test_client()
    token = services.invitations.make(seller_id, "staff:nobody")
    number = services.sellers.firm(seller_id).business_number
    assert post(client, "/enter", token=token, digits=number[-5:]).status_code == 303
    return client


def save_again(app, account):
    """Let the seller save other values."""
    client = browser_of(app, services_of(app).feeds.account(account).record.seller_id)
    page = soup_of(client.get(f"/accounts/{account}"))
    answer = client.post(f"/accounts/{account}", data=filled(page, login_id="changed99"))
    assert answer.status_code == 303


def test_an_account_is_shown_with_every_secret_masked(program, account):
    answer = program.get(f"/accounts/{account}")

    assert answer.json["mall"] == "keys"
    assert answer.json["revision"] == 1
    assert not [one for one in SECRETS if one in answer.text]
    assert answer.json["values"]["api_key"].startswith("••••")


def test_who_knows_an_account_already_is_told_that_it_is_the_same(program, account):
    tag = program.get(f"/accounts/{account}").headers["ETag"]

    answer = program.get(f"/accounts/{account}", {"If-None-Match": tag})

    assert (answer.status_code, answer.text, answer.headers["ETag"]) == (304, "", tag)


def test_secrets_come_whole_in_the_rows_of_the_table_and_the_seller_sees_that_they_were_read(app):
    seller, account = saved(app)
    program = Program(app, Scope.SECRETS_READ)
    before = events(app)

    answer, _ = read(program, account)

    cells = {cell["field"]: cell for row in answer.json["rows"] for cell in row}
    assert cells["api_key"]["value"] == answer.json["values"]["api_key"] == GOOD["api_key"]
    assert answer.json["values"]["password"] == GOOD["password"]
    assert events(app)[len(before) :] == [("secret.opened", f"api:{program.id}")]
    answer.close()
    assert services_of(app).audit.seal() == 0  # it was sealed with the answer
    [opening] = services_of(app).sellers.openings(seller)
    assert (opening.token_id, opening.revision, opening.staff_id) == (program.id, 1, "")
    page = browser_of(app, seller).get("/my").text
    assert "아임셀러 시스템이" in page
    desk = visited(staff_client(app, "admin"), f"/staff/sellers/{seller}")
    [told] = desk.select(".asked > li:-soup-contains('API로 읽음')")
    assert told.b.text == "다른 프로그램"


def test_how_screens_looked_to_the_seller_is_told_to_no_program(app):
    _, account = saved(app)
    answers = {"way": ["self"], "issue.screen": ["2021"]}
    with services_of(app).accounts.engine.begin() as connection:
        connection.execute(sa.update(Account).values(answers=answers))

    answer, _ = read(Program(app, Scope.SECRETS_READ), account)

    assert answer.json["answers"] == {"way": ["self"]}


def test_neither_a_secret_nor_a_token_gets_into_the_log_or_the_database(
    app, program, account, caplog
):
    with caplog.at_level(logging.DEBUG):
        answer, seen = read(program, account)
        back = {"state": "returned", "reason": "한 번 더 봐 주세요"}
        program.put(f"/accounts/{account}/registration", back, **seen)
        made = program.post(f"/sellers/{answer.json['seller_id']}/invitations", {}).json

    kept = repr(dump(services_of(app).audit.engine))
    for secret in (*SECRETS, program.token, made["token"]):
        assert secret not in caplog.text + kept


def test_nothing_is_told_or_written_of_an_account_that_is_not_there(app, program):
    before = events(app)

    for path in ("", "/secrets", "/check", "/registration"):
        assert program.get(f"/accounts/{'0' * 32}{path}").status_code == 404
    assert events(app) == before


def test_a_check_is_asked_for_again_and_within_the_cool_down_only_told(
    app, program, account, clock
):
    clock.moment = calendar.clock() + timedelta(days=1)
    first = program.post(f"/accounts/{account}/check")
    told = program.get(f"/accounts/{account}/check")
    again = program.post(f"/accounts/{account}/check")

    assert (first.status_code, first.json["state"], told.json) == (202, "waiting", first.json)
    assert again.json == first.json
    asked = [actor for kind, actor in events(app) if kind == "check.asked"]
    assert asked == [f"api:{program.id}"]
    clock.moment += COOL_DOWN
    assert program.post(f"/accounts/{account}/check").json["asked_at"] != first.json["asked_at"]


def test_what_was_read_is_registered_and_said_twice_it_is_once(app, program, account):
    _, seen = read(program, account)

    done = program.put(f"/accounts/{account}/registration", {"state": "registered"}, **seen)
    again = program.put(f"/accounts/{account}/registration", {"state": "registered"}, **seen)

    assert (done.status_code, done.json["state"], done.json["registered_revision"]) == (200, "registered", 1)  # fmt: skip
    assert again.json == done.json == program.get(f"/accounts/{account}/registration").json
    assert done.headers["ETag"] == '"1-registered"'
    told = [actor for kind, actor in events(app) if kind == "registration.registered"]
    assert told == [f"api:{program.id}"]


def test_what_the_seller_changed_meanwhile_is_not_registered(app, program, account):
    _, seen = read(program, account)
    save_again(app, account)

    answer = program.put(f"/accounts/{account}/registration", {"state": "registered"}, **seen)

    assert (answer.status_code, answer.json["type"]) == (412, "/api/v1/problems/outdated")
    standing = services_of(app).registrations.of([account])[account]
    assert (standing.state, standing.revision, standing.registered_revision) == ("asked", 2, None)


def test_what_somebody_decided_meanwhile_is_not_decided_over(app, program, account):
    tag = program.get(f"/accounts/{account}/registration").headers["ETag"]
    back = {"state": "returned", "field": "api_key", "reason": "한 번 더 봐 주세요"}
    _, seen = read(program, account)
    assert program.put(f"/accounts/{account}/registration", back, **seen).status_code == 200

    answer = program.put(f"/accounts/{account}/registration", {"state": "registered"}, **{"If-Match": tag})  # fmt: skip

    assert answer.status_code == 412
    assert services_of(app).registrations.of([account])[account].state == "returned"


@pytest.mark.parametrize("match", ["*", '"0"', '"2"', "1", '"x"', 'W/"1"', '"1-asked", "2"', '"99999999999"'])  # fmt: skip
def test_without_naming_what_was_read_nothing_is_decided(app, program, account, match):
    answer = program.put(f"/accounts/{account}/registration", {"state": "registered"}, **{"If-Match": match})  # fmt: skip

    assert answer.status_code == 412
    assert services_of(app).registrations.of([account])[account].state == "asked"


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"state": "returned"}, "/reason"),
        ({"state": "returned", "reason": "  "}, "/reason"),
        ({"state": "returned", "reason": "가", "field": "nothing"}, "/field"),
        ({"state": "asked"}, ""),
        ({"state": "registered", "reason": "가"}, ""),
    ],
)
def test_a_decision_that_is_none_is_told_where(program, account, body, pointer):
    answer = program.put(f"/accounts/{account}/registration", body, **{"If-Match": '"1"'})

    assert answer.status_code == 422
    assert pointer in {one["pointer"] for one in answer.json["errors"]}


def test_a_seller_is_changed_by_who_has_seen_them_as_they_are(app, program):
    made = program.post("/sellers", some_firm()).json
    path = f"/sellers/{made['id']}"
    tag = program.get(path).headers["ETag"]

    done = program.patch(path, {"name": "새이름"}, **{"If-Match": tag})
    late = program.patch(path, {"phone": "0212345678"}, **{"If-Match": tag})
    both = program.patch(
        path, {"phone": "0212345678"}, **{"If-Match": f'"x", {done.headers["ETag"]}'}
    )

    assert [one.status_code for one in (done, late, both)] == [200, 412, 200]
    assert both.json == {**made, "name": "새이름", "phone": "0212345678"}
    assert services_of(app).sellers.firm(made["id"]).name == "새이름"
    assert program.patch(path, {}, **{"If-Match": tag}).status_code == 422
    assert program.patch(path, {"name": None}, **{"If-Match": tag}).status_code == 422


def test_a_link_brings_its_seller_in_until_it_is_taken_back(app, program):
    firm = some_firm()
    seller = program.post("/sellers", firm).json["id"]
    made = program.post(f"/sellers/{seller}/invitations", {"mall": "keys"}).json
    client = app.test_client()
    came = post(client, "/enter", token=made["token"], digits=firm["business_number"][-5:])
    assert (came.status_code, client.get("/my").status_code) == (303, 200)

    answer = program.post(f"/invitations/{made['id']}/revocation")

    assert (answer.json["state"], answer.json["id"]) == ("revoked", made["id"])
    assert client.get("/my").status_code == 403
    assert services_of(app).sellers.is_known(seller)
    assert program.post(f"/sellers/{seller}/invitations", {"mall": "nomall"}).status_code == 422


def test_an_account_of_which_a_value_is_yet_to_come_is_told_as_unfinished_and_not_registered(
    app, program, account
):
    seller = services_of(app).feeds.account(account).record.seller_id
    client = browser_of(app, seller)
    typed = {"login_id": "shop1234", "password": "horsestaple", "api_key.later": "1"}
    form = filled(soup_of(client.get("/guides/later/form")), **typed)
    assert client.post("/guides/later/form", data=form).status_code == 303
    [card] = services_of(app).accounts.cards(seller, "later")

    there = f"/accounts/{card.id}/registration"
    told = program.get(there).json
    waiting = program.get("/registrations").json["data"]
    unfinished = program.get("/registrations?state=unfinished").json["data"]
    refused = program.put(there, {"state": "registered"}, **read(program, card.id)[1])

    assert told["state"] == "unfinished"
    assert card.id not in [one["account_id"] for one in waiting]
    assert [one["account_id"] for one in unfinished] == [card.id]
    assert refused.status_code == 422
    assert services_of(app).registrations.of([card.id])[card.id].state == "unfinished"


def test_a_decision_on_what_the_seller_left_unfinished_since_is_refused_as_outdated(
    app, program, account
):
    _, seen = read(program, account)
    engine = services_of(app).accounts.engine
    with engine.begin() as connection:
        mine = sa.update(Registration.__table__).where(Registration.account_id == account)
        connection.execute(mine.values(revision=2, state="unfinished"))

    answers = [
        program.put(f"/accounts/{account}/registration", body, **seen)
        for body in ({"state": "registered"}, {"state": "returned", "reason": "가"})
    ]

    assert [(one.status_code, one.json["type"]) for one in answers] == [
        (412, "/api/v1/problems/outdated")
    ] * 2
    assert services_of(app).registrations.of([account])[account].state == "unfinished"
