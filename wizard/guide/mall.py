"""What a guide says of its mall: how it does, who helps there, where the manual speaks of it."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import Flag, From, Model, Name, Text, WebAddress
from wizard.steps.values import Day, When


class Manual(Model):
    """Where the printed manual speaks of this mall."""

    chapter: Name
    """매뉴얼의 장 번호예요."""
    edition: Name
    """매뉴얼이 나온 해예요. 따옴표로 묶어요."""


class Status(Model):
    """How the mall is doing, and until when what was known of it went into the guide.

    Attributes:
        state: "open"; "suspended" or "closed" are told on every screen and sort last.
        looked: somebody opened the mall that day and held the guide against it. Only then may a
            page say that it was checked.

    """

    state: Literal["open", "suspended", "closed"]
    """open은 영업 중, suspended는 멈춤, closed는 문을 닫음이에요. 멈춘 곳은 맨 뒤에 나와요."""
    checked_on: Day
    """이날까지 알려진 것을 안내에 담았어요. 90일이 지나면 다시 살펴봐 주세요."""
    looked: Flag = False
    """그날 사람이 쇼핑몰을 열어 안내와 견주어 봤으면 true예요. 그때만 화면에 “확인했어요”라고 나와요."""
    since: When | None = None
    """문을 닫거나 멈춘 때예요. 2025-12-16, 2024-07처럼 아는 만큼만 적어요."""
    say: Text | None = None
    """왜 멈췄는지 판매자에게 알려 주는 한 문장이에요."""
    source: WebAddress | None = None
    """그렇게 말하는 글의 주소예요."""
    origin: From | None = Field(None, alias="from")
    """얼마나 확실한 소식인가요. 비우면 H예요."""


class Contact(Model):
    """The mall's own help: for what only the mall can mend."""

    name: Name
    """도와주는 곳의 이름이에요: 11번가 셀러센터"""
    phone: Annotated[str, Field(pattern=r"^\d{2,4}(-\d{3,4}){1,2}$", max_length=20)] | None = None
    """전화번호예요. 1599-0110처럼 줄표를 넣어요."""
    hours: Name | None = None
    """받는 시간이에요: 평일 9~18시"""
    url: WebAddress | None = None
    """물어보는 화면의 주소예요."""
    origin: From | None = Field(None, alias="from")
    """어디서 알았나요."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if not (self.phone or self.url):
            raise PydanticCustomError("contact", "phone이나 url 가운데 하나는 있어야 해요")
        return self


class Former(Model):
    """A mall that is no more and whose sellers belong here now."""

    name: Name
    """없어진 쇼핑몰의 이름이에요."""
    say: Text
    """그곳의 판매자에게 알려 줄 한 문장이에요."""
