"""Each way comes to an outcome, and passes what its steps speak of."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wizard.guide.journey import MAX_WAYS, format_answers, ways
from wizard.guide.model import Guide, Problem
from wizard.steps import Checklist, Credentials, Outcome, Request, Step
from wizard.steps.base import Answers, Condition, holds

Way = tuple[Answers, tuple[Step, ...]]


def ends(guide: Guide) -> Iterator[Problem]:
    """Find ways without an end, and too many ways to look at."""
    found = list(islice(ways(guide), MAX_WAYS + 1))
    if len(found) > MAX_WAYS:
        yield Problem(("steps",), "P20", f"갈림길이 {MAX_WAYS}개를 넘어요", "질문을 줄여 주세요")
    for answers, path in found:
        if not path or not path[-1].ends:
            last = guide.steps.index(path[-1]) if path else 0
            message = f"끝 화면(outcome)에 닿지 않는 길이 있어요: {format_answers(answers)}"
            yield Problem(("steps", last), "P07", message, "마지막에 kind: outcome 단계를 두세요")
            return


def missed(guide: Guide) -> Iterator[Problem]:
    """Find steps that no way meets, and steps that speak of what their way has not met."""
    found = list(islice(ways(guide), MAX_WAYS))
    met = {step.id for _, path in found for step in path}
    met |= {step.id for step in guide.steps if step.only}  # `renewals` looks after these
    for index, step in enumerate(guide.steps):
        if step.id not in met:
            message = f"어떤 답을 골라도 '{step.id}'에 갈 수 없어요"
            yield Problem(("steps", index), "P06", message, _why(step.when, found))
        if isinstance(step, Request) and (way := _without(step, Credentials, found)):
            message = f"계정을 받지 않고 이 요청에 오는 길이 있어요: {format_answers(way)}"
            hint = "요청에도 계정 입력과 같은 when을 적어 주세요"
            yield Problem(("steps", index), "P34", message, hint)
        is_list = isinstance(step, Outcome) and step.lists
        if is_list and (way := _without(step, Checklist, found)) is not None:
            message = f"체크리스트를 지나지 않고 오는 길이 있어요: {format_answers(way)}"
            yield Problem(("steps", index), "P35", message, "체크리스트와 when을 맞춰 주세요")


def never(when: Condition, cases: Sequence[Answers]) -> str:
    """Say which part of `when` leaves no case; "" if some case satisfies it."""
    so_far: Condition = {}
    for question, literals in when.items():
        narrowed = {**so_far, question: literals}
        if not any(holds(narrowed, case) for case in cases):
            before = f"{format_answers(so_far)}이면 " if so_far else ""
            return f"{before}{format_answers({question: literals})}인 길이 없어요"
        so_far = narrowed
    return ""


def _why(when: Condition, found: list[Way]) -> str:
    if reason := never(when, [answers for answers, _ in found]):
        return reason
    answers, path = next(way for way in found if holds(when, way[0]))
    return f"{format_answers(answers)}: 앞의 '{path[-1].id}'에서 끝나요"


def _without(step: Step, kind: type[Step], found: list[Way]) -> Answers | None:
    """Give the answers of the first way that comes to `step` without a step of `kind`."""
    for answers, path in found:
        if step in path and not any(isinstance(s, kind) for s in path[: path.index(step)]):
            return answers
    return None
