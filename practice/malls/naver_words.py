"""How 네이버's gateway says what it says."""

from collections.abc import Mapping

from practice.exchange import Reply, in_json
from practice.sellers import PracticeSeller

FUTURE = "timestamp 항목은 현재 이전이어야 합니다."
OLD = "timestamp항목의 유효 시간이 만료되었습니다."
NOT_RIGHT = "요청이 올바르지 않습니다."
BUSY = "요청이 많아 서비스를 일시적으로 사용할 수 없습니다."
TRACE = {
    "traceId": "pr1-000000-0aaaaa^0000000000000^00000000",
    "timestamp": "2026-11-23T15:04:05.000+09:00",
}


def coded(status: int, code: str, said: str, headers: Mapping[str, str] | None = None) -> Reply:
    """Refuse in the gateway's envelope."""
    return in_json(status, {**TRACE, "code": code, "message": said}, headers)


def invalid(name: str, said: str = "") -> Reply:
    """Name the one value of a form that is not right."""
    inputs = [
        {"name": name, "type": "INVALID", "message": said or f"{name} 항목이 유효하지 않습니다."}
    ]
    body = {**TRACE, "code": "BAD_REQUEST", "message": NOT_RIGHT}
    return in_json(400, {**body, "invalidInputs": inputs})


def strange_ip() -> Reply:
    """Refuse an address, or an app under the other one's base: the gateway says the same."""
    return coded(403, "GW.IP_NOT_ALLOWED", "호출이 허용되지 않은 IP입니다.")


def no_right() -> Reply:
    """Refuse a token that is none, or that may not ask this."""
    return coded(401, "GW.AUTHN", "요청을 보낼 권한이 없습니다.")


def too_many() -> Reply:
    """Refuse the third question of a second."""
    headers = {"GNCP-GW-RateLimit-Remaining": "0"}
    return coded(429, "GW.RATE_LIMIT", "요청이 너무 많습니다.", headers)


def penalty() -> Reply:
    """Refuse an app that asks for tokens in the old way: one in an hour is left to it."""
    headers = {
        "gncp-gw-quota-limit": "1",
        "gncp-gw-quota-period": "HOURS",
        "gncp-gw-quota-remaining": "0",
    }
    return coded(429, "GW.QUOTA_LIMIT", "요청이 할당량을 초과했습니다.", headers)


def token(value: str) -> Reply:
    """Give a token for three hours less a second."""
    return in_json(200, {"access_token": value, "expires_in": 10799, "token_type": "Bearer"})


def account(seller: PracticeSeller) -> Reply:
    """Say whose account it is."""
    known = seller.on_record
    return in_json(
        200, {"accountId": known["account"], "accountUid": known["uid"], "grade": "POWER"}
    )
