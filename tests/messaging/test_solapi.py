"""알림톡 by the gateway's own protocol: signed as it wants, and what it answers is never taken for more than it is."""

import json
import logging
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from support.mall_server import answer, authority, certificate, mall, saying

from practice.town import open_town
from wizard.egress.route import Route
from wizard.mall_settings import MallSettings
from wizard.message_settings import MessageSettings
from wizard.messaging.channel import Accepted, Rejected, Retry, Unsure
from wizard.messaging.solapi import SERVER, SolapiChannel, solapi

CANARY = "canary0123456789abcdefcanary0123"
VARIABLES = {"상호": "한빛상회", "쇼핑몰": "롯데온", "날짜": "2026년 12월 5일", "링크": "https://guide.example.kr/my", "text": "", "subject": ""}  # fmt: skip


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with open_town(tmp_path_factory.mktemp("gateway")) as town:
        yield town


def settings_of(town):
    return MessageSettings.from_env(town.telling("https://guide.example.kr")).gateway


@pytest.fixture
def channel(town):
    practice = MallSettings.from_env(town.env).practice
    return solapi(settings_of(town), practice, lambda: datetime.now(UTC))


@pytest.fixture
def stranger(town, tmp_path):
    """A channel to a gateway of ours that says what a test wants."""
    ca = tmp_path / "ca.pem"
    authority().cert_pem.write_to_path(ca)
    with ExitStack() as stack:

        def to(behave, **changes):
            server = stack.enter_context(mall(behave, certificate(SERVER)))
            route = Route(SERVER, stand_in=("127.0.0.1", server.port), ca=ca)
            return SolapiChannel(replace(settings_of(town), **changes), route, deadline_s=5.0)

        yield to


def send(channel, to="01012345678", kind="expiry"):
    return channel.send(kind, to, VARIABLES, "k" * 32)


def test_the_gateway_takes_what_is_signed_with_template_and_variables_and_no_free_text(
    town, channel
):
    outcome = send(channel)

    assert isinstance(outcome, Accepted)
    kept = town.registry.messages[outcome.provider_id]
    assert kept["template"] == "KA01TPpracticeexpiry"
    assert kept["variables"]["#{쇼핑몰}"] == "롯데온"
    assert set(kept["variables"]) == {"#{상호}", "#{쇼핑몰}", "#{날짜}", "#{링크}"}


@pytest.mark.parametrize(
    ("to", "became"), [("01012345678", "delivered"), ("01012340000", "undelivered")]
)
def test_taken_is_not_delivered_before_the_gateway_says_so(channel, to, became):
    outcome = send(channel, to)

    assert channel.status(outcome.provider_id) == became
    assert channel.status("M4Vunknown") == "waiting"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"secret": "another"}, "SignatureDoesNotMatch"),
        ({"key": "another"}, "InvalidAPIKey"),
    ],
)
def test_who_is_not_known_is_refused_and_tries_later(channel, changes, reason):
    stranger = replace(channel, settings=replace(channel.settings, **changes))

    outcome = send(stranger)

    assert (type(outcome), outcome.reason) == (Retry, reason)


def test_an_old_signature_and_one_that_comes_twice_are_refused(channel):
    late = replace(channel, now=lambda: datetime.now(UTC) - timedelta(hours=1))
    again = replace(channel, salt=lambda: "f" * 32)

    outcomes = [send(late), send(again), send(again)]

    assert outcomes[0].reason == "RequestTimeTooSkewed"
    assert isinstance(outcomes[1], Accepted)
    assert outcomes[2].reason == "DuplicatedSignature"


def test_a_setting_that_the_gateway_does_not_know_is_rejected(channel):
    wrong = replace(channel, settings=replace(channel.settings, profile="other"))

    assert send(wrong) == Rejected("ValidationError")


@pytest.mark.parametrize(
    "to", ["", "0212345678", "010-1234-5678", "01012345678\r\n", "+821012345678"]
)
def test_what_is_no_mobile_phone_is_not_sent(channel, to):
    assert send(channel, to) == Rejected("phone")


def test_only_kinds_with_a_template_are_carried(channel):
    bare = replace(channel, settings=replace(channel.settings, templates={"expiry": "T1"}))

    assert [bare.carries(kind) for kind in ("expiry", "check")] == [True, False]


SAID = {"messageId": "M4V1", "statusCode": "2000"}


@pytest.mark.parametrize(
    ("status", "body", "kind"),
    [
        (200, SAID, Accepted),
        (200, SAID | {"statusCode": "1030"}, Rejected),
        (200, SAID | {"messageId": ""}, Unsure),
        (200, {}, Unsure),
        (200, "<html>", Unsure),
        (400, {"errorCode": CANARY * 9 + " "}, Rejected),
        (403, {}, Retry),
        (429, {}, Retry),
        (500, {}, Unsure),
        (502, "<html>", Unsure),
        (503, {}, Retry),
        (302, {}, Rejected),
    ],
)
def test_what_may_have_been_taken_is_never_tried_again_and_what_surely_was_not_is(
    stranger, status, body, kind
):
    said = body if isinstance(body, str) else json.dumps(body)
    channel = stranger(
        saying(answer(said.encode(), "Location: https://elsewhere.example", status=f"{status} X"))
    )

    assert type(send(channel)) is kind


def test_a_line_that_breaks_off_after_it_was_sent_leaves_us_unsure(stranger):
    assert send(stranger(saying(b""))) == Unsure("read")


def test_nothing_that_is_secret_is_told_whatever_becomes_of_it(stranger, caplog):
    caplog.set_level(logging.DEBUG)
    echo = lambda connection, head, _stop: connection.sendall(answer(head, status=f"400 {CANARY}"))  # noqa: E731
    channel = stranger(echo, secret=CANARY, key=CANARY)

    outcome = send(channel)

    told = f"{outcome!r}{channel!r}{channel.settings!r}" + "".join(
        map(str, map(vars, caplog.records))
    )
    assert CANARY not in told
    assert "01012345678" not in told
    assert "한빛상회" not in told
