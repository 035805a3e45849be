"""What is wrong with a file that guides share, at its places."""

from pathlib import Path

from wizard.errors import Fault, GuideError
from wizard.guide.model import Problem
from wizard.korean.particles import particled
from wizard.lint.rules import RULES
from wizard.strict_yaml import Document


def refuse_faults(file: Path, document: Document, problems: list[Problem]) -> None:
    """Let a sound file pass.

    Raises:
        GuideError: with every fault, if there is one.

    """
    found = [fault_at(file, place, one) for place, one in document.problems]
    for one in problems:
        place = document.place(one.path, of_key=RULES[one.code].at_key)
        found.append(fault_at(file, place, one))
    if found:
        raise GuideError(sorted(found))


def fault_at(file: Path, place: tuple[int, int], told: Problem) -> Fault:
    """Tell a problem at a place of a file."""
    return Fault(str(file), *place, told.code, particled(told.message), particled(told.hint))
