"""A system that is told of events: it verifies who tells, answers as it stands, and shows what came."""

import base64
import hmac
import json
from collections import deque
from dataclasses import dataclass
from datetime import datetime
from html import escape
from threading import Lock

from practice.exchange import Asked, Reply
from practice.registry import Registry

HOST = "hooks.practice.example"
ADDRESS = f"https://{HOST}/events"
KEPT = 30
TOLERANCE_S = 300
STATES = {"": 204, "busy": 503, "gone": 410}


@dataclass(frozen=True)
class Letter:
    """One event as it came.

    Attributes:
        said: what became of it.

    """

    at: datetime
    id: str
    type: str
    body: str
    said: str


class Inbox:
    """Knows the secrets that it was told, and the last events."""

    def __init__(self) -> None:
        """Begin empty, and well."""
        self._lock = Lock()
        self._secrets: list[str] = []
        self._letters: deque[Letter] = deque(maxlen=KEPT)
        self.state = ""

    def know(self, secret: str) -> None:
        """Learn a secret that signs."""
        with self._lock:
            self._secrets.append(secret.strip())

    def settle(self, state: str) -> None:
        """Stand otherwise; `KeyError` if nobody stands so."""
        STATES[state]
        self.state = state

    def letters(self) -> list[Letter]:
        """Give what came, newest first."""
        with self._lock:
            return list(self._letters)[::-1]

    def answer(self, asked: Asked, _registry: Registry) -> Reply:
        """Take an event, or refuse it."""
        status, said = STATES[self.state], "받았어요"
        if not self._is_signed(asked):
            status, said = 401, "서명이 맞지 않아요"
        elif status >= 400:
            said = "받지 않았어요"
        with self._lock:
            before = {one.id for one in self._letters if one.said == "받았어요"}
            if status < 400 and asked.headers["webhook-id"] in before:
                said = "이미 받은 것이라 버렸어요"
            self._letters.append(_letter(asked, f"{said} ({status})" if status >= 400 else said))
        return Reply(status)

    def _is_signed(self, asked: Asked) -> bool:
        """Verify as docs/webhooks.md tells a receiver to."""
        try:
            sent_at = int(asked.headers["webhook-timestamp"])
            told = f"{asked.headers['webhook-id']}.{sent_at}.".encode() + asked.body
            signatures = asked.headers["webhook-signature"].split(" ")
        except (KeyError, ValueError):
            return False
        if abs(asked.now.timestamp() - sent_at) > TOLERANCE_S:
            return False
        with self._lock:
            ours = {_signature(secret, told) for secret in self._secrets}
        return any(hmac.compare_digest(one, theirs) for one in ours for theirs in signatures)


def part(inbox: Inbox) -> str:
    """Draw what came, and the buttons, for the page of the control."""
    moves = "".join(
        f'<form method="post" action="/inbox"><input type="hidden" name="state" value="{state}">'
        f"<button>{word}</button></form> "
        for state, word in (("", "잘 받기"), ("busy", "503으로 답하기"), ("gone", "410으로 답하기"))
        if state != inbox.state
    )
    came = "".join(
        f"<li><b>{escape(one.type)}</b> {one.at:%H:%M:%S} · {one.said}<br><code>{escape(one.body)}</code>"
        for one in inbox.letters()
    )
    secret = (
        '<form method="post" action="/inbox"><label>비밀값 알려 주기 <input name="secret" '
        'placeholder="whsec_…"></label> <button>넣기</button></form>'
    )
    return (
        f"<h2>웹훅을 받는 시스템</h2><p>주소 <code>{ADDRESS}</code> · 지금 {STATES[inbox.state]} {moves}</p>"
        f"<p>{secret}</p><ul>{came or '<li>아직 온 것이 없어요.'}</ul>"
    )


def _letter(asked: Asked, said: str) -> Letter:
    body = asked.body.decode("utf-8", "replace")[:2000]
    try:
        kind = str(json.loads(asked.body)["type"])
    except (ValueError, KeyError, TypeError):
        kind = "?"
    return Letter(asked.now, asked.headers.get("webhook-id", ""), kind, body, said)


def _signature(secret: str, told: bytes) -> str:
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"))
    except ValueError:
        key = b""
    return f"v1,{base64.b64encode(hmac.digest(key, told, 'sha256')).decode()}"
