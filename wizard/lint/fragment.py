"""A fragment by itself: judged as steps, without what only a guide that uses it can tell."""

from collections.abc import Collection, Iterable
from copy import copy
from typing import Any

from wizard.guide.model import Problem, parse
from wizard.lint.advice import advise_texts
from wizard.lint.faults import find_faults_of_parts
from wizard.lint.filling import fill
from wizard.lint.fragment_shape import is_sound
from wizard.lint.recovery import ABOUT_WHAT_IS_LOST, STAND_INS, more_problems
from wizard.lint.shared import Shared
from wizard.strict_yaml import Document

OF_MARKS = frozenset({"P14", "P32", "P36", "P37"})
"""What a step tells by itself of its numbers and its picture, unless they depend on answers."""

END = {"id": "end-of-fragment", "kind": "outcome", "title": "?"}


def judge_fragment(document: Document, shared: Shared) -> tuple[list[Problem], list[Problem]]:
    """Give what is wrong with a fragment, and what could be better."""
    if not is_sound(document):
        return [], []
    steps = _filled(document, shared)["steps"]
    data: dict[str, Any] = {**STAND_INS, "steps": [*steps, END]}
    guide, problems = parse(data)
    problems += find_faults_of_parts(guide) if guide else more_problems(data)
    alone = {index for index, step in enumerate(steps) if guide and not _adapts(step)}
    own = _own(problems, document, len(steps), alone)
    return own, [] if own else [*advise_texts(document, shared)]


def _filled(document: Document, shared: Shared) -> dict[str, Any]:
    """Put in what is known; what the line that uses it gives is not known here."""
    unheard = copy(document)
    unheard.problems = []
    filled: dict[str, Any] = fill(document.data, shared.constants, unheard)
    return filled


def _adapts(step: dict[str, Any]) -> bool:
    """Say whether a step's numbers depend on answers or values, which only a guide knows."""
    return any(_depends(step.get(name)) for name in ("do", "picture", "image", "screens"))


def _depends(part: Any) -> bool:
    if isinstance(part, dict):
        return "when" in part or any(map(_depends, part.values()))
    return any(map(_depends, part)) if isinstance(part, list) else "${" in str(part)


def _own(
    problems: Iterable[Problem], document: Document, steps: int, alone: Collection[int]
) -> list[Problem]:
    """Leave out what a guide has to tell: names of its other steps, and values that it gives.

    Args:
        problems: what was found.
        document: the fragment.
        steps: how many it has.
        alone: the steps that tell their numbers by themselves.

    """
    return [
        one
        for one in problems
        if one.path[:1] == ("steps",)
        and len(one.path) > 1
        and int(one.path[1]) < steps
        and (
            one.code not in ABOUT_WHAT_IS_LOST
            or (one.code in OF_MARKS and int(one.path[1]) in alone)
        )
        and not ((said := document.scalars.get(one.path)) and "${" in said.value)
    ]
