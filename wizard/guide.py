"""A guide: what one YAML file says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from wizard import complaints
from wizard.steps import Credentials, Step
from wizard.steps.base import (
    Day,
    Flag,
    Model,
    Name,
    Number,
    StepId,
    Text,
    Texts,
    Update,
    WebAddress,
)

Path = tuple[str | int, ...]


class Manual(Model):
    """Where the printed manual speaks of this mall."""

    chapter: Name
    edition: Name


class Status(Model):
    """How the mall is doing, and when that was last looked at.

    Attributes:
        state: "open"; "suspended" or "closed" are shown before step 1 and sort last.

    """

    state: Literal["open", "suspended", "closed"]
    checked_on: Day
    since: Day | None = None
    say: Text | None = None
    source: WebAddress | None = None


class Effort(Model):
    """How long the guide takes."""

    minutes: Annotated[Number, Field(ge=1, le=120)]


class Former(Model):
    """A mall that is no more and whose sellers belong here now."""

    name: Name
    say: Text


class Guide(Model):
    """One mall's guide. Its steps stand in order; `when` says which of them a seller meets.

    Attributes:
        mall: the file's name, and the guide's id in every URL.
        issue: how the key comes: the seller issues it ("self"), we do ("agency"), a button inside
            아임셀러 does ("inside"), or one has to ask ("ask"). None for the 사전 가이드.
        migration: whether goods already on sale there can be brought over (데이터 이전).

    """

    mall: StepId
    title: Name
    aka: tuple[Name, ...] = ()
    category: Name
    issue: Literal["self", "agency", "inside", "ask"] | None = None
    manual: Manual
    status: Status
    effort: Effort
    needs: tuple[Text, ...] = ()
    intro: Texts = ()
    updates: tuple[Update, ...] = ()
    migration: Flag = False
    former: tuple[Former, ...] = ()
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=40)]

    def step(self, step_id: str) -> Step:
        """Return the step called `step_id`; `KeyError` if there is none."""
        return {step.id: step for step in self.steps}[step_id]

    def form(self, step_id: str) -> Credentials | None:
        """Return the form called `step_id`; the guide's first one, if it is called otherwise now."""
        forms = [step for step in self.steps if isinstance(step, Credentials)]
        return next((step for step in forms if step.id == step_id), next(iter(forms), None))


@dataclass(frozen=True)
class Problem:
    """One thing wrong in a guide, placed by its path in the file's data."""

    path: Path
    code: str
    message: str
    hint: str = ""


def parse(data: dict[str, Any]) -> tuple[Guide | None, list[Problem]]:
    """Build a guide from a file's mapping, every scalar a string.

    Returns:
        The guide, or None and every problem found. A guide returned is well-formed, not yet sound:
        see `wizard.proof`.

    """
    try:
        return Guide.model_validate(data), []
    except ValidationError as error:
        return None, [
            Problem(_path(fault), *complaints.about(fault, data, Guide)) for fault in _own(error)
        ]


def _own(error: ValidationError) -> list[Mapping[str, Any]]:
    """Leave out what only follows: a list is not too short because its items are malformed."""
    faults: list[Mapping[str, Any]] = [*error.errors()]
    inside = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
    return [fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in inside]


def _path(fault: Mapping[str, Any]) -> Path:
    """Give the path of what is at fault: of an unknown kind, the kind."""
    _, path = complaints.trail(Guide, fault["loc"])
    return (*path, "kind") if fault["type"] == "union_tag_invalid" else path
