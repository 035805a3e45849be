"""The value in a stretch of text that a box's name told of: without buttons, endings of speech and chatter."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wizard.forms.paste import names, vocabulary
from wizard.forms.paste.boxes import Box
from wizard.forms.paste.keyboard import is_jamo
from wizard.forms.paste.view import Span, View
from wizard.korean.calendar import WRITTEN, YEARLESS

MASKED = re.compile(r"[*•●∙○·⦁✱∗⁎]{3,}|(?<!\.)\.{3,}$")
"""Dots or stars in place of letters, and an end that was left out."""
_DAY = re.compile(rf"(?:{WRITTEN})(?![0-9]|[-./:][0-9])")
_DAY_OF_SOME_YEAR = re.compile(rf"\W*(?:{YEARLESS})(?![0-9]|[-./:][0-9])")
_WORD = re.compile(rf"(?:{WRITTEN})(?!\S)|\S+")
_SPEECH = "이고요|이구요|이고|구요|고요|고|이에요|이예요|예요|에요|입니다|이며|이랑|랑|하고|이요|요|임|이야|야|으로|로|이|가|은|는|을|를|과|와"
_ENDING = re.compile(rf"(?:{_SPEECH})?[~^]*[ㅋㅎㅠㅜ]*[~^]*$")
_CHATTER = re.compile(rf"(?:{_SPEECH}|[^\w]|[ㅋㅎㅠㅜ])+")
_GLUED = re.compile(r"(?:복사하기|복사|재발급|발급|보기|수정|삭제|변경|조회|확인)$")
_REMARK = re.compile(r"\([^()]*[가-힣][^()]*\)$")
_SENTENCE = re.compile(r"(?:요|다|까|세요)[.!?~]*$")
_WRAPPED = {
    "<": ">",
    "(": ")",
    "[": "]",
    '"': '"',
    "'": "'",
    "“": "”",
    "‘": "’",
    "「": "」",
    "『": "』",
    "`": "`",
}
_CLOSING = {'"': '"', "'": "'", "“": "”", "‘": "’"}
_EMPTY_WORDS = frozenset({"null", "none", "true", "false", "undefined", "nan", "n/a"})
_LAUGHS = frozenset("ㅋㅎㅠㅜ~^!.")
MAX_NAME_CHARS = 40
_MAX_CHATTER = 12


@dataclass(frozen=True)
class Told:
    """What was told of a box: where its value stands, if it can be read, or why it cannot."""

    span: Span | None = None
    is_masked: bool = False
    is_yearless: bool = False


def take(box: Box, view: View, span: Span, *, is_plain: bool) -> Told:
    """Find the one value of a box in the stretch that follows its name.

    Args:
        box: what was named.
        view: the text.
        span: from behind the name to the next one, or to the end of the cell.
        is_plain: whether a sign, a cell or a line parts the value from the name; else it must prove itself.

    """
    span = _between_buttons(view, view.trimmed(*span))
    if span[0] >= span[1]:
        return Told()
    if box.is_day:
        return _day(view, span)
    if is_plain and (inside := _quoted(view, span)):
        return _checked(box, view, inside)
    if box.is_namely:
        return _name(box, view, span, is_plain=is_plain)
    return _typed(box, view, span, is_plain=is_plain)


def words_in(view: View, span: Span) -> list[Span]:
    """Give the words in a stretch; a day is one."""
    return [found.span() for found in _WORD.finditer(view.text, *span)]


def is_button(word: str) -> bool:
    """Say whether a word stands on a button."""
    return word.strip("[]<>·|").casefold() in vocabulary.BUTTONS


def _between_buttons(view: View, span: Span) -> Span:
    """Cut the words of buttons off both ends."""
    words = words_in(view, span)
    while words and is_button(view.said(words[-1])):
        words.pop()
    while words and is_button(view.said(words[0])):
        words.pop(0)
    return (words[0][0], words[-1][1]) if words else (span[0], span[0])


def _day(view: View, span: Span) -> Told:
    """Take the first day, if nothing is said before it."""
    found = _DAY.search(view.text, *span)
    is_first = found and not re.search(r"\w", view.text[span[0] : found.start()])
    if found and is_first:
        return Told(found.span())
    return Told(is_yearless=_DAY_OF_SOME_YEAR.match(view.text, *span) is not None)


def _quoted(view: View, span: Span) -> Span | None:
    """Give what stands between quotes at the beginning of a stretch: straight ones of programs, round ones of phones."""
    quote, rest = view.text[span[0]], view.text[span[0] + 1 : span[1]]
    place = rest.find(_CLOSING[quote]) if quote in _CLOSING else -1
    return (span[0] + 1, span[0] + 1 + place) if place > 0 else None


def _checked(box: Box, view: View, span: Span) -> Told:
    said = view.said(span)
    if MASKED.search(said):
        return Told(is_masked=True)
    is_value = said.casefold() not in _EMPTY_WORDS and box.cleaned(said)
    return Told(span) if is_value else Told()


def _name(box: Box, view: View, span: Span, *, is_plain: bool) -> Told:
    """Take a name as it stands, without what speech adds; a sentence is none."""
    stop = min((n for n in range(*span) if view.text[n] in ",;/&|"), default=span[1])
    span = view.trimmed(span[0], stop)
    said = view.said(span)
    is_long = len(said) > MAX_NAME_CHARS or (not is_plain and len(said.split()) > 3)
    if is_long or _SENTENCE.search(said) or not re.search(r"\w", said):
        return Told(is_masked=bool(MASKED.search(said)))
    return _checked(box, view, span)


def _typed(box: Box, view: View, span: Span, *, is_plain: bool) -> Told:
    """Take the one word that a keyboard's letters make, or all of a password's words."""
    if MASKED.search(view.said(span).rstrip(" )]>,;")):
        return Told(is_masked=True)
    words = list(_candidates(box, view, span, is_plain=is_plain))
    fitting = {view.said(word): word for word in words if box.fits(view.said(word))}
    if len(fitting) == 1:
        return Told(next(iter(fitting.values())))
    if len(words) == 1:
        is_proved = is_plain or (not box.has_format and _is_alone(view, span, words[0]))
        return _checked(box, view, words[0]) if is_proved else Told()
    is_whole = box.is_password and is_plain and words and not re.search("[가-힣]", view.said(span))
    return _checked(box, view, span) if is_whole else Told()


def _candidates(box: Box, view: View, span: Span, *, is_plain: bool) -> Iterator[Span]:
    """Give the words that a keyboard's letters make, bare; no word is two."""
    for word in words_in(view, span):
        bare = _bare(box, view, word, is_last=word[1] == span[1])
        said = view.said(bare)
        is_typed = (
            any((c.isascii() and c.isalnum()) or is_jamo(c) for c in said)
            and not set(said) <= _LAUGHS
        )
        is_marks = (
            box.is_password and len(said) >= 4 and said.isascii() and not set(said) <= set("-=_.~*")
        )
        has_hangul = re.search("[가-힣]", said) and not any(map(is_jamo, said))
        if (is_typed or is_marks) and not is_button(said) and not (has_hangul and not is_plain):
            yield bare


def _bare(box: Box, view: View, word: Span, *, is_last: bool) -> Span:
    """Cut off a word what brackets, buttons, lists and speech put around it."""
    start, end = word
    while (
        end - start > 2
        and _WRAPPED.get(view.text[start]) == view.text[end - 1]
        and _may_unwrap(box, view.text[start])
    ):
        start, end = start + 1, end - 1
    said = view.text[start:end]
    said = (
        said.rstrip(",;" if box.is_password else ",;.")
        if not (box.is_password and is_last)
        else said
    )
    remark = _REMARK.search(said, 2)
    said = said[: remark.start()] if remark else said
    head = re.match(r"[!-~]+", said)
    if head and head.end() < len(said):
        tail = said[head.end() :]
        if _ENDING.fullmatch(tail) or _GLUED.fullmatch(tail):
            said = head.group()
    return start, start + len(said)


def _may_unwrap(box: Box, sign: str) -> bool:
    return sign in "<([“‘" or not box.is_password


def _is_alone(view: View, span: Span, word: Span) -> bool:
    """Say whether only chatter stands beside a word, and the word is long enough to be meant."""
    around = f"{view.text[span[0] : word[0]]} {view.text[word[1] : span[1]]}"
    around = re.sub(r"\([^()]*\)", " ", around)
    return word[1] - word[0] > 2 and all(map(_is_chatter, around.split()))


def _is_chatter(word: str) -> bool:
    is_speech = len(word) <= _MAX_CHATTER and _CHATTER.fullmatch(word) is not None
    return is_speech or is_button(word) or names.key(word.strip(".,!~^")) in vocabulary.NEUTRAL
