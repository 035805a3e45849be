"""What differs between two editions of a guide, in words: which step, which text, before and after."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any, Literal

from wizard.guide.diff import compare, differing
from wizard.guide.key_words import KEYS, VALUES
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Model

UNTOLD = (f"{KEYS['id']}: ", f"{KEYS['kind']}: ", f"{KEYS['title']}: ")
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
        last = key.split(".")[-1]
        before, after = _apart(list(_lines(was, last)), list(_lines(now, last)))
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


def _lines(value: Any, key: str = "") -> Iterator[str]:
    """Tell what stands under a key in lines, as an editor would read it aloud."""
    if isinstance(value, Model):
        for name, held in type(value).file_keys().items():
            default = type(value).model_fields[held].get_default(call_default_factory=True)
            inner = getattr(value, held)
            if inner != default and inner is not None:
                yield from _under(name, inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _under(str(name), inner)
    elif isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield _one(inner, key)
    elif value is not None:
        yield _one(value, key)


def _under(key: str, value: Any) -> Iterator[str]:
    name = KEYS.get(key, key)
    if isinstance(value, tuple | list):
        yield from (f"{name}: {_one(inner, key)}" for inner in value)
    else:
        yield f"{name}: {_one(value, key)}"


def _one(value: Any, key: str) -> str:
    """Tell a value in one line; a sentence that has nothing else to it is that sentence."""
    if isinstance(value, bool):
        return "예" if value else "아니요"
    if isinstance(value, Model | dict | tuple | list):
        return " · ".join(line.removeprefix(f"{KEYS['say']}: ") for line in _lines(value, key))
    return VALUES.get(key, {}).get(str(value), str(value))
