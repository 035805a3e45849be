"""What one screen shows: its place in a console, what to do there, and what it looks like."""

from pydantic import Field

from wizard.steps.base import Entry, From, Model, Where
from wizard.steps.image import Image
from wizard.steps.instructions import Instruction, Value, instructions, loose
from wizard.steps.lines import Act, Lines
from wizard.steps.picture import Picture
from wizard.steps.values import When


class Shown(Model):
    """What a step and each other look of its screen (`screens`) may say."""

    say: Lines = ()
    """먼저 알아 둘 것을 짧게 적어요. 한 문장이나 목록이에요."""
    where: Where | None = None
    """이 일을 하는 쇼핑몰 화면이에요."""
    do: tuple[Act, ...] = ()
    """할 일을 차례대로 적어요. 끝의 (1)은 그림의 mark: 1을 가리켜요."""
    enter: tuple[Entry, ...] = ()
    """쇼핑몰 화면에 그대로 넣을 값이에요. 할 일(do)에 그 칸 이름이 **굵게** 나오면 그 줄 안에 보여요."""
    caution: Lines = ()
    """누르기 전에 알아야 할 것이에요."""
    picture: Picture | None = None
    """쇼핑몰 화면을 글로 그려요."""
    image: Image | None = None
    """진짜 화면을 찍은 그림이에요. picture보다 먼저 보여 줘요."""
    as_of: When | None = None
    """이 모습이었던 때예요: 2026-08, "2021". 아는 만큼만 적어요."""
    origin: From | None = Field(None, alias="from")
    """이 화면의 내용을 어디서 알았나요. 비우면 매뉴얼이에요."""

    @property
    def instructions(self) -> tuple[Instruction, ...]:
        """What to do, each line with the values that belong into it."""
        return instructions(self.do, self.enter)

    @property
    def loose_values(self) -> tuple[Value, ...]:
        """The values that belong into no line."""
        return loose(self.do, self.enter)
