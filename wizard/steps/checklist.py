"""A question with several answers; it parts no way, but a later screen lists what was ticked."""

from typing import Annotated, Literal

from pydantic import Field

from wizard.steps.base import Name
from wizard.steps.step import BaseStep


class Checklist(BaseStep):
    """Malls to tick; its answer is the ids ticked, at least one."""

    kind: Literal["checklist"]
    """여러 개를 고르는 질문이에요."""
    options: Annotated[dict[Name, Name], Field(min_length=2, max_length=60)]
    """이름: 고르는 글. 쇼핑몰이면 이름이 그 안내의 mall이에요."""

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Ask under the step's own id."""
        return {self.id: tuple(self.options)}
