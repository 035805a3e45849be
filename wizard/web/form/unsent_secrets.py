"""Secrets that are typed and not yet sent: sealed for the browser to keep, opened when their form is sent.

What is sealed here opens in this browser only, until somebody leaves it; in a form of this firm, for this
mall, step or account; and for an hour (`sealed_inputs`). Nothing of it is stored.
"""

from dataclasses import dataclass

from flask import request

from wizard.forms import comparison
from wizard.steps import Credentials
from wizard.web import form_binding, sessions
from wizard.web.form import sealed_inputs, token
from wizard.web.form_binding import FormBinding
from wizard.web.screen import Screen


@dataclass(frozen=True)
class UnsentSecret:
    """One secret as its browser may keep it, and how it ends, for its typist to know it again."""

    sealed: str
    ends: str


def drawn_here(screen: Screen) -> FormBinding | None:
    """Open what the form tells of itself; None unless it was drawn in this browser, for who is here."""
    drawn = token.opened_here(screen)
    return drawn if drawn and drawn.is_of_here and form_binding.is_here(drawn) else None


def seal(screen: Screen, step: Credentials, drawn: FormBinding) -> dict[str, UnsentSecret]:
    """Seal what was typed into boxes that hide it, and give what was sealed before and opens still."""
    names = [name for name, what in step.fields.items() if what.kind == "secret"]
    found = {name: _sealed(screen, drawn, name) for name in names}
    return {name: secret for name, secret in found.items() if secret}


def restore(screen: Screen, name: str, sealed: str) -> str | None:
    """Open what `seal` gave, in a form of the firm it was typed for; None if it is for another."""
    drawn = token.opened_here(screen)
    return sealed_inputs.restore(sealed, _place(screen, drawn, name)) if drawn else None


def _sealed(screen: Screen, drawn: FormBinding, name: str) -> UnsentSecret | None:
    """Seal what was typed; of what was sealed before, here or by a form that came back, say whether it opens still."""
    place, typed = _place(screen, drawn, name), request.form.get(name, "")
    if typed:
        sealed = sealed_inputs.keep(typed, place)
        return UnsentSecret(sealed, comparison.hint_of(typed)) if _is_kept(sealed) else None
    sealed = request.form.get(f"{name}.kept", "")
    if not _is_kept(sealed):
        return None
    places = (place, sealed_inputs.place(screen, name))
    value = next(filter(None, (sealed_inputs.restore(sealed, one) for one in places)), None)
    return UnsentSecret(sealed, comparison.hint_of(value)) if value else None


def _is_kept(sealed: str) -> bool:
    return sealed not in ("", sealed_inputs.LOST)


def _place(screen: Screen, drawn: FormBinding, name: str) -> tuple[str, ...]:
    """Name the box that it belongs to: of which form, for whom it was drawn, in which browser."""
    home = token.place_here(screen)
    return ("unsent", sessions.visitor(), drawn.seller, *home, name)
