"""What a guide says of a field's value: its usual look, what is odd about one, where else it is known."""

from functools import cached_property
from typing import Annotated, Self

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from wizard.patterns import MAX_PATTERN_CHARS, Matcher, PatternError
from wizard.steps.base import Flag, Model, StepId, Text

MAX_VALUE_CHARS = 500
FieldId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(_[a-z0-9]+)*$", max_length=40)]


class Format(Model):
    """What a value usually looks like.

    Attributes:
        pattern: a regular expression that the whole value must match.
        say: what we say when it does not.
        block: refuse the value; otherwise we only warn, and the seller may insist.

    """

    pattern: Annotated[str, Field(max_length=MAX_PATTERN_CHARS)]
    """값 전체가 맞아야 하는 정규식이에요. 홑따옴표로 묶으면 역슬래시를 그대로 적을 수 있어요."""
    say: Text
    """맞지 않을 때 알려 줄 글이에요. 모양과 다시 찾을 곳을 적어요."""
    block: Flag = False
    """true면 맞지 않는 값을 받지 않아요. 없으면 알려 주기만 해요."""

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            Matcher.of(pattern)
        except PatternError as error:
            raise PydanticCustomError("pattern", "{why}", {"why": str(error)}) from None
        return pattern

    @cached_property
    def matcher(self) -> Matcher:
        """The pattern made ready: once for each guide that is read."""
        return Matcher.of(self.pattern)

    def fits(self, value: str) -> bool:
        """Say whether the whole of `value` matches; nothing longer than a value may be does."""
        return len(value) <= MAX_VALUE_CHARS and self.matcher.fits(value)


class Odd(Model):
    """What makes a value look wrong, though it may be right: the seller is asked, and never kept from saving.

    Attributes:
        contains: a text that such a value seldom has in it.
        equals: another field of the form, whose value it seldom is.
        upper: it seldom has capital letters.

    """

    contains: Annotated[str, Field(min_length=1, max_length=40)] | None = None
    """값에 이 글자가 들어 있으면 알려 줘요: "+" """
    equals: FieldId | None = None
    """이 칸의 값과 똑같으면 알려 줘요. 같은 화면의 다른 칸 이름을 적어요."""
    upper: Flag = False
    """true면 영어 대문자가 들어 있을 때 알려 줘요."""
    say: Text
    """그때 칸 옆에 보여 줄 글이에요. 무엇을 다시 보면 되는지 적어요. 막지는 않아요."""

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        if [self.contains, self.equals, self.upper or None].count(None) != 2:
            raise PydanticCustomError(
                "one_oddity", "contains, equals, upper 가운데 하나를 적어 주세요"
            )
        return self


class Reuse(Model):
    """Where the same value may have been saved already: in the same seller's account of another mall."""

    mall: StepId
    """같은 값을 쓰는 다른 쇼핑몰의 이름표예요: gmarket"""
    field: FieldId
    """그 쇼핑몰 계정에서 같은 값이 든 칸의 이름이에요."""
