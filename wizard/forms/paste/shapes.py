"""Values that stand without a name, told by their looks, where only one box of the form has such values."""

import re
from collections.abc import Iterable, Iterator, Mapping

from wizard.forms.paste.boxes import Box
from wizard.forms.paste.cells import Cell
from wizard.forms.paste.lexicon import Lexicon
from wizard.forms.paste.names import key
from wizard.forms.paste.values import is_button, words_in
from wizard.forms.paste.view import Span, View

_TOKEN = re.compile(r"[^\s,;\"'“”‘’()<>\[\]{}|]+")
_BEFORE = re.compile(r"^[^\s=:/?]{1,40}[=:]")
STRONG_CHARS = 12
"""A value of so many letters is told by its looks anywhere; a shorter one only on a line with nothing but its name."""
MIN_CHARS, MAX_LEAD_CHARS = 6, 30
_KEYLIKE = ("key", "키", "code", "코드", "인증", "값", "주소", "url", "링크", "스토어", "store")
"""Of what a name must hold, if it is one that no box goes by, for its value to be told by looks."""


def shaped(lexicon: Lexicon, view: View, cells: Iterable[Cell]) -> Mapping[str, Span]:
    """Give box -> where the one value stands that has its looks, of boxes that have one.

    Args:
        lexicon: the form's names.
        view: the text.
        cells: the cells that no name spoke of.

    """
    boxes = [box for box in lexicon.boxes.values() if box.has_shape]
    found: dict[str, dict[str, Span]] = {}
    for cell in cells:
        for span, box in _told(view, boxes, cell):
            if not _is_free(lexicon, view, cell, span):
                continue
            found.setdefault(box.name, {}).setdefault(box.cleaned(view.said(span)), span)
    return {name: next(iter(spans.values())) for name, spans in found.items() if len(spans) == 1}


def only_box(boxes: Iterable[Box], said: str) -> Box | None:
    """Give the box whose values look like this; None if none or several have such."""
    fitting = [box for box in boxes if box.fits(said)]
    return fitting[0] if len(fitting) == 1 else None


def _is_free(lexicon: Lexicon, view: View, cell: Cell, span: Span) -> bool:
    """Say that no name stands before a value with a sign, or one that may well mean a key or a shop of ours."""
    lead = view.text[max(cell.span[0], span[0] - MAX_LEAD_CHARS) : span[0]].rstrip(" \"'<([")
    named = key(lead[:-1]) if lead.endswith((":", "=")) and not lead.endswith("://") else ""
    return not named or any(word in named for word in (*_KEYLIKE, *lexicon.ours))


def _told(view: View, boxes: list[Box], cell: Cell) -> Iterator[tuple[Span, Box]]:
    tokens = [found.span() for found in _TOKEN.finditer(view.text, *cell.span)]
    told = [(span, box) for token in tokens for span, box in _of_token(view, boxes, token)]
    words = [word for word in words_in(view, cell.span) if not is_button(view.said(word))]
    named = [(n.start, n.end) for n in cell.labels if n.box in {box.name for _, box in told}]
    bare = [word for word in words if not any(a <= word[1] and word[0] <= b for a, b in named)]
    is_alone = len(bare) == len(told)
    for span, box in told:
        if is_alone or span[1] - span[0] >= STRONG_CHARS:
            yield span, box


def _of_token(view: View, boxes: list[Box], token: Span) -> Iterator[tuple[Span, Box]]:
    """Give the box of a word, or of what stands in it behind an equals sign or a colon."""
    before = _BEFORE.match(view.said(token))
    spans = [token, (token[0] + before.end(), token[1])] if before else [token]
    for start, end in spans:
        bare = (start, start + len(view.text[start:end].rstrip(".~!")))
        glued = re.search(
            r"(?<=[!-~])(?:복사하기|복사|보기|재발급|삭제|요|입니다|이에요|예요)$", view.said(bare)
        )
        bare = (bare[0], bare[0] + glued.start()) if glued else bare
        box = only_box(boxes, view.said(bare)) if bare[1] - bare[0] >= MIN_CHARS else None
        if box:
            yield bare, box
            return
