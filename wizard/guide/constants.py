"""Named facts that many guides call: what each says, in which words, and what is not known yet."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field

from wizard.korean.particles import fitting_particle, is_pair
from wizard.steps.base import UNKNOWN, From, Model, Name, Text

Kind = Literal["text", "name", "ip", "url", "phone", "hours"]
NAMES = "names"
"""`${agency:names}` is every name of it, in their order."""
_LINK = re.compile(rf"\[([^\[\]]+)\]\({UNKNOWN}\)")
_BOLD = "**"
_LAST_CALL = re.compile(r"\$\{([^{}:]{1,60}):([가-힣]{1,4}/[가-힣]{1,4})\}$")


class Constant(Model):
    """One fact that stands in one place."""

    value: Annotated[str, Field(max_length=300)] | None = None
    """값이에요. 이름이 여럿이면 names에, 아직 모르면 unknown에 적어요."""
    names: tuple[Name, ...] = ()
    """같은 것의 이름들을 찾아볼 차례대로 적어요. ${이름}은 첫째, ${이름:names}는 모두예요."""
    unknown: Literal["아직 확인되지 않음"] | None = None
    """아직 모르면 이 말을 그대로 적어요. 화면에는 복사 단추 없이 이대로 나와요."""
    kind: Kind = "text"
    """무엇인가요: text 글, name 이름, ip 서버 주소, url 웹 주소, phone 전화, hours 시간."""
    ask: Text | None = None
    """운영자에게 물어볼 말이에요. 값이 있어도 확인이 더 필요하면 적어요."""
    origin: From | None = Field(None, alias="from")
    """누가 그렇다고 했는지예요: manual, H, M, operator."""

    @property
    def text(self) -> str:
        """What stands in a sentence: the value, or the first of the names."""
        return next(iter(self.names), self.value if self.value is not None else UNKNOWN)

    @property
    def is_known(self) -> bool:
        """Whether somebody has said it."""
        return self.unknown is None


def _whole(value: Any) -> Any:
    """Let an editor write only the value: `server_ip: 192.0.2.15`."""
    return {"value": value} if isinstance(value, str) else value


Written = Annotated[Constant, BeforeValidator(_whole, json_schema_input_type=Constant | str)]
"""A constant as it is written: whole, or only its value."""


@dataclass(frozen=True, eq=False)
class Constants(Mapping[str, str]):
    """The constants by name; as a mapping, what each says in a sentence."""

    whole: Mapping[str, Constant]

    @classmethod
    def of(cls, said: Mapping[str, str]) -> Self:
        """Give constants; plain values are some of them."""
        if isinstance(said, cls):
            return said
        return cls({name: Constant(value=value) for name, value in said.items()})

    def __getitem__(self, name: str) -> str:
        """Give what a constant says; `KeyError` if there is none."""
        return self.whole[name].text

    def __iter__(self) -> Iterator[str]:
        """Give the names, in the order of the file."""
        return iter(self.whole)

    def __len__(self) -> int:
        """Count them."""
        return len(self.whole)

    @property
    def known(self) -> dict[str, str]:
        """Those that somebody has said."""
        return {name: one.text for name, one in self.whole.items() if one.is_known}

    def has(self, call: str) -> bool:
        """Say whether `${call}` can be filled: its name is known, and the way to say it."""
        name, colon, way = call.partition(":")
        return name in self.whole and (not colon or way == NAMES or is_pair(way))

    def fill(self, text: str) -> str:
        """Put what they say into a text; a call that cannot be filled stays."""
        parts = called(self._particles_outside(text))
        said = (self._say(call) if call and self.has(call) else plain for plain, call in parts)
        return _LINK.sub(r"\1", "".join(said))

    def _say(self, call: str) -> str:
        name, _, way = call.partition(":")
        one = self.whole[name]
        if way == NAMES:
            return ", ".join(one.names) or one.text
        return one.text + (fitting_particle(one.text, way) if way else "")

    def _particles_outside(self, text: str) -> str:
        """Put the particle of a bold name behind the bold: **${agency:을/를}** is **이름**을."""
        pieces = text.split(_BOLD)
        for at in range(1, len(pieces) - 1, 2):
            found = _LAST_CALL.search(pieces[at])
            if found and self.has(":".join(found.groups())):
                name, pair = found.groups()
                pieces[at] = pieces[at][: found.start()] + self[name]
                pieces[at + 1] = fitting_particle(self[name], pair) + pieces[at + 1]
        return _BOLD.join(pieces)


def called(text: str) -> Iterator[tuple[str, str | None]]:
    """Cut a text at its ${calls}; give each part, and what it calls if it does.

    A pattern would look for the end of each "${" anew; here each letter is passed once.
    """
    end = 0
    while (start := text.find("${", end)) >= 0 and (last := text.find("}", start)) >= 0:
        yield text[end:start], None
        end = last + 1
        yield text[start:end], text[start + 2 : last]
    yield text[end:], None
