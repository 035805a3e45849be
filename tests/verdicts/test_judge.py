"""From an answer, or from none, to a verdict."""

from datetime import UTC, date, datetime, timedelta

import pytest
from pydantic import ValidationError

from wizard.verdicts.answer import Answer, Failure
from wizard.verdicts.judge import judge, named_ip, of_failure
from wizard.verdicts.probes import Probe, Verify

NOW = datetime(2026, 11, 26, 3, 4, 5, tzinfo=UTC)
PROBE = {
    "id": "who",
    "host": "lotteon",
    "get": "/v1/{shop}",
    "sign": {"by": "bearer", "using": {"token": {"field": "api_key"}}},
    "shows": {"상호": "name"},
    "outcomes": [
        {"when": {"status": "401"}, "verdict": "WRONG_KEY", "field": "api_key", "step": "key"},
        {"when": {"has": {"name": "*"}}, "verdict": "OK"},
        {"verdict": "AMBIGUOUS"},
    ],
}


def verdict_of(status, body="", ahead=timedelta()):
    date_header = f"{NOW + ahead:%a, %d %b %Y %H:%M:%S} GMT"
    answer = Answer(status, {"date": date_header}, body.encode())
    return judge(Probe.model_validate(PROBE), answer, {}, NOW, date(2026, 11, 26))


def test_the_first_outcome_that_fits_counts():
    found = verdict_of(401, '{"name": "우리상점"}')

    assert (found.verdict, found.field, found.step, found.probe) == (
        "WRONG_KEY",
        "api_key",
        "key",
        "who",
    )


def test_what_is_shown_of_a_body_is_what_the_rule_names_and_only_of_a_good_answer():
    assert verdict_of(200, '{"name": "우리상점", "phone": "010"}').shown == {"상호": "우리상점"}
    assert verdict_of(401, '{"name": "우리상점"}').shown == {}


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        (r"\u202e우리\u200b상점\u0000", {"상호": "우리상점"}),
        (r"우리\n\n\t상점\ud800", {"상호": "우리 상점"}),
        (r"<script>", {"상호": "<script>"}),
        (r"\ud800\u0007 ", {}),
    ],
)
def test_of_a_name_only_what_can_be_read_and_stored_is_shown(told, shown):
    assert verdict_of(200, f'{{"name": "{told}"}}').shown == shown


@pytest.mark.parametrize("ahead", [timedelta(seconds=61), timedelta(minutes=-8)])
def test_a_clock_that_is_off_is_our_fault_and_never_the_sellers(ahead):
    assert (verdict_of(401, ahead=ahead).verdict, verdict_of(401, ahead=ahead).reason) == (
        "OUR_FAULT",
        "clock",
    )


def test_a_good_answer_by_a_clock_that_is_off_is_not_believed_either():
    assert verdict_of(200, '{"name": "a"}', ahead=timedelta(hours=1)).reason == "clock"


@pytest.mark.parametrize("header", ["", "yesterday", "Thu, 99 Nov 2026 03:04:05 GMT"])
def test_a_date_that_is_none_says_nothing_of_our_clock(header):
    answer = Answer(401, {"date": header})

    found = judge(Probe.model_validate(PROBE), answer, {}, NOW, date(2026, 11, 26))

    assert found.verdict == "WRONG_KEY"


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (Failure.DNS, "MALL_DOWN"),
        (Failure.CONNECT, "MALL_DOWN"),
        (Failure.READ, "MALL_DOWN"),
        (Failure.DEADLINE, "MALL_DOWN"),
        (Failure.TLS, "OUR_FAULT"),
        (Failure.PROXY, "OUR_FAULT"),
        (Failure.TOO_BIG, "AMBIGUOUS"),
        (Failure.MALFORMED, "AMBIGUOUS"),
    ],
)
def test_no_answer_is_never_the_sellers_fault(failure, verdict):
    assert of_failure(failure, "who").verdict == verdict
    assert set(Failure) == {Failure(one) for one in Failure}


def test_a_probe_asks_once_and_a_mall_has_ways_or_none():
    for wrong in ({"post": "/x"}, {"get": None}):
        with pytest.raises(ValidationError):
            Probe.model_validate({**PROBE, **wrong})
    for wrong in ({}, {"none": "왜", "ways": [{"id": "key", "probes": [PROBE]}]}):
        with pytest.raises(ValidationError):
            Verify.model_validate(wrong)


def test_a_probe_tells_its_method_and_what_its_path_calls():
    probe = Probe.model_validate(PROBE)

    assert (probe.method, probe.path, probe.placeholders) == ("GET", "/v1/{shop}", ("shop",))


@pytest.mark.parametrize(
    ("text", "ip"),
    [
        ("[203.0.113.7]인증된 IP가 아닙니다. 등록된", "203.0.113.7"),
        ("Your ip address 203.0.113.7 is not allowed", "203.0.113.7"),
        ("at 12:30:45 your ip 2001:0DB8:0:0:0:0:0:7.", "2001:db8::7"),
        ("[FORBIDDEN] Not allowed IP. 1.2.3 and 999.1.1.1", ""),
        ("x" * 5000 + " 203.0.113.7", ""),
    ],
)
def test_the_address_that_a_mall_names_is_read(text, ip):
    assert named_ip(text) == ip
