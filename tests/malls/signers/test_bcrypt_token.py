import base64
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl

import pytest
from support.other_code import VECTORS, bcrypt_by_libcrypt

from wizard.errors import BadFormatError
from wizard.malls.request import Request
from wizard.malls.signers import sign
from wizard.malls.signers.bcrypt_token import canonical, signature

NOW = datetime(2026, 11, 23, 15, 4, 5, 678000, tzinfo=UTC)
SALT = "$2a$04$......................"
APP = {"client_id": "0AbCdEfGhIjKlMnOpQrStU", "client_secret": SALT}


def form(using, now=NOW, host="naver-agency"):
    asked = Request.filled("token", host, "POST", "/v1/oauth2/token", {})
    return sign("bcrypt-token", asked, using, now)


@pytest.mark.parametrize("vector", VECTORS["naver"], ids=lambda vector: vector["note"])
def test_it_signs_as_the_vectors_have_it(vector):
    found = signature(vector["client_id"], vector["client_secret"], vector["timestamp"])

    assert found == vector["client_secret_sign"]
    assert canonical(vector["client_secret"]) == vector["canonical_salt"]


@pytest.mark.parametrize("salt", [SALT, "$2a$05$ABCDEFGHIJKLMNOPQRSTUO"])
def test_it_signs_as_the_c_library_does(salt):
    found = signature("another-app", salt, 1795446245123)

    by_libcrypt = bcrypt_by_libcrypt("another-app_1795446245123", salt)
    assert base64.b64decode(found).decode() == by_libcrypt


def test_an_agency_asks_for_a_seller_in_the_body_and_three_seconds_early():
    request = form(APP | {"account_id": "ncp_1abc0d_01"})

    told = dict(parse_qsl(request.body.decode(), strict_parsing=True))
    early = NOW - timedelta(seconds=3)
    assert told == {
        "client_id": APP["client_id"],
        "timestamp": str(round(early.timestamp() * 1000)),
        "client_secret_sign": signature(APP["client_id"], SALT, int(told["timestamp"])),
        "grant_type": "client_credentials",
        "type": "SELLER",
        "account_id": "ncp_1abc0d_01",
    }
    assert (request.target, request.method) == ("/partner/v1/oauth2/token", "POST")
    assert request.headers == {"Content-Type": "application/x-www-form-urlencoded"}


def test_a_shop_asks_for_itself_without_naming_an_account():
    request = form(APP, host="naver-own")

    told = dict(parse_qsl(request.body.decode(), strict_parsing=True))
    assert (told["type"], "account_id" in told) == ("SELF", False)
    assert request.path == "/external/v1/oauth2/token"


@pytest.mark.parametrize(
    "secret",
    [
        "$2a$10$abcdefghijklmnopqrstu",
        "$2a$10$abcdefghijklmnopqrstuvw",
        "$2a$10$abcdefghijklmnopqrstu-",
        "$2a$03$......................",
        "$2a$13$......................",
        "$2a$31$......................",
        "$2x$10$......................",
        "a0abcdefghijklmnopqrstuv",
        "x$2a$10$abcdefghijklmnopqrstuv",
    ],
    ids=[
        "short",
        "long",
        "letter",
        "too cheap",
        "too dear",
        "dearest",
        "kind",
        "dollars gone",
        "more before",
    ],
)
def test_a_secret_that_is_no_salt_is_refused_before_it_costs_anything(secret):
    with pytest.raises(BadFormatError) as refusal:
        form(APP | {"client_secret": secret})

    assert refusal.value.name == "client_secret"
    assert secret not in str(refusal.value)


def test_an_application_id_that_bcrypt_would_not_take_is_refused():
    assert form(APP | {"client_id": "a" * 58})
    with pytest.raises(BadFormatError) as refusal:
        form(APP | {"client_id": "a" * 59})

    assert refusal.value.name == "client_id"
