"""A block of a console page, pasted into one box: which part of it belongs in which box.

A value is told by its label, never guessed: a text that names no box of the form is one value.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from wizard.forms.label_matcher import Label, Written, find
from wizard.forms.normalize import clean
from wizard.korean.calendar import WRITTEN, read_day
from wizard.steps.fields import AnyField, DateField, TextField, WrittenField

MAX_CHARS = 4000

MAX_WORDS = 500
"""In a longer text no value is looked for away from its label: each word would be tried."""

_BEFORE_NEXT = re.compile(r"[,;|·•\[(（]$|\s(?:[-–—*▶]|\(?\d{1,2}[.)])$")
_BEFORE_NEXT_CHARS = 5
_BUTTONS = frozenset(
    {"복사", "복사하기", "보기", "조회", "수정", "변경", "발급", "재발급", "삭제", "copy"}
)
_CELL = re.compile(r"[^\t\r\n]*[^\s]")
_WORD = re.compile(rf"(?:{WRITTEN})(?!\S)|\S+")
_DAY = re.compile(rf"(?:{WRITTEN})(?!\w|[-–./:]\w)")
_WHOLE_YEAR = re.compile(r"[0-9]{4}")


@dataclass(frozen=True)
class Part:
    """Where one field's value stands in a text: `text[start:end]`."""

    name: str
    start: int
    end: int


def split(fields: Mapping[str, AnyField], text: str) -> tuple[Part, ...]:
    """Find the values of `fields` in a pasted block, in the order of the text.

    Args:
        fields: the boxes of a form; their labels and other names are looked for.
        text: what was pasted, with its line ends and tabs if they are still there.

    Returns:
        Nothing if `text` is one value: it names less than two boxes, or one whose format the
        value does not prove. Never two parts for one field, and no two that overlap.

    """
    written = {name: what for name, what in fields.items() if isinstance(what, WrittenField)}
    if not written or len(text) > MAX_CHARS:
        return ()
    labels = list(find(written, text))
    if (told := _told(written, text, labels)) is None:
        return ()
    told = _settled(written, text, told, {label.name for label in labels})
    parts = sorted(told.values(), key=lambda part: part.start)
    is_proved = len(parts) == 1 and _is_proved(written[parts[0].name], text, parts[0])
    return tuple(parts) if len(parts) > 1 or is_proved else ()


def _told(written: Written, text: str, labels: list[Label]) -> dict[str, Part] | None:
    """Give the part that each label tells; None if two tell different things of one field."""
    told: dict[str, Part] = {}
    for part in _read(written, text, labels):
        what, other = written[part.name], told.get(part.name)
        if other is None or _value(text, other) == _value(text, part):
            told.setdefault(part.name, part)
        elif not _has_shape(what):
            return None
        elif not _fits(what, _value(text, other)):
            told[part.name] = part
    return told


def _read(written: Written, text: str, labels: list[Label]) -> Iterator[Part]:
    """Read label after label; labels with nothing between them are the head of a table."""
    head: list[Label] = []
    for label in labels:
        head.append(label)
        if not re.search(r"\w", text[label.start : label.end]):
            continue
        columns = _columns(written, text, head)
        head = []
        if columns:
            yield from columns
        elif part := _beside(written[label.name], text, label):
            yield part


def _columns(written: Written, text: str, head: list[Label]) -> list[Part]:
    """Give the cells under a table's head, if there are as many as labels and each may be so."""
    names = [label.name for label in head]
    if len(set(names)) < max(2, len(names)) or any(label.has_colon for label in head):
        return []
    last = head[-1]
    is_table = re.search(r"[\t\r\n]", text[last.start : last.end].strip())
    cells = list((_CELL if is_table else _WORD).finditer(text, last.start, last.end))
    if len(cells) != len(names):
        return []
    parts = [_trimmed(text, name, *cell.span()) for name, cell in zip(names, cells, strict=True)]
    fit = all(_fits(written[part.name], _value(text, part)) for part in parts)
    return parts if fit else []


def _beside(what: WrittenField, text: str, label: Label) -> Part | None:
    """Give the value that stands after a label on its line, without what stands after it."""
    if isinstance(what, DateField) and (day := _DAY.match(text, label.start, label.end)):
        return Part(label.name, *day.span())
    line = re.compile(r"[^\t\r\n]*").match(text, label.start, label.end)
    end = line.end() if line else label.end
    if end == label.end < len(text):
        end = _before_next(text, label.start, end)
    end = _before_buttons(text, label.start, end)
    part = _trimmed(text, label.name, label.start, end)
    if part.start >= part.end:
        return None
    words = [_trimmed(text, label.name, *w.span()) for w in _WORD.finditer(text, label.start, end)]
    if _has_shape(what) and not _fits(what, _value(text, part)):
        fitting = [word for word in words if _fits(what, _value(text, word))]
        part = fitting[0] if len(fitting) == 1 else part
    return part if label.is_marked or not re.search(r"\s", _value(text, part)) else None


def _before_next(text: str, start: int, end: int) -> int:
    """Give where a value ends before the bullets and brackets that belong to the next label."""
    while True:
        end = start + len(text[start:end].rstrip())
        found = _BEFORE_NEXT.search(text, max(start, end - _BEFORE_NEXT_CHARS), end)
        if not found:
            return end
        end = found.start()


def _before_buttons(text: str, start: int, end: int) -> int:
    """Give where a value ends before the words of the buttons beside it."""
    kept = text[start:end]
    while len(parts := kept.rsplit(maxsplit=1)) == 2 and parts[1].lower() in _BUTTONS:
        kept = parts[0]
    return start + len(kept)


def _settled(
    written: Written, text: str, told: dict[str, Part], names: set[str]
) -> dict[str, Part]:
    """Look for what has a labelled field's format, where its label tells no such value."""
    sound = {n: part for n, part in told.items() if _is_sound(written[n], _value(text, part))}
    for name in sorted(names - sound.keys()):
        if found := _elsewhere(written[name], name, text, list(sound.values())):
            sound[name] = found
    for name, part in told.items():
        if not any(_overlap(part, other) for other in sound.values()):
            sound.setdefault(name, part)
    return sound


def _elsewhere(what: WrittenField, name: str, text: str, taken: list[Part]) -> Part | None:
    """Find the one word that has a field's format; a day without a label needs its whole year."""
    words = [Part(name, *word.span()) for word in _WORD.finditer(text)]
    if len(words) > MAX_WORDS or not _has_shape(what):
        return None
    found = [
        word
        for word in words
        if _fits(what, _value(text, word)) and not any(_overlap(word, part) for part in taken)
    ]
    if isinstance(what, DateField):
        if not all(_WHOLE_YEAR.match(_value(text, word)) for word in found):
            return None
        found.sort(key=lambda word: day_of(_value(text, word)) or date.max)  # issued on the first
    is_one = len({_value(text, part) for part in found}) == 1
    return found[0] if is_one or (found and isinstance(what, DateField)) else None


def _overlap(one: Part, other: Part) -> bool:
    return one.start < other.end and other.start < one.end


def _is_sound(what: WrittenField, value: str) -> bool:
    return not _has_shape(what) or _fits(what, value)


def _is_proved(what: WrittenField, text: str, part: Part) -> bool:
    """Say whether one labelled value is surely that value, and the text as a whole is not."""
    return _has_shape(what) and _fits(what, _value(text, part)) and not _fits(what, text)


def _has_shape(what: WrittenField) -> bool:
    return isinstance(what, DateField) or bool(isinstance(what, TextField) and what.format)


def _fits(what: WrittenField, value: str) -> bool:
    if isinstance(what, TextField):
        return what.fits(clean(value, what.normalise, what.prefix or "").value)
    return day_of(value) is not None


def day_of(value: str) -> date | None:
    """Give the day that a part of a block tells, cleaned as a form cleans it."""
    return read_day(clean(value).value)


def _trimmed(text: str, name: str, start: int, end: int) -> Part:
    bare = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return Part(name, start, start + len(bare))


def _value(text: str, part: Part) -> str:
    return text[part.start : part.end]
