"""The fields of a credential form."""

import re
from datetime import date, timedelta
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

from wizard.steps.base import Condition, Flag, Model, Name, StepId, Text, several
from wizard.steps.choice import Options

MAX_VALUE_CHARS = 500


class Format(Model):
    """What a value usually looks like.

    Attributes:
        pattern: a regular expression that the whole value must match.
        say: what we say when it does not.
        block: refuse the value; otherwise we only warn, and the seller may insist.

    """

    pattern: str
    say: Text
    block: Flag = False

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise PydanticCustomError("pattern", "{why}", {"why": str(error)}) from None
        return pattern

    def fits(self, value: str) -> bool:
        """Say whether the whole of `value` matches."""
        return re.fullmatch(self.pattern, value) is not None


class BaseField(Model):
    """One thing to fill in; sealed unless it says `secret: false`.

    Attributes:
        find: the step that shows where the value is.
        optional: may stay empty, where not every seller's console shows it.

    """

    label: Name
    note: Text | None = None
    when: Condition = {}
    find: StepId | None = None
    secret: Flag = True
    optional: Flag = False


class WrittenField(BaseField):
    """A value that is typed or pasted.

    Attributes:
        aka: what consoles call it besides `label`, so that a pasted block finds its box.

    """

    aka: Annotated[tuple[Name, ...], BeforeValidator(several)] = ()

    @property
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
    example: Name | None = None
    prefix: Name | None = None
    format: Annotated[tuple[Format, ...], BeforeValidator(several)] = ()
    normalise: Literal["all", "edges"] = "all"

    def fits(self, value: str) -> bool:
        """Say whether `value` looks in every way as such a value does."""
        return all(shape.fits(value) for shape in self.format)


class ChoiceField(BaseField):
    """Radios inside the form, which decide what else it asks. Its answer may stand in a URL."""

    kind: Literal["choice"]
    options: Options


class DateField(WrittenField):
    """A day, such as the day a key was issued; no secret.

    Attributes:
        expires_years: the key's life from that day, in years; 0 if it does not end.
        expires_days: the same in days; only one of the two.

    """

    kind: Literal["date"]
    secret: Flag = False
    expires_years: Annotated[int, Field(ge=0, le=10)] = 0
    expires_days: Annotated[int, Field(ge=0, le=3660)] = 0

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
