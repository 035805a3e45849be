"""What a reminder says: to the staff why, and to the seller what to do. No key, number or token is in any."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from wizard.korean.calendar import days_left, write_day
from wizard.korean.particles import Noun
from wizard.reminding import causes
from wizard.reminding.causes import Cause
from wizard.reminding.facts import Fact, KeyFact, RequestFact, WaitFact

SERVICE = "아임셀러"
OFF = "\n\n알림을 그만 받으려면: {site}/my/messages"
"""Where whoever is told turns it off; it opens nothing without signing in."""

KIND: Mapping[str, str] = {
    causes.EXPIRY: "키 만료",
    causes.CHECK: "연결 안 됨",
    causes.RETURNED: "등록 되돌림",
    causes.REQUEST: "답을 기다림",
    causes.ANSWER: "답을 못 봄",
    causes.INVITATION: "초대를 안 엶",
    causes.WAIT: "기다림 끝",
    causes.UNFINISHED: "남은 칸",
    causes.STUCK: "멈춤",
}

ASKED: Mapping[str, str] = {
    "issuance": "발급대행",
    "registration": "아임셀러 등록",
    "migration": "데이터 이전",
    "help": "도움",
    "mismatch": "화면이 달라요",
    "link": "새 링크",
}


@dataclass(frozen=True)
class Message:
    """What a seller is told.

    Attributes:
        subject: of a letter.
        text: the whole of it; its address opens nothing without signing in.

    """

    subject: str
    text: str


@dataclass(frozen=True)
class _Words:
    """The words of one kind: {mall}, {day}, {left} and {days} are filled in."""

    why: str
    subject: str
    says: str


_WORDS: Mapping[str, _Words] = {
    causes.EXPIRY: _Words(
        "{mall} 키가 {day}에 끝나요. {left}.",
        "{mall} 키가 {day}에 끝나요",
        "{mall} 키가 {day}에 끝나요({left}). 새 키를 받는 순서를 한 화면씩 알려 드려요.",
    ),
    "ended": _Words(
        "{mall} 키가 {day}에 끝났어요.",
        "{mall} 키가 끝났어요",
        "{mall} 키가 {day}에 끝났어요. 새 키를 받는 순서를 한 화면씩 알려 드려요.",
    ),
    causes.CHECK: _Words(
        "저장은 했는데 {mall:이} 받아 주지 않았어요.",
        "{mall} 연결이 아직 안 됐어요",
        "{mall} 연결이 아직 안 됐어요. 어디를 고치면 되는지 적어 두었어요.",
    ),
    causes.RETURNED: _Words(
        "{mall} 계정을 되돌려 보냈는데 아직 고치지 않았어요.",
        "{mall} 계정에 고칠 곳이 있어요",
        "{mall} 계정을 아임셀러에 등록하다가 고칠 곳을 찾았어요. 무엇을 고치면 되는지 적어 두었어요.",
    ),
    causes.REQUEST: _Words(
        "{asked} 요청이 아직 끝나지 않았어요.",
        "{asked} 요청을 보고 있어요",
        "{asked} 요청 때문에 연락드렸어요. 지금 확인하고 있어요.",
    ),
    causes.ANSWER: _Words(
        "답을 보냈는데 그 뒤로 소식이 없어요.",
        "물어보신 것에 답을 드렸어요",
        "물어보신 것에 답을 드렸어요. 여기에서 보실 수 있어요.",
    ),
    causes.INVITATION: _Words(
        "보낸 링크를 {days}일 넘게 안 열었어요.",
        "보내 드린 링크를 열어 주세요",
        "며칠 전에 보내 드린 링크로 쇼핑몰 연결을 시작하실 수 있어요. 찾을 수 없으면 다시 보내 드릴게요.",
    ),
    causes.WAIT: _Words(
        "{mall:을} 하다가 기다리던 시간이 다 됐어요.",
        "{mall} 연결을 이어서 하실 때예요",
        "{mall}에서 기다리던 시간이 다 됐어요. 하시던 화면부터 이어서 하실 수 있어요.",
    ),
    causes.UNFINISHED: _Words(
        "{mall} 계정에 나중에 적겠다고 한 칸이 {days}일 넘게 비어 있어요.",
        "{mall} 계정에 남은 칸이 있어요",
        "{mall} 계정에 나중에 적기로 하신 칸이 남아 있어요. 그 칸만 적으면 아임셀러 등록을 요청해요.",
    ),
    causes.STUCK: _Words(
        "{mall:을} 하다가 {days}일 넘게 멈춰 있어요.",
        "{mall} 연결을 이어서 하실 수 있어요",
        "{mall} 연결을 하다가 멈추셨어요. 하시던 화면부터 이어서 하실 수 있어요.",
    ),
}


def why(cause: Cause, mall: str, now: datetime) -> str:
    """Tell the staff in one sentence why somebody is to be called."""
    return _words(cause, now).why.format(**_filled(cause, mall, now))


def message(cause: Cause, firm: str, mall: str, site: str, now: datetime) -> Message:
    """Write what the seller is told.

    Args:
        cause: why.
        firm: the seller's 상호.
        mall: the mall's title.
        site: our own address, without a slash at its end; "" leaves the link out.
        now: the moment it is.

    """
    words, filled = _words(cause, now), _filled(cause, mall, now)
    greeting = f"[{SERVICE}] {firm} 님, 안녕하세요." if firm else f"[{SERVICE}] 안녕하세요."
    place = _PLACES.get(cause.kind)
    link = f"{site}{place(cause)}" if site and place else ""
    lines = [greeting, words.says.format(**filled), *([link] if link else [])]
    return Message(f"[{SERVICE}] {words.subject.format(**filled)}", "\n".join(lines))


def confirmation(digits: str, site: str) -> Message:
    """Write the one letter that goes to an address before anybody has shown that it is theirs.

    The digits stand in the letter alone: its subject is on locked screens and in mail servers' logs.
    """
    lines = [
        f"[{SERVICE}] 연결 길잡이에서 이 이메일로 알림을 받겠다고 하셨어요.",
        f"화면에 이 번호를 적어 주세요: {digits}",
        f"번호는 하루 동안 쓸 수 있어요.\n{site}/my/messages",
        "직접 하신 일이 아니면 그대로 두세요. 이 이메일로는 더 보내지 않아요.",
    ]
    return Message(f"[{SERVICE}] 이메일 확인 번호를 보내 드려요", "\n\n".join(lines))


def variables(cause: Cause, firm: str, mall: str, site: str, now: datetime) -> dict[str, str]:
    """Give all that a channel may fill its template with; `subject` and `text` are the whole message."""
    said = message(cause, firm, mall, site, now)
    ends = cause.fact.expires_on if isinstance(cause.fact, KeyFact) else None
    return {
        "subject": said.subject,
        "text": said.text + OFF.format(site=site) * bool(site),
        "상호": firm,
        "쇼핑몰": mall,
        "날짜": write_day(ends) if ends else write_day(now),
        "링크": f"{site}{place_of(cause) or '/my'}",
    }


def place_of(cause: Cause) -> str:
    """Give the path of ours that a message leads to; "" if it leads nowhere."""
    place = _PLACES.get(cause.kind)
    return place(cause) if place else ""


def _words(cause: Cause, now: datetime) -> _Words:
    if isinstance(cause.fact, KeyFact) and days_left(cause.fact.expires_on, now) < 0:
        return _WORDS["ended"]
    return _WORDS[cause.kind]


def _filled(cause: Cause, mall: str, now: datetime) -> dict[str, Any]:
    filled: dict[str, Any] = {"mall": Noun(mall), "days": cause.threshold}
    if isinstance(cause.fact, RequestFact):
        filled["asked"] = ASKED.get(cause.fact.kind, "도움")
    if isinstance(cause.fact, KeyFact):
        left = days_left(cause.fact.expires_on, now)
        filled["day"] = write_day(cause.fact.expires_on)
        filled["left"] = f"{left}일 남았어요" if left else "오늘까지예요"
    return filled


def _after_waiting(fact: Fact) -> str:
    """Lead back to where one waited: on the way to a new key that is no screen of the seller's own list."""
    renews_at = fact.renews_at if isinstance(fact, WaitFact) else ""
    return f"/guides/{fact.mall}/{renews_at}" if renews_at else "/my"


_PLACES: Mapping[str, Callable[[Cause], str]] = {
    causes.EXPIRY: lambda cause: f"/guides/{cause.fact.mall}/renew?account={cause.fact.subject}",
    causes.CHECK: lambda _: "/my",
    causes.RETURNED: lambda cause: f"/accounts/{cause.fact.subject}",
    causes.ANSWER: lambda cause: f"/my/requests/{cause.fact.subject}",
    causes.STUCK: lambda _: "/my",
    causes.WAIT: lambda cause: _after_waiting(cause.fact),
    causes.UNFINISHED: lambda cause: f"/accounts/{cause.fact.subject}",
}
"""Where a message of a kind leads; who is not signed in is told there how to come in."""
