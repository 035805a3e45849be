"""Advice on bare words that other YAML tools read as something else.

Source: YAML 1.1 (yaml.org/type) takes no, 0123, 12:30 and 1_000 for a truth and numbers;
YAML 1.2's core schema still takes 0123, 1e3, true and null.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from wizard.guide.model import Guide, Path, Problem
from wizard.steps.base import Model
from wizard.strict_yaml import Document, Scalar

_TRAP = re.compile(
    r"y|n|yes|no|on|off|true|false|null|~|"
    r"[-+]?(?:0[xo])?[0-9][0-9_]*(?:\.[0-9_]*)?(?:e[-+]?[0-9]+)?|[-+]?\.[0-9]+|"
    r"[0-9]+(?::[0-5]?[0-9])+(?:\.[0-9]*)?|[-+]?\.(?:inf|nan)|0x[0-9a-f_]+|0b[01_]+",
    re.IGNORECASE,
)

_OURS = frozenset({"on"})
"""Keys that we gave: an editor cannot call them otherwise, and nothing but us reads them."""


def traps(guide: Guide, document: Document) -> Iterator[Problem]:
    """Find them where a text is meant."""
    for path, scalar in document.scalars.items():
        if is_trap(scalar) and not isinstance(_meant(guide, path), bool | int | Decimal | date):
            yield _problem(path, scalar)
    for path, scalar in document.names.items():
        if is_trap(scalar) and scalar.value not in _OURS:
            yield _problem((*path, "[key]"), scalar)


def is_trap(scalar: Scalar) -> bool:
    """Say whether a bare word would be no text to another tool."""
    return not scalar.style and _TRAP.fullmatch(scalar.value) is not None


def _problem(path: Path, scalar: Scalar) -> Problem:
    message = f"'{scalar.value}'은 다른 도구에서 글이 아니에요"
    return Problem(path, "A01", message, f'"{scalar.value}"처럼 따옴표로 묶어 주세요')


def _meant(guide: Guide, path: Path) -> Any:
    """Give what the guide holds at a path of its file; None where the file has a short form."""
    value: Any = guide
    for part in path:
        if isinstance(value, tuple) and isinstance(part, str) and len(value) == 1:
            value = value[0]  # one thing written where a list is allowed
        if isinstance(value, Model) and isinstance(part, str):
            value = getattr(value, type(value).file_keys().get(part, part), None)
        elif isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, tuple) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value
