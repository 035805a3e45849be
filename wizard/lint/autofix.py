"""`wizard check --fix`: the faults that can be mended without a question.

Texts are edited where they stand, so comments, order and layout stay as they are.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from wizard.errors import Fault
from wizard.guide.constants import Constants
from wizard.guide.messages import meant
from wizard.korean.invisible import UNWANTED
from wizard.lint.advice.texts import SPACES, WIDE, named, repaired
from wizard.lint.check import Report, examine
from wizard.lint.line_fixes import BY_LINE
from wizard.lint.rules import RULES
from wizard.lint.shared import Known, Shared
from wizard.strict_yaml import Scalar

ROUNDS = 5
MAX_TRIES = 50
"""Each try reads the whole file again."""
UNREADABLE = frozenset({"Y01", "Y06"})
_STRAIGHT = str.maketrans("“”„‟‘’", '""""\'\'')


@dataclass(frozen=True)
class Fixed:
    """A file's bytes after mending, what was mended, and how it reads now."""

    raw: bytes
    mended: list[Fault]
    reading: Report


def autofix(raw: bytes, name: str, known: Known, today: date) -> Fixed:
    """Mend what is safe; each edit stays only if the file then reads better than before."""
    reading = examine(raw, name, known, today)
    mended: list[Fault] = []
    constants = Shared.of(known).constants
    for _ in range(ROUNDS):
        before = len(mended)
        for fault in _fixable(reading, name)[:MAX_TRIES]:
            edited = _edited(reading, fault, constants)
            if edited is None:
                continue
            after = examine(edited, name, known, today)
            if _is_better(reading, after, fault):
                raw, reading = edited, after
                mended.append(fault)
                break
        if len(mended) == before:
            break
    return Fixed(raw, mended, reading)


def _fixable(reading: Report, name: str) -> list[Fault]:
    told = (fault for fault in (*reading.faults, *reading.advice) if fault.file == name)
    return [fault for fault in told if RULES[fault.code].fixable]


def _is_better(old: Report, new: Report, mended: Fault) -> bool:
    """Say whether there is less to tell; more may show only where nothing could be judged."""
    was_unreadable = any(fault.code in UNREADABLE for fault in old.faults)
    is_unreadable = any(fault.code in UNREADABLE for fault in new.faults)
    of_unknown_kind = mended.code == "K05" and mended not in new.faults
    if of_unknown_kind or (was_unreadable and not is_unreadable):
        return True
    faults, before = (len(one.faults) + one.untold for one in (new, old))
    if faults != before:
        return faults < before
    return len(new.advice) < len(old.advice)


def _edited(reading: Report, fault: Fault, constants: Constants) -> bytes | None:
    """Give the file's bytes with one fault mended; None if that cannot be done safely."""
    lines = list(reading.document.lines)
    if fault.code == "Y04":
        line = lines[fault.line - 1]
        bare = line.lstrip(" \t")
        indent = line[: len(line) - len(bare)].replace("\t", "  ")
        lines[fault.line - 1] = indent + bare.replace("\t", " ")
    elif fault.code in BY_LINE:
        written = BY_LINE[fault.code](lines[fault.line - 1])
        if written is None:
            return None
        lines[fault.line - 1] = written
    elif fault.code == "Y14":
        scalar = _cut_short(reading, (fault.line, fault.column))
        start = scalar.start[1] - 1 if scalar else 0
        whole = _quoted(lines[fault.line - 1][start:].rstrip())
        if scalar is None or scalar.start[0] != fault.line or whole is None:
            return None
        lines[fault.line - 1] = lines[fault.line - 1][:start] + whole
    elif fault.code != "Y02":  # the lines have none
        scalar = _scalar_at(reading, (fault.line, fault.column))
        if scalar is None or scalar.start[0] != scalar.end[0]:
            return None
        line = lines[fault.line - 1]
        start, end = scalar.start[1] - 1, scalar.end[1] - 1
        if not _is_written(scalar, line[start:end]):
            return None
        written = _rewritten(fault, scalar, line[start:end], constants)
        if written is None:
            return None
        lines[fault.line - 1] = line[:start] + written + line[end:]
    return "\n".join(lines).encode()


def _is_written(scalar: Scalar, text: str) -> bool:
    """Say whether a text is the value that was read there, so that nothing else is written over."""
    if not scalar.style:
        return text == scalar.value
    return len(text) > 1 and text[0] == text[-1] == scalar.style


def _cut_short(reading: Report, place: tuple[int, int]) -> Scalar | None:
    """Give the value behind which a comment begins at a place: the last one before it."""
    document = reading.document
    written = [*document.names.values(), *document.scalars.values()]
    return max((one for one in written if one.end <= place), key=lambda one: one.end, default=None)


def _scalar_at(reading: Report, place: tuple[int, int]) -> Scalar | None:
    document = reading.document
    written = [*document.names.values(), *document.scalars.values()]
    return next((scalar for scalar in written if scalar.start == place), None)


def _rewritten(fault: Fault, scalar: Scalar, text: str, constants: Constants) -> str | None:
    """Write a value or a name anew."""
    if fault.code in {"K02", "K05"}:
        word = meant(fault.hint)
        is_plain = not scalar.style and one_letter_apart(scalar.value, word)
        return word if is_plain else None
    ways: dict[str, Callable[[], str | None]] = {
        "Y05": lambda: _quoted(text[1:-1]),
        "P17": lambda: UNWANTED.sub(lambda found: " " if found[0] == "\u00a0" else "", text),
        "A01": lambda: _quoted(text),
        "A18": lambda: _called(scalar, text, constants),
        "A71": lambda: repaired(text),
        "A20": lambda: _trimmed(scalar, text),
        "A23": lambda: WIDE.sub(lambda found: chr(ord(found[0]) - 0xFEE0), text),
    }
    return ways[fault.code]()


def _quoted(text: str) -> str | None:
    """Put text into straight quotes, if it needs no escapes there."""
    plain = text.translate(_STRAIGHT) if text[:1] in "“”" else text
    return None if '"' in plain or "\\" in plain else f'"{plain}"'


def _called(scalar: Scalar, text: str, constants: Constants) -> str | None:
    """Call a constant by its name; a bare word needs quotes then."""
    found = named(text, constants.known)
    if found is None:
        return None
    text = repaired(text.replace(found[1], f"${{{found[0]}}}"))
    return text if scalar.style else _quoted(text)


def _trimmed(scalar: Scalar, text: str) -> str:
    quote = scalar.style if scalar.style in {'"', "'"} else ""
    inner = text[len(quote) : len(text) - len(quote)]
    return quote + re.sub(r" {2,}", " ", SPACES.sub(" ", inner)).strip() + quote


def one_letter_apart(one: str, other: str) -> bool:
    """Say whether one letter more, less, changed, or two swapped make one word of the other."""
    if one == other or min(len(one), len(other)) < 3 or abs(len(one) - len(other)) > 1:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    a, b = one[start:], other[start:]
    swapped = len(a) >= 2 and a[1::-1] + a[2:] == b
    return swapped or a[1:] == b[1:] or a[1:] == b or a == b[1:]
