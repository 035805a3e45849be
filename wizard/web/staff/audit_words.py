"""The audit in sentences: what somebody did, with the names of those it was done to, each leading to its page."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import url_for

from wizard.content.text_titles import title_of
from wizard.services.audit_events import Event
from wizard.services.audit_reading import Names, StoredEvent
from wizard.services.secret_access import REASONS
from wizard.web.state import state

SENTENCES: Mapping[str, str] = {
    Event.ACCOUNT_SAVED: "{mall} 계정을 적었어요",
    Event.ACCOUNT_REPLACED: "{mall} 계정을 고쳤어요",
    Event.ACCOUNT_NAMED: "{mall} 계정의 이름을 정했어요",
    Event.ACCOUNT_DELETED: "{mall} 계정을 지웠어요",
    Event.CHECK_ASKED: "{seller}의 {mall} 계정을 쇼핑몰에 확인해 보게 했어요",
    Event.MESSAGES_WANTED: "알림을 받겠다고 했어요 ({channel})",
    Event.MESSAGES_STOPPED: "알림을 그만 받겠다고 했어요 ({channel})",
    Event.MESSAGES_CONFIRMED: "알림 받을 이메일을 확인했어요",
    Event.REMINDER_CALLED: "{seller}에게 연락했다고 적었어요",
    Event.REMINDER_POSTPONED: "{seller}에게 연락하는 것을 내일로 미뤘어요",
    Event.REMINDER_REOPENED: "{seller}에게 연락했다고 적은 것을 되돌렸어요",
    Event.CONSENT_GIVEN: "개인정보 안내에 동의했어요",
    Event.MALLS_CHOSEN: "입점한 쇼핑몰을 골랐어요",
    Event.REQUEST_MADE: "{request}을 했어요",
    Event.REQUEST_REPLIED: "{request}에 말을 남겼어요",
    Event.REQUEST_ASSIGNED: "{seller}의 {request}을 맡았어요",
    Event.REQUEST_TAKEN_OVER: "{seller}의 {request}을 넘겨받았어요",
    Event.REQUEST_ANSWERED: "{seller}의 {request}에 답했어요",
    Event.REQUEST_HANDED_BACK: "{seller}의 {request}을 모두의 목록에 돌려놓았어요",
    Event.REQUEST_CLOSED: "{seller}의 {request}을 끝냈어요",
    Event.REQUEST_REOPENED: "{seller}의 {request}을 다시 열었어요",
    Event.PHOTO_ADDED: "요청에 화면 사진을 붙였어요",
    Event.NOTE_ADDED: "{seller}에 대해 담당자끼리 보는 기록을 남겼어요",
    Event.NOTE_DELETED: "{seller}에 대한 기록을 지웠어요",
    Event.NOTE_SEEN: "동료가 요청을 넘겨받은 것을 확인했어요",
    Event.REPLY_ADDED: "자주 쓰는 문구를 만들었어요",
    Event.REPLY_CHANGED: "자주 쓰는 문구를 고쳤어요",
    Event.REPLY_DELETED: "자주 쓰는 문구를 지웠어요",
    Event.SECRET_OPENED: "{seller}의 계정 비밀 값을 열었어요 ({reason})",
    Event.REGISTRATION_CONFIRMED: "{seller}의 {mall} 계정을 아임셀러에 등록했다고 적었어요",
    Event.REGISTRATION_RETURNED: "{seller}의 {mall} 계정을 등록하지 않고 되돌려 보냈어요",
    Event.KEY_ENTERED: "{seller}의 계정에 발급한 키를 넣었어요",
    Event.LINK_MADE: "{seller}의 링크를 만들었어요",
    Event.LINK_STARTED: "링크로 들어왔어요",
    Event.LINK_REFUSED: "{seller}의 링크에서 다섯 자리를 틀렸어요",
    Event.LINK_LOCKED: "{seller}의 링크에서 다섯 자리를 계속 틀려 링크가 잠겼어요",
    Event.LINK_REVOKED: "{seller}의 링크를 거둬들였어요",
    Event.LINK_WANTED: "새 링크를 부탁했어요",
    Event.SELLER_MADE: "판매자 {seller}을 만들었어요",
    Event.SELLER_CORRECTED: "{seller}의 정보를 고쳤어요 ({changed})",
    Event.SELLERS_PARTED: "{other}을 {seller}에 합쳤던 것을 되돌렸어요",
    Event.SELLER_MERGED: "{other}을 {seller}에 합쳤어요",
    Event.SELLER_RETURNED: "사업자등록번호와 전화로 다시 시작했어요",
    Event.SELLER_LEFT: "나갔어요",
    Event.SELLER_LEFT_EVERYWHERE: "모든 기기에서 나갔어요",
    Event.SELLER_EXPORTED: "{seller}의 정보를 내려받았어요",
    Event.SELLER_DELETED: "{seller}의 정보를 지웠어요",
    Event.SELLERS_IMPORTED: "표에서 판매자를 한꺼번에 만들었어요 ({detail})",
    Event.SELLERS_INVITED: "표에서 만든 판매자의 링크를 한꺼번에 만들었어요 ({detail})",
    Event.TOKEN_MADE: "API 토큰을 만들었어요: {token}",
    Event.TOKEN_REVOKED: "API 토큰을 못 쓰게 했어요: {token}",
    Event.STAFF_MADE: "담당자 {member}을 {role} 역할로 만들었어요",
    Event.STAFF_ENTERED: "로그인했어요 ({factor})",
    Event.STAFF_REFUSED: "{member}으로 로그인하려다 못 했어요{why}",
    Event.STAFF_LOCKED: "{member}으로 로그인하려다 계속 틀려 잠겼어요{why}",
    Event.STAFF_RECOVERED: "복구 코드로 로그인했어요",
    Event.STAFF_UNLOCKED: "{member}의 로그인 잠금을 풀었어요",
    Event.STAFF_RESET: "{member}의 비밀번호와 인증 앱을 새로 정하게 했어요",
    Event.STAFF_SET_UP: "비밀번호와 인증 앱을 정하고 로그인했어요",
    Event.STAFF_ROLE_CHANGED: "{member}의 역할을 바꿨어요: {role}",
    Event.STAFF_PASSWORD_CHANGED: "비밀번호를 바꿨어요",
    Event.STAFF_CODES_MADE: "복구 코드를 새로 만들었어요",
    Event.PASSKEY_ADDED: "패스키를 만들었어요",
    Event.PASSKEY_DROPPED: "패스키를 지웠어요",
    Event.STAFF_LEFT: "나갔어요",
    Event.STAFF_LEFT_EVERYWHERE: "{member}을 모든 기기에서 나오게 했어요",
    Event.STAFF_SESSION_ENDED: "기기 하나에서 나왔어요",
    Event.STAFF_SUSPENDED: "{member}을 못 들어오게 했어요",
    Event.STAFF_RESTORED: "{member}을 다시 들어올 수 있게 했어요",
    Event.STAFF_TOLD: "자기 계정에 있었던 일을 읽었어요",
    Event.GUIDE_SAVED: "{guide}: 글을 저장했어요",
    Event.GUIDES_PUBLISHED: "안내를 펴냈어요 ({detail})",
    Event.GUIDES_ROLLED_BACK: "펴낸 안내를 되돌렸어요 ({detail})",
    Event.PICTURE_ADDED: "{guide}: 그림을 올렸어요 ({detail})",
    Event.PICTURE_CLEARED: "{guide}: 올렸지만 어느 글에도 쓰지 않은 그림을 지웠어요 ({detail})",
    Event.FRAGMENT_WITHDRAWN: "{guide}: 펴낸 글에서 뺐어요. 글은 고치던 글로 남았어요",
    Event.DRAFT_BEGUN: "{guide}: 새 글을 쓰기 시작했어요",
    Event.DRAFT_TAKEN_OVER: "{guide}: 다른 담당자의 고치던 글을 이어서 고쳐요",
    Event.DRAFT_DROPPED: "{guide}: 고치던 글을 버렸어요",
    Event.REVIEW_ASKED: "{guide}: 고치던 글의 확인을 부탁했어요",
    Event.REVIEW_WITHDRAWN: "{guide}: 확인 부탁을 거두었어요",
    Event.REVIEW_APPROVED: "{guide}: 고치던 글을 승인했어요",
    Event.REVIEW_RETURNED: "{guide}: 고치던 글을 돌려보냈어요",
    Event.SCHEDULE_MADE: "{guide}: 때를 정해 펴내기로 했어요 ({detail})",
    Event.SCHEDULE_CALLED_OFF: "{guide}: 정한 때에 펴내지 않기로 했어요",
    Event.SCHEDULE_FAILED: "{guide}: 정한 때에 펴내지 못했어요 ({detail})",
    Event.SCHEDULE_READ: "{guide}: 펴내지 못한 까닭을 읽었어요",
    Event.BACKUP_MADE: "백업을 만들었어요",
    Event.BACKUP_RESTORED: "백업을 되살렸어요",
    Event.JOB_RETRIED: "못 한 자동 작업을 다시 하게 했어요",
    Event.WEBHOOK_ADDED: "웹훅을 더했어요: {endpoint}",
    Event.WEBHOOK_CHANGED: "웹훅을 고쳤어요: {endpoint}",
    Event.WEBHOOK_SECRET_TURNED: "웹훅의 서명 키를 바꿨어요: {endpoint}",
    Event.WEBHOOK_PAUSED: "웹훅을 멈췄어요: {endpoint}",
    Event.WEBHOOK_RESUMED: "웹훅을 다시 시작했어요: {endpoint}",
    Event.WEBHOOK_STOPPED: "받는 곳이 받지 않아 웹훅을 멈췄어요: {endpoint}",
    Event.WEBHOOK_TESTED: "웹훅으로 시험 알림을 보냈어요: {endpoint}",
    Event.WEBHOOK_REPLAYED: "웹훅으로 알림을 다시 보냈어요: {endpoint}",
    Event.WEBHOOK_DELETED: "웹훅을 지웠어요: {endpoint}",
    Event.PRACTICE_BEGUN: "연습을 시작했어요",
    Event.AUDIT_READ: "기록을 봤어요",
    Event.AUDIT_EXPORTED: "기록을 CSV로 내려받았어요",
    Event.AUDIT_CHECK_ASKED: "기록이 이어져 있는지 확인하게 했어요",
    Event.AUDIT_VERIFIED: "기록이 이어져 있는지 확인했어요 ({verified})",
}
"""Event -> what is said of it; what stands in braces is filled in, and leads on where there is a page."""

WORDS = {
    "issuance": "발급대행 요청", "migration": "데이터 이전 요청", "help": "도움 요청", "mismatch": "화면이 다르다는 알림",
    "link": "새 링크 요청", "registration": "등록 요청", "support": "상담", "operator": "발급대행", "editor": "안내 편집",
    "admin": "관리자", "code": "인증번호", "passkey": "패스키", "recovery": "복구 코드", "talk": "카카오톡", "email": "이메일",
    "name": "상호", "phone": "연락처", "api": "다른 프로그램이 등록하려고", **REASONS,
}  # fmt: skip
"""What stands in a detail -> how it is said."""

WHY = {
    "": "", "password": ": 비밀번호가 틀렸어요", "factor": ": 비밀번호는 맞고 인증번호가 틀렸어요",
    "used": ": 한 번 쓴 인증번호였어요", "locked": ": 잠겨 있었어요", "suspended": ": 막아 둔 계정이에요",
    "device": " (쓰던 브라우저에서)", "pair": " (한 곳에서)", "source": " (한 곳에서 여러 계정을)",
    "account": " (여러 곳에서)",
}  # fmt: skip
"""Why a sign-in was refused, and where it is locked then."""

SLOT = re.compile(r"\{(\w+)\}")
SHORT = 8


@dataclass(frozen=True)
class Part:
    """A piece of a sentence; it leads to a page unless `href` is empty."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class Line:
    """An event as it is read: who, and what they did."""

    event: StoredEvent
    who: Part
    what: tuple[Part, ...]

    @property
    def sentence(self) -> str:
        """Give what was done as plain text."""
        return "".join(part.text for part in self.what)


def line_of(event: StoredEvent, names: Names) -> Line:
    """Put an event into words; a kind that has none yet is named as it stands there."""
    text = SENTENCES.get(event.kind, f"{event.kind} {event.detail}".strip())
    return Line(event, _who(event.actor, names), tuple(_parts(text, event, names)))


def _parts(text: str, event: StoredEvent, names: Names) -> Iterator[Part]:
    end = 0
    for slot in SLOT.finditer(text):
        yield Part(text[end : slot.start()])
        yield _filled(slot[1], event, names)
        end = slot.end()
    yield Part(text[end:])


def _who(actor: str, names: Names) -> Part:
    kind, _, id_ = actor.partition(":")
    if kind == "staff":
        return _member(id_, names)
    if kind == "seller":
        return _seller(id_, names)
    if kind == "api":
        return Part(f"다른 프로그램 {_token(id_, names).text}", _token(id_, names).href)
    return Part({"reader": "손님", "operator": "운영자", "system": "저절로"}.get(kind, actor))


def _filled(slot: str, event: StoredEvent, names: Names) -> Part:
    if slot in _FILLED:
        return _FILLED[slot](event, names)
    words = [WORDS.get(word, word) for word in event.detail.split(" ")]
    return Part(", ".join(words) if slot in {"changed", "detail"} else words[0])


def _verified(event: StoredEvent) -> Part:
    count, _, broken = event.detail.partition(" ")
    return Part(f"{int(count):,}줄까지만 그대로" if broken else f"{int(count):,}줄이 모두 그대로")


def _mall(mall: str) -> str:
    guide = state().catalog.guides.get(mall)
    return guide.title if guide else mall


def _seller(seller_id: str, names: Names) -> Part:
    if not seller_id:
        return Part("누군지 모르는 분")
    if seller_id not in names.sellers:
        return Part(f"지운 판매자 {seller_id[:SHORT]}")
    return Part(f"{names.sellers[seller_id]}님", url_for("staff.seller", seller_id=seller_id))


def _member(staff_id: str, names: Names) -> Part:
    if staff_id not in names.staff:
        return Part(f"없는 담당자 {staff_id[:SHORT]}".strip() if staff_id else "모르는 이메일")
    return Part(f"{names.staff[staff_id]}님", url_for("staff.person", staff_id=staff_id))


def _token(token_id: str, names: Names) -> Part:
    if token_id not in names.tokens:
        return Part(token_id[:SHORT])
    return Part(f"‘{names.tokens[token_id]}’", url_for("staff.token", token_id=token_id))


def _endpoint(endpoint_id: str, names: Names) -> Part:
    if endpoint_id not in names.endpoints:
        return Part(f"(지운 곳 {endpoint_id[:SHORT]})")
    where = names.endpoints[endpoint_id].partition("://")[2].partition("/")[0]
    return Part(where, url_for("staff.webhook", endpoint_id=endpoint_id))


def _request(event: StoredEvent, names: Names) -> Part:
    kind = WORDS.get(event.detail, "요청")
    if event.subject not in names.requests:
        return Part(kind)
    href = url_for("staff.request_page", request_id=event.subject)
    return Part(f"{names.requests[event.subject]}번 {kind}", href)


_FILLED: Mapping[str, Callable[[StoredEvent, Names], Part]] = {
    "seller": lambda event, names: _seller(event.seller_id or "", names),
    "other": lambda event, names: _seller(event.subject, names),
    "member": lambda event, names: _member(event.subject, names),
    "token": lambda event, names: _token(event.subject, names),
    "endpoint": lambda event, names: _endpoint(event.subject, names),
    "request": _request,
    "mall": lambda event, _names: Part(_mall(event.detail)),
    "guide": lambda event, _names: Part(title_of(event.subject, state().catalog.guides)),
    "why": lambda event, _names: Part(WHY.get(event.detail, "")),
    "verified": lambda event, _names: _verified(event),
}
"""Slot -> what fills it; every other is filled with a word of the detail."""
