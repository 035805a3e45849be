"""The way to a new key: a path of its own through some screens of a guide, which ends at the account's form."""

from collections.abc import Iterable

from wizard.guide.adapted import as_far_as_known
from wizard.guide.journey import Journey, known
from wizard.guide.model import Guide
from wizard.steps import Step
from wizard.steps.base import Answers, holds


def renewal(
    guide: Guide, given: Answers | None = None, saved: Answers | None = None
) -> Journey | None:
    """Give the way to a new key; None for a guide without one.

    Args:
        guide: the guide.
        given: how its screens look.
        saved: the answers with which the account was saved whose key ends, if that is known. This way
            asks nothing: what depends on an answer that is not known is shown, with for whom it is.

    """
    if guide.renew is None:
        return None
    steps = [guide.step(step_id) for step_id in guide.renew.steps]
    answers = {**known(guide, saved or {}), **answers_of(guide), **chosen_looks(steps, given or {})}
    path = tuple(as_far_as_known(step, answers) for step in steps)
    stages = tuple(dict.fromkeys(step.stage for step in path if step.stage))
    return Journey(guide, answers, path, len(path), len(path), stages)


def chosen_looks(steps: Iterable[Step], given: Answers) -> Answers:
    """Keep of some answers how these screens look: it parts no way."""
    return {name: key for step in steps for name, key in step.chosen_look(given).items()}


def told_of_renewal(guide: Guide, given: Answers) -> Answers:
    """Keep of an address what this way asks of it: whose key it is, and how its screens look."""
    account = {name: ids for name, ids in given.items() if name == "account"}
    return {**account, **chosen_looks(guide.steps, given)}


def answers_of(guide: Guide) -> Answers:
    """Give the answers under which the screens of the way to a new key are met."""
    answers: dict[str, tuple[str, ...]] = {}
    for step_id in guide.renew.steps if guide.renew else ():
        for question, options in guide.step(step_id).when.items():
            kept = tuple(one for one in answers.get(question, options) if one in options)
            answers[question] = kept[:1] or kept
    return answers


def renews(guide: Guide, given: Answers) -> bool:
    """Say whether an account that was saved with these answers gets its new key this way."""
    if guide.renew is None:
        return False
    return all(holds(guide.step(step_id).when, given) for step_id in guide.renew.steps)
