"""A question with several answers; it parts no way, but a later screen lists what was ticked."""

from typing import Annotated, Literal

from pydantic import Field

from wizard.steps.base import Name
from wizard.steps.step import BaseStep


class Checklist(BaseStep):
    """Malls to tick; its answer is the ids ticked, at least one."""

    kind: Literal["checklist"]
    options: Annotated[dict[Name, Name], Field(min_length=2)]

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Ask under the step's own id."""
        return {self.id: tuple(self.options)}
