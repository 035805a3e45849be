"""The API of ESM+ for G마켓 and 옥션: a JWT by the tool's master key, and one 401 for everything.

Source: etapi.gmarket.com/pages/API-가이드; RFC 7515 and 7519 for the token.
"""

import binascii
import hmac
import json
from base64 import urlsafe_b64decode
from collections.abc import Mapping
from hashlib import sha256

from practice.exchange import JSON, PLAIN, Asked, Reply, in_json
from practice.keys import OPERATOR
from practice.registry import Registry
from practice.sellers import PracticeSeller
from practice.standing import States, as_it_stands

PATH = "/item/v1/shipping/dispatch-policies"
SITES = {"G": "gmarket", "A": "auction-esm"}


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as ESM does: what is wrong with whom it never tells."""
    if asked.method != "GET" or asked.path != PATH:
        return Reply(404)
    claims = claimed(asked.bearer, OPERATOR["esm_secret_key"], OPERATOR["esm_master_id"])
    sellers = _named(claims, registry) if claims and _is_ours(claims) else []
    if not sellers or None in sellers:
        return no_right()
    well = _policies([_POLICY])
    for seller in filter(None, sellers):
        if state := registry.state(seller):
            return as_it_stands(state, STATES, well, seller, asked)
    return well


def claimed(token: str, secret: str, key_id: str) -> Mapping[str, object] | None:
    """Give what a token says, if it is signed by this secret under this name; else nothing."""
    head, dot, rest = token.partition(".")
    body, dot2, signature = rest.partition(".")
    if not (dot and dot2):
        return None
    code = hmac.new(secret.encode(), f"{head}.{body}".encode(), sha256).digest()
    try:
        told, claims = json.loads(_decoded(head)), json.loads(_decoded(body))
        good = hmac.compare_digest(code, _decoded(signature))
    except (ValueError, binascii.Error):
        return None
    if not good or told != {"alg": "HS256", "typ": "JWT", "kid": key_id}:
        return None
    return claims if isinstance(claims, dict) else None


def _decoded(part: str) -> bytes:
    """Decode base64url without its padding, and only what is written so."""
    if "=" in part or "+" in part or "/" in part:
        raise ValueError(part[:1])
    return urlsafe_b64decode(part + "=" * (-len(part) % 4))


def _is_ours(claims: Mapping[str, object]) -> bool:
    told = (claims.get("iss"), claims.get("sub"), claims.get("aud"))
    return told == (OPERATOR["esm_domain"], "sell", "sa.esmplus.com")


def _named(claims: Mapping[str, object], registry: Registry) -> list[PracticeSeller | None]:
    """Give who is meant at each site; a stranger is None."""
    sellers: list[PracticeSeller | None] = []
    for part in str(claims.get("ssi", "")).split(","):
        site, _, login = part.partition(":")
        sellers.append(registry.find(SITES.get(site, ""), login_id=login))
    return sellers


def no_right() -> Reply:
    """Refuse: the one text for a wrong key, a wrong seller, a strange address and a tool not chosen."""
    said = {"message": "The user does not have right access to the api", "status_code": 401}
    return in_json(401, {"status": said})


_POLICY = {
    "dispatchPolicyNo": 910,
    "dispatchPolicyName": "당일발송",
    "dispatchType": "A",
    "readyDurationDay": 0,
    "dispatchCloseTime": "23:30",
    "isDefault": True,
    "dutyIncludedYn": None,
}


def _policies(policies: list[Mapping[str, object]]) -> Reply:
    return in_json(200, {"dispatchPolicies": policies})


STATES: States = {
    "ok_empty": lambda _, __: _policies([]),
    "no_right": lambda _, __: no_right(),
    "bad_request_1000": lambda _, __: in_json(
        400, {"resultCode": 1000, "message": "[001000] [F001000] 잘못된 요청입니다."}
    ),
    "rate_3000": lambda _, __: in_json(
        200, {"ResultCode": 3000, "Message": "주문 조회는 5초당 1회 가능합니다.", "Data": None}
    ),
    "too_many_429": lambda _, __: Reply(429, content_type=JSON),
    "down_503": lambda _, __: Reply(503, b"Service Unavailable", PLAIN),
}
"""What it answers about somebody whom the tool may act for, but who stands so."""
