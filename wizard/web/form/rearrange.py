"""Values put into the box where they belong: a pasted text split, two values swapped back.

Nothing is saved by a move: the form is shown again, with a receipt and a way back.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from wizard.forms import swap_detector
from wizard.forms.paste.mall import Mall
from wizard.forms.submission import Submission
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.steps.fields import TextField
from wizard.web.form import confirmations, pasted, sealed_inputs
from wizard.web.form.pasted import AREA, Pasted

_PLAIN = re.compile(r"[0-9A-Za-z-]+")
UNDO = "form.undo"
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
        said: the receipt of what was put back or swapped; "" if nothing was.
        found: what a pasted text told; its receipt is written once the form is read.
        undo: the values as they were, sealed for this form.
        whole: field -> the digest that says its value is one, however much it looks like a block.
        holds: whether the form must be looked at again before it is saved.
        guests: field -> (whose value seems to stand there, the button's action), both ways.

    """

    raw: Mapping[str, str] = field(default_factory=dict, repr=False)
    said: str = ""
    found: Pasted | None = None
    undo: str = field(default="", repr=False)
    whole: Mapping[str, str] = field(default_factory=dict)
    holds: bool = False
    guests: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def judged(self, step: Credentials, read: Submission) -> "Moves":
        """Add what the values, once read, show to be swapped, and the receipt of what really stands in the boxes."""
        said = pasted.receipt(step, self.found, read.values) if self.found else self.said
        guests = {}
        for one, other in swap_detector.swapped(step.asked(read.answers), read.values):
            if is_hidden(step, one) != is_hidden(step, other):
                continue  # the hidden one comes back sealed, and could not be moved
            action = f"swap:{one}:{other}"
            guests[one] = (step.fields[other].label, action)
            guests[other] = (step.fields[one].label, action)
        return replace(self, said=said, guests=guests)


@dataclass(frozen=True)
class Origin:
    """Where a form comes from.

    Attributes:
        home: names this form in this browser, for what is sealed.
        mall: how a text may speak of its mall.
        kept: fields whose value came back sealed; it moves into no box that shows what is in it.

    """

    home: tuple[str, ...]
    mall: Mall = field(default_factory=Mall)
    kept: frozenset[str] = frozenset()


def arrange(step: Credentials, raw: Mapping[str, str], answers: Answers, origin: Origin) -> Moves:
    """Move the values of a posted form as its button asks, or as a pasted text tells.

    Args:
        step: the form's definition.
        raw: everything that was posted, kept secrets opened.
        answers: the choices that decide which fields are asked for.
        origin: where the form comes from.

    """
    hidden = (name for name in step.fields if is_hidden(step, name))
    origin = replace(origin, home=(*origin.home, *hidden))
    action = raw.get("action", "")
    whole = {
        name: whole_digest(name, raw[name])
        for name in step.fields
        if raw.get(name)
        and confirmations.is_insisted(raw.get(f"{name}.whole", ""), *_one(name, raw))
    }
    if action == "undo":
        return _undone(step, raw, whole, origin.home)
    if action.startswith("swap:"):
        return _swapped(step, raw, whole, action, origin.kept)
    return _split(step, raw, answers, whole, origin)


def is_hidden(step: Credentials, name: str) -> bool:
    """Say whether a box never shows what is in it."""
    return step.fields[name].kind == "secret"


def _shows(step: Credentials, name: str, into: Iterable[str], kept: frozenset[str]) -> bool:
    """Say whether a kept value would come to stand in a box that shows it."""
    return name in kept and not all(is_hidden(step, other) for other in into)


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


def _split(
    step: Credentials,
    raw: Mapping[str, str],
    answers: Answers,
    whole: dict[str, str],
    origin: Origin,
) -> Moves:
    """Put the values of a pasted text into their boxes: of the paste area, or of the first box that holds several."""
    asked = step.asked(answers)
    if raw.get(AREA, "").strip():
        found = pasted.of_area(step, asked, raw[AREA], origin.mall)
        return _moved(raw, found, {AREA: "", **found.values}, whole, origin)
    for name, what in asked.items():
        text = raw.get(name, "")
        if name in whole or not isinstance(what, TextField) or _is_plainly_one(what, text):
            continue
        found = pasted.of_box(step, asked, text, origin.mall)
        if found.values and not _shows(step, name, found.values, origin.kept):
            return _moved(raw, found, {name: "", **found.values}, whole, origin)
    return Moves(raw=raw, whole=whole)


def _is_plainly_one(what: TextField, text: str) -> bool:
    """Say whether a text is letters and digits in the looks of its own box: it need not be read as a screen."""
    return bool(what.format) and bool(_PLAIN.fullmatch(text)) and what.fits(text)


def _moved(
    raw: Mapping[str, str],
    found: Pasted,
    moved: Mapping[str, str],
    whole: dict[str, str],
    origin: Origin,
) -> Moves:
    kept = {key: raw.get(key, "") for key in moved if key != AREA}
    before = json.dumps(kept, ensure_ascii=False)
    undo = sealed_inputs.keep(before, (*origin.home, UNDO)) if found.values else ""
    return Moves({**raw, **moved}, "", found, undo, whole, holds=True)
