"""알림톡 by Solapi, with SMS in its place where 카카오톡 does not reach: an approved template and its variables, no free text.

Source: docs.solapi.com, Authorization (HMAC-SHA256), messages/v4/send, messages/v4/list, message status codes.
"""

import hmac
import json
import logging
import re
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from wizard.egress.addresses import LookUp, look_up
from wizard.egress.call import Call
from wizard.egress.deadline import Deadline
from wizard.egress.route import Route
from wizard.korean.calendar import clock
from wizard.mall_settings import Practice
from wizard.message_settings import GatewaySettings
from wizard.messaging.channel import (
    MOBILE,
    TALK,
    Accepted,
    Delivery,
    Outcome,
    Rejected,
    Retry,
    Unsure,
)
from wizard.verdicts.answer import Answer, Failure

SERVER = "api.solapi.com"
DEADLINE_S = 15.0
SOON, LATER = timedelta(minutes=5), timedelta(hours=1)
BEFORE_IT_WAS_SENT = {Failure.DNS, Failure.CONNECT, Failure.TLS, Failure.PROXY}
TAKEN, HANDED_ON, DELIVERED = "2000", "3000", "4000"
_ID = re.compile(r"[A-Za-z0-9_-]{1,80}")

log = logging.getLogger(__name__)


@dataclass(frozen=True, repr=False)
class _Sent:
    """What goes out; the headers that every call has are not told."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    def __repr__(self) -> str:
        return f"<solapi {self.method} {self.target.partition('?')[0]}>"


@dataclass(frozen=True, repr=False)
class SolapiChannel:
    """Sends 알림톡.

    Attributes:
        route: the way to the gateway.
        salt: gives what makes each signature another.

    """

    settings: GatewaySettings
    route: Route = field(default_factory=lambda: Route(SERVER))
    now: Callable[[], datetime] = clock
    salt: Callable[[], str] = lambda: secrets.token_hex(16)
    ask_for_addresses: LookUp = look_up
    deadline_s: float = DEADLINE_S
    name: str = TALK
    tells_delivery: bool = True

    def carries(self, kind: str) -> bool:
        """Say whether a template was approved for a kind."""
        return kind in self.settings.templates

    def send(self, kind: str, to: str, variables: Mapping[str, str], dedupe_key: str) -> Outcome:
        """Send one 알림톡."""
        if not MOBILE.fullmatch(to):
            return Rejected("phone")
        told = {
            "to": to,
            "from": self.settings.sender,
            "kakaoOptions": {
                "pfId": self.settings.profile,
                "templateId": self.settings.templates[kind],
                "disableSms": False,
                "variables": {f"#{{{name}}}": variables[name] for name in ("상호", "쇼핑몰", "날짜", "링크")},
            },
            "customFields": {"key": dedupe_key},
        }  # fmt: skip
        body = json.dumps({"message": told}, ensure_ascii=False).encode()
        outcome = _outcome(self._asked("POST", "/messages/v4/send", body))
        if not isinstance(outcome, Accepted):
            log.warning("solapi: %s: %s: %s", kind, type(outcome).__name__, outcome.reason)
        return outcome

    def status(self, provider_id: str) -> Delivery:
        """Ask what became of a message."""
        wanted = {"criteria": "messageId", "cond": "eq", "value": provider_id}
        answer = self._asked("GET", f"/messages/v4/list?{urlencode(wanted)}")
        listed = _read(answer).get("messageList") if isinstance(answer, Answer) else None
        found = listed.get(provider_id) if isinstance(listed, dict) else None
        code = str(found.get("statusCode", "")) if isinstance(found, dict) else ""
        if code in {"", TAKEN, HANDED_ON}:
            return "waiting"
        return "delivered" if code == DELIVERED else "undelivered"

    def _asked(self, method: str, target: str, body: bytes = b"") -> Answer | Failure:
        headers = {"Authorization": self._signed()}
        if body:
            headers["Content-Type"] = "application/json; charset=utf-8"
        sent = _Sent(method, target, headers, body)
        with Deadline(self.deadline_s) as deadline:
            return Call(sent, self.route, self.ask_for_addresses, deadline).result()

    def _signed(self) -> str:
        date = self.now().astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        salt = self.salt()
        signature = hmac.digest(self.settings.secret.encode(), f"{date}{salt}".encode(), "sha256")
        parts = (
            f"apiKey={self.settings.key}",
            f"date={date}",
            f"salt={salt}",
            f"signature={signature.hex()}",
        )
        return f"HMAC-SHA256 {', '.join(parts)}"


def solapi(
    settings: GatewaySettings, practice: Practice | None, now: Callable[[], datetime]
) -> SolapiChannel:
    """Give the channel: to the practice gateway, if practice is on."""
    way = Route(SERVER)
    if practice:
        way = Route(SERVER, stand_in=(practice.host, practice.port), ca=practice.ca)
    return SolapiChannel(settings, way, now)


def _outcome(answer: Answer | Failure) -> Outcome:
    if isinstance(answer, Failure):
        is_before = answer in BEFORE_IT_WAS_SENT
        return Retry(SOON, answer.value) if is_before else Unsure(answer.value)
    told, status = _read(answer), answer.status
    if status == 200:
        message_id, code = str(told.get("messageId", "")), _code(told.get("statusCode"))
        if code == TAKEN and _ID.fullmatch(message_id):
            return Accepted(message_id)
        return Rejected(code) if code and code != TAKEN else Unsure("no id")
    if status in {401, 403}:
        return Retry(LATER, _code(told.get("errorCode")) or str(status))
    if status in {429, 503}:
        return Retry(SOON, str(status))
    if status < 500:
        return Rejected(_code(told.get("errorCode")) or str(status))
    return Unsure(str(status))


def _read(answer: Answer) -> dict[str, Any]:
    try:
        told = json.loads(answer.body)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


def _code(told: object) -> str:
    """Keep a code of the gateway's, and nothing that could be a sentence."""
    found = re.fullmatch(r"[A-Za-z0-9_]{1,30}", str(told or ""))
    return found.group() if found else ""
