"""The inputs and the preview of a form, as the template draws them."""

from dataclasses import dataclass, replace

from flask import request

from wizard.forms import comparison, oddities, store_address
from wizard.forms.submission import is_put_off
from wizard.korean.truncate import brief
from wizard.services.account_views import UNSEEN, AccountCard
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.steps.fields import AnyField, ChoiceField, TextField, WrittenField
from wizard.web.check_lines import refused
from wizard.web.form import confirmations, sealed_inputs
from wizard.web.form.posted import Posted, form_of
from wizard.web.form.reuse import Offer, offers
from wizard.web.registration_lines import returned
from wizard.web.screen import Screen, address

HIDDEN = "••••••"
MAX_CELL_CHARS = 60
"""Of a longer value the preview shows the beginning."""
EMPTY = "아직 비어 있어요"
WHERE = "어디에 있나요?"


@dataclass(frozen=True)
class Input:
    """One input as the template draws it.

    Attributes:
        value: what was typed, shown again; always "" for a secret.
        kept: what was typed into a secret, sealed; sent back by the form so nobody types twice.
        ends: how what was typed into a secret ends, for its typist to know it again.
        is_lost: it could not be kept, or not be opened again: to be typed once more.
        tail: the masked end of the value that is stored; it stays if the box is left empty.
        is_cleared: what is stored is to go, though it was never shown.
        compared: how an odd value differs from what is usual.
        insists: the digest by which a second press confirms an odd value.
        refused: what the mall said of the value that is stored, or why the account came back for it.
        finds: (address, words) of each screen that shows where the value is.
        waits: its seller said that it is filled in later.
        offers: values saved for another mall that may be used here; `reused`, the hidden one that is.

    """

    name: str
    what: AnyField
    value: str = ""
    kept: str = ""
    ends: str = ""
    is_lost: bool = False
    tail: str = ""
    is_cleared: bool = False
    error: str = ""
    warning: str = ""
    compared: str = ""
    insists: str = ""
    refused: str = ""
    receipts: tuple[str, ...] = ()
    finds: tuple[tuple[str, str], ...] = ()
    waits: bool = False
    offers: tuple[Offer, ...] = ()
    reused: Offer | None = None

    @property
    def may_wait(self) -> bool:
        """Say whether it must be filled in, is not yet, and may be later."""
        what = self.what
        may_be = isinstance(what, WrittenField) and what.unknown is not None and not what.optional
        return may_be and not (self.tail or (self.kept and not self.is_lost) or self.reused)

    @property
    def address_pattern(self) -> str:
        """The addresses of which only a name is kept, as a browser's pattern; "" if the box has none."""
        prefix = self.what.prefix if isinstance(self.what, TextField) else None
        return store_address.pattern(prefix) if prefix else ""

    @property
    def is_there(self) -> bool:
        """Say whether a value stands in it, was kept, or is stored."""
        return bool(self.value or (self.kept and not self.is_lost) or self.tail or self.reused)

    @property
    def may_be_cleared(self) -> bool:
        """Say whether a value is stored that nobody needs, and that an empty box would keep."""
        return self.what.optional and self.what.secret and bool(self.tail or self.is_cleared)


def inputs(screen: Screen, card: AccountCard | None, posted: Posted | None) -> list[Input]:
    """Give the inputs that the answers so far ask for, in order."""
    answers = posted.read.answers if posted else screen.journey.answers
    asked = form_of(screen).asked(answers)
    return [_input(screen, name, what, card, posted) for name, what in asked.items()]


def rows(
    step: Credentials, answers: Answers, posted: Posted | None, card: AccountCard | None
) -> list[list[tuple[str, str, str]]]:
    """Give the rows as 아임셀러 will show them: (column, what stands there, field id)."""
    values = posted.read.values if posted else {}
    cleared = posted.cleared if posted else frozenset()
    stored = {n: t for n, t in card.tails.items() if n not in cleared} if card else {}
    stored |= dict.fromkeys(posted.taken.values if posted else (), HIDDEN)
    shown = {
        name: _cell(what, values.get(name) or _option(answers, name), stored.get(name, ""))
        for name, what in step.fields.items()
    }
    return [
        [(column, shown[name], name) for column, name in row.cells.items()]
        for row in step.registered(answers)
    ]


def _input(
    screen: Screen, name: str, what: AnyField, card: AccountCard | None, posted: Posted | None
) -> Input:
    finds = _finds(screen, what)
    tail = card.tails.get(name, "") if card else ""
    if isinstance(what, ChoiceField):
        answers = posted.read.answers if posted else screen.journey.answers
        error = posted.read.errors.get(name, "") if posted else ""
        return Input(name, what, value=_option(answers, name), error=error, finds=finds)
    is_cleared = bool(request.form.get(f"{name}.clear"))
    waits = is_put_off(name, what, request.form) if posted else _is_unfinished(card)
    blank = Input(name, what, tail=tail, finds=finds, is_cleared=is_cleared, waits=waits)
    reused = posted.taken.offers.get(name) if posted else None
    is_filled = tail or (posted and posted.read.values.get(name))
    blank = replace(blank, reused=reused, offers=() if is_filled else offers(form_of(screen), name))
    if posted is None:
        blank = replace(blank, refused=returned(card, name) or refused(card, name))
        return replace(blank, value="" if what.secret or tail == UNSEEN else tail)
    return _typed(screen, blank, posted)


def _is_unfinished(card: AccountCard | None) -> bool:
    """Say whether the seller put off what is empty: what its guide asks for since, nobody has."""
    stands = card.registration if card else None
    return stands is not None and stands.state == "unfinished"


def _finds(screen: Screen, what: AnyField) -> tuple[tuple[str, str], ...]:
    """Give where each screen is that shows a value: of several, those on this way, each by its title."""
    journey = screen.journey
    met = [find for find in what.find if journey.position(find) is not None] or what.find[:1]
    places = [address(screen.guide.mall, find, journey.answers) for find in met]
    titles = [f"‘{screen.guide.step(find).title}’" for find in met]
    words = [f"{WHERE} {titles[0]}", *(f"또는 {one}" for one in titles[1:])] if met[1:] else [WHERE]
    return tuple(zip(places, words, strict=False))


def _compared(screen: Screen, name: str, posted: Posted) -> str:
    """Say how an odd value differs: from what is usual, or by the guide's own rule."""
    fields, values = form_of(screen).fields, {**posted.read.values, **posted.taken.values}
    value = values[name]
    rule = oddities.rule(fields[name], value, values)
    if rule and posted.read.warnings[name].endswith(rule.say):
        return oddities.comparison(rule, fields)
    return comparison.compared(fields[name], value)


def _typed(screen: Screen, blank: Input, posted: Posted) -> Input:
    """Give an input with what was typed into it, and what is said of that."""
    where = sealed_inputs.place(screen, blank.name)
    name, read, is_secret = blank.name, posted.read, blank.what.kind == "secret"
    value, warning = read.values.get(name, ""), read.warnings.get(name, "")
    sealed = sealed_inputs.keep(value, where) if is_secret and value else ""
    if name in posted.lost:
        sealed = sealed_inputs.LOST
    return replace(
        blank,
        value="" if is_secret else value,
        kept=sealed,
        ends=comparison.hint_of(value) if sealed else "",
        is_lost=sealed == sealed_inputs.LOST,
        error=read.errors.get(name, ""),
        warning=warning,
        compared=_compared(screen, name, posted) if warning else "",
        insists=confirmations.insists(name, posted.taken.values.get(name, value))
        if warning
        else "",
        receipts=read.receipts.get(name, ()),
    )


def _option(answers: Answers, name: str) -> str:
    """Give the option chosen for a choice of the form; "" for anything else."""
    return answers.get(name, ("",))[0]


def _cell(what: AnyField, value: str, stored: str) -> str:
    """Write what a row will hold: a secret as dots, a value that stays as its masked end."""
    if not value:
        return stored or EMPTY
    if isinstance(what, ChoiceField):
        return what.options[value].label
    return (
        HIDDEN
        if isinstance(what, TextField) and what.kind == "secret"
        else brief(value, MAX_CELL_CHARS)
    )
