"""Who may ask the API, and what a program that may not is told: nothing of what it sent."""

import json
import logging
from datetime import timedelta

import pytest
import sqlalchemy as sa
from conftest import prepared, settings_for
from support.people import seller_client, services_of, staff_client
from support.programs import FIRM, Program, saved, some_firm
from support.services import NOON

from wizard.app import create_app
from wizard.db.models import ApiToken
from wizard.errors import UnavailableError
from wizard.services.api_tokens import Scope
from wizard.settings import Rate
from wizard.web.api.operations import OPERATIONS
from wizard.web.api.problems import KINDS

NOBODY = "0" * 32
CANARY = "planted-canary-8f3a"
PROBLEM = "application/problem+json"


def path_of(told, **ids):
    return told.path.format(
        **dict.fromkeys(("seller_id", "invitation_id", "account_id"), NOBODY) | ids
    )


def kind_of(answer):
    assert answer.mimetype == PROBLEM
    assert answer.headers["Cache-Control"] == "no-store"
    name = answer.json["type"].removeprefix("/api/v1/problems/")
    assert KINDS[name].status == answer.status_code == answer.json["status"]
    return name


@pytest.mark.parametrize("told", OPERATIONS, ids=lambda one: one.name)
def test_an_operation_opens_to_its_own_scope_only(app, told):
    others = Program(app, *(scope for scope in Scope if scope is not told.scope))
    nobody = app.test_client().open(f"/api/v1{path_of(told)}", method=told.method)

    answer = others.ask(told.method, path_of(told))

    assert kind_of(answer) == "insufficient-scope"
    assert answer.headers["WWW-Authenticate"].endswith(f'scope="{told.scope.value}"')
    assert kind_of(nobody) == "unauthorized"
    assert nobody.headers["WWW-Authenticate"] == 'Bearer realm="wizard"'


@pytest.mark.parametrize(
    "said",
    ["", "Bearer", "Bearer wzd_", "Bearer wzd_" + "A" * 43, "Basic {token}", "{token}", "Bearer {token}x", "Bearer {token} x", "Bearer " + "a" * 5000],
)  # fmt: skip
def test_anything_but_a_token_of_ours_lets_nobody_in(app, said):
    program = Program(app)

    answer = program.get("/sellers", {"Authorization": said.format(token=program.token)})

    assert kind_of(answer) == "unauthorized"
    assert program.token not in answer.text


def test_a_token_in_an_address_lets_nobody_in_and_is_not_told_back(app):
    program = Program(app)

    stranger = app.test_client().get(f"/api/v1/sellers?access_token={program.token}")
    known = program.get(f"/sellers?access_token={program.token}")

    assert (kind_of(stranger), kind_of(known)) == ("unauthorized", "invalid")
    assert program.token not in stranger.text + known.text


def test_a_session_of_staff_or_seller_opens_nothing_and_none_begins(app):
    for browser in (staff_client(app, "admin"), seller_client(app)):
        answer = browser.get("/api/v1/sellers")

        assert kind_of(answer) == "unauthorized"
        assert "Set-Cookie" not in answer.headers
    answer = Program(app).get("/sellers", {"Origin": "https://elsewhere.example"})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert "Set-Cookie" not in answer.headers


def test_a_token_that_is_taken_back_or_over_lets_nobody_in_at_once(app, clock):
    clock.moment = NOON
    program, short = Program(app), Program(app, days=90)
    assert program.get("/sellers").status_code == short.get("/sellers").status_code == 200

    services_of(app).api_tokens.revoke(program.id, "admin")
    assert kind_of(program.get("/sellers")) == "unauthorized"

    clock.moment = NOON + timedelta(days=90) - timedelta(seconds=1)
    assert short.get("/sellers").status_code == 200
    clock.moment += timedelta(seconds=1)
    assert kind_of(short.get("/sellers")) == "unauthorized"


def test_when_a_token_was_used_is_written_down_once_a_minute(app, clock):
    clock.moment = NOON
    program, used = Program(app), []
    for seconds in (0, 59, 60):
        clock.moment = NOON + timedelta(seconds=seconds)
        program.get("/sellers")
        [token] = services_of(app).api_tokens.all()
        used.append((token.used_at - NOON).total_seconds())

    assert used == [0, 0, 60]


def test_of_a_token_only_its_digest_and_its_end_are_kept(app):
    program = Program(app)

    with services_of(app).audit.engine.connect() as connection:
        [row] = connection.execute(sa.select(ApiToken.__table__)).mappings()
        told = repr(connection.execute(sa.text("select * from audit_event")).all())
    assert program.token not in repr(dict(row)) + told
    assert program.token[4:-4] not in repr(dict(row)) + told
    assert row["ending"] == program.token[-4:]


def test_a_program_that_asks_too_often_waits_and_is_told_how_long(tmp_path):
    app = create_app(prepared(settings_for(tmp_path, api_limit=Rate(3, 60))))
    program, other = Program(app), Program(app)

    answers = [program.get("/sellers") for _ in range(5)]

    assert [one.status_code for one in answers] == [200, 200, 200, 429, 429]
    assert [one.headers["RateLimit"].split(";")[1] for one in answers] == ["r=2", "r=1", "r=0", "r=0", "r=0"]  # fmt: skip
    assert answers[0].headers["RateLimit-Policy"] == '"token";q=3;w=60'
    assert kind_of(answers[3]) == "too-many-requests"
    assert 1 <= int(answers[3].headers["Retry-After"]) <= 20
    assert other.get("/sellers").status_code == 200
    strangers = [app.test_client().get("/api/v1/sellers").status_code for _ in range(4)]
    assert strangers == [401, 401, 401, 429]
    services_of(app).audit.engine.dispose()


BODY = {**FIRM, "name": CANARY}
DEEP = "[" * 9 + "]" * 9
JSON = {"Content-Type": "application/json"}
BROKEN = {
    "no JSON": ("POST", "/sellers", {"data": f'{{"{CANARY}"', "headers": JSON}, "malformed"),
    "a name twice": ("POST", "/sellers", {"data": f'{{"name":"{CANARY}","name":"b"}}', "headers": JSON}, "malformed"),
    "half a letter": ("POST", "/sellers", {"data": '{"name":"\\ud800"}', "headers": JSON}, "malformed"),
    "no number": ("POST", "/sellers", {"data": '{"name":NaN}', "headers": JSON}, "malformed"),
    "another encoding": ("POST", "/sellers", {"data": '{"name":"한"}'.encode("euc-kr"), "headers": JSON}, "malformed"),
    "too deep": ("POST", "/sellers", {"data": DEEP, "headers": JSON}, "malformed"),
    "far too deep": ("POST", "/sellers", {"data": "[" * 60_000, "headers": JSON}, "malformed"),
    "too large": ("POST", "/sellers", {"data": "x" * 70_000, "headers": JSON}, "too-large"),
    "a form": ("POST", "/sellers", {"data": {"name": CANARY}}, "unsupported-media-type"),
    "an unknown name": ("POST", "/sellers", {"json": {**FIRM, CANARY: CANARY}}, "invalid"),
    "a wrong number": ("POST", "/sellers", {"json": {**BODY, "business_number": "2208162518"}}, "invalid"),
    "another type": ("POST", "/sellers", {"json": {**BODY, "phone": 1012345678}}, "invalid"),
    "an unknown query": ("GET", f"/sellers?{CANARY}={CANARY}", {}, "invalid"),
    "a query twice": ("GET", "/sellers?limit=1&limit=2", {}, "invalid"),
    "a cursor of nobody": ("GET", f"/accounts?cursor={CANARY}", {}, "invalid"),
    "a nul": ("GET", "/sellers?cursor=%00", {}, "bad-request"),
    "an unknown id": ("GET", f"/sellers/{NOBODY}", {}, "not-found"),
    "an id that is none": ("GET", f"/sellers/{CANARY}", {}, "not-found"),
    "an unknown address": ("GET", f"/{CANARY}", {}, "not-found"),
    "an unknown method": ("DELETE", "/sellers", {}, "method-not-allowed"),
    "what asks for CORS": ("OPTIONS", "/sellers", {}, "method-not-allowed"),
    "no key": ("POST", "/sellers", {"json": BODY, "headers": {"Idempotency-Key": ""}}, "idempotency-key-missing"),
    "a key that is none": ("POST", "/sellers", {"json": BODY, "headers": {"Idempotency-Key": f"{CANARY} {CANARY}"}}, "idempotency-key-missing"),
    "no match": ("PATCH", f"/sellers/{NOBODY}", {"json": {"name": CANARY}}, "precondition-required"),
    "a body that nobody asked for": ("GET", "/sellers", {"data": CANARY}, "invalid"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_what_cannot_be_done_is_told_in_one_form_and_nothing_that_was_sent_comes_back(app, case, caplog):  # fmt: skip
    method, path, sent, kind = BROKEN[case]

    with caplog.at_level(logging.DEBUG):
        answer = Program(app).ask(method, path, **sent)

    assert kind_of(answer) == kind
    assert CANARY not in answer.text + str(answer.headers) + caplog.text
    assert "input" not in answer.text
    assert answer.json["request_id"] == answer.headers["X-Request-Id"]


def test_where_something_is_wrong_is_told_by_a_pointer(app):
    sent = {"name": "", "business_number": "2208162518", "phone": "x", CANARY: 1}

    faults = Program(app).post("/sellers", sent).json["errors"]

    assert {(one["pointer"], one["code"]) for one in faults} == {
        ("/name", "string_too_short"),
        ("/business_number", "business_number"),
        ("/phone", "string_pattern_mismatch"),
        ("", "extra_forbidden"),
    }


def test_under_another_name_nothing_answers(app):
    assert kind_of(Program(app).get("/sellers", {"Host": "elsewhere.example"})) == "bad-request"


def test_what_breaks_with_us_is_told_without_a_word_of_it(app, monkeypatch, caplog):
    def breaks(*_args):
        raise ValueError(CANARY)

    monkeypatch.setattr(type(services_of(app).feeds), "sellers", breaks)
    answer = Program(app).get("/sellers")

    assert kind_of(answer) == "internal"
    assert CANARY not in answer.text + caplog.text
    assert "ValueError at" in caplog.text


@pytest.mark.parametrize("path", ["/sellers", "/nothing"])
def test_while_the_database_is_away_it_is_said_when_to_come_again(app, monkeypatch, path):
    program = Program(app)

    def is_away(*_args):
        raise UnavailableError("OperationalError")

    monkeypatch.setattr(type(services_of(app).api_tokens), "caller", is_away)
    answer = program.get(path)

    assert kind_of(answer) == ("unavailable" if path == "/sellers" else "not-found")
    assert path != "/sellers" or answer.headers["Retry-After"] == "10"


def test_without_the_key_file_secrets_stay_shut_and_nobody_is_told_they_were_opened(app, settings):
    _, account = saved(app)
    program = Program(app)
    settings.keys.unlink()

    answers = [program.get(f"/accounts/{account}/secrets"), program.post("/sellers", some_firm())]

    assert [kind_of(one) for one in answers] == ["unavailable"] * 2
    told = json.dumps([one.json for one in answers], ensure_ascii=False)
    assert str(settings.keys) not in told
    seller = services_of(app).feeds.account(account).record.seller_id
    assert services_of(app).sellers.openings(seller) == []
