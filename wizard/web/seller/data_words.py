"""How a value of what a seller takes home is written on the page that comes with it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from wizard.korean.calendar import KOREA
from wizard.services.personal_parts import PARTS, Part
from wizard.services.secret_access import REASONS
from wizard.web.state import state
from wizard.web.state_words import ASKED, ASKED_STATE, RUN_STATE

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

_BY_KEY = {part.key: part for part in PARTS.values()}
_SIDES = {
    "other": "합쳐진 기록,",
    "kept": "남은 기록 (합치기 전),",
    "after": "남은 기록 (합친 뒤),",
}


def told(part: str, column: str, value: Any) -> list[str]:
    """Write one value: a line for each thing that it holds."""
    if (part, column) == ("merges", "was"):
        return list(_was(value))
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


def _was(sides: Mapping[str, Mapping[str, Sequence[Mapping[str, Any]]]]) -> Iterator[str]:
    """Write how two records were: a line for each thing that is told of either."""
    for side, parts in sides.items():
        for key, rows in parts.items():
            for row in rows:
                yield f"{_SIDES[side]} {_BY_KEY[key].title}: {_row(_BY_KEY[key], row)}"


def _row(part: Part, row: Mapping[str, Any]) -> str:
    """Write a row in one line: what each of its columns is called, and what stands there."""
    shown = {name: value for name, value in row.items() if value not in (None, "", {}, [])}
    words = ((part.columns[name], told(part.key, name, value)) for name, value in shown.items())
    return " · ".join(f"{label} {', '.join(lines)}" for label, lines in words)


def _joined(value: Any) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
