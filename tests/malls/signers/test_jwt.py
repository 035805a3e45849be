import json
from base64 import urlsafe_b64decode
from datetime import UTC, datetime

import pytest
from support.other_code import VECTORS, hmac_by_node

from wizard.errors import BadFormatError
from wizard.malls.request import Request
from wizard.malls.signers import sign
from wizard.malls.signers.jwt import encoded

NOW = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)
TOOL = {
    "master_id": "toolmaster",
    "secret_key": "AAAAAAAAAAAAAAAAAAAAAA==",
    "domain": "www.esmplus.com",
}


def token(**seller):
    asked = Request.filled("policies", "esm", "GET", "/item/v1/shipping/dispatch-policies", {})
    return sign("jwt", asked, TOOL | seller, NOW).headers["Authorization"].removeprefix("Bearer ")


@pytest.mark.parametrize("vector", VECTORS["esm"], ids=lambda vector: vector["note"])
def test_it_encodes_as_the_vectors_have_it(vector):
    assert encoded(vector["kid"], vector["payload"], vector["secret"]) == vector["token"]


@pytest.mark.parametrize(("site", "seller"), [("G", "gseller01"), ("A", "aseller01")])
def test_it_asks_for_one_seller_of_one_site(site, seller):
    expected = {vector["payload"]["ssi"]: vector["token"] for vector in VECTORS["esm"]}

    assert token(site=site, seller_id=seller) == expected[f"{site}:{seller}"]


def test_it_signs_as_node_does():
    head, claims, signature = token(site="G", seller_id="other_2026").split(".")

    assert signature == hmac_by_node(TOOL["secret_key"], f"{head}.{claims}", "base64url")
    assert json.loads(urlsafe_b64decode(claims + "=="))["ssi"] == "G:other_2026"


@pytest.mark.parametrize(
    ("seller", "name"),
    [
        ({"site": "G", "seller_id": "me,A:other"}, "seller_id"),
        ({"site": "G", "seller_id": "A:other"}, "seller_id"),
        ({"site": "X", "seller_id": "me"}, "site"),
    ],
    ids=["two sellers", "another site", "no site"],
)
def test_nobody_asks_for_a_seller_by_what_stands_in_an_id(seller, name):
    with pytest.raises(BadFormatError) as refusal:
        token(**seller)

    assert refusal.value.name == name
