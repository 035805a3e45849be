"""How long a guide takes, on some of its ways or on any."""

from collections.abc import Iterable

from wizard.guide.model import Effort
from wizard.steps.base import Answers, holds

Span = tuple[int, int]
"""The fewest and the most minutes."""


def minutes_of(effort: Effort, ways: Iterable[Answers]) -> Span:
    """Give the minutes of some ways, each told by the answers that lead there."""
    if not effort.ways:
        return effort.minutes, effort.longest or effort.minutes
    found = [_of_way(effort, answers) for answers in ways]
    return min(found), max(found)


def minutes_of_any(effort: Effort) -> Span:
    """Give the minutes of every way, without a look at which there are."""
    every = (effort.minutes, effort.longest or effort.minutes, *(w.minutes for w in effort.ways))
    return min(every), max(every)


def write(span: Span) -> str:
    """Write minutes as a screen tells them: "10", or "5~25" where that depends on an answer."""
    return "~".join(str(count) for count in sorted(set(span)))


def _of_way(effort: Effort, answers: Answers) -> int:
    own = (way.minutes for way in effort.ways if holds(way.when, answers))
    return next(own, effort.minutes)
