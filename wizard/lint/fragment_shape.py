"""Whether a file is a fragment's, and a line one that uses it; what is wrong is told by its path."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from wizard.guide import messages
from wizard.guide.fragments import USE, Fragment
from wizard.guide.model import Path, Problem
from wizard.lint.rules import RULES
from wizard.steps.base import Model
from wizard.strict_yaml import Document

M = TypeVar("M", bound=Model)


def is_sound(document: Document) -> bool:
    """Say whether a file is a fragment's; what keeps it from being one is noted there."""
    if document.problems:
        return False
    found, problems = read_part(Fragment, document.data, ())
    complain(document, problems if found is None else [*_nested(document.data["steps"])])
    return not document.problems


def complain(document: Document, problems: list[Problem]) -> None:
    """Note what is wrong with a file at its places there."""
    document.problems += [
        (document.place(one.path, of_key=RULES[one.code].at_key), one) for one in problems
    ]


def _nested(steps: list[Any]) -> Iterator[Problem]:
    for index, step in enumerate(steps):
        if uses(step):
            hint = "쓰이는 안내에서 use를 두 번 적어 주세요"
            message = "함께 쓰는 단계 안에서는 다른 것을 부를 수 없어요"
            yield Problem(("steps", index, USE), "P74", message, hint)


def read_part(model: type[M], data: Any, path: Path) -> tuple[M | None, list[Problem]]:
    """Read a part of a file that stands at `path`; None, with what is wrong, if it is malformed."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        return None, [_problem(fault, data, model, path) for fault in error.errors()]


def _problem(fault: Mapping[str, Any], data: Any, model: type[Model], path: Path) -> Problem:
    _, inside = messages.trail(model, fault["loc"])
    return Problem((*path, *inside), *messages.about(fault, data, model))


def uses(step: Any) -> bool:
    """Say whether a line of the steps stands for those of a fragment."""
    return isinstance(step, dict) and USE in step
