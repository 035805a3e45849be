"""A question with one answer, which parts the way."""

from typing import Annotated, Literal

from pydantic import Field

from wizard.steps.base import Condition, Model, Name, Text
from wizard.steps.step import BaseStep


class Note(Model):
    """A remark that is shown only under its condition."""

    say: Text
    """보여 줄 글이에요."""
    when: Condition = {}
    """이 답을 고른 사람에게만 보여 줘요."""


class Option(Model):
    """One radio button."""

    label: Name
    """고르는 글이에요. 30자까지가 좋아요."""
    note: Text | Note | None = None
    """고르기 전에 알아 둘 것이에요. 조건이 있으면 {say: …, when: …}으로 적어요."""


MAX_OPTIONS = 40
Options = Annotated[dict[Name, Option], Field(min_length=2, max_length=MAX_OPTIONS)]


class Choice(BaseStep):
    """One question; its answer is the id of the option chosen."""

    kind: Literal["choice"]
    """길이 갈리는 질문이에요."""
    options: Options
    """답의 이름: {label: 고르는 글}. 답의 이름은 when에서 써요."""

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Ask under the step's own id."""
        return {self.id: tuple(self.options)}
