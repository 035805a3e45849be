"""The malls' own checking of signatures: what was computed elsewhere is taken, what differs in one bit is not."""

import base64
import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.mall_requests import (
    CENTRES,
    QUERY,
    agency_form,
    ask,
    ask_esm,
    asking,
    claims,
    coupang_headers,
    jwt,
    naver_form,
    signed,
    url_of,
)

from practice.exchange import Asked
from practice.keys import OPERATOR
from practice.malls import coupang, esm, naver

VECTORS = json.loads(Path(__file__).with_name("vectors.json").read_text(encoding="utf-8"))


def _asked(vector):
    now = datetime.now(UTC)
    return Asked(vector["method"], vector["path"], vector["query"], {}, b"", now, "")


@pytest.mark.parametrize("vector", VECTORS["coupang"], ids=lambda vector: vector["note"])
def test_coupang_takes_what_was_signed_elsewhere(vector):
    told = vector["signed_date"], vector["secret"], vector["signature"]

    assert coupang.is_signed(_asked(vector), *told)
    assert coupang.HEADER.fullmatch(vector["authorization"])


@pytest.mark.parametrize("vector", VECTORS["coupang"], ids=lambda vector: vector["note"])
def test_coupang_takes_what_openssl_signs(vector):
    message = f"{vector['signed_date']}{vector['method']}{vector['path']}{vector['query']}"
    command = ["openssl", "dgst", "-sha256", "-hmac", vector["secret"]]
    done = subprocess.run(command, input=message.encode(), capture_output=True, check=True)

    signature = done.stdout.decode().split()[-1]
    assert coupang.is_signed(_asked(vector), vector["signed_date"], vector["secret"], signature)


@pytest.mark.parametrize("bit", range(0, 256, 51))
def test_coupang_refuses_a_signature_with_one_bit_turned(bit):
    vector = VECTORS["coupang"][0]
    turned = f"{int(vector['signature'], 16) ^ 1 << bit:064x}"

    assert not coupang.is_signed(_asked(vector), vector["signed_date"], vector["secret"], turned)


@pytest.mark.parametrize("vector", VECTORS["naver"], ids=lambda vector: vector["note"])
def test_naver_takes_what_was_signed_elsewhere_and_no_other(vector):
    said, sign = vector["password"], vector["client_secret_sign"]
    hashed = bytearray(base64.b64decode(sign))
    hashed[-2] ^= 1

    assert naver.is_signed(said, vector["client_secret"], sign)
    assert not naver.is_signed(f"{said}0", vector["client_secret"], sign)
    assert not naver.is_signed(said, vector["client_secret"], base64.b64encode(hashed).decode())
    assert not naver.is_signed(said, "$2a$04$practicepracticeother.", sign)
    assert not naver.is_signed(said, vector["client_secret"], "no base64!")


@pytest.mark.parametrize("vector", VECTORS["esm"], ids=lambda vector: vector["note"])
def test_esm_takes_what_was_signed_elsewhere_and_no_other(vector):
    token, secret, kid = vector["token"], vector["secret"], vector["kid"]
    turned = token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1]

    assert esm.claimed(token, secret, kid) == vector["payload"]
    assert esm.claimed(turned, secret, kid) is None
    assert esm.claimed(token, secret + "x", kid) is None
    assert esm.claimed(token, secret, "another") is None
    assert esm.claimed("no.token", secret, kid) is None


def test_esm_refuses_a_token_that_says_it_is_signed_by_nothing():
    head = {"alg": "none", "typ": "JWT", "kid": OPERATOR["esm_master_id"]}
    told = OPERATOR["esm_secret_key"], OPERATOR["esm_master_id"]

    assert esm.claimed(jwt(claims("G:practiceg01"), head=head), *told) is None


@pytest.mark.parametrize(
    ("ssi", "more", "status"),
    [
        ("G:practiceg01", {}, 200),
        ("A:practicea01", {}, 200),
        ("A:practicea01,G:practiceg01", {}, 200),
        ("A:practiceg01", {}, 401),
        ("", {}, 401),
        ("G:practiceg01", {"aud": "elsewhere"}, 401),
        ("G:practiceg01", {"iss": "www.example.com"}, 401),
        ("G:practiceg01", {"sub": "buy"}, 401),
    ],
)
def test_esm_answers_for_sellers_of_each_site_who_are_told_in_the_right_claims(
    town, ssi, more, status
):
    with asking(town, "esm") as session:
        assert ask_esm(town, session, jwt(claims(ssi, **more))).status_code == status


def _coupang(town, *, query=QUERY, headers=None, signs=QUERY, minutes=0):
    typed = town.registry.sellers["coupang/right"].typed
    path = CENTRES.format(typed["vendor_id"])
    told = coupang_headers(typed, *signed(typed["secret_key"], path, signs, _date(minutes))) | (
        headers or {}
    )
    with asking(town, "coupang") as session:
        return session.get(url_of(town, f"{path}?{query}"), headers=told, timeout=60)


def _date(minutes):
    """Give a date so many minutes from now; what is no number stands as it is."""
    if isinstance(minutes, str):
        return minutes
    return (datetime.now(UTC) + timedelta(minutes=minutes)).strftime("%y%m%dT%H%M%SZ")


@pytest.mark.parametrize(
    ("change", "status", "said"),
    [
        ({}, 200, "SUCCESS"),
        ({"query": "pageSize=10&pageNum=1"}, 401, "Invalid signature."),
        ({"signs": f"?{QUERY}"}, 401, "Invalid signature."),
        ({"minutes": -6}, 401, "Specified signature is expired."),
        ({"minutes": 6}, 401, "Specified signature is expired."),
        ({"minutes": "269999T000000Z"}, 401, "Specified signature is expired."),
        ({"minutes": -4}, 200, "SUCCESS"),
        ({"headers": {"Authorization": "CEA nothing"}}, 401, "HMAC format is invalid."),
        ({"headers": {"Authorization": None}}, 401, "Request is not authorized."),
        ({"headers": {"X-Requested-By": "A00099999"}}, 403, "[FORBIDDEN] You do not have"),
        ({"headers": {"X-MARKET": None}}, 403, "[FORBIDDEN] You do not have"),
    ],
    ids=["good", "other order", "with ?", "old", "early", "no date", "4 minutes", "bad", "none", "for another", "no market"],
)  # fmt: skip
def test_coupang_checks_what_was_signed_and_when_and_for_whom(town, change, status, said):
    answer = _coupang(town, **change)

    assert answer.status_code == status
    assert answer.json()["message"].startswith(said)


def _ago(seconds):
    return str(int((datetime.now(UTC).timestamp() - seconds) * 1000))


def _token(town, form, base="/partner", **more):
    with asking(town, "naver") as session:
        url = url_of(town, f"{base}/v1/oauth2/token")
        return session.post(url, **{"data": form} | more, timeout=60)


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"timestamp": 400}, "timestamp"),
        ({"timestamp": -60}, "timestamp"),
        ({"timestamp": "now"}, "timestamp"),
        ({"client_id": "nobody"}, "client_id"),
        ({"client_secret_sign": "JDJhJDA0JA=="}, "client_secret_sign"),
        ({"type": "SELF"}, "type"),
        ({"account_id": "ncp_prac99_01"}, "account_id"),
        ({"account_id": ""}, "account_id"),
        ({"grant_type": "password"}, "grant_type"),
    ],
)
def test_naver_names_the_one_value_that_is_not_right(town, change, name):
    dated = {name: _ago(value) for name, value in change.items() if isinstance(value, int)}

    answer = _token(town, agency_form("ncp_prac01_01") | change | dated)

    assert answer.status_code == 400
    assert [each["name"] for each in answer.json()["invalidInputs"]] == [name]


def test_naver_gives_the_same_token_again_and_takes_it_under_its_own_base_only(town):
    first, second = (_token(town, agency_form("ncp_prac01_01")).json() for _ in range(2))
    headers = {"Authorization": f"Bearer {first['access_token']}"}

    assert first == second
    with asking(town, "naver") as session:
        statuses = [
            session.get(
                url_of(town, f"{base}/v1/seller/account"), headers=told, timeout=60
            ).status_code
            for base, told in (("/partner", headers), ("/external", headers), ("/partner", {}))
        ]
    assert statuses == [200, 403, 401]


def test_naver_knows_an_agencys_app_under_partner_only_and_a_stores_own_under_external_only(town):
    own = town.registry.sellers["smartstore-own/right"].typed
    form = naver_form(own["app_id"], own["app_secret"], type="SELF")

    assert _token(town, agency_form("ncp_prac01_01"), "/external").status_code == 403
    assert _token(town, form, "/partner").status_code == 403
    assert _token(town, form, "/external").status_code == 200
    assert _token(town, form | {"account_id": "ncp_prac20_01"}, "/external").status_code == 400


def test_naver_punishes_values_in_the_address(town):
    answer = _token(town, None, params=agency_form("ncp_prac01_01"))

    assert answer.status_code == 429
    assert answer.headers["gncp-gw-quota-period"] == "HOURS"


@pytest.mark.parametrize("name", ["Accept", "Accept-Language", "X-Timezone"])
def test_lotteon_does_not_understand_a_request_without_its_headers(town, name):
    headers = {
        "Authorization": f"Bearer {town.registry.sellers['lotteon/right'].typed['api_key']}",
        "Accept": "application/json",
        "Accept-Language": "ko",
        "X-Timezone": "GMT+09:00",
    } | {name: "other"}

    with asking(town, "lotteon") as session:
        url = url_of(town, "/v1/openapi/common/v1/identity")
        assert session.get(url, headers=headers, timeout=60).status_code == 404


def test_elevenst_answers_in_euc_kr_and_tells_blank_keys_and_wrong_addresses_apart(town):
    with asking(town, "11st") as session:
        blank = session.get(url_of(town, "/rest/areaservice/outboundarea"), timeout=60)
        wrong = session.get(url_of(town, "/rest/zzz"), timeout=60)

    assert (blank.status_code, wrong.status_code) == (500, 500)
    assert "<resultCode>-100<" in blank.content.decode("euc-kr")
    assert "등록된 API 정보가 존재하지 않습니다." in wrong.content.decode("euc-kr")


def test_auction_takes_no_envelope_whose_two_tickets_differ(town):
    seller = town.registry.sellers["auction/right"]
    headers = {
        "Content-Type": "text/xml",
        "SOAPAction": '"http://www.auction.co.kr/APIv1/ShoppingService/GetShippingPlaceCode"',
    }
    good = ask(town, seller).request.body
    ticket = seller.typed["api_key"].encode()
    url = url_of(town, "/APIv1/ShoppingService.asmx")

    with asking(town, "auction") as session:
        for body in (good.replace(ticket, b"other", 1), b"<no", good):
            answer = session.post(url, data=body, headers=headers, timeout=60)
            assert answer.status_code == (200 if body is good else 500)
