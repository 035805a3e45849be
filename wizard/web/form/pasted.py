"""What a pasted text tells of a form: the values for its boxes, and what is said of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from wizard.forms import paste_parser
from wizard.forms.paste.mall import SIGN_INS, Mall
from wizard.forms.paste_parser import Part, Paste
from wizard.forms.submission import standing
from wizard.guide.hosts import Hosts, hosts_of
from wizard.guide.model import Guide
from wizard.korean.calendar import read_day
from wizard.steps import Credentials
from wizard.steps.fields import AnyField, DateField

AREA = "form.paste"
"""The box that takes a whole page of a console; nothing of it is kept but what goes to the boxes."""

MASKED = "{}: 가려진 값이라 담지 않았어요. 쇼핑몰 화면에서 보기를 누른 다음 다시 복사해 주세요."
UNSURE = "{}: 서로 다른 값이 있어 담지 않았어요. 맞는 값을 칸에 넣어 주세요."
YEARLESS = "{}: 연도가 없어 담지 않았어요. 칸에서 날짜를 골라 주세요."
LED = "{}: 맨 앞의 기호까지 값인지 알 수 없어 담지 않았어요. 칸에 직접 적어 주세요."
FOREIGN = (
    "다른 쇼핑몰의 것으로 보여 담지 않은 값이 있어요: {}. 이 쇼핑몰의 값이면 칸에 직접 적어 주세요."
)
NOTHING = "붙여 넣은 글에서 값을 찾지 못했어요. 아래 칸에 하나씩 적거나 붙여 넣어 주세요."
TOO_LONG = "글이 너무 길어요. 값이 있는 부분만 복사해 주세요."


@dataclass(frozen=True)
class Pasted:
    """What a pasted text tells of the boxes that are asked for.

    Attributes:
        parts: where each value stands in the text.
        values: field -> value as it stands there.
        masked: fields of which it shows dots only.
        unsure: fields of which it tells two things.
        yearless: fields of which it tells a day of no year.
        led: fields of which nobody can tell whether a sign is their first letter.
        foreign: fields of which it tells only what is, or may be, another mall's.
        is_too_long: it was not read.

    """

    parts: tuple[Part, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    masked: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()
    is_too_long: bool = False


def mall_of(guide: Guide, hosts: Mapping[str, Hosts]) -> Mall:
    """Give how a text may speak of a guide's mall: what stands under another mall's name is not its.

    Args:
        guide: whose form it is; a seller may fill in an older edition.
        hosts: mall -> the hosts to which the guides lead that are read now.

    """
    every = {**hosts, guide.mall: hosts_of(guide)}
    own = _at(guide.mall, every)
    others = frozenset[str]().union(*(_at(mall, every) for mall in every if mall != guide.mall))
    shared = own & others | frozenset[str]().union(*(one.ours for one in every.values()))
    names = (guide.mall, guide.title, *guide.aka)
    return Mall(names, own - shared, others - shared, shared)


def of_area(step: Credentials, asked: Mapping[str, AnyField], text: str, mall: Mall) -> Pasted:
    """Read a text that may tell anything of a form; fields that are not asked for end a value as well."""
    return _pasted(paste_parser.read(step.fields, text, mall), asked, text)


def of_box(step: Credentials, asked: Mapping[str, AnyField], text: str, mall: Mall) -> Pasted:
    """Read what came into the box of one value; nothing if it is one value."""
    return _pasted(Paste(paste_parser.split(step.fields, text, mall)), asked, text)


def open_values(asked: Mapping[str, AnyField], found: Pasted) -> dict[str, str]:
    """Give the values that are no secrets as they will stand in their boxes; a day as a date box takes it."""
    return {
        name: standing(asked[name], said)
        for name, said in found.values.items()
        if not asked[name].secret
    }


def receipt(step: Credentials, found: Pasted, values: Mapping[str, str]) -> str:
    """Say what really stands in the boxes now, and what was left out and why.

    Args:
        step: the form's definition.
        found: what the text told.
        values: field -> what stands in its box.

    """
    stands = [n for n in found.values if values.get(n) and _is_shown(step.fields[n], values[n])]
    labels = ", ".join(step.fields[name].label for name in stands)
    told = [
        f"붙여 넣은 글에서 값 {len(stands)}개를 찾아 칸마다 나눠 담았어요: {labels}. 맞는지 봐 주세요."
    ]
    reasons = left_out(step, found)
    return " ".join([*(told if stands else _nothing(found, reasons)), *reasons])


def left_out(step: Credentials, found: Pasted) -> list[str]:
    """Say which values are there and were not taken."""
    reasons = {
        MASKED: found.masked,
        UNSURE: found.unsure,
        YEARLESS: found.yearless,
        LED: found.led,
    }
    told = [
        text.format(step.fields[name].label) for text, names in reasons.items() for name in names
    ]
    foreign = ", ".join(step.fields[name].label for name in found.foreign)
    return [*told, FOREIGN.format(foreign)] if foreign else told


def _at(mall: str, hosts: Mapping[str, Hosts]) -> frozenset[str]:
    """Give where one is at a mall: where its guide leads, and where its sellers sign in as well."""
    return hosts[mall].mall | SIGN_INS.get(mall, frozenset())


def _nothing(found: Pasted, reasons: list[str]) -> list[str]:
    """Say that there was no value; why one was left out says so by itself."""
    if found.is_too_long:
        return [TOO_LONG]
    return [] if reasons else [NOTHING]


def _is_shown(what: AnyField, value: str) -> bool:
    return not isinstance(what, DateField) or read_day(value) is not None


def _pasted(told: Paste, asked: Mapping[str, AnyField], text: str) -> Pasted:
    parts = tuple(part for part in told.parts if part.name in asked)

    def of_asked(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(name for name in names if name in asked)

    return Pasted(
        parts,
        {part.name: part.said(text) for part in parts},
        of_asked(told.masked),
        of_asked(told.unsure),
        of_asked(told.yearless),
        of_asked(told.led),
        of_asked(told.foreign),
        is_too_long=len(text) > paste_parser.MAX_CHARS,
    )
