"""Values put into the box where they belong: a pasted block split, two values swapped back.

Nothing is saved by a move: the form is shown again, with a receipt and a way back.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wizard.forms import paste_parser, swap_detector
from wizard.forms.submission import Submission
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.steps.fields import AnyField, DateField, TextField
from wizard.web.form import confirmations, sealed_inputs

UNDO = "form.undo"
PASTE = "form.paste"
"""The area into which a whole screen is pasted: never drawn again, as secrets may stand in it."""

NOTHING_FOUND = "붙여 넣은 글에서 값을 찾지 못했어요. 아래 칸에 하나씩 적거나 붙여 넣어 주세요."
STAYS_HIDDEN = "적어 두신 비밀 값은 보이는 칸으로 옮기지 않아요. 값은 그대로예요. 바꾸려면 두 칸에 다시 적어 주세요."
CANNOT_UNDO = (
    "나누기 전의 글은 한 시간 동안만 갖고 있어서 되돌리지 못했어요. "
    "칸에 있는 값은 그대로예요. 다르면 다시 붙여 넣어 주세요."
)


@dataclass(frozen=True)
class Moves:
    """What was moved before the form was read, and what could be.

    Attributes:
        raw: field -> value as typed, after the move.
        said: the receipt; "" if nothing moved.
        undo: the values as they were, sealed for this form.
        whole: field -> the digest that says its value is one, however much it looks like a block.
        holds: whether the form must be looked at again before it is saved.
        guests: field -> (whose value seems to stand there, the button's action), both ways.

    """

    raw: Mapping[str, str] = field(default_factory=dict, repr=False)
    said: str = ""
    undo: str = field(default="", repr=False)
    whole: Mapping[str, str] = field(default_factory=dict)
    holds: bool = False
    guests: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def judged(self, step: Credentials, read: Submission) -> "Moves":
        """Add what the values, once read, show to be swapped."""
        guests = {}
        for one, other in swap_detector.swapped(step.asked(read.answers), read.values):
            if is_hidden(step, one) != is_hidden(step, other):
                continue  # the hidden one comes back sealed, and could not be moved
            action = f"swap:{one}:{other}"
            guests[one] = (step.fields[other].label, action)
            guests[other] = (step.fields[one].label, action)
        return replace(self, guests=guests)


@dataclass(frozen=True)
class _Origin:
    """Where a form comes from, and which of its values came back sealed; see `arrange`."""

    home: tuple[str, ...]
    kept: frozenset[str]


def arrange(
    step: Credentials,
    raw: Mapping[str, str],
    answers: Answers,
    home: tuple[str, ...],
    kept: frozenset[str] = frozenset(),
) -> Moves:
    """Move the values of a posted form as its button asks, or as a pasted block tells.

    Args:
        step: the form's definition.
        raw: everything that was posted, kept secrets opened.
        answers: the choices that decide which fields are asked for.
        home: names this form in this browser, for what is sealed.
        kept: fields whose value came back sealed; it moves into no box that shows what is in it.

    """
    home = (*home, *(name for name in step.fields if is_hidden(step, name)))
    action = raw.get("action", "")
    whole = {
        name: whole_digest(name, raw[name])
        for name in step.fields
        if raw.get(name)
        and confirmations.is_insisted(raw.get(f"{name}.whole", ""), *_one(name, raw))
    }
    if action == "undo":
        return _undone(step, raw, whole, home)
    if action.startswith("swap:"):
        return _swapped(step, raw, whole, action, kept)
    if raw.get(PASTE, "").strip():
        return _spread(step, raw, answers, whole, home)
    return _split(step, raw, answers, whole, _Origin(home, kept))


def is_hidden(step: Credentials, name: str) -> bool:
    """Say whether a box never shows what is in it."""
    return step.fields[name].kind == "secret"


def _shows(step: Credentials, name: str, into: Iterable[str], kept: frozenset[str]) -> bool:
    """Say whether a kept value would come to stand in a box that shows it."""
    return name in kept and not all(is_hidden(step, other) for other in into)


def asked_parts(
    step: Credentials, asked: Mapping[str, AnyField], text: str
) -> list[paste_parser.Part]:
    """Give the parts of a block that are asked for; the form's other labels end a value as well."""
    return [part for part in paste_parser.split(step.fields, text) if part.name in asked]


def days(
    asked: Mapping[str, AnyField], text: str, found: list[paste_parser.Part]
) -> dict[str, str]:
    """Give the days among the parts of a block, as a date box takes them; no day is a secret's."""
    known = {
        part.name: paste_parser.day_of(text[part.start : part.end])
        for part in found
        if isinstance(asked[part.name], DateField) and not asked[part.name].secret
    }
    return {name: day.isoformat() for name, day in known.items() if day}


def whole_digest(name: str, text: str) -> str:
    """Give the digest that says: this text is one value. Blanks do not count."""
    return confirmations.insists(*_one(name, {name: text}))


def pair(step: Credentials, one: str, other: str) -> str:
    """Name two fields: "Access Key, Secret Key"."""
    return f"{step.fields[one].label}, {step.fields[other].label}"


def _one(name: str, raw: Mapping[str, str]) -> tuple[str, str]:
    return f"{name}.whole", "".join(raw[name].split())


def _undone(
    step: Credentials, raw: Mapping[str, str], whole: dict[str, str], home: tuple[str, ...]
) -> Moves:
    """Put back what stood in the boxes, and take each of it for one value from now on."""
    opened = sealed_inputs.restore(raw.get(UNDO, ""), (*home, UNDO))
    if opened is None:
        return Moves(raw=raw, said=CANNOT_UNDO, whole=whole)
    before = json.loads(opened)
    earlier: dict[str, str] = {name: before[name] for name in step.fields if name in before}
    whole = whole | {name: whole_digest(name, text) for name, text in earlier.items() if text}
    return Moves(raw={**raw, **earlier}, said="되돌렸어요." if earlier else "", whole=whole)


def _swapped(
    step: Credentials,
    raw: Mapping[str, str],
    whole: dict[str, str],
    action: str,
    kept: frozenset[str],
) -> Moves:
    one, _, other = action.removeprefix("swap:").partition(":")
    if not all(isinstance(step.fields.get(name), TextField) for name in (one, other)):
        return Moves(raw=raw, whole=whole)
    if _shows(step, one, [other], kept) or _shows(step, other, [one], kept):
        return Moves(raw=raw, said=STAYS_HIDDEN, whole=whole)
    moved = {one: raw.get(other, ""), other: raw.get(one, "")}
    said = f"{pair(step, one, other)} 값을 서로 바꿨어요."
    return Moves(raw={**raw, **moved}, said=said, whole=whole)


def _spread(
    step: Credentials,
    raw: Mapping[str, str],
    answers: Answers,
    whole: dict[str, str],
    home: tuple[str, ...],
) -> Moves:
    """Put each value of a pasted screen into its box; what stood there can be put back."""
    asked, text = step.asked(answers), raw[PASTE]
    parts = asked_parts(step, asked, text)
    if not parts:
        return Moves(raw, NOTHING_FOUND, whole=whole, holds=True)
    found = {part.name: text[part.start : part.end] for part in parts}
    return _moved(asked, raw, found, whole, home)


def _moved(
    asked: Mapping[str, AnyField],
    raw: Mapping[str, str],
    moved: Mapping[str, str],
    whole: dict[str, str],
    home: tuple[str, ...],
) -> Moves:
    """Say what was found in a pasted text, and keep what stood in its boxes before."""
    before = json.dumps({key: raw.get(key, "") for key in moved}, ensure_ascii=False)
    labels = [asked[name].label for name in moved if moved[name]]
    said = f"붙여 넣은 글에서 값 {len(labels)}개를 찾아 칸마다 나눠 담았어요: {', '.join(labels)}. 맞는지 봐 주세요."
    undo = sealed_inputs.keep(before, (*home, UNDO))
    return Moves({**raw, **moved}, said, undo, whole, holds=True)


def _split(
    step: Credentials,
    raw: Mapping[str, str],
    answers: Answers,
    whole: dict[str, str],
    origin: _Origin,
) -> Moves:
    asked = step.asked(answers)
    for name, what in asked.items():
        text = raw.get(name, "")
        parts = asked_parts(step, asked, text) if isinstance(what, TextField) else []
        if not parts or name in whole or _shows(step, name, (p.name for p in parts), origin.kept):
            continue
        found = {part.name: text[part.start : part.end] for part in parts}
        return _moved(asked, raw, {name: "", **found}, whole, origin.home)
    return Moves(raw=raw, whole=whole)
