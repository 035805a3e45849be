"""What a line that uses a fragment says of each of its steps: when it is met, and in which stage."""

from collections.abc import Iterator
from typing import Any

from wizard.guide.model import Path, Problem
from wizard.steps.base import several


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


def _both(one: dict[str, Any], other: Any) -> dict[str, Any]:
    """Give the condition that holds where two do."""
    if not isinstance(other, dict):
        return one
    shared = {
        name: [answer for answer in several(one[name]) if answer in several(other[name])]
        for name in one.keys() & other.keys()
    }
    return {**one, **other, **shared}
