"""Where a text says of which mall it tells: the mall alone, with words that say what comes, or behind what was told."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.labels import Label
from wizard.forms.paste.lexicon import Lexicon
from wizard.forms.paste.mall import bare_host, is_address
from wizard.forms.paste.view import Span, View

_HEAD_CHARS = 40
_LIST_NUMBER = re.compile(r"^\W*[0-9]{1,2}\s?[.)]")
_BEGINNING = re.compile(r"\W*(?:[0-9]{1,2}\s?[.)]\W*)?")
_TELLS = re.compile(r"[:=：＝]|\s[!-~]{6,}\s*$")
"""In a line that begins with a mall's name: a sign, or what looks like a value at its end."""
_VALUE = re.compile(r"(?:[^:=]{1,20}[:=])?\s*[!-~]{2,120}(?:\s\W*|[^\w!-~]\W*)")
"""One word of a keyboard's letters, maybe at some name, before the mall that it is of."""
_SIDE_BY_SIDE = re.compile(r"\s{2,}")
_HEADS = tuple(word for word in vocabulary.HEADS if len(word) > 1)
_Malls = Sequence[re.Match[str]]


@dataclass(frozen=True)
class Head:
    """A mall in a line, and what the line says of it.

    Attributes:
        mall: its name or address.
        start: where it stands.
        is_ours: whether it is the form's own.
        is_first: whether the line begins with it.
        is_alone: whether the line tells nothing else: it may be said of what stands above as well.
        is_behind: whether it stands behind what the line itself tells.
        is_doubted: whether it is an address that nobody knows, at a label that may mean another thing, or of our firm.
        is_aside: whether it is an address that nobody knows, behind words that may say what else is there.

    """

    mall: str
    start: int
    is_ours: bool
    is_first: bool = False
    is_alone: bool = False
    is_behind: bool = False
    is_doubted: bool = False
    is_aside: bool = False


def head_of(
    lexicon: Lexicon, view: View, cells: Sequence[Span], labels: Sequence[Label]
) -> Head | None:
    """Give the mall of which a line tells, or whose block it heads or ends; None if there is none."""
    head = _head(lexicon, view, cells, labels)
    if head and not head.is_ours and lexicon.is_doubted(head.mall):
        return replace(head, is_doubted=True)
    return head


def _head(
    lexicon: Lexicon, view: View, cells: Sequence[Span], labels: Sequence[Label]
) -> Head | None:
    """Give a line's head as if it were known of each address whose it is."""
    found = [mall for cell in cells for mall in lexicon.malls_in(view.text, *cell)]
    malls = [mall for mall in found if not _is_fact(lexicon, view, labels, mall)]
    if not malls:
        return None
    row, first = (cells[0][0], cells[-1][1]), malls[0]
    rest = _rest(view, row, [*malls, *labels])
    if rest <= vocabulary.HEADS and (not rest or not labels) and _are_sites(view, labels):
        is_doubted = bool(labels) and not lexicon.is_known(first.group())
        is_ours = _are_ours(lexicon, view, malls)
        return Head(
            first.group(), first.start(), is_ours, not labels, is_alone=True, is_doubted=is_doubted
        )
    if _BEGINNING.fullmatch(view.text, row[0], first.start()):
        tells = labels or _TELLS.search(view.text, first.end(), row[1])
        if tells or _is_short(view, cells, malls):
            is_ours = lexicon.is_ours(first.group())
            return Head(first.group(), first.start(), is_ours, is_first=True)
    return _later(lexicon, view, cells, labels, malls)


def is_mall(lexicon: Lexicon, view: View, span: Span) -> bool:
    """Say whether a stretch is a mall's name, maybe with what makes it the head of another mall's block."""
    found = list(lexicon.malls_in(view.text, *span))
    if not found:
        return False
    rest = _LIST_NUMBER.sub("", _without(view.said(span), found), count=1)
    words = re.findall(r"\w+", rest)
    is_foreign = not any(lexicon.is_ours(mall.group()) for mall in found)
    return not words or (is_foreign and vocabulary.HEADS.issuperset(map(names.key, words)))


def is_named_again(named: Iterable[str], known: Iterable[str]) -> bool:
    """Say whether one of these names, as keys, is among those that are known, with more before it or less."""
    before = list(known)
    return any(one.endswith(other) or other.endswith(one) for one in named for other in before)


def _later(
    lexicon: Lexicon, view: View, cells: Sequence[Span], labels: Sequence[Label], malls: _Malls
) -> Head | None:
    """Give the mall that ends what a line tells, stands amid it, or stands before words that say what comes."""
    row = cells[0][0], cells[-1][1]
    last = malls[-1]
    head = Head(last.group(), last.start(), lexicon.is_ours(last.group()))
    is_after_name = bool(labels) and labels[0].start < last.start()
    words = _words(view.text[last.end() : row[1]])
    is_after_value = not labels and _VALUE.fullmatch(view.text, row[0], last.start())
    is_told = is_after_name and not _named_by(view, labels, last)
    if (is_told or is_after_value) and not words:
        return replace(head, is_behind=True)
    if any(_is_amid(labels, m) for m in malls if not lexicon.is_ours(m.group())):
        return replace(head, start=row[1], is_ours=False, is_behind=True)
    if not words and not labels and is_address(last.group()):
        about = frozenset(_words(view.text[row[0] : last.start()]))
        if about.isdisjoint(vocabulary.HEADS) and not lexicon.is_at_another(last.group()):
            return None if _is_aside(about) else replace(head, is_aside=True)
    is_said = not is_after_name and any(word.startswith(_HEADS) for word in words)
    is_said = _is_short(view, cells, malls) and (not words or is_said)
    return head if is_said else None


def _words(said: str) -> list[str]:
    return [names.key(word) for word in re.findall(r"\w+", said)]


def _is_aside(words: Iterable[str]) -> bool:
    """Say whether words before an address say that it is help, a notice or the like."""
    return any(word.endswith(vocabulary.ASIDES) for word in words)


def _is_short(view: View, cells: Sequence[Span], malls: _Malls) -> bool:
    said = view.text[cells[0][0] : cells[-1][1]]
    return len(cells) == 1 and len(_without(said, malls)) <= _HEAD_CHARS


def _is_amid(labels: Sequence[Label], mall: re.Match[str]) -> bool:
    """Say whether one and the same thing is named before a mall and behind it."""
    before = [label for label in labels if label.end <= mall.start()]
    return bool(before) and any(label.start >= mall.end() for label in labels)


def _is_fact(lexicon: Lexicon, view: View, labels: Sequence[Label], mall: re.Match[str]) -> bool:
    """Say whether an address is what a label names, which is no place to sign in: a shop's page, a blog."""
    named = _named_by(view, labels, mall) if is_address(mall.group()) else []
    is_console = bare_host(mall.group()) in lexicon.mall.other_hosts
    return bool(named) and not is_console and not _are_sites(view, named)


def _named_by(view: View, labels: Sequence[Label], mall: re.Match[str]) -> Sequence[Label]:
    """Give the label right before a mall, whose value it is; nothing if something was told between."""
    before = [label for label in labels if label.end <= mall.start()][-1:]
    is_named = before and not re.search(r"\w", view.text[before[0].end : mall.start()])
    return before if is_named else []


def _are_sites(view: View, labels: Sequence[Label]) -> bool:
    said = (view.text[label.start : label.end] for label in labels)
    return vocabulary.SITES.issuperset(map(names.key, said))


def _are_ours(lexicon: Lexicon, view: View, malls: _Malls) -> bool:
    """Say whether one of several malls is ours; not where columns of blanks part it from others."""
    ours = {lexicon.is_ours(mall.group()) for mall in malls}
    between = view.text[malls[0].end() : malls[-1].start()]
    is_beside = len(malls) > 1 and _SIDE_BY_SIDE.search(between)
    return True in ours and not (is_beside and False in ours)


def _rest(view: View, row: Span, said: Sequence[re.Match[str] | Label]) -> frozenset[str]:
    """Give the words of a row, as keys, without these."""
    spans = sorted((s.start, s.end) if isinstance(s, Label) else s.span() for s in said)
    starts, ends = [row[0], *(end for _, end in spans)], [*(start for start, _ in spans), row[1]]
    kept = [view.text[a:b] for a, b in zip(starts, ends, strict=True)]
    bare = _LIST_NUMBER.sub("", " ".join(kept), count=1)
    return frozenset(map(names.key, re.findall(r"\w+", bare)))


def _without(said: str, malls: Iterable[re.Match[str]]) -> str:
    for mall in malls:
        said = said.replace(mall.group(), " ", 1)
    return said
