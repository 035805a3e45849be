"""What can still be judged of a guide that is not well-formed, so that one run names every fault."""

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from wizard.guide.messages import in_file, trail
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults import find_faults_of_parts

ROUNDS = 8
STAND_INS = {
    "mall": "lost",
    "title": "?",
    "category": "?",
    "manual": {"chapter": "?", "edition": "?"},
    "status": {"state": "open", "checked_on": "2000-01-01"},
    "effort": {"minutes": "1"},
}
ABOUT_WHAT_IS_LOST = frozenset(
    {"P02", "P03", "P04", "P05", "P09", "P10", "P14", "P23", "P32", "P36", "P37"}
)


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
            for path, whole in _malformed(rest, error):
                has_lost_a_step |= _cut(rest, path, whole=whole)
        else:
            problems = find_faults_of_parts(guide)
            return [p for p in problems if not has_lost_a_step or p.code not in ABOUT_WHAT_IS_LOST]
    return []


def _malformed(data: Any, error: ValidationError) -> list[tuple[Path, bool]]:
    """Give each malformed part once, last first, and whether something is missing in it."""
    parts: dict[Path, bool] = {}
    for fault in error.errors():
        _, own = trail(Guide, fault["loc"])
        path = in_file(data, own) or own[:1]
        parts[path] = parts.get(path, False) or fault["type"] == "missing"
    return sorted(parts.items(), reverse=True)


def _cut(data: Any, path: Path, *, whole: bool) -> bool:
    """Cut out the malformed part; say whether that took a whole step, or a list of one."""
    if path[0] in STAND_INS:
        data[path[0]] = STAND_INS[str(path[0])]
        return False
    if in_file(data, path) != path:  # it went with something larger
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
