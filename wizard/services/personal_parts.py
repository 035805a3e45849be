"""What a seller is given of each table: every column by a Korean name, or left out for a reason.

A test holds this against the tables: one that is a seller's stands here or in `WITHOUT`, with all its columns.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

LEFT_OUT: Mapping[str, str] = {
    "seller_id": "all of it is this seller's",
    "folded": "the name once more, as it is searched",
    "digest": "somebody could come in by what it is made of",
    "form_token": "names one showing of a form",
    "tag": "a mark by which a value is proved to be as it was stored",
    "picture": "sealed; it lies beside, as a file of its own",
    "is_sealed": "said by the masked value",
    "code": "digits on their way by letter, sealed: since when is said by `code_at`",
}
"""Columns that no seller is given, and why."""


@dataclass(frozen=True)
class Part:
    """One table as its seller is given it.

    Attributes:
        key: under which it stands in the file.
        title: what it is.
        columns: column -> what it is called; in the order in which they are shown.

    """

    key: str
    title: str
    columns: Mapping[str, str] = field(default_factory=dict)


_AT = {"created_at": "만든 때", "updated_at": "바뀐 때"}
_PLACE = {"mall": "쇼핑몰", "step_id": "화면"}

PARTS: Mapping[str, Part] = {
    "seller": Part(
        "seller",
        "사업자 정보",
        {
            "id": "번호",
            "name": "상호",
            "business_number": "사업자등록번호",
            "phone": "연락처",
            "origin": "시작한 방법 (self 스스로, staff 담당자가, api 다른 프로그램이)",
            "created_at": "시작한 때",
        },
    ),
    "consent": Part(
        "consents",
        "개인정보 안내에 동의한 것",
        {"id": "번호", "version": "안내의 판", "text": "안내 글의 지문", "given_at": "동의한 때"},
    ),
    "account": Part(
        "accounts",
        "저장한 쇼핑몰 계정",
        {
            "id": "번호",
            **_PLACE,
            "values": "적은 값 (비밀 값은 가렸어요)",
            "answers": "고른 답",
            "expires_on": "키가 끝나는 날",
            "revision": "안내의 판",
            **_AT,
        },
    ),
    "account_check": Part(
        "checks",
        "쇼핑몰에 확인한 것",
        {
            "account_id": "계정",
            "verdict": "결과",
            "reason": "까닭",
            "field": "칸",
            "step": "화면",
            "probe": "물어본 것",
            "shown": "쇼핑몰이 알려 준 것",
            "asked_at": "부탁한 때",
            "tried_at": "확인한 때",
            "since": "이 결과가 된 때",
            "again_at": "다시 확인할 때",
            "tries": "다시 해 본 횟수",
            "before": "다시 확인하기 전 결과",
        },
    ),
    "registration": Part(
        "registrations",
        "아임셀러 등록",
        {
            "account_id": "계정",
            "state": "상태",
            "revision": "계정의 몇 번째 값",
            "registered_revision": "아임셀러에 있는 값",
            "registered_at": "등록한 때",
            "asked_at": "등록을 기다리기 시작한 때",
            "decided_at": "담당자나 시스템이 답한 때",
            "decided_by": "답한 곳",
            "field": "고칠 칸",
            "reason": "고칠 까닭",
            "change_number": "바뀐 차례",
        },
    ),
    "run": Part(
        "runs",
        "안내를 따라간 것",
        {
            "id": "번호",
            "mall": "쇼핑몰",
            "state": "상태",
            "answers": "고른 답",
            "seen": "본 화면",
            "revision": "안내의 판",
            "started_at": "시작한 때",
            "updated_at": "마지막으로 본 때",
            "waits": "기다림마다 끝나는 때",
            "waits_until": "다음 기다림이 끝나는 때",
        },
    ),
    "request": Part(
        "requests",
        "부탁한 것",
        {
            "id": "번호",
            "kind": "종류",
            "state": "상태",
            **_PLACE,
            "account_id": "계정",
            "answers": "고른 답",
            "name": "남긴 이름",
            "phone": "남긴 연락처",
            "notice": "남길 때 동의한 개인정보 안내의 판",
            "notice_text": "그 안내의 지문",
            "assignee": "맡은 담당자",
            "revision": "안내의 판",
            **_AT,
            "renewed_at": "다시 부탁한 때",
            "closed_at": "끝난 때",
            "outcome": "어떻게 끝났는지",
            "reopened_at": "다시 연 때",
        },
    ),
    "message": Part(
        "messages",
        "주고받은 말",
        {
            "id": "번호",
            "request_id": "부탁",
            "staff_id": "말한 담당자 (비어 있으면 판매자)",
            "text": "말",
            "created_at": "말한 때",
        },
    ),
    "request_photo": Part(
        "photos",
        "보낸 사진",
        {
            "id": "번호",
            "request_id": "부탁 (사진 파일의 이름)",
            "width": "너비",
            "height": "높이",
            "created_at": "보낸 때",
        },
    ),
    "staff_note": Part(
        "notes",
        "담당자가 적은 기록",
        {
            "id": "번호",
            "request_id": "부탁",
            "staff_id": "적은 담당자",
            "act": "한 일 (note 적음)",
            "text": "적은 것",
            "created_at": "적은 때",
            "told_staff": "알린 담당자",
            "seen_at": "그 담당자가 안 때",
        },
    ),
    "opening": Part(
        "openings",
        "비밀 값을 연 것",
        {
            "id": "번호",
            "request_id": "부탁",
            "mall": "쇼핑몰",
            "staff_id": "연 담당자",
            "token_id": "읽은 프로그램 (API 토큰)",
            "reason": "까닭",
            "revision": "계정의 몇 번째 값",
            "opened_at": "연 때",
            "closes_at": "닫힌 때",
        },
    ),
    "link": Part(
        "links",
        "들어오는 링크",
        {
            "id": "번호",
            "made_by": "만든 사람",
            "parent_id": "어느 링크로 들어와 만들었는지",
            **_PLACE,
            "answers": "고른 답",
            "created_at": "만든 때",
            "expires_at": "끝나는 때",
            "opened_at": "열어 본 때",
            "started_at": "시작한 때",
            "tries": "틀린 횟수",
            "locked_at": "잠긴 때",
            "revoked_at": "거둬들인 때",
        },
    ),
    "reminder": Part(
        "reminders",
        "알려 드리려던 것",
        {
            "id": "번호",
            "kind": "종류",
            **_PLACE,
            "cause": "까닭",
            "subject": "무엇에 대해",
            "threshold": "며칠",
            "due_at": "알릴 때",
            "planned_at": "정한 때",
            "state": "상태",
            "ended_at": "끝난 때",
            "ended_by": "끝낸 사람",
            "rank": "연락할 차례",
            "later_until": "미룬 때까지",
            "later_by": "미룬 사람",
        },
    ),
    "message_consent": Part(
        "message_consents",
        "알림에 동의한 것",
        {
            "channel": "보내는 방법",
            "is_given": "동의하는지",
            "version": "글의 판",
            "act": "어디에서",
            "email": "받는 주소",
            "phone": "받는 번호",
            "confirmed_at": "이메일을 확인한 때",
            "code_at": "확인 번호를 보낸 때",
            "at": "정한 때",
        },
    ),
    "notice": Part(
        "notices",
        "보낸 알림",
        {
            "id": "번호",
            "reminder_id": "무엇 때문에",
            "channel": "보낸 방법",
            "kind": "종류",
            "mall": "쇼핑몰",
            "state": "상태",
            "due_at": "보낼 때",
            "sent_at": "보낸 때",
            "settled_at": "상태가 정해진 때",
            "provider_id": "보내는 곳의 번호",
            "reason": "까닭",
        },
    ),
    "seller_merge": Part(
        "merges",
        "하나로 합친 기록 (하루 동안 되돌릴 수 있게 둬요)",
        {
            "id": "번호",
            "other_id": "합쳐진 기록의 번호",
            "made_by": "합친 사람",
            "merged_at": "합친 때",
            "was": "합치기 전과 합친 뒤의 모습",
        },
    ),
}
"""What is given, table by table, in the order of the file."""

WITHOUT: Mapping[str, str] = {
    "account_field": "given with its account, each value masked as its seller sees it",
    "seller_batch_line": "by which line of a list of the staff's they were made: that staff made them is said by `origin`",
    "request_presence": "which member of staff has a request open: believed for 40 seconds, gone within two minutes",
    "session": "a browser that is in: a digest, and times; how many there are is said on the page",
    "audit_event": "the chain of what everybody did: the same facts stand in the other parts",
    "audit_seal": "the chain itself",
    "outbox_event": "what 아임셀러's own system was told: ids, states and times that stand in the other parts",
    "webhook_delivery": "how that was delivered: numbers and times of the network",
    "idempotent_request": "what another program was answered, sealed, for a day: the same facts once more",
}
"""Tables that are a seller's and are not given, with the reason."""

STAYS: Mapping[str, str] = {
    "audit_event": "ids and words of a closed list, chained: nobody may change them",
    "audit_seal": "the chain itself: digests",
    "outbox_event": "that they are gone must still reach 아임셀러's system: ids, states and times only",
    "webhook_delivery": "how that was delivered: numbers and times",
    "idempotent_request": "that something was done once, for a day: digests; its answer and their id are taken out",
}
"""Tables that still name a seller by id once they are gone, with the reason."""
