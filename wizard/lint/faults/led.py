"""What people ask at a step leads each who is shown it somewhere, and is asked once."""

from collections.abc import Iterator, Sequence
from itertools import islice

from wizard.guide.journey import MAX_WAYS, format_answers, ways
from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Step
from wizard.steps.base import Answers, still_open
from wizard.steps.help import Help

Way = tuple[Answers, frozenset[str]]
"""The answers of one way, and the ids of the steps that it meets."""


def led(guide: Guide) -> Iterator[Problem]:
    """Find answers that lead to a screen which their reader does not come by, and questions that stand twice."""
    met = [
        (answers, frozenset(step.id for step in way))
        for answers, way in islice(ways(guide), MAX_WAYS)
    ]
    for index, step in enumerate(guide.steps):
        yield from _led(step, ("steps", index, "help"), [way for way in met if step.id in way[1]])


def _led(step: Step, path: Path, passing: Sequence[Way]) -> Iterator[Problem]:
    for place, one in enumerate(step.help):
        shown = _shown(one, passing)
        astray = [answers for answers, ids in shown if one.to not in ids]
        if one.to and not one.asks_staff and astray:
            message = f"'{one.to}'을 지나지 않는 길에서도 보여요 ({format_answers(astray[0])})"
            hint = "그 화면을 지나는 답을 when에 적거나, 다른 단계나 request를 적어 주세요"
            yield Problem((*path, place, "to"), "P65", message, hint)
        if any(other.ask == one.ask and _shown(other, shown) for other in step.help[:place]):
            message = f"'{one.ask}'이 한 화면에 두 번 나와요"
            yield Problem((*path, place, "ask"), "P65", message, "하나로 합쳐 주세요")


def _shown(one: Help, passing: Sequence[Way]) -> list[Way]:
    """Keep the ways on which a question is shown."""
    return [way for way in passing if still_open(one.when, way[0]) is not None]
