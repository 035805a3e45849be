"""What a client is told whose request never comes to the application: in words, with nothing of the request."""

from gunicorn.http import errors

from wizard.web.security import POLICY

PAGE = (
    '<!doctype html><html lang="ko"><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>오류: {title} - 아임셀러 연결 길잡이</title><h1>{title}</h1><p>{say}</p>"
    '<p><a href="/">쇼핑몰 고르러 가기</a></p>'
)
HEAD = (
    "HTTP/1.1 {code} {reason}\r\nConnection: close\r\nContent-Type: text/html; charset=utf-8\r\n"
    "Content-Length: {length}\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
    "Content-Security-Policy: {policy}\r\n\r\n"
)
NO_REQUEST = ("Bad Request", "보내 주신 내용을 읽지 못했어요", "처음 화면에서 다시 시작해 주세요.")
TOO_LONG = ("주소가 너무 길어요", "처음 화면에서 쇼핑몰을 골라 주세요.")
WORDS = {
    400: NO_REQUEST,
    408: ("Request Timeout", "보내 주신 내용이 다 오지 않았어요", "인터넷 연결을 확인하고 다시 해 주세요."),
    411: ("Length Required", "보내 주신 내용을 읽지 못했어요", "다른 브라우저로 다시 해 주세요."),
    414: ("URI Too Long", *TOO_LONG),
    417: ("Expectation Failed", *NO_REQUEST[1:]),
    431: (
        "Request Header Fields Too Large",
        "보내 주신 내용이 너무 커요",
        "브라우저에서 이 사이트의 쿠키를 지우고 다시 해 주세요.",
    ),
    500: (
        "Internal Server Error",
        "저희 쪽에 문제가 생겼어요",
        "적어 주신 내용은 저장되지 않았을 수 있어요. 잠시 뒤에 다시 해 주세요.",
    ),
    501: ("Not Implemented", *NO_REQUEST[1:]),
}  # fmt: skip

OURS = 500
OUR_FAULTS = (errors.InvalidResponseHeader, errors.InvalidResponseHeaderName)
CODES = {
    errors.LimitRequestLine: 414,
    errors.LimitRequestHeaders: 431,
    errors.UnsupportedTransferCoding: 501,
    errors.ExpectationFailed: 417,
}


def code_of(raised: Exception) -> int:
    """Give the status of what gunicorn raised: 500 if the fault is ours, not the client's."""
    if isinstance(raised, OUR_FAULTS) or not isinstance(raised, errors.ParseException):
        return OURS
    return next((code for kind, code in CODES.items() if isinstance(raised, kind)), 400)


def answer(code: int) -> bytes:
    """Give the whole answer, which ends the connection."""
    reason, title, say = WORDS[code]
    page = PAGE.format(title=title, say=say).encode()
    head = HEAD.format(code=code, reason=reason, length=len(page), policy=POLICY)
    return head.encode("latin-1") + page
