"""The fields of a credential form."""

import re
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import Condition, Flag, Model, Name, StepId, Text, several
from wizard.steps.choice import Options
from wizard.steps.field_rules import Format, Odd, Reuse
from wizard.steps.values import Number

MAX_NAMES, MAX_FORMATS, MAX_FINDS = 8, 4, 4


class BaseField(Model):
    """One thing to fill in; sealed unless it says `secret: false`.

    Attributes:
        find: the steps that show where the value is, the usual one first.
        optional: may stay empty, where not every seller's console shows it.

    """

    label: Name
    """칸의 이름이에요. 쇼핑몰이나 아임셀러 화면과 같게 적어요."""
    note: Text | None = None
    """칸 아래에 보이는 짧은 설명이에요."""
    when: Condition = {}
    """이 답을 고른 사람에게만 물어요. 같은 화면의 앞 칸에 있는 질문도 쓸 수 있어요."""
    why: Text | None = None
    """왜 묻는지, 누가 보는지 한 문장으로 적어요. 그 칸 옆에 보여요."""
    find: Annotated[
        tuple[StepId, ...],
        Field(max_length=MAX_FINDS),
        BeforeValidator(several, json_schema_input_type=tuple[StepId, ...] | StepId),
    ] = ()
    """값이 보이는 단계의 id예요. '어디에 있나요?'가 그 화면을 열어요. 여러 곳이면 목록으로 적어요."""
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
    unknown: Text | None = None
    """꼭 있어야 하지만 지금은 모를 수 있는 값이면, 그때 할 일을 적어요. '나중에 적을게요'를 고르고 먼저 저장할 수 있어요. 다 적을 때까지는 등록을 요청하지도, 쇼핑몰에 확인하지도 않아요."""

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
    odd: Annotated[
        tuple[Odd, ...],
        Field(max_length=MAX_FORMATS),
        BeforeValidator(several, json_schema_input_type=tuple[Odd, ...] | Odd),
    ] = ()
    """이상해 보이는 값이에요: {contains: "+", say: …}. 칸 옆에서 알려 줄 뿐 막지 않아요."""
    reuse: Reuse | None = None
    """다른 쇼핑몰에 적은 값을 그대로 쓸 수 있으면 적어요: {mall: gmarket, field: esm_id}. 그 판매자 자신의 계정에서만 가져와요."""
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
