"""The fields of a credential form."""

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Discriminator, Field, Tag, field_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import Condition, Flag, Model, Name, Number, StepId, Text, several
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


class TextField(BaseField):
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


class ChoiceField(BaseField):
    """Radios inside the form, which decide what else it asks. Its answer may stand in a URL."""

    kind: Literal["choice"]
    options: Options


class DateField(BaseField):
    """A day, such as the day a key was issued; no secret.

    Attributes:
        expires_years: the key's life from that day, in years; 0 if it does not end.

    """

    kind: Literal["date"]
    secret: Flag = False
    expires_years: Annotated[Number, Field(ge=0, le=10)] = 0


def _kind(value: Any) -> str:
    kind = value.get("kind", "text") if isinstance(value, dict) else getattr(value, "kind", "text")
    return "text" if kind == "secret" else str(kind)


AnyField = Annotated[
    Annotated[TextField, Tag("text")]
    | Annotated[ChoiceField, Tag("choice")]
    | Annotated[DateField, Tag("date")],
    Discriminator(_kind),
]
