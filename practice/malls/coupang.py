"""쿠팡's gateway: CEA-HMAC, a signature of five minutes, and the list of return centres.

Source: developers.coupangcorp.com, articles 360033461914 (the signature), 360033644814 (the list),
360022935394 and 25780974599577 (what it says otherwise).
"""

import hmac
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from practice.exchange import HTML, Asked, Reply, in_json
from practice.registry import Registry
from practice.sellers import PracticeSeller
from practice.standing import States, as_it_stands

WINDOW = timedelta(minutes=5)
HEADER = re.compile(
    r"CEA algorithm=HmacSHA256, access-key=([^,\s]+), "
    r"signed-date=([0-9]{6}T[0-9]{6}Z), signature=([0-9a-f]{64})"
)
CENTRES = re.compile(r"/v2/providers/openapi/apis/api/v5/vendors/([^/]+)/returnShippingCenters")
TRANSACTION = "00000000-0000-4000-8000-000000000000"


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the gateway does: the signature first, then who may, then what was asked for."""
    found = HEADER.fullmatch(asked.headers.get("authorization", ""))
    if found is None:
        return _unsigned(said_something="authorization" in asked.headers)
    key, date, signature = found.groups()
    seller = registry.find("coupang", access_key=key)
    if seller is None:
        return _refused(401, UNKNOWN)
    if abs(asked.now - _dated(date)) > WINDOW:
        return _refused(401, "Specified signature is expired.", twice=True)
    if not is_signed(asked, date, seller.on_record["secret_key"], signature):
        return _refused(401, "Invalid signature.", twice=True)
    return as_it_stands(registry.state(seller), STATES, _list(seller, asked), seller, asked)


def is_signed(asked: Asked, date: str, secret: str, signature: str) -> bool:
    """Say whether a signature is over this very request, by this secret."""
    code = hmac.new(secret.encode(), digestmod=sha256)
    for part in (date, asked.method, asked.path, asked.query):
        code.update(part.encode())
    return hmac.compare_digest(code.digest(), bytes.fromhex(signature))


def _dated(date: str) -> datetime:
    """Read a date; one that is none is as old as can be."""
    try:
        return datetime.strptime(date, "%y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)


def _unsigned(*, said_something: bool) -> Reply:
    said = "HMAC format is invalid." if said_something else "Request is not authorized."
    return _refused(401, said, twice=True)


def _list(seller: PracticeSeller, asked: Asked) -> Reply:
    """Give the list, to who asks for their own and says for whom."""
    found = CENTRES.fullmatch(asked.path)
    if asked.method != "GET" or found is None:
        return _refused(404, "Not Found")
    if asked.headers.get("x-requested-by") != found[1] or asked.headers.get("x-market") != "KR":
        return _refused(403, FORBIDDEN)
    if found[1] != seller.on_record["vendor_id"]:
        return in_json(400, {"code": 400, "message": MISMATCH, "data": None})
    return _centres({"content": [_centre(seller)], "pagination": _pages(1)})


def _refused(status: int, said: str, *, twice: bool = False) -> Reply:
    """Refuse in the gateway's envelope; some of its words come in two languages, both English."""
    body: dict[str, object] = {"code": "ERROR", "message": said, "transactionId": TRANSACTION}
    if twice:
        body["messages"] = {"korean": said, "english": said}
    return in_json(status, body)


def _centres(data: object) -> Reply:
    return in_json(200, {"code": 200, "message": "SUCCESS", "data": data})


def _centre(seller: PracticeSeller) -> dict[str, object]:
    address = {
        "addressType": "JIBUN",
        "countryCode": "KR",
        "companyContactNumber": "02-000-0000",
        "phoneNumber2": "",
        "returnZipCode": "00000",
        "returnAddress": "서울특별시 중구 연습동",
        "returnAddressDetail": "1층",
    }
    return {
        "vendorId": seller.on_record["vendor_id"],
        "returnCenterCode": "1000000001",
        "shippingPlaceName": "연습 반품지",
        "deliverCode": "HANJIN",
        "deliverName": "한진택배",
        "goodsflowStatus": "승인",
        "errorMessage": "",
        "createdAt": 1581195908000,
        "vendorCreditFee05kg": 2500,
        "returnFee05kg": 2500,
        "usable": True,
        "placeAddresses": [address],
    }


def _pages(count: int) -> dict[str, int]:
    return {"currentPage": 1, "totalPages": count, "totalElements": count, "countPerPage": 10}


UNKNOWN = "Unknown error occurred, please contact api-gateway channel for the details."
FORBIDDEN = "[FORBIDDEN] You do not have permission to access this API."
NO_IP = "[FORBIDDEN] Not allowed IP. Please contact the Coupang seller call center."
MISMATCH = "The vendorId in path or requestBody doesn't match the one got from api-gateway."
BLOCKED = (
    b"<HTML><HEAD>\n<TITLE>Access Denied</TITLE>\n</HEAD><BODY>\n<H1>Access Denied</H1>\n \n"
    b"You don't have permission to access "
    b'"http&#58;&#47;&#47;api&#45;gateway&#46;coupang&#46;com&#47;v2&#47;" on this server.<P>\n'
    b"Reference&#32;&#35;18&#46;00000000&#46;0000000000&#46;00000000\n</BODY>\n</HTML>\n"
)


def _named(status: int) -> Callable[[PracticeSeller, Asked], Reply]:
    """Refuse an address, and name it."""
    return lambda _, asked: _refused(
        status, f"Your ip address {asked.caller} is not allowed for this request."
    )


def _says(status: int, said: str) -> Callable[[PracticeSeller, Asked], Reply]:
    return lambda _, __: _refused(status, said)


def _ahead(_: PracticeSeller, __: Asked) -> Reply:
    """Let the gateway's clock be eight minutes ahead: what was signed just now is old there."""
    told = _refused(401, "Specified signature is expired.", twice=True)
    return Reply(told.status, told.body, told.content_type, ahead=timedelta(minutes=8))


STATES: States = {
    "ok_empty": lambda _, __: _centres({"content": [], "pagination": _pages(0)}),
    "ok_data_is_list": lambda seller, _: _centres([_centre(seller)]),
    "body_error_on_200": lambda _, __: in_json(
        200, {"code": "ERROR", "message": "요청을 처리할 수 없습니다.", "data": None}
    ),
    "signature_expired": _ahead,
    "hmac_format": lambda _, __: _unsigned(said_something=True),
    "not_authorized": lambda _, __: _unsigned(said_something=False),
    "ip_forbidden": _says(403, NO_IP),
    "ip_named": _named(403),
    "ip_named_400": _named(400),
    "forbidden_other": _says(403, FORBIDDEN),
    "cdn_access_denied": lambda _, __: Reply(403, BLOCKED, HTML),
    "not_found": _says(404, "Not Found"),
    "too_many": _says(429, "Too many requests."),
    "locked": _says(423, "Locked"),
    "blocked_redirect": lambda _, __: Reply(
        302, headers={"Location": "https://example.invalid/blocked"}
    ),
    "read_timed_out": _says(500, "Read timed out"),
    "gone": _says(410, "Gone"),
}
"""What it answers to somebody who signed well, but stands so."""
