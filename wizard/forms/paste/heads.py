"""Where a text begins to tell of a mall: its name alone, with words that say what comes, or before the first name."""

import re
from collections.abc import Iterable, Sequence

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.labels import Label
from wizard.forms.paste.lexicon import Lexicon
from wizard.forms.paste.view import Span, View

_HEAD_CHARS = 40
_LIST_NUMBER = re.compile(r"^\W*[0-9]{1,2}\s?[.)]")
_BEGINNING = re.compile(r"\W*(?:[0-9]{1,2}\s?[.)]\W*)?")
_TELLS = re.compile(r"[:=：＝]|\s[!-~]{6,}\s*$")
"""In a line that begins with a mall's name: a sign, or what looks like a value at its end."""
_HEADS = tuple(word for word in vocabulary.HEADS if len(word) > 1)


def heading_mall(
    lexicon: Lexicon, view: View, cells: Sequence[Span], labels: Sequence[Label]
) -> str:
    """Give the mall of which a line tells, or whose block it heads; "" if there is none."""
    row = cells[0][0], cells[-1][1]
    malls = [mall for cell in cells for mall in lexicon.malls_in(view.text, *cell)]
    if not malls:
        return ""
    is_first = _BEGINNING.fullmatch(view.text, row[0], malls[0].start())
    is_short = len(cells) == 1 and row[1] - row[0] <= _HEAD_CHARS
    tells = labels or _TELLS.search(view.text, malls[0].end(), row[1])
    if is_mall(lexicon, view, row) or (is_first and (tells or is_short)):
        return malls[0].group()
    is_after_name = labels and labels[0].start < malls[-1].start()
    heads = is_short and _heads(
        view.text[malls[-1].end() : row[1]], is_after_name=bool(is_after_name)
    )
    return malls[-1].group() if heads else ""


def is_mall(lexicon: Lexicon, view: View, span: Span) -> bool:
    """Say whether a stretch is a mall's name, maybe with what makes it the head of another mall's block."""
    found = list(lexicon.malls_in(view.text, *span))
    if not found:
        return False
    rest = _LIST_NUMBER.sub("", view.said(span), count=1)
    for mall in found:
        rest = rest.replace(mall.group(), " ", 1)
    words = re.findall(r"\w+", rest)
    is_foreign = not any(lexicon.is_ours(mall.group()) for mall in found)
    return not words or (is_foreign and vocabulary.HEADS.issuperset(map(names.key, words)))


def is_named_again(named: Iterable[str], known: Iterable[str]) -> bool:
    """Say whether one of these names, as keys, is among those that are known, with more before it or less."""
    before = list(known)
    return any(one.endswith(other) or other.endswith(one) for one in named for other in before)


def _heads(rest: str, *, is_after_name: bool) -> bool:
    """Say whether a short line heads a block by what stands after the mall: nothing, or "… 계정이에요"."""
    words = [names.key(word) for word in re.findall(r"\w+", rest)]
    is_said = not is_after_name and any(word.startswith(_HEADS) for word in words)
    return not words or is_said
