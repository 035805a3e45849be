"""Each look of a screen is another one, and says what is otherwise in it."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Path, Problem
from wizard.steps import Step
from wizard.steps.shown import Shown


def looks(guide: Guide) -> Iterator[Problem]:
    """Find looks that cannot be told apart, and looks of which nothing is told."""
    for index, step in enumerate(guide.steps):
        yield from _of_step(step, ("steps", index, "screens"))


def _of_step(step: Step, path: Path) -> Iterator[Problem]:
    seen = {str(step.as_of)} if step.as_of else set()
    for place, look in enumerate(step.screens):
        where = (*path, place)
        if look.key in seen:
            message = f"'{look.words}'이 두 번 나와요"
            hint = "as_of나 device를 다르게 적어 주세요. 단계에 적은 as_of는 요즘 모습의 날이에요"
            yield Problem(where, "P61", message, hint)
        seen.add(look.key)
        if not look.model_fields_set & (Shown.model_fields.keys() - {"as_of", "origin"}):
            message = f"'{look.words}'이 어떻게 다른지 적지 않았어요"
            hint = "where, do, picture처럼 다른 것을 적어 주세요"
            yield Problem(where, "P64", message, hint)
