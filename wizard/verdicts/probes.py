"""`verify:` in a guide: what is asked of a mall, and what each answer means. Data only."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from wizard.mall_settings import HostAlias
from wizard.steps.base import Literals, Model, Name, StepId, Text
from wizard.steps.values import Number
from wizard.verdicts.classes import VerdictClass
from wizard.verdicts.conditions import AnswerPath, When
from wizard.verdicts.signers import SignerName

MAX_PROBES, MAX_WAYS, MAX_OUTCOMES = 4, 4, 40
_PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")
RequestPath = Annotated[str, Field(pattern=r"^/[A-Za-z0-9/{}_.~?&=%:,+-]*$", max_length=300)]
Reason = Literal["clock", "contract", "egress", "no_such_api", "throttle_or_ticket", "blocked"]


class Source(Model):
    """Where a value comes from: exactly one of these."""

    value: Name | None = None
    """늘 같은 값이에요."""
    field: Literals | None = None
    """입력칸의 이름이에요. 여럿이면 앞에서부터 채워진 칸을 써요."""
    setting: Name | None = None
    """운영자가 정해 둔 값의 이름이에요. 없으면 확인할 수 없다고만 말해요."""
    taken: Name | None = None
    """앞 물음의 takes에서 얻은 값의 이름이에요."""

    @model_validator(mode="after")
    def _is_one(self) -> Self:
        if len(self.model_fields_set) != 1:
            raise PydanticCustomError("too_long", "one", {"max_length": 1, "actual_length": 2})
        return self


def _plain(value: Any) -> Any:
    return {"value": value} if isinstance(value, str) else value


AnySource = Annotated[Source, BeforeValidator(_plain, json_schema_input_type=Source | Name)]


class Sign(Model):
    """How a request is signed."""

    by: SignerName
    """쇼핑몰이 쓰는 서명 방식이에요."""
    using: Annotated[dict[Name, AnySource], Field(min_length=1)]
    """서명에 쓰는 것의 이름과, 그 값이 어디서 오는지예요."""


class Look(Model):
    """One thing to look at, where the mall does not tell causes apart."""

    say: Text
    """무엇을 살펴볼지 한 문장으로 적어요."""
    step: StepId | None = None
    """그 화면의 id예요."""


class Outcome(Model):
    """What an answer means. The first one that fits counts; the last has no `when`."""

    when: When | None = None
    """이런 답일 때예요. 마지막 줄에만 없어요."""
    verdict: VerdictClass
    """무엇으로 판단하나요."""
    field: Name | None = None
    """고칠 입력칸의 이름이에요."""
    step: StepId | None = None
    """고치러 갈 화면의 id예요. 없으면 입력칸의 find예요."""
    reason: Reason | None = None
    """운영자가 볼 까닭이에요."""
    say: Text | None = None
    """판매자에게 할 말이에요. 없으면 판단마다 정해진 말을 해요."""
    look: Annotated[tuple[Look, ...], Field(max_length=8)] = ()
    """살펴볼 것을 쉬운 것부터 적어요."""
    again_minutes: Annotated[Number, Field(ge=5, le=2880)] | None = None
    """아직 켜지지 않은 키를 몇 분 뒤에 다시 확인할지예요."""


class Probe(Model):
    """One question to a mall."""

    id: StepId
    """물음의 이름이에요."""
    host: HostAlias
    """어느 서버인지예요. 주소는 프로그램이 알아요."""
    get: RequestPath | None = None
    """GET으로 물을 경로예요. {칸 이름}에는 적은 값이 들어가요."""
    post: RequestPath | None = None
    """POST로 물을 경로예요."""
    sign: Sign
    """어떻게 서명하나요."""
    headers: dict[Name, AnySource] = {}
    """함께 보낼 머리글이에요."""
    takes: dict[Name, AnswerPath] = {}
    """다음 물음에 쓸 값의 이름과 답의 자리예요. 저장하지 않아요."""
    shows: dict[Name, AnswerPath] = {}
    """판매자에게 보여 줄 것의 이름과 답의 자리예요. 답에서 이것만 남겨요."""
    control: dict[Name, AnySource] = {}
    """권한이 없다고 할 때, 저희 것이 맞는지 이 값으로 바꾸어 한 번 더 물어요."""
    outcomes: Annotated[tuple[Outcome, ...], Field(min_length=2, max_length=MAX_OUTCOMES)]
    """답마다 무슨 뜻인지 위에서부터 견줘요."""

    @model_validator(mode="after")
    def _asks_once(self) -> Self:
        if (self.get is None) == (self.post is None):
            raise PydanticCustomError("missing", "get or post")
        return self

    @property
    def method(self) -> Literal["GET", "POST"]:
        """How it asks."""
        return "POST" if self.get is None else "GET"

    @property
    def path(self) -> str:
        """What it asks for, with its query; names in braces are fields."""
        return self.get or self.post or ""

    @cached_property
    def placeholders(self) -> tuple[str, ...]:
        """The fields that its path calls."""
        return tuple(_PLACEHOLDER.findall(self.path))

    def sources(self) -> Iterator[Source]:
        """Give everything it needs a value from."""
        yield from self.sign.using.values()
        yield from self.headers.values()
        yield from (Source(field=(name,)) for name in self.placeholders)


class Way(Model):
    """One way to try an account: its probes in order; each must be OK for the next to be asked."""

    id: StepId
    """방법의 이름이에요."""
    probes: Annotated[tuple[Probe, ...], Field(min_length=1, max_length=MAX_PROBES)]
    """쇼핑몰에 물을 것을 차례대로 적어요."""

    def needs(self) -> Iterator[Source]:
        """Give what must be known before it can be tried: fields and settings."""
        for probe in self.probes:
            yield from (one for one in probe.sources() if one.field or one.setting)


class Verify(Model):
    """How an account of this mall is tried: by ways, or why it cannot be."""

    none: Text | None = None
    """확인할 수 없는 쇼핑몰이면 그 까닭을 적어요."""
    ways: Annotated[tuple[Way, ...], Field(max_length=MAX_WAYS)] = ()
    """확인하는 방법이에요. 앞에서부터, 쓸 값이 다 있는 방법을 써요."""

    @model_validator(mode="after")
    def _is_either(self) -> Self:
        if (self.none is None) != bool(self.ways):
            raise PydanticCustomError("missing", "ways or none")
        return self
