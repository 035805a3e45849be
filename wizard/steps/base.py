"""What every kind of step, and every other thing a guide says, has in common."""

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from wizard.steps.values import Day, Number

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


Flag = Annotated[
    bool,
    BeforeValidator(_truth, json_schema_input_type=bool | Literal["true", "false"]),
    Field(strict=True),
]
Texts = Annotated[
    tuple[Text, ...], BeforeValidator(several, json_schema_input_type=tuple[Text, ...] | Text)
]
Literals = Annotated[
    tuple[Name, ...],
    BeforeValidator(
        several, json_schema_input_type=Annotated[tuple[Name, ...], Field(min_length=1)] | Name
    ),
    Field(min_length=1),
]
Condition = dict[Name, Literals]
"""`when`: question id -> the option ids that satisfy it. All questions must be satisfied."""


def holds(when: Condition, answers: Answers) -> bool:
    """Say whether `answers` satisfy every question of `when` (an empty one always holds)."""
    return all(not set(allowed).isdisjoint(answers.get(name, ())) for name, allowed in when.items())


class Model(BaseModel):
    """A frozen value read from a guide; a key it does not know is a fault.

    The text under each key is for editors: the schema shows it while they type.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Where(Model):
    """The place in a mall's console that a step is about."""

    console: Name
    """쇼핑몰 관리 화면의 이름이에요. 아임셀러 화면이면 아임셀러라고 적어요."""
    url: WebAddress | None = None
    """그 화면의 주소예요."""
    menu: tuple[Name, ...] = ()
    """눌러 들어가는 메뉴를 차례대로 적어요. 이름은 화면과 똑같아야 해요."""


class Entry(Model):
    """One value the reader has to type or choose in the console, exactly so."""

    label: Name
    """쇼핑몰 화면의 칸 이름이에요."""
    value: Name
    """그 칸에 넣을 값이에요. 한 번 눌러 복사할 수 있어요. 여러 안내에 나오는 값은 ${이름}으로 불러요."""


class Update(Model):
    """Something that changed after the manual was written; always dated, always with a source."""

    since: Day
    """바뀐 날이에요. 2026-11-23처럼 적어요."""
    say: Text
    """무엇이 바뀌었는지 한 문장으로 적어요."""
    source: WebAddress
    """그렇게 말하는 글의 주소예요."""


class Item(Model):
    """One thing on a drawn screen."""

    kind: Literal["menu", "tab", "button", "link", "field", "radio", "checkbox", "heading", "text"]
    """화면 요소의 종류예요. `{menu: 이름}`처럼 줄여 적을 수 있어요."""
    text: Name
    """화면에 보이는 글자예요."""
    value: Annotated[str, Field(max_length=60)] = ""
    """칸에 채워진 값이나 덧붙는 글자예요."""
    chosen: Flag = False
    """고른 것으로 보이게 해요."""
    mark: Annotated[Number, Field(ge=1, le=9)] | None = None
    """그림에 붙는 번호예요. do의 (1)이 가리켜요."""


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
    """그린 화면의 이름이에요. 화면을 보지 못하는 사람에게도 읽어 줘요."""
    items: Annotated[
        tuple[Annotated[Item, BeforeValidator(_item)], ...], Field(min_length=1, max_length=24)
    ]
    """위에서 아래로 놓인 화면 요소예요."""


class BaseStep(Model):
    """One screen of a guide.

    A kind of step is this class's subclass in `steps/<kind>.py`, a partial in
    `templates/steps/<kind>.html` and a test in `tests/steps/test_<kind>.py`.
    """

    ends: ClassVar[bool] = False

    id: StepId
    """단계의 이름이고 주소예요. open-api처럼 소문자, 숫자, 줄표만 써요."""
    title: Annotated[str, Field(min_length=1, max_length=60)]
    """화면의 제목이에요. 지금 할 일을 해요체로 적어요: API 정보 화면을 열어요"""
    when: Condition = {}
    """이 답을 고른 사람에게만 보여 줘요: {질문: 답}. 여러 질문이면 모두 맞아야 하고, 답은 목록으로 여럿 적을 수 있어요."""
    stage: Name | None = None
    """이 단계가 속한 단락이에요. 위의 진행 표시에 나와요."""
    say: Texts = ()
    """먼저 알아 둘 것을 짧게 적어요. 한 문장이나 목록이에요."""
    where: Where | None = None
    """이 일을 하는 쇼핑몰 화면이에요."""
    do: tuple[Text, ...] = ()
    """할 일을 차례대로 적어요. (1)은 그림의 mark: 1을 가리켜요."""
    enter: tuple[Entry, ...] = ()
    """쇼핑몰 화면에 그대로 넣을 값이에요."""
    caution: Texts = ()
    """누르기 전에 알아야 할 것이에요."""
    picture: Picture | None = None
    """쇼핑몰 화면을 글로 그려요."""
    updates: tuple[Update, ...] = ()
    """매뉴얼이 나온 뒤에 바뀐 것이에요. 날짜와 출처가 있어야 해요."""

    def questions(self) -> dict[str, tuple[str, ...]]:
        """Name what this step asks in the open: question id -> option ids in order."""
        return {}
