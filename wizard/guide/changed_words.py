"""What differs between two editions of a guide, in words: which step, which text, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from wizard.guide.diff import compare, differing
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Model

KEYS = {
    "title": "제목", "say": "글", "do": "할 일", "enter": "적을 값", "where": "자리", "picture": "그림", "caution": "조심할 것",
    "updates": "달라진 점", "fields": "입력칸", "options": "고르는 것", "rows": "등록될 줄", "needs": "준비할 것", "help": "묻고 답하기",
    "screens": "화면의 다른 모습", "when": "보이는 때", "verify": "쇼핑몰에 확인하기", "status": "쇼핑몰의 사정", "effort": "걸리는 시간",
    "label": "이름", "example": "보기", "format": "형식", "note": "덧붙임", "was": "예전 이름", "stage": "묶음", "from": "출처",
    "intro": "소개", "kind": "종류", "why": "왜 묻나요", "find": "찾는 곳", "prefix": "앞에 붙는 글", "optional": "안 적어도 되는지", "secret": "비밀인지",
    "url": "주소", "menu": "메뉴", "console": "관리 화면", "checked_on": "확인한 날", "looked": "화면을 봤는지", "minutes": "분", "ways": "길마다",
    "aka": "다른 이름", "category": "묶음", "contact": "연락할 곳", "manual": "매뉴얼의 자리", "renew": "새 키 받기", "body": "글", "video": "영상", "steps": "지날 화면",
    "order": "차례", "image": "사진", "unknown": "나중에 적기", "issue": "키를 누가 발급하나요", "migration": "데이터 이전", "state": "상태", "(순서)": "차례",
    "result": "하고 나면", "trouble": "안 되면", "value": "값", "by": "누가", "items": "그린 것", "mark": "번호",
}  # fmt: skip
"""What editors call the keys of a guide."""

UNTOLD = ("id: ", f"{KEYS['kind']}: ", f"{KEYS['title']}: ")
"""What of a step that is new, or gone, stands above it already."""

ABOUT = "안내 전체"
Lines = tuple[str, ...]


@dataclass(frozen=True)
class TextChange:
    """One text that differs: only its lines that do."""

    what: str
    before: Lines
    after: Lines


@dataclass(frozen=True)
class StepChange:
    """What became of one step, or of the guide as a whole.

    Attributes:
        step_id: "" for the guide as a whole.
        kind: what became of it.

    """

    step_id: str
    title: str
    kind: Literal["added", "removed", "moved", "changed"]
    texts: tuple[TextChange, ...] = ()


def changed_words(old: Guide | None, new: Guide | None) -> list[StepChange]:
    """Tell, in the order of the newer edition, what differs; None for an edition that is none."""
    if old is None or new is None:
        added = [_whole(step, "added") for step in new.steps] if new else []
        return added or [_whole(step, "removed") for step in (old.steps if old else ())]
    found = compare(old, new)
    before = {step.id: step for step in old.steps}
    about = tuple(text for text in _texts(old, new) if not text.what.startswith(KEYS["steps"]))
    told = [StepChange("", ABOUT, "changed", about)] if about else []
    for step in new.steps:
        if step.id in found.added:
            told.append(_whole(step, "added"))
        elif step.id in found.changed or step.id in found.moved:
            texts = tuple(_texts(before[step.id], step))
            told.append(StepChange(step.id, step.title, "changed" if texts else "moved", texts))
    return [*told, *(_whole(before[name], "removed") for name in found.removed)]


def _whole(step: Step, kind: Literal["added", "removed"]) -> StepChange:
    """Tell a step that stands in one edition only."""
    lines = tuple(line for line in _lines(step) if not line.startswith(UNTOLD))
    sides = ((), lines) if kind == "added" else (lines, ())
    return StepChange(step.id, step.title, kind, (TextChange("화면 전체", *sides),))


def _texts(old: Model, new: Model) -> Iterator[TextChange]:
    for key, was, now in differing(old, new):
        if isinstance(old, Guide) and key.split(".")[0] == "steps":
            continue
        before, after = _apart(list(_lines(was)), list(_lines(now)))
        yield TextChange(_named(key), before, after)


def _named(key: str) -> str:
    """Name a key such as "fields.api_key.label" as editors do."""
    return " › ".join(KEYS.get(part, part) for part in key.split("."))


def _apart(before: list[str], after: list[str]) -> tuple[Lines, Lines]:
    """Keep the lines that differ."""
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    cuts = [cut for cut in matcher.get_opcodes() if cut[0] != "equal"]
    return (
        tuple(line for _, a, b, _, _ in cuts for line in before[a:b]),
        tuple(line for _, _, _, c, d in cuts for line in after[c:d]),
    )


def _lines(value: Any) -> Iterator[str]:
    """Tell a value in lines, as an editor would read it aloud."""
    if isinstance(value, Model):
        for name, held in type(value).file_keys().items():
            default = type(value).model_fields[held].get_default(call_default_factory=True)
            inner = getattr(value, held)
            if inner != default and inner is not None:
                yield from _under(KEYS.get(name, name), inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _under(KEYS.get(str(name), str(name)), inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield _one(inner)
    elif value is not None:
        yield _one(value)


def _under(name: str, value: Any) -> Iterator[str]:
    if isinstance(value, Model | dict):
        yield f"{name}: {_one(value)}"
    elif isinstance(value, tuple | list):
        yield from (f"{name}: {_one(inner)}" for inner in value)
    else:
        yield f"{name}: {_one(value)}"


def _one(value: Any) -> str:
    """Tell a value in one line; a sentence that has nothing else to it is that sentence."""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, Model | dict | tuple | list):
        return " · ".join(line.removeprefix(f"{KEYS['say']}: ") for line in _lines(value))
    return str(value)
