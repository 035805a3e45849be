"""How long a guide takes: on the way that the answers lead, and from where one stands."""

from math import ceil

from wizard.guide.journey import Journey, ways
from wizard.guide.model import Effort, Guide
from wizard.steps.base import Answers, holds

Span = tuple[int, int]
"""The fewest and the most minutes."""


def minutes(guide: Guide, answers: Answers) -> Span:
    """Give the minutes of the ways that `answers` leave open."""
    effort = guide.effort
    if not effort.ways:
        return effort.minutes, effort.longest or effort.minutes
    found = [_of_way(effort, way) for way, _ in ways(guide, answers)]
    return min(found), max(found)


def minutes_of_any(effort: Effort) -> Span:
    """Give the minutes of every way, without a look at which there are."""
    every = (effort.minutes, effort.longest or effort.minutes, *(w.minutes for w in effort.ways))
    return min(every), max(every)


def minutes_left(journey: Journey, number: int) -> int:
    """Give how long it takes at most from a screen on, by the share of the screens; `number` is from 1."""
    return ceil(_most(journey) * (journey.longest - number + 1) / journey.longest)


def write(span: Span) -> str:
    """Write minutes as a screen tells them: "10", or "5~25" where that depends on an answer."""
    return "~".join(str(count) for count in sorted(set(span)))


def _of_way(effort: Effort, answers: Answers) -> int:
    own = (way.minutes for way in effort.ways if holds(way.when, answers))
    return next(own, effort.minutes)


def _most(journey: Journey) -> int:
    """Give the minutes of the longest way; `longest` is told of the guide's longest way only."""
    effort = journey.guide.effort
    if effort.longest and not effort.ways:
        whole = max(len(way) for _, way in ways(journey.guide))
        return effort.longest if journey.longest == whole else effort.minutes
    return minutes(journey.guide, journey.answers)[1]
