"""Secrets of a form that is still being filled in, sealed for the page that holds them."""

from dataclasses import asdict
from http import HTTPStatus

from flask import Blueprint, Response, abort, jsonify

from wizard.web import rate_limit, sessions
from wizard.web.form import unsent_secrets
from wizard.web.form.posted import form_of
from wizard.web.screen import Screen
from wizard.web.seller.account_forms import form_screen, own_card, screen_of
from wizard.web.state import state

bp = Blueprint("unsent", __name__)


@bp.post("/guides/<mall>/<step_id>/unsent")
def of_new_account(mall: str, step_id: str) -> Response:
    """Seal the secrets of a new account's form."""
    return _sealed(form_screen(mall, step_id))


@bp.post("/accounts/<account_id>/unsent")
def of_account(account_id: str) -> Response:
    """Seal the secrets that are to replace those of an account."""
    return _sealed(screen_of(own_card(account_id)))


def _sealed(screen: Screen) -> Response:
    """Answer with each secret sealed, or 409: the form is not of who is here."""
    if not state().unsent_limiter.allows(rate_limit.address()):
        abort(429)
    if sessions.is_unknown():
        return Response(status=HTTPStatus.SERVICE_UNAVAILABLE)
    drawn = unsent_secrets.drawn_here(screen)
    if drawn is None:
        return Response(status=HTTPStatus.CONFLICT)
    found = unsent_secrets.seal(screen, form_of(screen), drawn)
    response = jsonify({name: asdict(secret) for name, secret in found.items()})
    response.headers["Cache-Control"] = "no-store"
    return response
