"""A guide: what one YAML file says, as frozen values."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from wizard.guide import messages
from wizard.guide.mall import Contact, Former, Manual, Status
from wizard.steps import Credentials, Step
from wizard.steps.base import Flag, ForSome, Model, Name, StepId, Texts, Update
from wizard.steps.lines import Lines, Need
from wizard.steps.values import Number
from wizard.verdicts.probes import Verify

Path = tuple[str | int, ...]
Minutes = Annotated[Number, Field(ge=1, le=120)]
MAX_STEPS = 40
"""So many steps may a guide have, with those of its fragments."""


class WayEffort(ForSome):
    """How long the guide takes on one way."""

    minutes: Minutes
    """그 길이 처음부터 끝까지 걸리는 분이에요."""


class Effort(Model):
    """How long the guide takes.

    Attributes:
        minutes: on the way that most go, and on every way that has no minutes of its own.

    """

    minutes: Minutes
    """많이 가는 길이 처음부터 끝까지 걸리는 분이에요."""
    ways: tuple[WayEffort, ...] = ()
    """고르는 답에 따라 다르면 길마다 적어요: [{when: {way: self}, minutes: 25}]"""
    longest: Minutes | None = None
    """고르는 답에 따라 더 걸리면, 가장 긴 길이 걸리는 분이에요."""


class Renewal(Model):
    """The way to a new key for who has an account already: it leads to that account's own form."""

    say: Texts = ()
    """새 키를 받을 때만 알아야 할 것이에요. 이 길의 화면마다 위에 나와요."""
    needs: tuple[Need, ...] = ()
    """새 키를 받기 전에 갖출 것이에요. 이 길의 첫 화면에 나와요."""
    steps: Annotated[tuple[StepId, ...], Field(min_length=1, max_length=12)]
    """지날 화면의 이름표를 차례대로 적어요. 마지막에는 그 계정을 고치는 화면이 저절로 나와요."""


START = "start"
"""The id of the 사전 가이드, which is no mall's."""


class Guide(Model):
    """One mall's guide. Its steps stand in order; `when` says which of them a seller meets.

    Attributes:
        mall: the file's name, and the guide's id in every URL.
        issue: how the key comes: the seller issues it ("self"), we do ("agency"), a button inside
            아임셀러 does ("inside"), or one has to ask ("ask"). None for the 사전 가이드.
        migration: whether goods already on sale there can be brought over (데이터 이전).

    """

    mall: StepId
    """쇼핑몰의 이름표예요. 파일 이름, 주소와 같아요."""
    title: Name
    """판매자가 보는 쇼핑몰 이름이에요."""
    aka: tuple[Name, ...] = ()
    """찾을 때 쓸 다른 이름이에요."""
    category: Name
    """오픈마켓이나 종합몰처럼 묶는 이름이에요."""
    issue: Literal["self", "agency", "inside", "ask"] | None = None
    """키를 누가 발급하나요: self 판매자, agency 저희, inside 아임셀러 안의 단추, ask 물어봐야 함."""
    manual: Manual
    """이 쇼핑몰이 나오는 매뉴얼의 자리예요."""
    status: Status
    """쇼핑몰의 지금 사정과 확인한 날이에요."""
    contact: Contact | None = None
    """쇼핑몰이 스스로 돕는 곳이에요. 첫 화면과 막혔어요에 나와요."""
    effort: Effort
    """얼마나 걸리나요."""
    needs: tuple[Need, ...] = ()
    """시작하기 전에 갖출 것이에요."""
    intro: Lines = ()
    """첫 화면에서 무엇을 하게 되는지 알려 줘요."""
    updates: tuple[Update, ...] = ()
    """안내 전체에 걸쳐 바뀐 것이에요."""
    migration: Flag = False
    """전에 올린 상품을 가져올 수 있으면 true예요."""
    order: Annotated[Number, Field(ge=1, le=99)] = 99
    """처음 화면에서 몇 번째로 보여 줄지예요. 많이 쓰는 곳이 앞이에요."""
    former: tuple[Former, ...] = ()
    """이곳으로 합쳐진 쇼핑몰이에요."""
    verify: Verify | None = None
    """저장한 계정을 쇼핑몰에 어떻게 확인하나요. 문을 닫은 쇼핑몰에는 없어요."""
    renew: Renewal | None = None
    """키에 끝이 있으면, 새 키를 받으러 지날 화면이에요. 알림과 만료 안내가 여기로 이끌어요."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1, max_length=MAX_STEPS)]
    """화면을 차례대로 적어요. 마지막은 kind: outcome이에요."""

    @property
    def is_open(self) -> bool:
        """Whether the mall does business."""
        return self.status.state == "open"

    @property
    def offers_migration(self) -> bool:
        """Whether goods on sale there can be brought over today."""
        return self.migration and self.takes("migration")

    def takes(self, request: str) -> bool:
        """Say whether staff can do what is asked for: at a mall that stopped, only answer a question."""
        return self.is_open or request == "help"

    @property
    def first_way(self) -> tuple[Step, ...]:
        """The steps that a seller may meet who connects for the first time."""
        return tuple(step for step in self.steps if step.only is None)

    @property
    def is_mall(self) -> bool:
        """Whether it connects a mall; the 사전 가이드 only leads to those that do."""
        return self.mall != START

    def step(self, step_id: str) -> Step:
        """Return the step called `step_id`; `KeyError` if there is none."""
        return {step.id: step for step in self.steps}[step_id]

    def called(self, step_id: str) -> str:
        """Give the name that the step has now which is or was called so; "" if there is none."""
        names = {old: step.id for step in self.steps for old in (*step.was, step.id)}
        return names.get(step_id, "")

    def form(self, step_id: str) -> Credentials | None:
        """Return the form that is or was called `step_id`; the guide's first one, if none is."""
        forms, now = (
            [step for step in self.steps if isinstance(step, Credentials)],
            self.called(step_id),
        )
        return next((step for step in forms if step.id == now), next(iter(forms), None))


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
        see `wizard.lint.faults`.

    """
    try:
        return Guide.model_validate(data), []
    except ValidationError as error:
        return None, [
            Problem(_path(fault), *messages.about(fault, data, Guide)) for fault in _own(error)
        ]


def _own(error: ValidationError) -> list[Mapping[str, Any]]:
    """Leave out what only follows: a list is not too short because its items are malformed."""
    faults: list[Mapping[str, Any]] = [*error.errors()]
    inside = {fault["loc"][:depth] for fault in faults for depth in range(len(fault["loc"]))}
    return [fault for fault in faults if fault["type"] != "too_short" or fault["loc"] not in inside]


def _path(fault: Mapping[str, Any]) -> Path:
    """Give the path of what is at fault: of an unknown kind, the kind."""
    _, path = messages.trail(Guide, fault["loc"])
    return (*path, "kind") if fault["type"] == "union_tag_invalid" else path
