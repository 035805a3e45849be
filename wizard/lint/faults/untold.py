"""Each text, value and picture that is meant only for some is shown to somebody."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wizard.guide.journey import MAX_WAYS, ways
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.conditions import overview_conditions, text_conditions
from wizard.lint.faults.reachability import never
from wizard.steps.base import Answers, Condition


def untold(guide: Guide) -> Iterator[Problem]:
    """Find what no answer leads to."""
    found = list(islice(ways(guide), MAX_WAYS))
    for path, when in overview_conditions(guide):
        yield from _never_shown(path, when, [answers for answers, _ in found])
    for index, step in enumerate(guide.steps):
        passing = [answers for answers, way in found if step in way]
        for path, when in text_conditions(step, ("steps", index)) if passing else ():
            yield from _never_shown(path, when, passing)


def _never_shown(path: Path, when: Condition, cases: Sequence[Answers]) -> Iterator[Problem]:
    """What a form asks parts no way: it may have been answered in any way."""
    parting = {name: options for name, options in when.items() if any(name in c for c in cases)}
    if reason := never(parting, cases):
        yield Problem(path, "P22", "어떤 답을 골라도 이 글을 보여 주지 않아요", reason)
