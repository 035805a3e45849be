"""Taking a run up again: answers replayed through the guide as it is now, never a kept cursor."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from wizard.guide.journey import Journey, walk
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Answers


@dataclass(frozen=True)
class Changes:
    """What is different in the guide since the run was last gone on with.

    Attributes:
        new: screens on the way so far that were not there, or not on this way, before.
        gone: how many screens that were seen are no more.
        ask_again: questions that are still asked, but whose answer is not offered any more.
        dropped: how many questions that were answered are not asked any more.

    """

    new: tuple[Step, ...] = ()
    gone: int = 0
    ask_again: tuple[Step, ...] = ()
    dropped: int = 0

    def __bool__(self) -> bool:
        """Say whether there is anything to tell."""
        return bool(self.new or self.gone or self.ask_again or self.dropped)


@dataclass(frozen=True)
class Resumption:
    """Where a run goes on.

    Attributes:
        step: the furthest screen seen that can still be opened; the first if none was.
        is_edited: the guide was published anew since; `changes` may still be nothing to tell.

    """

    journey: Journey
    step: Step
    is_begun: bool
    is_edited: bool = False
    changes: Changes = Changes()


def resume(guide: Guide, answers: Answers, seen: Collection[str], *, is_edited: bool) -> Resumption:
    """Work out where a run goes on.

    Args:
        guide: the guide as it is now.
        answers: what was answered, perhaps in an earlier revision.
        seen: ids of the steps that were shown, perhaps in an earlier revision.
        is_edited: the run was last gone on with in another revision.

    """
    journey = walk(guide, answers)
    seen = {guide.called(step_id) or step_id for step_id in seen}
    places = [place for place, step in enumerate(journey.path) if step.id in seen]
    furthest = places[-1] if places else 0
    changes = _changes(guide, journey, answers, seen, furthest) if is_edited else Changes()
    return Resumption(journey, journey.path[furthest], bool(places), is_edited, changes)


def _changes(
    guide: Guide, journey: Journey, answers: Answers, seen: Collection[str], furthest: int
) -> Changes:
    asked = _questions(guide)
    return Changes(
        new=tuple(step for step in journey.path[:furthest] if step.id not in seen),
        gone=len(set(seen) - {step.id for step in guide.steps}),
        ask_again=tuple(
            step
            for question, (step, options) in asked.items()
            if question in answers and not set(answers[question]) <= set(options)
        ),
        dropped=len(set(answers) - set(asked) - {step.look_question for step in guide.steps}),
    )


def _questions(guide: Guide) -> Mapping[str, tuple[Step, tuple[str, ...]]]:
    return {
        question: (step, options)
        for step in guide.steps
        for question, options in step.questions().items()
    }
