"""A change ends after it begins."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Path, Problem
from wizard.steps.base import Update


def facts(guide: Guide) -> Iterator[Problem]:
    """Find changes whose days stand the wrong way round."""
    for path, update in every_update(guide):
        if update.until and update.until < update.since:
            message = f"until이 since({update.since})보다 앞이에요"
            yield Problem((*path, "until"), "P63", message, "두 날을 살펴 주세요")


def every_update(guide: Guide) -> Iterator[tuple[Path, Update]]:
    """Give each change that a guide tells, with its place in the file."""
    for place, update in enumerate(guide.updates):
        yield ("updates", place), update
    for index, step in enumerate(guide.steps):
        for place, update in enumerate(step.updates):
            yield ("steps", index, "updates", place), update
