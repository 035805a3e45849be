"""Where a cell names a box: by which name, how plainly, and whether it is really ours that is meant."""

import re
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, replace

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.lexicon import OTHER, Lexicon
from wizard.forms.paste.view import Span, View

_URL = re.compile(r"(?:https?://|www\.|m\.)\S+")
_NOTE = r"(?:\s?\([^()\n]{1,30}\)(?=\s*[:=→▶]))?"
_SIGN = r"(?:[-–—=]{1,3}>|[:=→▶►▷>]|\.{3,}\s*:?|-{2,}|_{2,}|[-–—~](?=\s))"
_AFTER = re.compile(
    rf"(?:(?:은|는|이|가)(?=[\s:=]))?{_NOTE}(?P<closed>[\]\"'”’」』*)]*)\s*(?P<sign>{_SIGN})?\s*"
)
_BREAK = re.compile(r"[,;/|&\"'{}<>=\[\]→▶►▷★☆※•·◆◇■□●○✔✓☑▪◦]|\s{3,}|\.{3,}")
_EARLIER = re.compile(r"[(\[](?:구|옛|이전|기존|예전|old)[)\]]\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Label:
    """A name in a cell.

    Attributes:
        box: the field's id; `OTHER` for another fact's name.
        after: where what it names begins.
        is_marked: whether a sign or a bracket parts it from what follows.
        has_sign: whether that is a colon, an arrow or the like.

    """

    box: str
    start: int
    end: int
    after: int
    is_marked: bool
    has_sign: bool


def labels_in(lexicon: Lexicon, view: View, cell: Span, *, is_foreign: bool = False) -> list[Label]:
    """Find every name in a cell; a name that is said of something else is `OTHER`'s.

    Args:
        lexicon: the form's names.
        view: the text.
        cell: where to look.
        is_foreign: whether the cell stands under the name of another mall.

    """
    found: list[Label] = []
    malls = deque(
        m for m in lexicon.malls_in(view.text, *cell) if _is_whose(lexicon, view, cell, m)
    )
    for label in _named(lexicon, view, cell):
        while malls and malls[0].end() <= label.start:
            is_foreign = not lexicon.is_ours(malls.popleft().group())
        is_ours = label.box and not is_foreign and _is_meant(lexicon, view, cell, found, label)
        found.append(label if is_ours else replace(label, box=OTHER))
    return _merged(view, found)


def _is_whose(lexicon: Lexicon, view: View, cell: Span, mall: re.Match[str]) -> bool:
    """Say whether a mall says whose the rest of a cell is; an address that nobody knows only where it begins it."""
    is_first = not re.search(r"[^\W\d]", view.text[cell[0] : mall.start()])
    return is_first or lexicon.is_known(mall.group())


def _named(lexicon: Lexicon, view: View, cell: Span) -> Iterator[Label]:
    text, (place, end) = view.text, cell
    last: Label | None = None
    no_names = [*_URL.finditer(text, place, end), *lexicon.tools_in(text, place, end)]
    passed = deque(sorted(found.span() for found in no_names))
    while place < end:
        if passed and place >= passed[0][0]:
            place = max(place, passed.popleft()[1])
            continue
        begins = text[place].isalnum() and (place == cell[0] or _may_begin(text[place - 1]))
        name = lexicon.tree.longest(text, place, end) if begins else None
        if name is None:
            place += 1
            continue
        label = _label(text, name[0], (place, name[1]), end)
        place = name[1]
        is_value = last and last.has_sign and last.after == label.start and not label.has_sign
        if not is_value:
            last = label
            yield label


def _may_begin(before: str) -> bool:
    return not (before.isalnum() or before in "!#$%^?@\\`")


def _label(text: str, box: str, name: Span, end: int) -> Label:
    after = _AFTER.match(text, name[1], end)
    if after is None:
        return Label(box, *name, name[1], is_marked=False, has_sign=False)
    sign = after["sign"] is not None
    return Label(box, *name, after.end(), is_marked=sign or bool(after["closed"]), has_sign=sign)


def _is_meant(lexicon: Lexicon, view: View, cell: Span, found: list[Label], label: Label) -> bool:
    """Say whether the words before a name leave it ours: "새 비밀번호" do, "2차 비밀번호" do not."""
    before = found[-1] if found else None
    lead = view.text[max(before.after, before.end) if before else cell[0] : label.start]
    if _EARLIER.search(lead):
        return False
    words = _BREAK.split(lead)[-1].split()
    if not words or _is_neutral(lexicon, words[-1]):
        return True
    if before is None:
        return False
    is_value = len(words) == 1
    is_told = before.has_sign and label.has_sign
    other = lexicon.boxes.get(before.box)
    return is_value or is_told or other is None or other.is_namely or other.is_day


def _is_neutral(lexicon: Lexicon, word: str) -> bool:
    bare = names.key(word.strip("()[]<>.:!~*-_+"))
    is_number = not any(letter.isalpha() for letter in bare)
    is_bank = bare.endswith(("은행", "뱅크", "농협", "신협", "금고"))
    is_known = bare in vocabulary.NEUTRAL or bare in vocabulary.BUTTONS or bare in lexicon.ours
    is_our_site = lexicon.malls.fullmatch(word) is not None and lexicon.is_ours(word)
    return is_number or is_known or is_bank or is_our_site


def _merged(view: View, labels: list[Label]) -> list[Label]:
    """Take two names of one box in a row for one: 아이디(ID), API 인증키 (Access Key)."""
    kept: list[Label] = []
    for label in labels:
        last = kept[-1] if kept else None
        is_near = last and not re.search(r"\w", view.text[last.end : label.start])
        if last and is_near and last.box == label.box and not last.has_sign:
            kept[-1] = replace(label, start=last.start)
        else:
            kept.append(label)
    return kept
