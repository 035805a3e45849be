from datetime import UTC, datetime

from wizard.malls.request import Request
from wizard.malls.signers import sign

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_key_is_borne_as_it_is_beside_the_guides_own_headers():
    asked = Request.filled("identity", "lotteon", "GET", "/v1/openapi/common/v1/identity", {})

    signed = sign("bearer", asked.with_headers({"Accept-Language": "ko"}), {"token": "0a1b"}, NOW)

    assert signed.headers == {"Accept-Language": "ko", "Authorization": "Bearer 0a1b"}
