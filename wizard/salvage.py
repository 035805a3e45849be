"""What can still be judged of a guide that is not well-formed, so that one run names every fault."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from wizard.complaints import in_file
from wizard.guide import Guide, Problem
from wizard.proof import prove_parts

ROUNDS = 8
_ABOUT_WHAT_IS_LOST = frozenset({"P02", "P03", "P04", "P05", "P09", "P10", "P14", "P23"})


def more_problems(data: dict[str, Any]) -> list[Problem]:
    """Cut out what is malformed, and prove the parts of what is left.

    Args:
        data: a file's mapping that `wizard.guide.parse` refused.

    Returns:
        The problems that have nothing to do with what was cut out.

    """
    rest = deepcopy(data)
    has_lost_a_step = False
    for _ in range(ROUNDS):
        try:
            guide = Guide.model_validate(rest)
        except ValidationError as error:
            for fault in error.errors():
                has_lost_a_step |= _cut(rest, fault["loc"], whole=fault["type"] == "missing")
        else:
            problems = prove_parts(guide)
            return [p for p in problems if not has_lost_a_step or p.code not in _ABOUT_WHAT_IS_LOST]
    return []


def _cut(data: Any, location: Iterable[str | int], *, whole: bool) -> bool:
    """Cut out the malformed part; say whether that took a whole step, or a list of one."""
    path = in_file(data, location)
    if not path:
        return False
    if len(path) >= 2 and path[0] == "steps":
        index = path[1]
        inside = path[2:]
        if not inside or whole or any(isinstance(part, int) for part in inside):
            data["steps"][index] = {"id": f"lost-{index}", "kind": "info", "title": "?"}
            return True
    for part in path[:-1]:
        data = data[part]
    del data[path[-1]]
    return False
