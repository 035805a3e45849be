"""A cell, read: names alone, names with their values, a button, a mall's name, or a text."""

import re
from dataclasses import dataclass, field
from typing import Literal

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.heads import is_mall
from wizard.forms.paste.labels import Label, labels_in
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.values import is_button, take, words_in
from wizard.forms.paste.view import Span, View

_OPENING, _PARTING = "[({<\"'", ",;|/&·•"
_BULLET = re.compile(r"\s(?:[-–—*▶▷■□◆◇●○☆★※]|\(?[0-9]{1,2}[.)])$")
_BULLET_CHARS = 6

Kind = Literal["empty", "noise", "mall", "labels", "pairs", "text"]


@dataclass(frozen=True)
class Claim:
    """What a name in the text tells of a box.

    Attributes:
        spans: where its value stands, in pieces; none if it is masked, or a day of no year.

    """

    box: str
    spans: tuple[Span, ...]
    is_masked: bool = False
    is_yearless: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell and what it is.

    Attributes:
        labels: the names in it, in order.

    """

    span: Span
    kind: Kind
    labels: tuple[Label, ...] = field(default=())

    @property
    def is_value(self) -> bool:
        """Say whether it can be the value of a name beside or above it."""
        return self.kind == "text"


def is_called(view: View, cell: Cell, known: frozenset[str]) -> bool:
    """Say whether all that a cell says is one of these names, told as keys."""
    return names.key(view.said(cell.span)) in known


def read_cell(lexicon: Lexicon, view: View, span: Span, *, is_foreign: bool = False) -> Cell:
    """Say what a cell is; `is_foreign` under another mall's name."""
    said = view.said(span)
    if not said:
        return Cell(span, "empty")
    words = said.split()
    if all(map(is_button, words)) or names.key(re.sub(r"[^\w\s]", "", said)) in vocabulary.PHRASES:
        return Cell(span, "noise")
    if is_mall(lexicon, view, span):
        return Cell(span, "mall")
    labels = tuple(labels_in(lexicon, view, span, is_foreign=is_foreign))
    if not labels:
        return Cell(span, "text")
    has_value = any(_tells(view, a, b) for a, b in _segments(labels, span[1]))
    if has_value:
        return Cell(span, "pairs", labels)
    is_led = re.search(r"\w", _lead(lexicon, view.text[span[0] : labels[0].start]))
    return Cell(span, "text" if is_led else "labels", labels)


def ends_open(view: View, cell: Cell) -> bool:
    """Say whether a cell ends with a name whose value must stand in the next, though something stands before it."""
    is_open = cell.labels and not _tells(view, *_segments(cell.labels, cell.span[1])[-1])
    return bool(is_open) and cell.kind in {"pairs", "text"}


def claims_of(lexicon: Lexicon, view: View, cell: Cell) -> list[Claim]:
    """Give what the names in a cell tell, each with what follows it up to the next."""
    claims: list[Claim] = []
    run: list[Label] = []
    for label, segment in zip(cell.labels, _segments(cell.labels, cell.span[1]), strict=True):
        run.append(label)
        is_open = not label.has_sign and not _tells(view, *segment) and label is not cell.labels[-1]
        if is_open:
            continue
        is_day = run[0].box and lexicon.boxes[run[0].box].is_day
        bare = segment if is_day else _without_signs(view, cell, segment)
        claims.extend(_claims(lexicon, view, run, bare))
        run = []
    return claims


def claim(lexicon: Lexicon, view: View, box: str, span: Span, *, is_plain: bool) -> list[Claim]:
    """Give what a stretch tells of a box; nothing if it tells nothing."""
    if box == OTHER:
        return []
    told = take(lexicon.boxes[box], view, span, is_plain=is_plain)
    if told.span:
        return [Claim(box, (told.span,))]
    if not (told.is_masked or told.is_yearless):
        return []
    return [Claim(box, (), told.is_masked, told.is_yearless)]


def _claims(lexicon: Lexicon, view: View, run: list[Label], segment: Span) -> list[Claim]:
    """Give what one stretch tells of one name, or of several names that stand together before it."""
    if len(run) == 1:
        return claim(lexicon, view, run[0].box, segment, is_plain=run[0].is_marked)
    pieces = pieces_of(view, segment, len(run))
    if not pieces and run[0].box and lexicon.boxes[run[0].box].is_day:
        return claim(lexicon, view, run[0].box, segment, is_plain=True)
    is_plain = run[-1].is_marked
    found = [
        claim(lexicon, view, label.box, piece, is_plain=True)
        for label, piece in zip(run, pieces, strict=False)
        if label.box
    ]
    is_sure = is_plain or all(
        c
        and c[0].spans
        and (
            not lexicon.boxes[c[0].box].has_shape
            or lexicon.boxes[c[0].box].fits(view.said(c[0].spans[0]))
        )
        for c in found
    )
    return [one for several in found for one in several] if is_sure else []


def pieces_of(view: View, segment: Span, count: int) -> list[Span]:
    """Cut a stretch into so many pieces, at the first sign that does; nothing if none does."""
    words = words_in(view, segment)
    if len(words) == count:
        return words
    for sign in (r"\s/\s", r",\s?", r"\s?~\s?", r"/"):
        cuts = [found.span() for found in re.finditer(sign, view.said(segment))]
        if len(cuts) == count - 1:
            begins = [segment[0], *(segment[0] + b for _, b in cuts)]
            ends = [*(segment[0] + a for a, _ in cuts), segment[1]]
            return [view.trimmed(*edge) for edge in zip(begins, ends, strict=True)]
    return []


def _segments(labels: tuple[Label, ...], end: int) -> list[Span]:
    stops = [*(label.start for label in labels[1:]), end]
    return [(min(label.after, stop), stop) for label, stop in zip(labels, stops, strict=True)]


def _tells(view: View, start: int, end: int) -> bool:
    """Say whether a stretch holds more than signs and buttons."""
    words = [view.said(word) for word in words_in(view, (start, end))]
    return any(re.search(r"\w|[•●*∙○]", word) and not is_button(word) for word in words)


def _without_signs(view: View, cell: Cell, segment: Span) -> Span:
    """Leave out the signs that lead to the next name: a slash, a comma, a bullet, a number of a list."""
    start, end = view.trimmed(*segment)
    if segment[1] == cell.span[1] or view.text[start:end].startswith(('"', "'")):
        return start, end
    for signs in (_OPENING, _PARTING):
        end = start + len(view.text[start:end].rstrip())
        if end > start and view.text[end - 1] in signs:
            end -= 1
    bullet = _BULLET.search(view.text, max(start, end - _BULLET_CHARS), end)
    return view.trimmed(start, bullet.start() if bullet else end)


def _lead(lexicon: Lexicon, lead: str) -> str:
    """Give what stands before a cell's first name and is no mall's, nor a word that changes nothing."""
    words = [word.strip("()[]<>.:!~*-_+") for word in lexicon.malls.sub(" ", lead).split()]
    kept = [
        w for w in words if names.key(w) not in vocabulary.NEUTRAL and any(c.isalpha() for c in w)
    ]
    return " ".join(kept)
