"""What every kind of step, and every other thing a guide says, has in common."""

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetJsonSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError

from wizard.steps.key_descriptions import key_descriptions
from wizard.steps.values import Day, When

Answers = Mapping[str, tuple[str, ...]]
"""Question id -> the option ids chosen: one for a choice, several for a checklist."""

Text = Annotated[str, Field(min_length=1, max_length=600)]
"""A sentence for a screen: **bold** and [links](https://…) only; see `wizard.guide.markup`."""

Name = Annotated[str, Field(min_length=1, max_length=60)]
StepId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=40)]
WebAddress = Annotated[str, Field(pattern=r"^https?://[^\s<>\"]+$", max_length=300)]

UNKNOWN = "아직 확인되지 않음"
"""What only the operator knows, and has not said: it is shown as it stands."""


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


def still_open(when: Condition, answers: Answers) -> Condition | None:
    """Give what of `when` is not yet answered; None if it can no longer be satisfied."""
    given = {name: allowed for name, allowed in when.items() if answers.get(name)}
    left = {name: allowed for name, allowed in when.items() if name not in given}
    return left if holds(given, answers) else None


class Model(BaseModel):
    """A frozen value read from a guide; a key it does not know is a fault.

    The text under each key is for editors: the schema shows it while they type.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    @classmethod
    @cache
    def file_keys(cls) -> dict[str, str]:
        """Give what a file may say of it: key -> the attribute that holds what stands there."""
        return {field.alias or name: name for name, field in cls.model_fields.items()}

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        schema = handler(core_schema)
        keys, told = handler.resolve_ref_schema(schema)["properties"], key_descriptions(cls)
        for key, name in cls.file_keys().items():
            if name in told:
                keys[key].setdefault("description", told[name])
        return schema


class ForSome(Model):
    """What may be meant only for those who gave some answers."""

    when: Condition = {}
    """이 답을 고른 사람에게만 보여 줘요: {질문: 답}. 여러 질문이면 모두 맞아야 해요."""


Source = Literal["manual", "H", "M", "operator"]
_DOUBTFUL = frozenset({"L", "NF"})
"""What is only surmised, or was not found: an editor's notes may have it, a guide may not."""


def _told(value: Any) -> Any:
    """Refuse what no seller may be told."""
    if isinstance(value, str) and value in _DOUBTFUL:
        raise PydanticCustomError("doubtful", "{by}", {"by": value})
    return value


def _short_origin(value: Any) -> Any:
    """Let `from: manual` stand for `from: {by: manual}`."""
    return {"by": value} if isinstance(value, str) else value


class Origin(Model):
    """Where a fact comes from, and on which day it was so."""

    by: Annotated[Source, BeforeValidator(_told, json_schema_input_type=Source)]
    """manual은 매뉴얼, H는 믿을 만한 글로 확인한 것, M은 보통 그렇다고 알려진 것, operator는 운영자가 알려 준 것이에요."""
    on: When | None = None
    """그렇게 알려진 날이에요. 2026-11-23, 2026-08, 2021처럼 아는 만큼만 적어요."""
    source: WebAddress | None = None
    """그렇게 말하는 글의 주소예요."""


From = Annotated[Origin, BeforeValidator(_short_origin, json_schema_input_type=Origin | Source)]
"""`from`: an origin, or only the word for it."""


def _if_known(value: Any) -> Any:
    """Take an address that nobody knows yet for none."""
    return None if value == UNKNOWN else value


KnownAddress = Annotated[
    WebAddress | None, BeforeValidator(_if_known, json_schema_input_type=WebAddress | None)
]
"""An address, or none: also where a constant that is not known yet would give it."""


class Where(Model):
    """The place in a mall's console that a step is about."""

    console: Name
    """쇼핑몰 관리 화면의 이름이에요. 아임셀러 화면이면 아임셀러라고 적어요."""
    url: KnownAddress = None
    """그 화면의 주소예요."""
    menu: tuple[Name, ...] = ()
    """눌러 들어가는 메뉴를 차례대로 적어요. 이름은 화면과 똑같아야 해요."""


class Entry(ForSome):
    """One value the reader has to type or choose in the console, or call, exactly so."""

    label: Name
    """쇼핑몰 화면의 칸 이름이에요. 할 일(do)에 **굵게** 적은 이름과 같으면 그 줄 안에 값이 나와요."""
    value: Name
    """그 칸에 넣을 값이에요. 여러 안내에 나오는 값은 ${이름}으로 불러요."""
    how: Literal["type", "choose", "call"] = "type"
    """적는 값(type)에는 복사 버튼이 붙어요. 고르는 값은 choose, 거는 전화번호는 call이라고 적어요."""
    origin: From | None = Field(None, alias="from")
    """이 값을 어디서 알았나요. 비우면 단계의 from과 같아요."""


class Update(ForSome):
    """Something that changed after the manual was written; always dated, always with a source."""

    since: Day
    """바뀐 날이에요. 2026-11-23처럼 적어요."""
    say: Text
    """무엇이 바뀌었는지 한 문장으로 적어요."""
    source: WebAddress
    """그렇게 말하는 글의 주소예요."""
    until: Day | None = None
    """그날까지만 그렇다면 마지막 날을 적어요."""
    origin: From | None = Field(None, alias="from")
    """얼마나 확실한가요. 비우면 H예요. M이면 “보통”처럼 적어요."""
