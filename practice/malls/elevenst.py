"""11번가's open API: one header, XML in EUC-KR, and errors of status 500 that are no trouble of the mall.

Source: 11번가's guide of API 1014 (출고지 주소 조회); what it really answers was measured by others in 2026.
"""

from collections.abc import Callable
from xml.sax.saxutils import escape

from practice.exchange import HTML, PLAIN, Asked, Reply
from practice.registry import Registry
from practice.sellers import PracticeSeller
from practice.standing import States, as_it_stands

PATH = "/rest/areaservice/outboundarea"
TYPE = "text/xml;charset=EUC-KR"
DECLARED = '<?xml version="1.0" encoding="euc-kr" standalone="yes"?>'
SPACE = "http://skt.tmall.business.openapi.spring.service.client.domain/"
BLANK = "API 인증에 실패했습니다. 인증키를 확인해 주세요."
NOBODY = "OpenAPI Key 에 해당하는 유저가 없습니다."


def answer(asked: Asked, registry: Registry) -> Reply:
    """Answer as the mall does: an address that is none before a key that is none."""
    if asked.method != "GET" or asked.path != PATH:
        return refused("-997", "등록된 API 정보가 존재하지 않습니다.")
    key = asked.headers.get("openapikey", "").strip()
    if not key:
        return refused("-100", BLANK)
    seller = registry.find("11st", api_key=key)
    if seller is None:
        return refused("-200", NOBODY)
    return as_it_stands(registry.state(seller), STATES, _areas(seller), seller, asked)


def refused(code: str, said: str, status: int = 500) -> Reply:
    """Refuse in the element that tells errors of who asks from those of what was asked for."""
    return _xml(
        f"<AuthMessage><resultCode>{code}</resultCode>"
        f"<resultMessage>{escape(said)}</resultMessage></AuthMessage>",
        status,
    )


def _xml(text: str, status: int = 200) -> Reply:
    return Reply(status, f"{DECLARED}{text}".encode("euc-kr"), TYPE)


def _root(inside: str) -> Reply:
    if not inside:
        return _xml(f'<ns2:inOutAddresss xmlns:ns2="{SPACE}"/>')
    return _xml(f'<ns2:inOutAddresss xmlns:ns2="{SPACE}">{inside}</ns2:inOutAddresss>')


def _areas(seller: PracticeSeller) -> Reply:
    """Give the one place that goods leave from; the member's number is all that tells whose it is."""
    return _root(
        "<ns2:inOutAddress><addr>서울특별시 중구 연습동 1</addr><addrNm>출고지</addrNm>"
        f"<addrSeq>2</addrSeq><gnrlTlphnNo/><memNo>{seller.on_record['member']}</memNo>"
        "<prtblTlphnNo/><rcvrNm>홍길동</rcvrNm></ns2:inOutAddress>"
    )


def _with_success(seller: PracticeSeller, _: Asked) -> Reply:
    """Say SUCCESS besides, as the guide of the API has it."""
    return _root(
        f"<ns2:inOutAddress><addrSeq>2</addrSeq><memNo>{seller.on_record['member']}</memNo>"
        "</ns2:inOutAddress><ns2:result_message>SUCCESS</ns2:result_message>"
    )


def _strange_ip(status: int) -> Callable[[PracticeSeller, Asked], Reply]:
    """Refuse an address, and name it."""
    end = "인증된 IP가 아닙니다. 등록된 IP 정보를 확인하십시오."
    return lambda _, asked: refused("-500", f"[{asked.caller}]{end}", status)


def _says(code: str, said: str, status: int = 500) -> Callable[[PracticeSeller, Asked], Reply]:
    return lambda _, __: refused(code, said, status)


def _message(said: str, code: str = "") -> Callable[[PracticeSeller, Asked], Reply]:
    """Complain in the element of a good answer."""
    told = f"<ns2:result_code>{code}</ns2:result_code>" if code else ""
    return lambda _, __: _root(f"{told}<ns2:result_message>{said}</ns2:result_message>")


STATES: States = {
    "ok_empty": lambda _, __: _root(""),
    "ok_success_word": _with_success,
    "unknown_key_text": _message(f"주소지 조회 오류 : {NOBODY}"),
    "auth_200_positive": _says("200", NOBODY, 200),
    "auth_100_blank": _says("-100", BLANK),
    "auth_300_unapproved": _says("-300", "Seller API 승인이 필요합니다."),
    "ip_500": _strange_ip(500),
    "ip_200": _strange_ip(200),
    "ssl_400": _says("-400", "SSL 통신이 필요합니다."),
    "no_such_api_997": _says("-997", "등록된 API 정보가 존재하지 않습니다."),
    "traffic_004": _says("004", "overedTraffic", 200),
    "maintenance_1000": _message("서버 점검중입니다.", "-1000"),
    "maintenance_words": lambda _, __: _xml(
        "<ClientMessage><message>서버 점검중입니다.</message></ClientMessage>"
    ),
    "too_many_429": lambda _, __: Reply(429),
    "ip_other_code": lambda _, asked: refused("-501", f"[{asked.caller}]인증된 IP가 아닙니다."),
    "html_block": lambda _, __: Reply(
        200,
        "<html><head><title>차단</title></head><body>접근이 제한되었습니다.</body></html>".encode(
            "euc-kr"
        ),
        HTML,
    ),
    "plain_500": lambda _, __: Reply(500, b"Internal Server Error", PLAIN),
}
"""What it answers to somebody whose key it knows, but who stands so."""
