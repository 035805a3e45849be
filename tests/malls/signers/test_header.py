from datetime import UTC, datetime

import pytest

from wizard.errors import BadFormatError
from wizard.malls.request import Request
from wizard.malls.signers import sign

ASKED = Request.filled("areas", "elevenst", "GET", "/rest/areaservice/outboundarea", {})
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def test_the_key_stands_in_the_header_of_that_name():
    signed = sign("header", ASKED, {"name": "openapikey", "value": "0123456789abcdef"}, NOW)

    assert signed.headers == {"openapikey": "0123456789abcdef"}


@pytest.mark.parametrize("name", ["a:b", "1", "a_b", "-a"])
def test_a_header_has_a_name_as_headers_have_them(name):
    with pytest.raises(BadFormatError):
        sign("header", ASKED, {"name": name, "value": "x"}, NOW)
