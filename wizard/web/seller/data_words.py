"""How a value of what a seller takes home is written on the page that comes with it."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from wizard.korean.calendar import KOREA
from wizard.services.secret_access import REASONS
from wizard.web.state import state
from wizard.web.template_filters import ASKED, ASKED_STATE, RUN_STATE

_REGISTRATION = {
    "asked": "아임셀러에 등록되기를 기다려요",
    "registered": "아임셀러에 등록됐어요",
    "returned": "고칠 것이 있어 돌려보냈어요",
    "unasked": "문을 닫은 쇼핑몰이라 등록하지 않아요",
    "unfinished": "아직 적지 않은 칸이 있어요",
}
_WORDS: Mapping[tuple[str, str], Mapping[str, str]] = {
    ("runs", "state"): RUN_STATE,
    ("requests", "kind"): ASKED,
    ("requests", "state"): ASKED_STATE,
    ("registrations", "state"): _REGISTRATION,
    ("openings", "reason"): REASONS,
}
"""(part, column) -> the words for what stands there."""


def told(part: str, column: str, value: Any) -> list[str]:
    """Write one value: a line for each thing that it holds."""
    if column == "mall":
        guide = state().catalog.guides.get(value)
        return [guide.title if guide else str(value)]
    if isinstance(value, datetime):
        return [f"{value.astimezone(KOREA):%Y-%m-%d %H:%M}"]
    if isinstance(value, Mapping):
        return [f"{name}: {_joined(one)}" for name, one in value.items()]
    if isinstance(value, bool):
        return ["네" if value else "아니요"]
    if isinstance(value, date | int):
        return [str(value)]
    words = _WORDS.get((part, column), {})
    return [words.get(value, value) if isinstance(value, str) else _joined(value)]


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
