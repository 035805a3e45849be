"""What somebody has asked for, as the one who asked is told of it: number, time, and what comes next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import session

from wizard.korean.calendar import write_within
from wizard.services.receipts import number_of
from wizard.services.requests import StoredRequest
from wizard.web.state import state

_KEPT = "asked"
_WAITING = {"open", "taken"}
_NEXT = {
    "open": "담당자가 맡으면 여기와 ‘내 쇼핑몰’에 나와요.",
    "taken": "담당자가 맡아서 보고 있고, 답은 여기에 나와요.",
    "answered": "담당자의 답을 읽어 주세요.",
    "closed": "더 물어볼 것이 있으면 요청을 열고 적어 주세요.",
}
_BY_PHONE = "담당자가 적어 주신 번호로 연락드려요."


@dataclass(frozen=True)
class Receipt:
    """One request, for the one who asked.

    Attributes:
        id: the request's; "" for a reader, who cannot open it.
        wait: within what time such a request is usually answered; "" if that is not known.

    """

    number: str
    kind: str
    state: str
    asked_at: datetime
    id: str = ""
    wait: str = ""

    @property
    def waits(self) -> bool:
        """Whether an answer is still to come."""
        return self.state in _WAITING

    @property
    def how_long(self) -> str:
        """How long such requests usually wait."""
        if self.wait:
            return f"요즘은 보통 {self.wait} 답했어요."
        return "답까지 얼마나 걸리는지는 아직 말씀드릴 수 없어요."

    @property
    def next(self) -> str:
        """What comes next."""
        return _NEXT[self.state] if self.id else _BY_PHONE


def receipt_of(asked: StoredRequest) -> Receipt:
    """Make the receipt of a seller's own request."""
    asked_at = asked.renewed_at or asked.created_at
    wait = usual_wait(asked.kind) if asked.state in _WAITING else ""
    number = number_of(asked.id, asked.created_at)
    return Receipt(number, asked.kind, asked.state, asked_at, asked.id, wait)


def usual_wait(kind: str) -> str:
    """Write within what time such requests were answered of late; "" if too few were."""
    wait = state().services.receipts.usual_wait(kind)
    return write_within(wait) if wait else ""


def keep(asked: StoredRequest) -> None:
    """Let this browser, in which no seller is known, hold the receipt of what was asked last."""
    number = number_of(asked.id, asked.created_at)
    session[_KEPT] = {"number": number, "kind": asked.kind, "at": asked.created_at.isoformat()}


def kept(*kinds: str) -> Receipt | None:
    """Give the receipt that this browser holds, if it is one of these kinds."""
    held: dict[str, Any] | None = session.get(_KEPT)
    if not held or held["kind"] not in kinds:
        return None
    asked_at = datetime.fromisoformat(held["at"])
    return Receipt(held["number"], held["kind"], "open", asked_at, wait=usual_wait(held["kind"]))
