"""What an odd value looks like beside what its box usually holds: "36자가 아니라 3자 · 끝 ••bc"."""

from wizard.korean.truncate import brief
from wizard.steps.fields import AnyField, TextField

MOST_SHOWN = 24
TAIL_CHARS = 2
HINTED_CHARS = 8
"""Of a shorter value two letters would tell too much to whoever sits here next."""


def compared(what: AnyField, value: str) -> str:
    """Say how a value differs from the usual one, as far as it may be shown.

    Of a value that its box hides only the last two letters are told, as its own typist sees them.
    """
    said = [_lengths(what, value)]
    said.append(ending(value) if what.kind == "secret" else f"‘{brief(value, MOST_SHOWN)}’")
    return " · ".join(part for part in said if part)


def ending(value: str) -> str:
    """Give by how a hidden value ends: "끝 ••bc"."""
    return f"끝 ••{value[-TAIL_CHARS:]}"


def hint_of(value: str) -> str:
    """Give by what its typist knows a hidden value again, later: how it ends; "" of a short one."""
    bare = value.strip()
    return ending(bare) if len(bare) >= HINTED_CHARS else ""


def _lengths(what: AnyField, value: str) -> str:
    """Compare the lengths, where every usual value is as long as the example."""
    usual = _usual_chars(what)
    if not usual:
        return f"{len(value)}자" if what.kind == "secret" else ""
    return f"{len(value)}자" if len(value) == usual else f"{usual}자가 아니라 {len(value)}자"


def _usual_chars(what: AnyField) -> int:
    """Give how long every usual value is; 0 if they are not of one length, or nobody knows.

    A shape that takes its example with one letter less, or one twice, is of no one length.
    """
    if not isinstance(what, TextField) or not what.example or not what.format:
        return 0
    example = what.example
    near = [example[:i] + example[i + 1 :] for i in range(len(example))]
    near += [example[: i + 1] + example[i:] for i in range(len(example))]
    return 0 if any(what.fits(one) for one in near) or not what.fits(example) else len(example)
