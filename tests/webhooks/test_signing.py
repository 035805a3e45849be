"""What is signed is taken by the standard's own library, and nothing else is."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from wizard.webhooks.signing import secret_of, signed

BODY = '{"type":"webhook.test","data":{"mall":"쿠팡"}}'.encode()
ID = "0123456789abcdef" * 2
SECRET, OLD = secret_of(b"n" * 32), secret_of(b"o" * 32)


def test_a_known_signature_is_made():
    """Source: the vector of the standard's README."""
    body = b'{"test": 2432232314}'
    secret, at = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", datetime.fromtimestamp(1614265330, UTC)

    told = signed("msg_p5jXN8AQM9LWM0D4loKWxJek", at, body, [secret])

    assert told["webhook-timestamp"] == "1614265330"
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("zone", [UTC, timezone(timedelta(hours=9))], ids=["UTC", "KST"])
def test_the_standards_own_library_takes_it_whatever_our_zone_is(zone):
    told = signed(ID, datetime.now(zone), BODY, [SECRET])

    assert Webhook(SECRET).verify(BODY, dict(told))["data"] == {"mall": "쿠팡"}


def test_while_a_secret_turns_either_of_the_two_is_enough():
    told = dict(signed(ID, datetime.now(UTC), BODY, [SECRET, OLD]))

    assert len(told["webhook-signature"].split(" ")) == 2
    assert Webhook(SECRET).verify(BODY, told) == Webhook(OLD).verify(BODY, told)


@pytest.mark.parametrize(
    "change",
    [
        lambda told, body: (told, body + b" "),
        lambda told, body: ({**told, "webhook-id": "0" * 32}, body),
        lambda told, body: ({**told, "webhook-timestamp": str(int(told["webhook-timestamp"]) + 1)}, body),
        lambda _told, body: (signed(ID, datetime.now(UTC), body, [OLD]), body),
        lambda _told, body: (signed(ID, datetime.now(UTC) - timedelta(minutes=6), body, [SECRET]), body),
    ],
    ids=["body", "id", "time", "secret", "old"],
)  # fmt: skip
def test_what_was_changed_or_is_old_is_not_taken(change):
    told, body = change(dict(signed(ID, datetime.now(UTC), BODY, [SECRET])), BODY)

    with pytest.raises(WebhookVerificationError):
        Webhook(SECRET).verify(body, dict(told))
