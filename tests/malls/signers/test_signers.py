"""What holds for every way to sign."""

from datetime import UTC, datetime
from typing import get_args

import pytest

from wizard.errors import BadFormatError
from wizard.malls.request import Request
from wizard.malls.signers import sign
from wizard.verdicts.signers import OPTIONAL, SIGNERS, SignerName

NOW = datetime(2026, 11, 23, tzinfo=UTC)
ASKED = Request("p", "coupang", "GET", "/x")
GOOD = {
    "name": "openapikey",
    "client_secret": "$2a$04$......................",
    "site": "G",
    "operation": "Get",
}
EACH = [(by, name) for by in SIGNERS for name in sorted(SIGNERS[by])]
UNSENDABLE = {
    "CR LF": "a\r\nX-More: 1",
    "blank": "a b",
    "tab": "a\tb",
    "NUL": "a\0b",
    "none": "",
    "Hangul": "키",
    "full width": "ａ",
    "unseen": "a\u200bb",
    "DEL": "a\x7f",
    "long": "a" * 4001,
}


def using(by):
    return {name: GOOD.get(name, "canary") for name in SIGNERS[by]}


@pytest.mark.parametrize("by", SIGNERS)
def test_every_way_signs_with_exactly_what_it_names(by):
    signed = sign(by, ASKED, using(by), NOW)

    assert signed.headers
    assert all(value.isascii() and value.isprintable() for value in signed.headers.values())


@pytest.mark.parametrize(("by", "name"), EACH)
def test_what_is_missing_or_unknown_is_a_bug_and_no_sellers_fault(by, name):
    given = using(by)

    with pytest.raises(ValueError, match=name):
        sign(by, ASKED, {key: value for key, value in given.items() if key != name}, NOW)
    with pytest.raises(ValueError, match="other"):
        sign(by, ASKED, given | {"other": "x"}, NOW)


@pytest.mark.parametrize("value", UNSENDABLE.values(), ids=UNSENDABLE)
@pytest.mark.parametrize(("by", "name"), EACH)
def test_a_value_that_cannot_be_sent_is_refused_by_its_name_and_never_told(by, name, value):
    with pytest.raises(BadFormatError) as refusal:
        sign(by, ASKED, using(by) | {name: value}, NOW)

    assert refusal.value.name == name
    assert str(refusal.value) == f"{name} cannot be sent"
    assert (refusal.value.__cause__, refusal.value.__context__) == (None, None)


def test_a_guides_own_header_is_looked_at_too():
    asked = ASKED.with_headers({"X-Requested-By": "A0001\r\nX-More: 1"})

    with pytest.raises(BadFormatError, match=r"^X-Requested-By cannot be sent$"):
        sign("bearer", asked, {"token": "x"}, NOW)


def test_an_agency_must_not_ask_for_nobody():
    given = using("bcrypt-token") | dict.fromkeys(OPTIONAL["bcrypt-token"], "")

    with pytest.raises(BadFormatError, match=r"^account_id"):
        sign("bcrypt-token", ASKED, given, NOW)


def test_every_signer_that_a_guide_may_name_says_what_it_needs():
    assert set(get_args(SignerName)) == set(SIGNERS)
    assert set(OPTIONAL) <= set(SIGNERS)
