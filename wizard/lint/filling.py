"""Constants put into a file's texts; what cannot be filled is a fault at its place."""

from typing import Any

from wizard.guide.constants import NAMES, Constants, called
from wizard.guide.messages import nearest
from wizard.guide.model import Path, Problem
from wizard.korean.particles import PAIRS
from wizard.strict_yaml import Document

MAX_TOLD = 500
"""So many faults of one file are told at once, in its order; the last one says that there are more."""


def fill(value: Any, constants: Constants, document: Document, path: Path = ()) -> Any:
    """Put the named constants into every string, and note the unknown ones."""
    if isinstance(value, dict):
        return {k: fill(v, constants, document, (*path, k)) for k, v in value.items()}
    if isinstance(value, list):
        return [fill(v, constants, document, (*path, i)) for i, v in enumerate(value)]
    for call in dict.fromkeys(call for _, call in called(value) if call is not None):
        if not constants.has(call) and len(document.problems) <= MAX_TOLD:
            problem = Problem(path, *_uncalled(call, constants))
            document.problems.append((document.place(path), problem))
    return constants.fill(value)


def _uncalled(call: str, constants: Constants) -> tuple[str, str, str]:
    """Say why a call cannot be filled: code, message and hint."""
    name, _, way = call.partition(":")
    if name in constants:
        hint = f"{', '.join(PAIRS)} 또는 {NAMES}를 적어 주세요"
        return "P72", f"'{way}'으로는 상수를 부를 수 없어요", hint
    hint = nearest(name, constants) if constants else "constants.yaml을 먼저 만들어 주세요"
    return "P13", f"'{name}'이라는 상수가 없어요", hint
