"""A fragment in a guide of nothing but it: what only a guide that uses it would say is made up."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from wizard.guide.constants import Constant, Constants
from wizard.guide.fragments import FOLDER
from wizard.guide.model import Guide, parse
from wizard.lint.faults import find_faults
from wizard.lint.filling import fill
from wizard.lint.fragment import END
from wizard.lint.fragment_shape import is_sound
from wizard.lint.recovery import STAND_INS
from wizard.lint.shared import Shared
from wizard.lint.using_lines import missing_values
from wizard.steps.base import several
from wizard.strict_yaml import Document

ELSE = {"else": {"label": "그 밖의 답"}}


def lone_guide(document: Document, title: str, shared: Shared, today: date) -> Guide | None:
    """Give the guide; None where something is wrong with the fragment, or it needs what cannot be made up.

    A value that a line would give is its own name. A question that another step would ask is asked first.
    """
    if not is_sound(document):
        return None
    steps = _filled(document, shared)
    said = {
        "mall": FOLDER,
        "title": title,
        "category": "함께 쓰는 단계",
        "manual": {"chapter": "-", "edition": str(today.year)},
        "status": {"state": "open", "checked_on": today.isoformat()},
    }
    end = {**END, "title": "여기까지예요"}
    guide, _ = parse({**STAND_INS, **said, "steps": [*_questions(steps), *steps, end]})
    return guide if guide and not find_faults(guide) else None


def _filled(document: Document, shared: Shared) -> list[dict[str, Any]]:
    known = shared.constants.whole
    made_up = {name: Constant(value=f"‹{name}›") for name in missing_values(document, known)}
    steps: list[dict[str, Any]] = fill(document.data, Constants({**known, **made_up}), document)[
        "steps"
    ]
    return steps


def _questions(steps: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Ask what the steps want to know and none of them asks."""
    asked = {name for step in steps for name in (step.get("id"), *_fields(step))}
    wanted: dict[str, dict[str, dict[str, str]]] = {}
    for when in _conditions(list(steps)):
        for name, answers in when.items():
            options = wanted.setdefault(name, {})
            options.update({answer: {"label": answer} for answer in several(answers)})
    for name, options in wanted.items():
        if name not in asked:
            yield {
                "id": name,
                "kind": "choice",
                "title": f"‹{name}›",
                "options": {**options, **ELSE},
            }


def _fields(step: dict[str, Any]) -> Iterable[str]:
    fields = step.get("fields")
    return fields if isinstance(fields, dict) else ()


def _conditions(part: Any) -> Iterator[dict[str, Any]]:
    """Give every `when` that stands in a part."""
    inside = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    if isinstance(part, dict) and isinstance(part.get("when"), dict):
        yield part["when"]
    for one in inside:
        yield from _conditions(one)
