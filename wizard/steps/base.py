"""What every kind of step, and every other thing a guide says, has in common."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> the option ids chosen: one for a choice, several for a checklist."""

Text = Annotated[str, Field(min_length=1, max_length=600)]
"""A sentence for a screen: **bold** and [links](https://…) only; see `wizard.inline`."""

Name = Annotated[str, Field(min_length=1, max_length=60)]
StepId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]


def several(value: Any) -> Any:
    """Let an editor write one thing where a list is allowed."""
    return value if isinstance(value, list | tuple) else (value,)


def _truth(value: Any) -> Any:
    """Every scalar of a guide is a string; only these two are a yes or a no."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


def _day(value: Any) -> date:
    """Take a day only as everybody writes it; pydantic would take "0" as one in 1970."""
    if isinstance(value, date):
        return value
    with suppress(ValueError):
        if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    raise PydanticCustomError("day", "not a day")


def _number(value: Any) -> int:
    """Take plain digits; pydantic would take "3.0" and "1_0" too."""
    if isinstance(value, str) and re.fullmatch(r"\d{1,4}", value, re.ASCII):
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("number", "not a number")


Day = Annotated[
    date,
    BeforeValidator(_day, json_schema_input_type=str),
    Field(ge=date(2000, 1, 1), le=date(2099, 12, 31)),
]
Number = Annotated[int, BeforeValidator(_number)]
Flag = Annotated[bool, BeforeValidator(_truth), Field(strict=True)]
Texts = Annotated[tuple[Text, ...], BeforeValidator(several)]
Literals = Annotated[tuple[Name, ...], BeforeValidator(several), Field(min_length=1)]
Condition = dict[Name, Literals]
"""`when`: question id -> the option ids that satisfy it. All questions must be satisfied."""


def holds(when: Condition, answers: Answers) -> bool:
    """Say whether `answers` satisfy every question of `when` (an empty one always holds)."""
    return all(not set(allowed).isdisjoint(answers.get(name, ())) for name, allowed in when.items())


class Model(BaseModel):
    """A frozen value read from a guide; a key it does not know is a fault."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Where(Model):
    """The place in a mall's console that a step is about."""

    console: Name
    url: WebAddress | None = None
    menu: tuple[Name, ...] = ()


class Entry(Model):
    """One value the reader has to type or choose in the console, exactly so."""

    label: Name
    value: Name


class Update(Model):
    """Something that changed after the manual was written; always dated, always with a source."""

    since: Day
    say: Text
    source: WebAddress


class Item(Model):
    """One thing on a drawn screen."""

    kind: Literal["menu", "tab", "button", "link", "field", "radio", "checkbox", "heading", "text"]
    text: Name
    value: Annotated[str, Field(max_length=60)] = ""
    chosen: Flag = False
    mark: Annotated[Number, Field(ge=1, le=9)] | None = None


def _item(value: Any) -> Any:
    """Let `{menu: API정보, mark: 2}` stand for `{kind: menu, text: API정보, mark: 2}`."""
    kinds: tuple[str, ...] = Item.model_fields["kind"].annotation.__args__  # type: ignore[union-attr]
    if isinstance(value, dict) and "kind" not in value and len(found := value.keys() & kinds) == 1:
        kind = found.pop()
        rest = {key: part for key, part in value.items() if key != kind}
        return {"kind": kind, "text": value[kind], **rest}
    return value


class Picture(Model):
    """A drawn console screen: no screenshot needed, never out of focus."""

    title: Name
    items: Annotated[
        tuple[Annotated[Item, BeforeValidator(_item)], ...], Field(min_length=1, max_length=24)
    ]


class BaseStep(Model):
    """One screen of a guide.

    A kind of step is this class's subclass in `steps/<kind>.py`, a partial in
    `templates/steps/<kind>.html` and a test in `tests/steps/test_<kind>.py`.
    """

    ends: ClassVar[bool] = False

    id: StepId
    title: Annotated[str, Field(min_length=1, max_length=60)]
    when: Condition = {}
    stage: Name | None = None
    say: Texts = ()
    where: Where | None = None
    do: tuple[Text, ...] = ()
    enter: tuple[Entry, ...] = ()
    caution: Texts = ()
    picture: Picture | None = None
    updates: tuple[Update, ...] = ()

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Name what this step asks in the open: question id -> option ids in order."""
        return {}
