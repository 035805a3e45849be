"""What one reader meets: a step, and what is told before the first one, without what is meant for others."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Answers, Condition, ForSome, Model, holds, still_open

M = TypeVar("M", bound=Model)
F = TypeVar("F", bound=ForSome)
Left = Callable[[Condition], Condition | None]
"""What remains of a condition once it is known who reads; None if it is not met."""

STEP_PARTS = ("say", "caution", "do", "enter", "updates", "picture", "video", "help")
"""What of a step may be meant only for some: a `ForSome`, or several."""
OVERVIEW_PARTS = ("needs", "intro", "updates")
"""The same of what is told before the first step."""


def adapted(step: Step, answers: Answers) -> Step:
    """Give a step as it is met under `answers`, in the look that they choose; the same one if it is for all.

    A condition that is met is taken away: what still has one is shown with it, as in print.
    """
    seen = step.looking(step.look(answers))
    return _adapted(seen, STEP_PARTS, lambda when: {} if holds(when, answers) else None)


def as_far_as_known(step: Step, answers: Answers) -> Step:
    """Give a step as `adapted` does where nothing more is asked: what may yet hold stays, with for whom."""
    seen = step.looking(step.look(answers))
    return _adapted(seen, STEP_PARTS, lambda when: still_open(when, answers))


def other_looks(step: Step, answers: Answers) -> list[tuple[str, Step]]:
    """Give the looks of a screen besides the one that is chosen, each by its words; "" is today's.

    Each has an id of its own, for one page on which they stand together.
    """
    question, now = step.look_question, step.look(answers)
    rest = {name: ids for name, ids in answers.items() if name != question}
    shown = [("", f"{step.id}.now", adapted(step, rest))] if now else []
    for look in step.screens:
        if look != now:
            seen = adapted(step, {**rest, question: (look.key,)})
            shown.append((look.words, f"{step.id}.{look.key}", seen))
    return [(words, seen.as_another(name)) for words, name, seen in shown]


def overview(guide: Guide, answers: Answers) -> Guide:
    """Give a guide as its overview tells it: what may yet hold stays, with what is open of its condition."""
    return _adapted(guide, OVERVIEW_PARTS, lambda when: still_open(when, answers))


def _adapted(model: M, names: Iterable[str], left: Left) -> M:
    now = {name: _part(getattr(model, name), left) for name in names}
    changed = {name: part for name, part in now.items() if part != getattr(model, name)}
    return model.model_copy(update=changed) if changed else model


def _part(part: Any, left: Left) -> Any:
    if isinstance(part, tuple):
        met = (_one(one, left) for one in part)
        return tuple(one for one in met if one is not None)
    return part and _one(part, left)


def _one(one: F, left: Left) -> F | None:
    rest = left(one.when)
    if rest is None:
        return None
    return one if rest == one.when else one.model_copy(update={"when": rest})
