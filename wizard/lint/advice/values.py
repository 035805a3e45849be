"""Advice on values: each stands in the line that names its box, in every look and for every reader."""

from collections.abc import Iterator, Sequence

from wizard.guide.adapted import adapted
from wizard.guide.model import Guide, Path, Problem
from wizard.lint.faults.cases import cases
from wizard.steps import Step
from wizard.steps.base import Answers, Entry
from wizard.steps.lines import Act
from wizard.steps.screen_look import ScreenLook


def values(guide: Guide) -> Iterator[Problem]:
    """Find lines that lack the value they name, and values that are shown without their line."""
    for index, step in enumerate(guide.steps):
        met, path = cases(guide, step), ("steps", index)
        yield from _astray(step, met, path)
        for place, look in enumerate(step.screens):
            where = (*path, "screens", place)
            yield from _left_behind(step, look, where)
            if {"do", "enter"} & look.model_fields_set:
                yield from _astray(step.looking(look), met, where)


def _left_behind(step: Step, look: ScreenLook, path: Path) -> Iterator[Problem]:
    """Find boxes that a look names anew in what to do, and whose value stands in the step alone."""
    own = {entry.label for entry in look.enter} | {
        act.to_copy.label for act in look.do if act.to_copy
    }
    for entry in step.enter:
        if entry.label not in own and _is_named(entry, look.do):
            message = f"'{look.words}'에는 '{entry.label}'에 넣을 값이 나오지 않아요"
            hint = "do를 새로 적은 모습에는 enter도 옮겨 적어 주세요"
            yield Problem((*path, "do"), "A68", message, hint)


def _astray(step: Step, met: Sequence[Answers], path: Path) -> Iterator[Problem]:
    """Find values that some readers see without the line that names their box."""
    seen = [adapted(step, answers) for answers in met]
    for place, entry in enumerate(step.enter):
        shown = [one for one in seen if entry.label in {kept.label for kept in one.enter}]
        is_alone = any(not _is_named(entry, one.do) for one in shown)
        if is_alone and _is_named(entry, step.do):
            message = f"'{entry.label}'의 값이 그 칸을 부르는 줄 없이 나오는 답이 있어요"
            hint = "줄(do)에 적은 when을 enter에도 적어 주세요"
            yield Problem((*path, "enter", place), "A68", message, hint)


def _is_named(entry: Entry, do: Sequence[Act]) -> bool:
    name = f"**{entry.label}**"
    return any(name in act.say or name in (act.trouble or "") for act in do)
