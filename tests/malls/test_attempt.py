"""One try of an account: which way, which questions, and whose fault it is."""

import json
from datetime import UTC, datetime

import pytest
from conftest import CONTENT

from wizard.content import loader
from wizard.malls.attempt import Attempt, Values
from wizard.verdicts.answer import Answer, Failure

NOW = datetime(2026, 11, 26, 3, 4, 5, tzinfo=UTC)
AGENCY = {"naver_agency_id": "aaaabbbbcccc", "naver_agency_secret": "$2a$04$" + "a" * 21 + "u"}
TOOL = {"esm_master_id": "master", "esm_secret_key": "A" * 24, "esm_domain": "www.example.kr"}
CONTROL = {"esm_control_gmarket": "known-good"}
TOKEN = json.dumps({"access_token": "t0ken" * 40}).encode()
ACCOUNT = json.dumps({"accountId": "ncp_1", "accountUid": "u", "grade": "POWER"}).encode()
POLICIES = b'{"dispatchPolicies": []}'


class Mall:
    """Answers what it is told to, in order, and remembers what it was asked."""

    def __init__(self, *answers):
        self.answers, self.asked = list(answers), []

    def __call__(self, request):
        self.asked.append(request)
        return self.answers.pop(0)


def tried(mall, server, given, **own):
    verify = loader.load(CONTENT / f"{mall}.yaml").verify
    return Attempt(server, lambda: NOW).verdict(verify, Values(given, own))


COUPANG = {
    "vendor_id": "A00012345",
    "access_key": "3f6c1e9a-52b7-4d08-9e41-b7a20c8d5f13",
    "secret_key": "8d0b5c7a1f3e9624b0c7d8e5f1a2934605b8c7de",
}


def test_a_good_key_is_asked_about_once_with_the_fields_in_their_places():
    server = Mall(Answer(200, {}, b'{"code": 200}'))

    found = tried("coupang", server, COUPANG)

    (request,) = server.asked
    assert found.is_ok
    assert "/vendors/A00012345/returnShippingCenters" in request.path
    assert (request.headers["X-Requested-By"], request.headers["X-MARKET"]) == ("A00012345", "KR")
    assert request.headers["Authorization"].startswith("CEA algorithm=HmacSHA256")


def test_a_token_is_taken_from_the_first_answer_and_shown_to_nobody():
    server = Mall(Answer(200, {}, TOKEN), Answer(200, {}, ACCOUNT))

    found = tried("smartstore", server, {"login_id": "shop"}, **AGENCY)

    assert server.asked[1].headers["Authorization"] == "Bearer " + "t0ken" * 40
    assert (found.is_ok, found.shown) == (True, {"판매자 ID": "ncp_1", "등급": "POWER"})
    assert "t0ken" not in repr(found)


@pytest.mark.parametrize(
    ("given", "asked"),
    [({"login_id": "shop"}, "shop"), ({"login_id": "shop", "api_seller_id": "ncp_2"}, "ncp_2")],
)
def test_the_first_field_that_was_filled_in_is_used(given, asked):
    server = Mall(Failure.CONNECT)

    tried("smartstore", server, given, **AGENCY)

    assert f"account_id={asked}".encode() in server.asked[0].body


def test_a_question_that_fails_is_the_last():
    server = Mall(Answer(429, {}, b"{}"))

    assert tried("smartstore", server, {"login_id": "shop"}, **AGENCY).verdict == "RATE_LIMITED"
    assert len(server.asked) == 1


@pytest.mark.parametrize("mall", ["smartstore", "gmarket", "auction"])
def test_without_the_operators_settings_nothing_is_asked_and_nobody_is_at_fault(mall):
    found = tried(mall, Mall(), {"login_id": "shop"})

    assert (found.verdict, found.reason) == ("UNVERIFIABLE", "settings")


def test_a_way_whose_value_the_seller_left_out_is_not_gone():
    found = tried("11st", Mall(), {"login_id": "shop"})

    assert (found.verdict, found.reason) == ("UNVERIFIABLE", "values")


def test_the_ticket_is_preferred_to_the_tool_where_there_is_one():
    server = Mall(Failure.READ)

    tried("auction", server, {"login_id": "shop", "api_key": "t" * 215 + "="}, **TOOL)

    assert server.asked[0].host == "auction"


@pytest.mark.parametrize(
    ("control", "verdict", "reason"),
    [
        (Answer(200, {}, POLICIES), "NO_PERMISSION", ""),
        (Answer(401, {}, b"{}"), "OUR_FAULT", "control"),
        (Failure.READ, "OUR_FAULT", "control"),
    ],
    ids=["known seller is let in", "nobody is let in", "no answer"],
)
def test_a_seller_is_at_fault_only_where_a_known_one_is_let_in(control, verdict, reason):
    server = Mall(Answer(401, {}, b"{}"), control)

    found = tried("gmarket", server, {"login_id": "shop"}, **TOOL, **CONTROL)

    assert (found.verdict, found.reason) == (verdict, reason)
    assert len({one.headers["Authorization"] for one in server.asked}) == 2


def test_without_a_known_seller_it_is_left_open_whose_fault_it_is():
    found = tried("gmarket", Mall(Answer(401, {}, b"{}")), {"login_id": "shop"}, **TOOL)

    assert found.verdict == "AMBIGUOUS"


@pytest.mark.parametrize(
    ("box", "value"),
    [
        ("vendor_id", "쿠팡"),
        ("vendor_id", ".."),
        ("access_key", "a b"),
        ("secret_key", "a\r\nX-Evil: 1"),
        ("secret_key", "열쇠"),
    ],
)
def test_a_value_that_cannot_be_sent_is_told_by_its_box_and_nothing_is_asked(box, value):
    server = Mall()

    found = tried("coupang", server, {**COUPANG, box: value})

    assert (found.verdict, found.field, server.asked) == ("BAD_FORMAT", box, [])


def test_the_box_that_was_filled_in_is_the_one_that_is_told():
    found = tried("smartstore", Mall(), {"login_id": "우리상점"}, **AGENCY)

    assert (found.verdict, found.field) == ("BAD_FORMAT", "login_id")


def test_what_the_operator_set_and_cannot_be_sent_is_ours():
    found = tried("gmarket", Mall(), {"login_id": "shop"}, **{**TOOL, "esm_master_id": "a b"})

    assert (found.verdict, found.reason) == ("OUR_FAULT", "settings")


def test_nothing_that_is_tried_is_in_a_name():
    assert "canary" not in repr(Values({"key": "canary"}, {"own": "canary"}, {"t": "canary"}))
