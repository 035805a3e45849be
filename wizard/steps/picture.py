"""A drawn console screen: a window, its regions, and the things that stand in them."""

from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from wizard.steps.base import Flag, ForSome, Model, Name
from wizard.steps.values import Day, Number

Kind = Literal[
    "menu", "tab", "link", "button", "field", "select", "option", "radio", "checkbox",
    "heading", "text", "photo", "address", "table", "column", "panel", "group", "row", "other",
]  # fmt: skip
Mark = Annotated[Number, Field(ge=1, le=9)]
"""The number of the instruction that speaks of a thing: (1) in `do`, `mark: 1` here."""

_KINDS: tuple[str, ...] = get_args(Kind)
_MAY_HAVE = {
    "menu": {"items", "chosen", "value"},
    "link": {"red"},
    "tab": {"chosen"},
    "field": {"value"},
    "select": {"value", "items"},
    "option": {"chosen"},
    "radio": {"chosen"},
    "checkbox": {"chosen"},
    "text": {"value"},
    "address": {"value"},
    "column": {"value"},
    "panel": {"items"},
    **{kind: {kind} for kind in ("row", "group", "table", "other")},
}
_UNMARKED = frozenset({"row", "table", "other"})
_PARTS = frozenset().union(*_MAY_HAVE.values())
WORDLESS = frozenset({"row", "group", "table", "other"})
"""Kinds without words of their own: the short form gives what they hold."""


def _whole(value: Any) -> Any:
    """Let `{menu: API정보, mark: 2}` stand for `{kind: menu, text: API정보, mark: 2}`.

    A word that is no kind is taken for one, so that the editor hears which kinds there are.
    """
    if not isinstance(value, dict) or "kind" in value:
        return value
    known = [key for key in value if key in _KINDS]
    kinds = known or [key for key in value if key not in Item.model_fields]
    if len(kinds) != 1:
        return value
    kind = kinds[0]
    if kind in WORDLESS:
        return {"kind": kind, **value}
    rest = {key: part for key, part in value.items() if key != kind}
    return {"kind": kind, "text": value[kind], **rest}


class Item(Model):
    """One thing on a drawn screen.

    `other` is a grey bar: something stands here that nobody has to look at.
    """

    kind: Kind
    """화면 요소의 종류예요. `{menu: 이름}`처럼 줄여 적을 수 있어요."""
    text: Annotated[str, Field(max_length=60)] = ""
    """화면에 보이는 글자예요. 실제 화면과 똑같이 적어요."""
    value: Annotated[str, Field(max_length=60)] = ""
    """칸에 채워진 값이나 덧붙는 글자예요."""
    chosen: Flag = False
    """고른 것으로 보이게 해요."""
    mark: Mark | None = None
    """그림에 붙는 번호예요. do의 (1)이 가리켜요."""
    red: Flag = False
    """빨간 글자로 그려요. link만 가질 수 있어요."""
    items: "Items" = ()
    """이 안에 놓인 것이에요. menu, select, panel만 가질 수 있어요."""
    row: "Items" = ()
    """옆으로 나란히 놓인 것이에요."""
    group: "Items" = ()
    """번호 하나로 함께 가리키는 것이에요."""
    table: "Items" = ()
    """표의 칸(column)이에요."""
    other: Annotated[Number, Field(ge=1, le=6)] = 1
    """회색 막대의 수예요."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """Refuse what this kind of thing cannot have, and a thing without words."""
        given = self.model_fields_set & _PARTS
        for name in sorted(given - _MAY_HAVE.get(self.kind, set())):
            told = {"kind": self.kind, "name": name}
            raise PydanticCustomError("picture", "{kind}에는 {name} 항목이 없어요", told)
        if self.mark and self.kind in _UNMARKED:
            message = "{kind}에는 번호를 붙일 수 없어요"
            raise PydanticCustomError("picture", message, {"kind": self.kind})
        if not self.text and self.kind not in WORDLESS:
            raise PydanticCustomError("picture", "{kind}에 글자가 없어요", {"kind": self.kind})
        if any(part.kind != "column" for part in self.table):
            raise PydanticCustomError("picture", "table에는 column만 놓을 수 있어요")
        return self

    @property
    def inside(self) -> "Items":
        """Give the things that stand in this one."""
        return self.items or self.row or self.group or self.table


Items = Annotated[
    tuple[Annotated[Item, BeforeValidator(_whole)], ...], Field(min_length=1, max_length=24)
]


class Picture(ForSome):
    """A drawn console screen: no screenshot needed, never out of focus.

    Attributes:
        top: the bar across the window: menus (opened ones hang below), links, the firm's name.
        side: the menu on the left.
        items: the page itself, from top to bottom; grey bars if it does not matter.
        bottom: the very end of the page, far below.

    """

    title: Name
    """그린 화면의 이름이에요. 화면을 보지 못하는 사람에게도 읽어 줘요."""
    console: Name | None = None
    """where와 다른 곳의 화면이면 그곳의 이름을 적어요."""
    top: Items = ()
    """창 위쪽에 가로로 놓인 것이에요."""
    side: Items = ()
    """왼쪽 메뉴예요."""
    items: Items = ()
    """위에서 아래로 놓인 화면 요소예요. 비우면 회색 막대를 그려요."""
    bottom: Items = ()
    """화면 맨 아래에 놓인 것이에요."""
    seen_on: Day | None = None
    """그림이 쇼핑몰 화면과 같은지 본 날이에요. 비우면 checked_on으로 세고, 180일이 지나면 다시 봐 주세요."""

    @model_validator(mode="after")
    def _shows_something(self) -> Self:
        if not (self.top or self.side or self.items or self.bottom):
            raise PydanticCustomError("too_short", "empty")
        return self
