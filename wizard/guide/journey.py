"""One visitor's way through one guide, worked out afresh from the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from wizard.guide.adapted import adapted
from wizard.guide.minutes import Span, minutes_of
from wizard.guide.model import Guide
from wizard.steps import Checklist, Step
from wizard.steps.base import Answers, Condition, holds

MAX_WAYS = 512
"""How many ways through one guide are looked at; `wizard check` refuses a guide with more (P20)."""


@dataclass(frozen=True)
class Journey:
    """The screens a visitor may open now, and how many there are in all.

    Attributes:
        answers: the given answers that this guide knows, in the guide's order.
        path: the screens in order, up to the first question without an answer, or to the end; each as
            it is met under these answers.
        shortest: the number of screens of the shortest whole way these answers leave open.
        longest: that of the longest; equal to `shortest` once every turn is decided.
        stages: the names of the stages on any way these answers leave open, in the guide's order.

    """

    guide: Guide
    answers: Answers
    path: tuple[Step, ...]
    shortest: int
    longest: int
    stages: tuple[str, ...]

    @property
    def frontier(self) -> Step:
        """The furthest screen that can be opened."""
        return self.path[-1]

    @cached_property
    def minutes(self) -> Span:
        """How long the ways take that the answers leave open."""
        open_ways = (answers for answers, _ in ways(self.guide, self.answers))
        return minutes_of(self.guide.effort, open_ways)

    @cached_property
    def _most_minutes(self) -> int:
        """How long the longest of them takes; `longest` is told of the guide's longest way only."""
        effort = self.guide.effort
        if effort.longest and not effort.ways:
            whole = max(len(way) for _, way in ways(self.guide))
            return effort.longest if self.longest == whole else effort.minutes
        return self.minutes[1]

    def minutes_left(self, number: int) -> int:
        """Give how long it takes at most from a screen on, by the share of the screens; `number` is from 1."""
        return ceil(self._most_minutes * (self.longest - number + 1) / self.longest)

    def step(self, step_id: str) -> Step:
        """Return the screen called `step_id`; `KeyError` if it cannot be opened now."""
        return {step.id: step for step in self.path}[step_id]

    def position(self, step_id: str) -> int | None:
        """Give the step's place on the path, from 0; None if it cannot be opened now."""
        ids = [step.id for step in self.path]
        return ids.index(step_id) if step_id in ids else None

    def after(self, step_id: str) -> Step | None:
        """Give the next screen; None after the last one, or before an answer that is due."""
        place = self.position(step_id)
        rest = self.path[place + 1 :] if place is not None else ()
        return rest[0] if rest else None

    def before(self, step_id: str) -> Step | None:
        """Give the screen before; None for the first."""
        place = self.position(step_id)
        return self.path[place - 1] if place else None

    def nearest(self, step_id: str) -> Step:
        """Give the last screen of the path that stands before a step of the guide, or the first one.

        For a step of another way that is where the ways part, never the end of this one.
        """
        steps = [step.id for step in self.guide.steps]
        place = steps.index(step_id)
        passed = [step for step in self.path if steps.index(step.id) < place]
        return passed[-1] if passed else self.path[0]


def walk(guide: Guide, given: Answers) -> Journey:
    """Replay `given` through `guide`.

    Args:
        guide: a guide proved sound, so that every way ends.
        given: question id -> option ids. What the guide does not know is left out.

    """
    answers = known(guide, given)
    path, _ = _open(guide, answers)
    whole = [way for _, way in ways(guide, answers)]
    fullest = [way for _, way in ways(guide, _all_ticked(guide) | answers)]
    shortest, longest = min(map(len, whole)), max(map(len, fullest))
    met = tuple(adapted(step, answers) for step in path)
    return Journey(guide, answers, met, shortest, longest, _stages(guide, whole + fullest))


def _all_ticked(guide: Guide) -> dict[str, tuple[str, ...]]:
    """Answer every checklist with all that it offers: no ticks lead past more screens."""
    return {step.id: tuple(step.options) for step in guide.first_way if isinstance(step, Checklist)}


def known(guide: Guide, given: Answers) -> dict[str, tuple[str, ...]]:
    """Keep the answers that the guide asks for and offers; a choice takes one, a checklist many.

    What was answered on a way that other answers have closed since decides nothing any more.
    """
    answers: dict[str, tuple[str, ...]] = {}
    for step in guide.first_way:
        if not holds(step.when, answers):
            continue
        for question, options in step.questions().items():
            chosen = tuple(option for option in options if option in given.get(question, ()))
            if chosen and (isinstance(step, Checklist) or len(given[question]) == 1):
                answers[question] = chosen
        answers |= step.chosen_look(given)
        if step.ends:
            break
    return answers


def ways(
    guide: Guide, answers: Answers | None = None
) -> Iterator[tuple[Answers, tuple[Step, ...]]]:
    """Enumerate every whole way that `answers` leave open, with the answers that lead there."""
    answers = answers or {}
    path, due = _open(guide, answers)
    if due is None:
        yield answers, path
        return
    question, options = due
    for option in options:
        yield from ways(guide, {**answers, question: (option,)})


def reached(guide: Guide) -> dict[str, Answers]:
    """Give for each screen the answers with which one first comes to it."""
    found: dict[str, Answers] = {}
    for answers, path in ways(guide):
        for place, step in enumerate(path):
            found.setdefault(step.id, asked_before(answers, path[:place]))
    return found


def led_to(guide: Guide, given: Answers, step_id: str) -> Answers:
    """Add to what was answered what leads to a screen, where a guide asks since what it did not ask then.

    Returns:
        the answers of the first way there that is still open; `given` if none leads there.

    """
    found = ways(guide, known(guide, given))
    return next((told for told, way in found if any(step.id == step_id for step in way)), given)


def asked_before(answers: Answers, path: tuple[Step, ...]) -> Answers:
    """Keep the answers that were given on the way to a screen."""
    asked = {question for step in path for question in step.questions()}
    return {question: options for question, options in answers.items() if question in asked}


def turns(guide: Guide) -> set[str]:
    """Name the questions on which some step's `when` depends."""
    return {question for step in guide.first_way for question in step.when}


def _stages(guide: Guide, whole: list[tuple[Step, ...]]) -> tuple[str, ...]:
    """Name the stages of these ways, each once."""
    met = {step.id for way in whole for step in way}
    return tuple(dict.fromkeys(s.stage for s in guide.steps if s.stage and s.id in met))


def _open(
    guide: Guide, answers: Answers
) -> tuple[tuple[Step, ...], tuple[str, tuple[str, ...]] | None]:
    """Give the path that can be opened, and the question that is due at its end (or None)."""
    parting = turns(guide)
    path: list[Step] = []
    for step in guide.first_way:
        if not holds(step.when, answers):
            continue
        path.append(step)
        if step.ends:
            break
        for question, options in step.questions().items():
            due = question in parting or step.kind in {"choice", "checklist"}
            if due and question not in answers:
                return tuple(path), (question, options)
    return tuple(path), None


def format_answers(answers: Answers) -> str:
    """Write the answers that lead somewhere: "way=self, tool=direct"."""
    return ", ".join(f"{name}={'+'.join(ids)}" for name, ids in answers.items()) or "늘"


def condition_words(guide: Guide, when: Condition) -> str:
    """Tell a condition by the labels of its options: "‘직접 발급’", to be followed by 일 때."""
    labels = {}
    for step in guide.steps:
        for name, options in step.questions().items():
            source = step.options if name == step.id else step.fields[name].options  # type: ignore[union-attr]
            labels[name] = {key: getattr(source[key], "label", source[key]) for key in options}
    parts = [" 또는 ".join(f"‘{labels[q][key]}’" for key in keys) for q, keys in when.items()]
    return ", ".join(parts)
