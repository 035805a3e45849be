"""What a line that uses a fragment says of its steps: when they are met, in which stage, with which values."""

from collections.abc import Collection, Iterator
from typing import Any

from wizard.guide import messages
from wizard.guide.constants import Constants, called
from wizard.guide.fragments import USE, Use
from wizard.guide.model import Path, Problem
from wizard.steps.base import several
from wizard.strict_yaml import Document


def apart(steps: list[Any], line: dict[str, Any], path: Path) -> Iterator[Problem]:
    """Find steps that nobody could meet: their own condition and that of the line never hold together."""
    for step in steps:
        for name, answers in _both(line.get("when", {}), step.get("when", {})).items():
            if answers == []:
                message = f"'{step.get('id', '')}' 단계의 when과 함께 맞을 수 없어요"
                hint = "두 when에 같은 답이 하나는 있어야 해요"
                yield Problem((*path, "when", name), "P74", message, hint)


def with_line(step: dict[str, Any], line: dict[str, Any]) -> dict[str, Any]:
    """Give a fragment's step with what the line that uses it says: both conditions, and the stage."""
    told = {"stage": line["stage"]} if "stage" in line else {}
    if "when" not in line or not isinstance(step.get("when", {}), dict):
        return {**told, **step}
    both = _both(line["when"], step.get("when", {}))
    when = {name: answers or line["when"][name] for name, answers in both.items()}
    return {**told, **step, "when": when}


def uncalled(use: Use, document: Document, path: Path) -> Iterator[Problem]:
    """Find values that the fragment never calls."""
    calls = _all_calls(document)
    for name in use.values:
        if name not in calls and not document.problems:
            message = f"'{use.use}'에서 '{name}'을 부르지 않아요"
            yield Problem((*path, "with", name), "P74", message, messages.nearest(name, calls))


def ungiven(use: Use, constants: Constants, document: Document, path: Path) -> Iterator[Problem]:
    """Find values that the fragment calls, and that are neither given nor a constant."""
    for name in missing_values(document, constants):
        message = f"'{use.use}'이 부르는 '{name}'이 없어요"
        yield Problem((*path, USE), "P74", message, f"with에 {name}: 값을 적어 주세요")


def missing_values(document: Document, known: Collection[str]) -> list[str]:
    """Name the values that a fragment calls and that are none of those known, in order."""
    return sorted(_all_calls(document) - {*known})


def line_for(name: str, document: Document, known: Collection[str]) -> str:
    """Write the line by which a guide uses a fragment, with the values that it has to give."""
    given = [f"      {one}: 여기에 값을 적어요" for one in missing_values(document, known)]
    return "\n".join([f"  - {USE}: {name}", *(["    with:", *given] if given else [])])


def _all_calls(document: Document) -> set[str]:
    return {name for scalar in document.scalars.values() for name in calls_in(scalar.value)}


def calls_in(text: str) -> list[str]:
    """Name what a text calls, in its order."""
    names = ((call or "").partition(":")[0] for _, call in called(text))
    return [name for name in names if name]


def _both(one: dict[str, Any], other: Any) -> dict[str, Any]:
    """Give the condition that holds where two do."""
    if not isinstance(other, dict):
        return one
    shared = {
        name: [answer for answer in several(one[name]) if answer in several(other[name])]
        for name in one.keys() & other.keys()
    }
    return {**one, **other, **shared}
