"""The practice system that is told of events, and the product that tells it."""

from datetime import UTC, datetime

import pytest
import requests

from practice.inbox import ADDRESS
from wizard.settings import Settings
from wizard.verdicts.answer import Failure
from wizard.webhooks.client import Response, sending
from wizard.webhooks.signing import secret_of, signed

SECRET = secret_of(b"n" * 32)
BODY = b'{"type":"account.saved","data":{}}'


def tell(town, secret=SECRET, event_id="e" * 32, url=ADDRESS):
    send = sending(Settings.from_env(town.env).malls)
    return send("w", url, signed(event_id, datetime.now(UTC), BODY, [secret]), BODY)


def test_what_is_signed_is_taken_once_and_what_is_not_is_refused(town):
    town.inbox.know(SECRET)

    answers = [tell(town), tell(town), tell(town, secret_of(b"x" * 32))]

    assert answers == [Response(204), Response(204), Response(401)]
    page = requests.get(town.control, timeout=60).text
    assert page.count("account.saved</b>") == 3
    assert page.count("이미 받은 것이라 버렸어요") == page.count("서명이 맞지 않아요") == 1


@pytest.mark.parametrize(("state", "status"), [("busy", 503), ("gone", 410), ("", 204)])
def test_it_stands_as_it_is_told_to(town, state, status):
    town.inbox.know(SECRET)

    requests.post(f"{town.control}/inbox", data={"state": state}, timeout=60)

    assert tell(town, event_id="f" * 32) == Response(status)


def test_it_learns_another_secret_on_its_page_and_stands_as_nothing_else(town):
    other = secret_of(b"o" * 32)
    requests.post(f"{town.control}/inbox", data={"secret": other}, timeout=60)

    assert tell(town, other) == Response(204)
    odd = [{"state": "nonsense"}, {"secret": "whsec_가"}]
    answers = [requests.post(f"{town.control}/inbox", data=one, timeout=60) for one in odd]
    assert [answer.status_code for answer in answers] == [422, 200]
    assert tell(town, other) == Response(204)


def test_any_other_name_proves_to_be_nobody_in_practice(town):
    assert tell(town, url="https://hooks.example.com/") is Failure.TLS
