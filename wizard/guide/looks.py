"""Each look of each screen of a guide, with its place in the guide's file."""

from collections.abc import Iterator

from wizard.guide.model import Guide, Path
from wizard.steps import Step
from wizard.steps.shown import Shown


def every_look(guide: Guide) -> Iterator[tuple[Path, Shown]]:
    """Give what each step says of its screen, and what each of its other looks says itself."""
    for index, step in enumerate(guide.steps):
        yield from looks_of(step, ("steps", index))


def looks_of(step: Step, path: Path) -> Iterator[tuple[Path, Shown]]:
    """Give the same of one step that stands at `path`."""
    yield path, step
    for place, look in enumerate(step.screens):
        yield (*path, "screens", place), look


def appearances(step: Step, path: Path) -> Iterator[tuple[Path, Step]]:
    """Give the step as it is today, and whole as it is in each of its other looks."""
    yield path, step
    for place, look in enumerate(step.screens):
        yield (*path, "screens", place), step.looking(look)
