"""Advice on steps and the ways through them."""

from collections.abc import Iterator
from itertools import islice

from wizard.guide.adapted import adapted
from wizard.guide.journey import MAX_WAYS, format_answers, ways
from wizard.guide.model import Guide, Problem
from wizard.lint.faults.cases import cases
from wizard.steps import Credentials, Outcome, Step
from wizard.steps.base import Answers

MAX_THINGS = 7
Way = tuple[Answers, tuple[Step, ...]]


def order(guide: Guide) -> Iterator[Problem]:
    """Find screens with too much to do, and ways that would puzzle a seller."""
    for index, step in enumerate(guide.steps):
        most = max(len(adapted(step, case).do) for case in cases(guide, step))
        if most > MAX_THINGS:
            message = f"한 화면에서 할 일이 {most}가지예요"
            hint = f"{MAX_THINGS}가지까지가 좋아요. 화면을 나눠 주세요"
            yield Problem(("steps", index, "do"), "A11", message, hint)
    found = list(islice(ways(guide), MAX_WAYS))
    problems = [p for way in found for p in (*_done(guide, way), *_titles(guide, way))]
    problems += [p for way in found for p in _stages(guide, way)]
    told_of: set[tuple[object, str]] = set()
    for problem in problems:
        if (problem.path, problem.code) not in told_of:
            told_of.add((problem.path, problem.code))
            yield problem


def _done(guide: Guide, way: Way) -> Iterator[Problem]:
    answers, path = way
    last = path[-1]
    has_form = any(isinstance(step, Credentials) for step in guide.steps)
    is_done = isinstance(last, Outcome) and last.result == "done"
    if has_form and is_done and not any(isinstance(step, Credentials) for step in path):
        message = f"계정을 적지 않고 끝나는 길이 있어요: {format_answers(answers)}"
        where = ("steps", guide.steps.index(last), "id")
        yield Problem(where, "A15", message, "멈추는 길이면 result: stop을 적어 주세요")


def _titles(guide: Guide, way: Way) -> Iterator[Problem]:
    answers, path = way
    seen: set[str] = set()
    for step in path:
        if step.title in seen:
            message = f"'{step.title}'이라는 화면이 한 길에 둘이에요: {format_answers(answers)}"
            where = ("steps", guide.steps.index(step), "title")
            yield Problem(where, "A16", message, "무엇이 다른지 제목에 적어 주세요")
        seen.add(step.title)


def _stages(guide: Guide, way: Way) -> Iterator[Problem]:
    answers, path = way
    passed: list[str] = []
    for step in path:
        if step.stage and step.stage in passed[:-1]:
            message = f"'{step.stage}' 단락이 다시 나와요: {format_answers(answers)}"
            where = ("steps", guide.steps.index(step), "stage")
            yield Problem(where, "A19", message, "차례를 바꾸거나 새 이름을 적어 주세요")
        elif step.stage and step.stage not in passed:
            passed.append(step.stage)
