"""Our signatures before malls that check them by code written apart from ours, over TLS."""

import json
from datetime import UTC, datetime

import pytest

from practice.keys import OPERATOR
from practice.town import open_town
from wizard.mall_settings import MallSettings
from wizard.malls.client import MallClient
from wizard.malls.hosts import route
from wizard.malls.request import Request
from wizard.malls.signers import sign

CENTERS = "GET /v2/providers/openapi/apis/api/v5/vendors/{vendor_id}/returnShippingCenters?pageNum=1&pageSize=10"
POLICIES = "GET /item/v1/shipping/dispatch-policies"
TOKEN, ACCOUNT = "POST /v1/oauth2/token", "GET /v1/seller/account"
AGENCY = {
    "client_id": OPERATOR["naver_agency_id"],
    "client_secret": OPERATOR["naver_agency_secret"],
}
TOOL = {name: OPERATOR[f"esm_{name}"] for name in ("master_id", "secret_key", "domain")}
ASKED = {
    "coupang": ("coupang", CENTERS, "cea-hmac", lambda typed: _but(typed, "vendor_id")),
    "11st": (
        "elevenst",
        "GET /rest/areaservice/outboundarea",
        "header",
        lambda typed: {"name": "openapikey", "value": typed["api_key"]},
    ),
    "lotteon": (
        "lotteon",
        "GET /v1/openapi/common/v1/identity",
        "bearer",
        lambda typed: {"token": typed["api_key"]},
    ),
    "smartstore": (
        "naver-agency",
        TOKEN,
        "bcrypt-token",
        lambda typed: AGENCY | {"account_id": typed["api_seller_id"]},
    ),
    "smartstore-own": (
        "naver-own",
        TOKEN,
        "bcrypt-token",
        lambda typed: {"client_id": typed["app_id"], "client_secret": typed["app_secret"]},
    ),
    "gmarket": ("esm", POLICIES, "jwt", lambda typed: _of_site("G", typed)),
    "auction-esm": ("esm", POLICIES, "jwt", lambda typed: _of_site("A", typed)),
    "auction": (
        "auction",
        "POST /APIv1/ShoppingService.asmx",
        "soap-ticket",
        lambda typed: {"operation": "GetShippingPlaceCode", "ticket": typed["api_key"]},
    ),
}
"""How a seller of each mall is asked for: server, request, signature, and what it needs of what they typed."""
HEADERS = {
    "coupang": {"X-Requested-By": "A00000001", "X-MARKET": "KR"},
    "lotteon": {"Accept": "application/json", "Accept-Language": "ko", "X-Timezone": "GMT+09:00"},
}
SECRET = {"cea-hmac": "secret_key", "bcrypt-token": "client_secret", "jwt": "secret_key"}
PROOF = {
    "coupang": b'"code": 200',
    "11st": b"inOutAddresss",
    "lotteon": b'"0000"',
    "smartstore": b"access_token",
    "smartstore-own": b"access_token",
    "gmarket": b"dispatchPolicies",
    "auction-esm": b"dispatchPolicies",
    "auction": b"SellerID=",
}


def _but(typed, name):
    return {key: value for key, value in typed.items() if key != name}


def _of_site(site, typed):
    return TOOL | {"site": site, "seller_id": typed["login_id"]}


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    with open_town(tmp_path_factory.mktemp("practice")) as town:
        yield town


@pytest.fixture
def ask(town):
    """Asks a practice mall, signed: the answer."""
    settings = MallSettings.from_env(town.env)
    client = MallClient(lambda alias: route(alias, settings), lambda: datetime.now(UTC))

    def ask(host, asked, by, using, typed):
        method, target = asked.split()
        request = Request.filled("p", host, method, target, typed)
        request = request.with_headers(HEADERS.get(host, {}))
        return client.ask(sign(by, request, using, datetime.now(UTC))).result

    return ask


@pytest.mark.parametrize("mall", ASKED)
def test_a_mall_that_checks_by_other_code_knows_its_seller(town, ask, mall):
    typed = town.registry.sellers[f"{mall}/right"].typed
    host, asked, by, using = ASKED[mall]

    answer = ask(host, asked, by, using(typed), typed)

    assert (answer.status, PROOF[mall] in answer.body) == (200, True)


@pytest.mark.parametrize("mall", [mall for mall, asked in ASKED.items() if asked[2] in SECRET])
def test_it_refuses_what_is_signed_with_another_secret(town, ask, mall):
    typed = town.registry.sellers[f"{mall}/right"].typed
    host, asked, by, using = ASKED[mall]
    secret = using(typed)[SECRET[by]]
    other = secret[:-1] + ("O" if secret[-1] != "O" else "e")

    answer = ask(host, asked, by, using(typed) | {SECRET[by]: other}, typed)

    assert answer.status in {400, 401}
    assert PROOF[mall] not in answer.body


@pytest.mark.parametrize("mall", ["smartstore", "smartstore-own"])
def test_the_token_that_was_given_opens_the_account(town, ask, mall):
    typed = town.registry.sellers[f"{mall}/right"].typed
    host, asked, by, using = ASKED[mall]
    token = json.loads(ask(host, asked, by, using(typed), typed).body)["access_token"]

    answer = ask(host, ACCOUNT, "bearer", {"token": token}, typed)

    assert json.loads(answer.body)["accountUid"]
