"""A question with one answer, which parts the way."""

from typing import Annotated, Literal

from pydantic import Field

from wizard.steps.base import Condition, Model, Name, Text
from wizard.steps.step import BaseStep


class Note(Model):
    """A remark that is shown only under its condition."""

    say: Text
    when: Condition = {}


class Option(Model):
    """One radio button."""

    label: Name
    note: Text | Note | None = None


Options = Annotated[dict[Name, Option], Field(min_length=2)]


class Choice(BaseStep):
    """One question; its answer is the id of the option chosen."""

    kind: Literal["choice"]
    options: Options

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Ask under the step's own id."""
        return {self.id: tuple(self.options)}
