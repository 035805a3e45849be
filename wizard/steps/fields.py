"""The fields of a credential form."""

import re
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import (
    BeforeValidator,
    Discriminator,
    Field,
    Tag,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from wizard.patterns import MAX_PATTERN_CHARS, Matcher, PatternError
from wizard.steps.base import Condition, Flag, Model, Name, StepId, Text, several
from wizard.steps.choice import Options
from wizard.steps.values import Number

MAX_VALUE_CHARS = 500
MAX_NAMES, MAX_FORMATS = 8, 4


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


class BaseField(Model):
    """One thing to fill in; sealed unless it says `secret: false`.

    Attributes:
        find: the step that shows where the value is.
        optional: may stay empty, where not every seller's console shows it.

    """

    label: Name
    """칸의 이름이에요. 쇼핑몰이나 아임셀러 화면과 같게 적어요."""
    note: Text | None = None
    """칸 아래에 보이는 짧은 설명이에요."""
    when: Condition = {}
    """이 답을 고른 사람에게만 물어요. 같은 화면의 앞 칸에 있는 질문도 쓸 수 있어요."""
    find: StepId | None = None
    """값이 보이는 단계의 id예요. '어디서 찾나요?'가 그 화면을 열어요."""
    secret: Flag = True
    """false라고 적지 않으면 잠가서 저장하고 다시 보여 주지 않아요."""
    optional: Flag = False
    """true면 비워 둘 수 있어요."""


class WrittenField(BaseField):
    """A value that is typed or pasted.

    Attributes:
        aka: what consoles call it besides `label`, so that a pasted block finds its box.

    """

    aka: Annotated[
        tuple[Name, ...],
        Field(max_length=MAX_NAMES),
        BeforeValidator(several, json_schema_input_type=tuple[Name, ...] | Name),
    ] = ()
    """쇼핑몰 화면에서 이 값을 부르는 다른 이름들이에요. 여러 값을 한꺼번에 붙여 넣을 때 칸을 찾아요."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every name of the field: its label, the label's parts in and before brackets, `aka`."""
        inside = re.fullmatch(r"\s*(.+?)\s*\(([^()]+)\)\s*", self.label)
        return (self.label, *(inside.groups() if inside else ()), *self.aka)


class TextField(WrittenField):
    """A value to type or paste; `kind: secret` is never shown again.

    Attributes:
        prefix: what stands before the value on the mall's screen; cut off if it is pasted too.
        normalise: "all", or "edges" for a password, where quotes may be meant.

    """

    kind: Literal["text", "secret"] = "text"
    """text는 적는 값, secret은 다시 보여 주지 않는 값이에요."""
    example: Name | None = None
    """모양을 알려 주는 보기예요. 형식에 맞아야 하고, 진짜 값이면 안 돼요."""
    prefix: Name | None = None
    """값 앞에 붙어 보이는 글자예요. 함께 붙여 넣으면 지워요."""
    format: Annotated[
        tuple[Format, ...],
        Field(max_length=MAX_FORMATS),
        BeforeValidator(several, json_schema_input_type=tuple[Format, ...] | Format),
    ] = ()
    """값이 보통 어떤 모양인지예요. 여럿이면 목록으로 적어요."""
    normalise: Literal["all", "edges"] = "all"
    """붙여 넣은 값을 다듬는 정도예요. 비밀번호는 edges로 앞뒤만 다듬어요."""

    def fits(self, value: str) -> bool:
        """Say whether `value` looks in every way as such a value does."""
        return all(shape.fits(value) for shape in self.format)


class ChoiceField(BaseField):
    """Radios inside the form, which decide what else it asks. Its answer may stand in a URL."""

    kind: Literal["choice"]
    """입력칸이 갈리는 질문이에요."""
    options: Options
    """답의 이름: {label: 고르는 글}. 답의 이름은 when에서 써요."""


class DateField(WrittenField):
    """A day, such as the day a key was issued; no secret.

    Attributes:
        expires_years: the key's life from that day, in years; 0 if it does not end.
        expires_days: the same in days; only one of the two.

    """

    kind: Literal["date"]
    """날짜를 적는 칸이에요."""
    secret: Flag = False
    """날짜는 잠그지 않아요."""
    expires_years: Annotated[Number, Field(ge=0, le=10)] = 0
    """그날부터 몇 해 동안 쓸 수 있나요. 0이면 끝나지 않아요."""
    expires_days: Annotated[Number, Field(ge=0, le=3660)] = 0
    """그날부터 며칠 동안 쓸 수 있나요. expires_years와 함께 적지 않아요."""

    @model_validator(mode="after")
    def _one_life(self) -> Self:
        if self.expires_years and self.expires_days:
            raise PydanticCustomError(
                "two_lives", "expires_years와 expires_days 가운데 하나만 적어 주세요"
            )
        return self

    def expiry(self, issued: date) -> date | None:
        """Give the last day of a key issued on that day; None if it does not end."""
        if self.expires_days:
            return issued + timedelta(days=self.expires_days)
        if not self.expires_years:
            return None
        year = issued.year + self.expires_years
        is_leap_day = (issued.month, issued.day) == (2, 29)
        return date(year, 2, 28) if is_leap_day else issued.replace(year=year)


def _kind(value: Any) -> str:
    kind = value.get("kind", "text") if isinstance(value, dict) else getattr(value, "kind", "text")
    return "text" if kind == "secret" else str(kind)


AnyField = Annotated[
    Annotated[TextField, Tag("text")]
    | Annotated[ChoiceField, Tag("choice")]
    | Annotated[DateField, Tag("date")],
    Discriminator(_kind),
]
