import re
from datetime import UTC, datetime, timedelta, timezone

import pytest
from support.other_code import VECTORS, hmac_by_node

from wizard.malls.request import Request
from wizard.malls.signers import sign
from wizard.malls.signers.cea_hmac import signed_date

ACCESS_KEY = "00000000-0000-4000-8000-000000000000"


def authorization(secret, request, now):
    using = {"access_key": ACCESS_KEY, "secret_key": secret}
    return sign("cea-hmac", request, using, now).headers["Authorization"]


@pytest.mark.parametrize("vector", VECTORS["coupang"]["vectors"], ids=lambda vector: vector["note"])
def test_it_signs_as_the_vectors_have_it(vector):
    now = datetime.strptime(vector["signed_date"], "%y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    asked = Request("p", "coupang", vector["method"], vector["path"], vector["query"])

    assert authorization(vector["secret"], asked, now) == vector["authorization"]


def test_it_signs_as_node_does_to_the_letter_of_what_is_sent():
    values = {"vendor_id": "A00012345"}
    asked = Request.filled("p", "coupang", "GET", "/v5/vendors/{vendor_id}/x?b=2&a=%7E", values)
    now = datetime(2026, 11, 23, 15, 4, 5, tzinfo=UTC)

    found = authorization("0123456789abcdef0123456789abcdef01234567", asked, now)

    message = "261123T150405ZGET" + asked.target.replace("?", "")
    by_node = hmac_by_node("0123456789abcdef0123456789abcdef01234567", message, "hex")
    assert re.search("signature=(.+)", found)[1] == by_node


@pytest.mark.parametrize("date", VECTORS["coupang"]["dates"], ids=lambda date: date["utc"])
def test_a_moment_is_told_in_utc_wherever_the_clock_stands(date):
    assert signed_date(datetime.fromisoformat(date["utc"])) == date["signed_date"]


def test_early_in_korea_it_is_still_yesterday_for_coupang():
    korea = timezone(timedelta(hours=9))

    assert signed_date(datetime(2026, 1, 1, 0, 30, tzinfo=korea)) == "251231T153000Z"
