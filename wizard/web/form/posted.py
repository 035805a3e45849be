"""A form as it came in: read, judged, and made ready to be saved."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask import request

from wizard.forms import business, submission
from wizard.forms.submission import Submission
from wizard.services.account_views import UNSEEN, AccountCard
from wizard.steps import Credentials
from wizard.web import sessions
from wizard.web.form import confirmations, pasted, reuse, sealed_inputs, unsent_secrets
from wizard.web.form.rearrange import Moves, Origin, arrange
from wizard.web.form.reuse import Taken
from wizard.web.screen import Screen
from wizard.web.state import state

TYPE_AGAIN = "적어 두신 값은 한 시간까지만 갖고 있어서 다시 열지 못했어요. 한 번 더 적어 주세요."
OR_LEAVE = " 저장된 값을 그대로 두려면 이 화면을 새로 열어 주세요."


@dataclass(frozen=True)
class Posted:
    """A form as it came in.

    Attributes:
        lost: fields whose value it should have brought back sealed, but that did not open.
        taken: the hidden values, saved for another mall, that fields left empty take.
        cleared: optional fields whose stored value goes: emptied where it was shown, or ticked.

    """

    read: Submission
    insisted: frozenset[str]
    firm_errors: Mapping[str, str]
    moves: Moves = field(default_factory=Moves)
    lost: frozenset[str] = frozenset()
    cleared: frozenset[str] = frozenset()
    taken: Taken = field(default_factory=Taken)

    @property
    def doubts(self) -> dict[str, str]:
        """The odd values that the seller has not insisted on yet."""
        return {n: text for n, text in self.read.warnings.items() if n not in self.insisted}

    @property
    def is_sound(self) -> bool:
        """Say that nothing keeps the form from being saved."""
        return not (self.read.errors or self.firm_errors or self.doubts or self.moves.holds)

    def unjudged(self) -> "Posted":
        """Give it without what is to correct, but for what it could not bring back."""
        missing = self.lost | self.taken.gone
        lost = {name: text for name, text in self.read.errors.items() if name in missing}
        read = replace(self.read, errors=lost, warnings={})
        return replace(self, read=read, firm_errors={}, moves=replace(self.moves, guests={}))

    def as_it_came(self) -> "Posted":
        """Give it without what is to correct: what is not to be had for who is here may be for whose it is."""
        return replace(self, taken=replace(self.taken, gone=frozenset())).unjudged()

    def judged_where_filled(self) -> "Posted":
        """Give it without what is to correct in boxes that are still empty."""
        filled = {name for name, value in self.read.values.items() if value}
        filled |= self.lost | self.taken.gone | self.taken.values.keys()
        errors = {n: error for n, error in self.read.errors.items() if n in filled}
        return replace(self, read=replace(self.read, errors=errors), firm_errors={})


def receive(screen: Screen, card: AccountCard | None) -> Posted:
    """Read the form that was posted, with the secrets it brings back sealed."""
    step = form_of(screen)
    raw = dict(request.form.items())
    raw |= reuse.pressed(step, raw)
    brought = _brought_back(screen, raw)
    raw |= {name: value for name, value in brought.items() if value is not None}
    chosen = submission.choices(step, raw, screen.journey.answers)
    kept = frozenset(name for name, value in brought.items() if value is not None)
    mall = pasted.mall_of(screen.guide, state().catalog.hosts)
    origin = Origin(sealed_inputs.place(screen, ""), mall, kept)
    moves = arrange(step, raw, chosen, origin)
    taken = reuse.taken(step, moves.raw)
    cleared = _cleared(step, card, moves.raw) - taken.values.keys()
    keeps = _keeps(step, card, moves.raw) - cleared
    filled = {**moves.raw, **taken.values}
    read = submission.read(step, filled, chosen, today=state().today, keeps=keeps)
    lost = frozenset(
        n for n, value in brought.items() if value is None and read.values.get(n) == ""
    )
    read = replace(read, errors={**read.errors, **dict.fromkeys(lost, _type_again(card))})
    insisted = _insisted(read, raw)
    taken = taken.as_read(read)
    read = taken.hidden_in(read)
    firm_errors = business.problems(raw) if sessions.asks_seller() else {}
    return Posted(read, insisted, firm_errors, moves.judged(step, read), lost, cleared, taken)


def _insisted(read: Submission, raw: Mapping[str, str]) -> frozenset[str]:
    """Name the odd values that the seller says are right."""
    return frozenset(
        name
        for name in read.warnings
        if confirmations.is_insisted(raw.get(f"{name}.sure", ""), name, read.values[name])
    )


def receipts(screen: Screen, posted: Posted) -> list[str]:
    """Say what was cleaned away, field by field."""
    fields = form_of(screen).fields
    return [
        f"{fields[name].label}: {text}"
        for name, texts in posted.read.receipts.items()
        for text in texts
    ]


def form_of(screen: Screen) -> Credentials:
    """Give the screen's step, which is a form."""
    if not isinstance(screen.step, Credentials):
        raise TypeError(screen.step.id)
    return screen.step


def _brought_back(screen: Screen, raw: Mapping[str, str]) -> dict[str, str | None]:
    """Open what the form brings back sealed for boxes left empty; None for what does not open."""
    return {
        name: _opened(screen, name, raw[f"{name}.kept"])
        for name, what in form_of(screen).fields.items()
        if what.kind == "secret" and not raw.get(name) and raw.get(f"{name}.kept")
    }


def _opened(screen: Screen, name: str, kept: str) -> str | None:
    """Open what a form brought back: sealed after a refusal, or while it was being typed."""
    value = sealed_inputs.restore(kept, sealed_inputs.place(screen, name))
    return unsent_secrets.restore(screen, name, kept) if value is None else value


def _type_again(card: AccountCard | None) -> str:
    """Say that a value is to be typed again; an account that is being changed may also stay."""
    return TYPE_AGAIN + (OR_LEAVE if card else "")


def _shown(step: Credentials, card: AccountCard) -> frozenset[str]:
    """Name the fields whose stored value stands in its box, to be seen and changed."""
    stored = {n for n, tail in card.tails.items() if tail != UNSEEN and n in step.fields}
    return frozenset(name for name in stored if not step.fields[name].secret)


def _keeps(step: Credentials, card: AccountCard | None, raw: Mapping[str, str]) -> frozenset[str]:
    """Name the fields that an empty box leaves as they are: all but those that were shown and emptied."""
    if card is None:
        return frozenset()
    emptied = {name for name in _shown(step, card) if not raw.get(name, "-").strip()}
    return frozenset(card.tails) - emptied


def _cleared(step: Credentials, card: AccountCard | None, raw: Mapping[str, str]) -> frozenset[str]:
    """Name the fields whose stored value is to go, which nobody needs now: emptied where it was seen, or so ticked."""
    if card is None:
        return frozenset()
    kept = _keeps(step, card, raw)
    return frozenset(
        name
        for name, what in step.fields.items()
        if (what.optional or submission.is_put_off(name, what, raw))
        and name in card.tails
        and (name not in kept or (raw.get(f"{name}.clear") and not raw.get(name, "").strip()))
    )
