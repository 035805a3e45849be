"""The answers under which one step shows something else."""

from itertools import islice

from wizard.guide.journey import MAX_WAYS, ways
from wizard.guide.model import Guide
from wizard.lint.faults.conditions import text_conditions
from wizard.steps import Step
from wizard.steps.base import Answers


def cases(guide: Guide, step: Step) -> list[Answers]:
    """Give each case of a step once; of one that shows the same to everybody, one without answers."""
    asked = {name for _, when in text_conditions(step, ()) for name in when}
    if not asked:
        return [{}]
    found = [answers for answers, way in islice(ways(guide), MAX_WAYS) if step in way]
    seen = [{name: chosen for name, chosen in case.items() if name in asked} for case in found]
    return [case for place, case in enumerate(seen) if case not in seen[:place]] or [{}]
