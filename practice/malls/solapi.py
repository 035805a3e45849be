"""A gateway for 알림톡: it really checks who asks, takes a message, and says later what became of it.

Source: docs.solapi.com: authentication (HMAC-SHA256), messages/v4/send, messages/v4/list, message status codes.
"""

import hmac
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from urllib.parse import parse_qs

from practice.exchange import Asked, Reply, in_json
from practice.keys import GATEWAY
from practice.registry import Registry

SEND, LIST = "/messages/v4/send", "/messages/v4/list"
FRESH = timedelta(minutes=15)
TAKEN, DELIVERED, NOT_DELIVERED = "2000", "4000", "3104"
NOBODY = "0000"
"""A phone whose number ends so is never reached."""

_AUTHORIZATION = re.compile(
    r"HMAC-SHA256 apiKey=([^,\s]+), date=([^,\s]+), salt=([^,\s]{12,64}), signature=([0-9a-f]{64})"
)
_KAKAO = {"pfId", "templateId", "disableSms", "variables"}


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the gateway does."""
    if refused := _refusal(asked, registry):
        return refused
    if (asked.method, asked.path) == ("POST", SEND):
        return _taken(asked, registry)
    if (asked.method, asked.path) == ("GET", LIST):
        return _listed(asked, registry)
    return in_json(404, _error("ResourceNotFound"))


def _refusal(asked: Asked, registry: Registry) -> Reply | None:
    """Check the signature: of whom, when, and that each is used once."""
    found = _AUTHORIZATION.fullmatch(asked.headers.get("authorization", ""))
    if found is None or found[1] != GATEWAY["key"]:
        return in_json(403, _error("InvalidAPIKey"))
    expected = hmac.digest(GATEWAY["secret"].encode(), f"{found[2]}{found[3]}".encode(), "sha256")
    if not hmac.compare_digest(expected.hex(), found[4]):
        return in_json(403, _error("SignatureDoesNotMatch"))
    try:
        dated = datetime.fromisoformat(found[2])
    except ValueError:
        return in_json(403, _error("RequestTimeTooSkewed"))
    if dated.tzinfo is None or abs(asked.now - dated) > FRESH:
        return in_json(403, _error("RequestTimeTooSkewed"))
    if not registry.use_once(found[3]):
        return in_json(403, _error("DuplicatedSignature"))
    return None


def _taken(asked: Asked, registry: Registry) -> Reply:
    try:
        message = json.loads(asked.body)["message"]
        kakao: Mapping[str, object] = message["kakaoOptions"]
        is_whole = kakao.keys() <= _KAKAO and kakao["pfId"] == GATEWAY["profile"]
        variables = kakao["variables"]
        to = str(message["to"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return in_json(400, _error("ValidationError"))
    if not is_whole or message.get("from") != GATEWAY["sender"] or not isinstance(variables, dict):
        return in_json(400, _error("ValidationError"))
    if not all(re.fullmatch(r"#\{\w+\}", name) for name in variables):
        return in_json(400, _error("ValidationError"))
    number = registry.keep_message(
        {"to": to, "template": str(kakao["templateId"]), "variables": variables}
    )
    told = {"to": to, "from": GATEWAY["sender"], "type": "ATA", "country": "82"}
    told |= {"messageId": number, "groupId": f"G4V{number[3:]}", "accountId": "12925149"}
    return in_json(
        200, {**told, "statusCode": TAKEN, "statusMessage": "정상 접수(이통사로 접수 예정) "}
    )


def _listed(asked: Asked, registry: Registry) -> Reply:
    number = parse_qs(asked.query).get("value", [""])[0]
    message = registry.messages.get(number)
    if message is None:
        return in_json(200, {"startKey": None, "limit": 20, "messageList": {}})
    code = NOT_DELIVERED if str(message["to"]).endswith(NOBODY) else DELIVERED
    found = {"_id": number, "messageId": number, "statusCode": code, "replacement": False}
    return in_json(200, {"startKey": None, "limit": 20, "messageList": {number: found}})


def _error(code: str) -> dict[str, str]:
    return {"errorCode": code, "errorMessage": "요청을 받을 수 없습니다."}
