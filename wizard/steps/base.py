"""What every kind of step, and every other thing a guide says, has in common."""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

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

    since: date
    say: Text
    source: WebAddress
