"""A screen's address, short enough to type on another device.

It is worked out, not stored: the screen's number on the path, and a letter for each option chosen.
It holds as long as the guide stays as it is; a QR code or a link carries the whole address.
"""

from collections.abc import Iterator
from string import ascii_lowercase, digits

from wizard.guide.journey import Journey, walk
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Answers, holds

BETWEEN = "-"
LETTERS = ascii_lowercase + digits


def shorten(journey: Journey, step_id: str) -> str:
    """Give the short name of a screen on the path: "5", or "7/b" after an answer.

    It is "" where a question has more options than there are letters.
    """
    letters = []
    for question, options in _questions(journey.guide, journey.answers):
        chosen = journey.answers.get(question, ())
        if len(options) > len(LETTERS):
            return ""
        letters.append("".join(LETTERS[options.index(one)] for one in chosen))
    told = BETWEEN.join(letters).rstrip(BETWEEN)
    number = (journey.position(step_id) or 0) + 1
    return f"{number}/{told}" if told else str(number)


def follow(guide: Guide, number: int, told: str = "") -> tuple[Journey, Step]:
    """Give the journey and the screen that a short name leads to, or the furthest one it can."""
    answers: dict[str, tuple[str, ...]] = {}
    for letters in told.split(BETWEEN) if told else ():
        place = len(answers)
        asked = list(_questions(guide, answers))
        if place >= len(asked):
            break
        question, options = asked[place]
        known = [LETTERS.index(one) for one in letters if one in LETTERS]
        answers[question] = tuple(options[i] for i in known if i < len(options))
    journey = walk(guide, answers)
    return journey, journey.path[min(max(number, 1), len(journey.path)) - 1]


def _questions(guide: Guide, answers: Answers) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the questions on the way that `answers` open, in order, then how its screens may look."""
    way = list(_way(guide, answers))
    for step in way:
        yield from step.questions().items()
    for step in way:
        yield from step.looks().items()


def _way(guide: Guide, answers: Answers) -> Iterator[Step]:
    for step in guide.first_way:
        if holds(step.when, answers):
            yield step
            if step.ends:
                return
