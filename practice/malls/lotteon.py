"""롯데온's open API: a bearer key, and who it belongs to.

Source: api.lotteon.com/apiGuide, API 207 (identity), and its table of errors.
"""

from collections.abc import Mapping

from practice.exchange import Asked, Reply, in_json
from practice.registry import Registry
from practice.sellers import PracticeSeller
from practice.standing import States, as_it_stands

PATH = "/v1/openapi/common/v1/identity"
HEADERS = {"accept": "application/json", "accept-language": "ko", "x-timezone": "GMT+09:00"}


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the mall does: without its three headers a request is none at all."""
    if asked.method != "GET" or asked.path != PATH or not _is_proper(asked.headers):
        return Reply(404)
    if not asked.bearer:
        return Reply(401)
    seller = registry.find("lotteon", api_key=asked.bearer)
    if seller is None:
        return in_json(401, {"message": "등록되지 않은 OpenAPI Key"})
    return as_it_stands(registry.state(seller), STATES, _identity(seller), seller, asked)


def _is_proper(headers: Mapping[str, str]) -> bool:
    return headers.items() >= HEADERS.items()


def _identity(seller: PracticeSeller) -> Reply:
    who = {
        "trGrpCd": "SR",
        "trDvsCd": "01",
        "trNo": seller.on_record["number"],
        "trNm": seller.on_record["shop"],
    }
    return _returned("0000", "정상 처리되었습니다.", who)


def _returned(
    code: str, said: str, data: Mapping[str, str] | None = None, status: int = 200
) -> Reply:
    count = 1 if data else 0
    body = {
        "returnCode": code,
        "message": said,
        "subMessages": [],
        "dataCount": count,
        "data": data,
    }
    return in_json(status, body)


STATES: States = {
    "unauthorized_empty": lambda _, __: Reply(401),
    "unauthorized_json": lambda _, __: in_json(401, {"message": "등록되지 않은 OpenAPI Key"}),
    "ip": lambda _, __: Reply(403),
    "bad_request_404": lambda _, __: Reply(404),
    "too_many": lambda _, __: Reply(429),
    "daily_1004": lambda _, __: _returned("1004", "일 호출 한도를 초과하였습니다."),
    "refused_9999": lambda _, __: _returned("9999", "권한이 없습니다."),
    "system_500": lambda _, __: _returned("9000", "시스템 오류", status=500),
}
"""What it answers to somebody whose key it knows, but who stands so."""
