"""Forms of accounts whose token is old: shown again, nothing typed lost."""

from flask import Response
from werkzeug.exceptions import HTTPException

from wizard.errors import NotFoundError
from wizard.services.account_views import AccountCard
from wizard.web import errors, given_back
from wizard.web.form import mismatch, page, token
from wizard.web.form.posted import receive
from wizard.web.screen import Screen
from wizard.web.seller.account_forms import (
    gone_account,
    mismatched_account,
    own_card,
    posted_screen,
    screen_of,
)


def save_again(mall: str, step_id: str) -> Response:
    """Show a new account's form again, with everything typed still in it."""
    try:
        return _again(posted_screen(mall, step_id), None)
    except HTTPException as missing:
        return errors.failed(missing)


def replace_again(account_id: str) -> Response:
    """Show an account's own form again, if it is this seller's still."""
    try:
        if refused := mismatched_account(account_id):
            return refused
        card = own_card(account_id)
        return _again(screen_of(card), card)
    except NotFoundError:
        return _gone_or_signed_out(account_id)
    except HTTPException:
        return errors.signed_out()


def _gone_or_signed_out(account_id: str) -> Response:
    try:
        return gone_account(account_id)
    except (HTTPException, NotFoundError):
        return errors.signed_out()


def _again(screen: Screen, card: AccountCard | None) -> Response:
    posted, drawn = receive(screen, card), token.opened(screen, card)
    refused = None if card else mismatch.refusal(screen, posted, drawn, screen.here)
    said = given_back.stale_words(page.STALE)
    return refused or page.show_again(screen, posted, card, 422, said)
