"""What could not be done, as RFC 9457 has it: our own sentences, and nothing that was sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask import Flask, Response
from pydantic import ValidationError
from werkzeug.exceptions import HTTPException

from wizard.errors import (
    AlreadySubmittedError,
    ChangedError,
    ConstraintError,
    DatabaseError,
    FieldError,
    KeyReusedError,
    KeysError,
    KnownFirmError,
    NotFoundError,
    OutdatedError,
    RunningError,
    SealError,
    TooManyError,
    TooOftenError,
    UnavailableError,
    WizardError,
)
from wizard.web import errors, request_id
from wizard.web.api.told import Fault, Problem
from wizard.web.state import state

MEDIA_TYPE = "application/problem+json"
BASE = "/api/v1/problems/"
RETRY_S, RUNNING_RETRY_S = 10, 1


@dataclass(frozen=True)
class Kind:
    """A kind of problem: its status, what it is called, and what to do."""

    status: int
    title: str
    detail: str


KINDS = {
    "bad-request": Kind(400, "요청을 읽지 못했어요", "HTTP 요청의 모양을 확인해 주세요."),
    "malformed": Kind(400, "보낸 글이 JSON이 아니에요", "UTF-8로 된 JSON 하나를 보내 주세요. 같은 이름이 두 번 나오거나 너무 깊으면 받지 않아요."),
    "idempotency-key-missing": Kind(400, "Idempotency-Key가 없어요", "POST에는 요청마다 새로 지은 Idempotency-Key를 8~128자의 영문자, 숫자, ._:-로 적어 주세요."),
    "unauthorized": Kind(401, "토큰이 없거나 쓸 수 없어요", "Authorization: Bearer에 살아 있는 토큰을 적어 주세요. 토큰은 관리자가 만들어요."),
    "insufficient-scope": Kind(403, "이 토큰으로는 할 수 없는 일이에요", "필요한 권한은 WWW-Authenticate의 scope에 있어요. 관리자에게 그 권한이 있는 토큰을 받아 주세요."),
    "not-found": Kind(404, "찾는 것이 없어요", "주소와 id를 확인해 주세요. 지워졌을 수도 있어요."),
    "method-not-allowed": Kind(405, "이 주소로는 할 수 없는 일이에요", "할 수 있는 것은 Allow에 있어요."),
    "known-firm": Kind(409, "이미 있는 판매자예요", "seller_id가 그 판매자예요. 새로 만들지 말고 그대로 써 주세요."),
    "request-running": Kind(409, "같은 요청을 지금 하고 있어요", "잠시 뒤에 같은 Idempotency-Key로 다시 보내 주세요."),
    "conflict": Kind(409, "지금 상태에서는 할 수 없어요", "다시 읽고, 할 수 있는 일인지 확인해 주세요."),
    "outdated": Kind(412, "그 사이에 바뀌었어요", "다시 읽어 새 ETag를 If-Match에 적어 주세요. 아무것도 바꾸지 않았어요."),
    "too-large": Kind(413, "보낸 글이 너무 커요", "64 KiB보다 작게 보내 주세요."),
    "unsupported-media-type": Kind(415, "JSON만 받아요", "Content-Type: application/json으로 보내 주세요."),
    "invalid": Kind(422, "받을 수 없는 값이 있어요", "errors가 어디인지 알려 줘요. 아무것도 바꾸지 않았어요."),
    "key-reused": Kind(422, "다른 요청에 쓴 Idempotency-Key예요", "새 요청에는 새 Idempotency-Key를 지어 주세요."),
    "precondition-required": Kind(428, "If-Match가 필요해요", "먼저 읽고, 받은 ETag를 If-Match에 적어 주세요."),
    "too-many-requests": Kind(429, "너무 자주 보냈어요", "Retry-After만큼 쉬었다가 다시 보내 주세요."),
    "internal": Kind(500, "저희 쪽에 문제가 생겼어요", "잠시 뒤에 다시 보내 주세요. POST는 같은 Idempotency-Key로 보내면 두 번 하지 않아요. 이어지면 request_id를 알려 주세요."),
    "unavailable": Kind(503, "지금은 할 수 없어요", "저희 쪽 준비가 끝나면 돼요. Retry-After만큼 쉬었다가 다시 보내 주세요."),
}  # fmt: skip
"""Their names stand in `type`, and stay."""

STATUSES = {400: "bad-request", 404: "not-found", 405: "method-not-allowed", 413: "too-large", 415: "unsupported-media-type", 500: "internal", 503: "unavailable"}  # fmt: skip
RAISED: Mapping[type[WizardError], str] = {
    AlreadySubmittedError: "request-running",
    ChangedError: "outdated",
    ConstraintError: "conflict",
    KeyReusedError: "key-reused",
    NotFoundError: "not-found",
    OutdatedError: "outdated",
    RunningError: "request-running",
    TooManyError: "conflict",
    TooOftenError: "too-many-requests",
}
"""What is raised below, and which problem it is."""

_RETRY = {"request-running": RUNNING_RETRY_S, "too-many-requests": 60, "unavailable": RETRY_S}
_SAID = {
    "missing": "꼭 있어야 해요.",
    "extra_forbidden": "알려 드린 것 말고 다른 이름이 있어요.",
    "string_too_short": "너무 짧아요.",
    "string_too_long": "너무 길어요.",
    "string_pattern_mismatch": "모양이 달라요.",
    "literal_error": "정해진 말 가운데 하나를 적어 주세요.",
    "union_tag_invalid": "정해진 말 가운데 하나를 적어 주세요.",
    "union_tag_not_found": "꼭 있어야 해요.",
    "greater_than_equal": "너무 작아요.",
    "less_than_equal": "너무 커요.",
}
_OURS = "wizard_"


class ProblemError(WizardError):
    """A problem that the API itself found.

    Attributes:
        kind: a name of `KINDS`.
        faults: where, in what was sent.
        headers: what else the answer says.

    """

    def __init__(
        self, kind: str, faults: Sequence[Fault] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(kind)
        self.kind, self.faults, self.headers = kind, list(faults), dict(headers or {})


def register(api: Flask) -> None:
    """Answer every failure, of ours and of the framework, with a problem."""
    api.register_error_handler(ProblemError, lambda one: answer(one.kind, one.faults, one.headers))
    api.register_error_handler(HTTPException, _of_framework)
    api.register_error_handler(KnownFirmError, lambda one: answer("known-firm", seller_id=one.seller_id))  # fmt: skip
    api.register_error_handler(FieldError, _in_field)
    api.register_error_handler(UnavailableError, _unavailable)
    api.register_error_handler(DatabaseError, _crashed)
    for closed in (KeysError, SealError):
        api.register_error_handler(closed, _closed)
    for error, kind in RAISED.items():
        api.register_error_handler(error, lambda _error, kind=kind: answer(kind))
    api.register_error_handler(Exception, _crashed)


def answer(
    kind: str,
    faults: Sequence[Fault] = (),
    headers: Mapping[str, str] | None = None,
    seller_id: str | None = None,
) -> Response:
    """Give a problem as an answer."""
    found = KINDS[kind]
    problem = Problem(
        type=f"{BASE}{kind}",
        title=found.title,
        status=found.status,
        detail=found.detail,
        request_id=request_id.current(),
        errors=list(faults) or None,
        seller_id=seller_id,
    )
    text = problem.model_dump_json(exclude_none=True)
    response = Response(text, found.status, mimetype=MEDIA_TYPE)
    if kind in _RETRY:
        response.headers["Retry-After"] = str(_RETRY[kind])
    response.headers.update(headers or {})
    return response


def faults_of(error: ValidationError, where: str) -> list[Fault]:
    """Say where what was sent is wrong, by our own names: one that we do not know may be a secret."""
    return [_fault(one["type"], one["loc"], one["msg"], where) for one in error.errors(include_url=False, include_input=False, include_context=False)]  # fmt: skip


def _fault(kind: str, place: tuple[int | str, ...], said: str, where: str) -> Fault:
    own = place[:-1] if kind == "extra_forbidden" else place
    named = [str(part) for part in own if part not in {"registered", "returned"}]
    code = kind.removeprefix(_OURS)
    detail = said if kind.startswith(_OURS) else _SAID.get(kind, "쓸 수 없는 값이에요.")
    pointer = "".join(f"/{part}" for part in named)
    return Fault.model_validate({"where": where, "pointer": pointer, "code": code, "detail": detail})  # fmt: skip


def _in_field(error: FieldError) -> Response:
    told = {"where": "body", "pointer": f"/{error.field}", "code": "unknown", "detail": str(error)}
    return answer("invalid", [Fault.model_validate(told)])


def _of_framework(error: HTTPException) -> Response:
    code = error.code or 500
    kind = STATUSES.get(code, "bad-request" if code < 500 else "internal")
    response = answer(kind)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(sorted(allowed))
    return response


def _unavailable(error: UnavailableError) -> Response:
    errors.note_in_log(error)
    state().services.storage.hurry()
    return answer("unavailable")


def _closed(error: WizardError) -> Response:
    errors.note_in_log(error)
    return answer("unavailable")


def _crashed(error: Exception) -> Response:
    errors.note_in_log(error)
    return answer("internal")
