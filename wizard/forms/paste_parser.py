"""A pasted text: which part of it belongs in which box.

A value is told by its name, or by looks that only one box has. Where the text tells two things of a box,
or hides a value, the box stays empty: nothing is guessed.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from wizard.forms.paste.boxes import Box
from wizard.forms.paste.cells import Claim
from wizard.forms.paste.lexicon import Lexicon, lexicon_of
from wizard.forms.paste.mall import Mall
from wizard.forms.paste.reader import Reader
from wizard.forms.paste.shapes import STRONG_CHARS, only_box, shaped
from wizard.forms.paste.view import Span, View, view_of
from wizard.steps.fields import AnyField

_SIGN = re.compile(r"[:=：＝]\s*$")
_GLUED = re.compile(r"\s[:=]$")
MAX_CHARS = 6_000
"""A whole page of a console has 3,000; so many letters of Hangul fill a form that may be sent."""


@dataclass(frozen=True)
class Part:
    """Where one field's value stands in a text: in one piece, or in two if a line end tore it."""

    name: str
    spans: tuple[Span, ...]

    def said(self, text: str) -> str:
        """Give the value as it stands in `text`."""
        return "".join(text[start:end] for start, end in self.spans)


@dataclass(frozen=True)
class Paste:
    """What a text tells of a form.

    Attributes:
        parts: one for each box that the text surely tells, in the order of the text.
        masked: boxes whose value stands there as dots or stars only.
        unsure: boxes of which it tells two different things.
        yearless: boxes of which it tells a day, and no year.
        led: boxes whose value begins with a sign that may part it from its name, or be its first letter.
        foreign: boxes of which it tells nothing but what is, or may be, another mall's.

    """

    parts: tuple[Part, ...] = ()
    masked: tuple[str, ...] = ()
    unsure: tuple[str, ...] = ()
    yearless: tuple[str, ...] = ()
    led: tuple[str, ...] = ()
    foreign: tuple[str, ...] = ()


def read(fields: Mapping[str, AnyField], text: str, mall: Mall | None = None) -> Paste:
    """Read a pasted text.

    Args:
        fields: the boxes of a form, asked for or not: what belongs in another box belongs in none of the rest.
        text: what was pasted, with its line ends and tabs if they are still there.
        mall: whose the form is; what stands under another mall's name or address is not taken.

    The cost grows with the length of `text`: every row is cut, every letter held against the names once.

    """
    lexicon = lexicon_of(fields, mall)
    if not lexicon.boxes or len(text) > MAX_CHARS:
        return Paste()
    view = view_of(text)
    reader = Reader(lexicon, view)
    reader.read()
    led = _led(lexicon, view, reader.claims)
    told, unsure = _agreed(lexicon, view, [c for c in reader.claims if c.box not in led])
    named = {claim.box for claim in reader.claims}
    missing = [claim for claim in reader.claims if claim.box not in told]
    masked = sorted(claim.box for claim in missing if claim.is_masked)
    yearless = sorted({claim.box for claim in missing if claim.is_yearless})
    looks = shaped(lexicon, view, reader.unnamed)
    found = told | {name: (span,) for name, span in looks.items() if name not in named}
    parts = [Part(name, tuple(map(view.origin, spans))) for name, spans in found.items()]
    parts.sort(key=lambda part: part.spans)
    paste = Paste(
        tuple(parts), tuple(dict.fromkeys(masked)), unsure, tuple(yearless), tuple(sorted(led))
    )
    said = {*found, *masked, *unsure, *yearless, *led}
    return replace(paste, foreign=tuple(n for n in lexicon.boxes if n in reader.foreign - said))


def split(fields: Mapping[str, AnyField], text: str, mall: Mall | None = None) -> tuple[Part, ...]:
    """Find the values in a text that came into a box where one value belongs.

    Returns:
        Nothing if `text` is one value: it tells less than two boxes, or one whose format the
        value does not prove. Never two parts for one field, and no two that overlap.

    """
    parts = read(fields, text, mall).parts
    if len(parts) != 1:
        return parts
    box = lexicon_of(fields, mall).boxes[parts[0].name]
    is_proved = box.fits(parts[0].said(text)) and not box.fits(text)
    return parts if is_proved else ()


def _led(lexicon: Lexicon, view: View, claims: list[Claim]) -> set[str]:
    """Name the passwords that begin, or not, with a sign: "비밀번호 :abc" where no other name has a sign behind it."""
    starts = {one.box: one.spans[0][0] for one in claims if one.spans}
    parted = [box for box, start in starts.items() if _SIGN.search(view.text, 0, start)]
    if len(parted) != 1 or len(starts) == 1 or not lexicon.boxes[parted[0]].is_password:
        return set()
    return set(parted) if _GLUED.search(view.text, 0, starts[parted[0]]) else set()


def _agreed(
    lexicon: Lexicon, view: View, claims: list[Claim]
) -> tuple[dict[str, tuple[Span, ...]], tuple[str, ...]]:
    """Give what each box is told, and the boxes of which two things are told."""
    told: dict[str, dict[str, tuple[Span, ...]]] = {}
    for one in claims:
        if one.spans and _may_stand(lexicon, view, one):
            value = lexicon.boxes[one.box].cleaned("".join(map(view.said, one.spans)))
            told.setdefault(one.box, {}).setdefault(value, one.spans)
    sure = {
        name: spans for name, values in told.items() if (spans := _one(lexicon.boxes[name], values))
    }
    return sure, tuple(sorted(told.keys() - sure.keys()))


def _one(box: Box, values: Mapping[str, tuple[Span, ...]]) -> tuple[Span, ...]:
    """Give the one value of a box; of several the one that has its looks."""
    fitting = {value: spans for value, spans in values.items() if box.has_shape and box.fits(value)}
    chosen = values if len(values) == 1 else fitting
    return next(iter(chosen.values())) if len(chosen) == 1 else ()


def _may_stand(lexicon: Lexicon, view: View, one: Claim) -> bool:
    """Refuse what is no value, and a value without looks of its own that has, plainly, those of another box."""
    box, said = lexicon.boxes[one.box], "".join(map(view.said, one.spans))
    if not box.cleaned(said):
        return False
    if box.has_shape or box.is_day or box.is_password or len(said) < STRONG_CHARS:
        return True
    return only_box(lexicon.boxes.values(), said) is None
