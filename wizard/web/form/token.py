"""Whom the credential form was drawn for: sealed into it, opened when it is sent."""

from flask import request

from wizard.services.account_views import AccountCard
from wizard.web import form_binding
from wizard.web.form_binding import FormBinding
from wizard.web.screen import Screen

FIELD = "form_token"
REBIND = "rebind"
"""The action of the button that draws a form anew for whoever is here now."""


def opened(screen: Screen, card: AccountCard | None) -> FormBinding | None:
    """Open what a posted form tells of itself; None if it was not drawn by us for this."""
    return form_binding.opened(request.form.get(FIELD, ""), *place_of(screen, card))


def opened_here(screen: Screen) -> FormBinding | None:
    """Open what a posted form tells of itself, told by its address alone what it is for."""
    return form_binding.opened(request.form.get(FIELD, ""), *place_here(screen))


def opened_for_account(account_id: str) -> FormBinding | None:
    """Open what the posted form of an account tells of itself."""
    return form_binding.opened(request.form.get(FIELD, ""), "form token", account_id)


def place_of(screen: Screen, card: AccountCard | None) -> tuple[str, ...]:
    """Say what a form is for: an account that is changed, or a new one at a step."""
    if card:
        return ("form token", card.id)
    return ("form token", screen.guide.mall, screen.step.id)


def place_here(screen: Screen) -> tuple[str, ...]:
    """Say what the form that was posted is for, by its address: no account need be read."""
    account_id = (request.view_args or {}).get("account_id")
    return ("form token", account_id) if account_id else place_of(screen, None)


def seal(screen: Screen, card: AccountCard | None) -> str:
    """Seal whom a form is drawn for; shown again to the same, it stays the same showing."""
    before = opened(screen, card)
    goes_on = (
        before is not None
        and request.form.get("action") != REBIND
        and (form_binding.is_here(before) if before.seller else before.is_of_here)
    )
    return form_binding.seal(
        *place_of(screen, card), nonce=before.nonce if before and goes_on else ""
    )
