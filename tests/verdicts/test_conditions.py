"""What a rule asks of an answer."""

import json
from datetime import date

import pytest
from pydantic import ValidationError

from wizard.verdicts.answer import Answer
from wizard.verdicts.conditions import When
from wizard.verdicts.reading import Reading

TODAY = date(2026, 11, 26)


def fits(when, body="", status=200, kind="application/json", **given):
    answer = Answer(status, {"content-type": kind}, body.encode())
    return When.model_validate(when).fits(Reading(answer), given, TODAY)


@pytest.mark.parametrize(
    ("when", "status", "is_so"),
    [
        ({"status": "401"}, 401, True),
        ({"status": "401"}, 403, False),
        ({"status": ["401", "403"]}, 403, True),
        ({"status": "5xx"}, 599, True),
        ({"status": "5xx"}, 499, False),
    ],
)
def test_a_status_is_one_of_those_said(when, status, is_so):
    assert fits(when, status=status) == is_so


@pytest.mark.parametrize(
    ("when", "is_so"),
    [
        ({"text": "not allowed IP"}, True),
        ({"text": ["nothing", "NOT ALLOWED"]}, True),
        ({"text": "nothing"}, False),
        ({"not_text": "ip"}, False),
        ({"not_text": "nothing"}, True),
        ({"pattern": r"ip \S+ now"}, True),
        ({"pattern": r"^ip"}, False),
        ({"text": "Not allowed", "status": "500"}, False),
    ],
)
def test_a_text_is_looked_for_anywhere_and_in_any_case(when, is_so):
    assert fits(when, "Sorry:\nNot allowed ip 1.2.3.4 now.") == is_so


@pytest.mark.parametrize(
    ("when", "is_so"),
    [
        ({"xml_code": "500"}, True),
        ({"xml_code": ["100", "200"]}, False),
        ({"root": "AuthMessage"}, True),
        ({"not_root": "AuthMessage"}, False),
        ({"root": "ClientMessage"}, False),
    ],
)
def test_a_code_of_xml_counts_without_its_sign(when, is_so):
    body = "<x:AuthMessage xmlns:x='u'><resultCode>-500</resultCode></x:AuthMessage>"

    assert fits(when, body, kind="text/xml") == is_so


def test_the_blamed_input_is_taken_from_the_list_or_from_the_beginning_of_the_sentence():
    listed = json.dumps({"message": "client_id", "invalidInputs": [{"name": "type"}]})
    told = json.dumps({"message": "client_id 항목이 유효하지 않습니다."}, ensure_ascii=False)
    longer = json.dumps({"message": "client_id_2 항목"}, ensure_ascii=False)
    within = json.dumps({"message": "the client_id"})

    assert fits({"input": "type"}, listed)
    assert not fits({"input": "client_id"}, listed)
    assert fits({"input": "client_id"}, told)
    assert not any(fits({"input": "client_id"}, body) for body in (longer, within, "[]", "x"))


@pytest.mark.parametrize(
    ("typed", "is_other"), [("shop1", False), ("SHOP1", False), ("shop2", True), ("", False)]
)
def test_another_owner_is_told_only_where_both_are_known(typed, is_other):
    assert fits({"differs": {"id": "login"}}, '{"id": "shop1"}', login=typed) == is_other
    assert not fits({"differs": {"id": "login"}}, "{}", login=typed)


@pytest.mark.parametrize(
    ("issued", "is_so"),
    [
        ("2026-11-26", True),
        ("2026-11-25", True),
        ("2026-11-24", False),
        ("2026-11-27", False),
        ("", False),
        ("어제", False),
    ],
)
def test_a_key_is_new_until_its_days_have_passed(issued, is_so):
    assert fits({"issued_within": {"day": "1"}}, day=issued) == is_so


@pytest.mark.parametrize(
    "when",
    [{}, {"status": "6xx"}, {"status": []}, {"pattern": "(a"}, {"has": {}}, {"nothing": "x"}],
    ids=["empty", "no status", "no statuses", "no pattern", "no parts", "unknown"],
)
def test_a_condition_that_says_nothing_or_nonsense_is_refused(when):
    with pytest.raises(ValidationError):
        When.model_validate(when)
