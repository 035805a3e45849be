"""What a seller saves, replaces, deletes and asks for; always their own."""

from flask import Blueprint, Response, abort, flash, redirect, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import DatabaseError, NotFoundError
from wizard.guide.journey import led_to
from wizard.services.account_views import AccountCard
from wizard.steps import Request
from wizard.web import account_names, binding_check, consent, errors, given_back, sessions
from wizard.web.form import mismatch, page, token
from wizard.web.form.new_account import new_account
from wizard.web.form.posted import receipts, receive
from wizard.web.guide import tracking, views
from wizard.web.htmx import render
from wizard.web.receipts import receipt_of
from wizard.web.refusals import flash_refusal
from wizard.web.seller import saving, stale_accounts
from wizard.web.seller.account_forms import (
    follow,
    gone_account,
    mismatched_account,
    own_card,
    posted_screen,
    refusal,
    screen_at,
    screen_of,
    seller_id,
)
from wizard.web.state import state
from wizard.web.state_words import ASKED

bp = Blueprint("accounts", __name__)

CHANGED = "바꾼 내용을 저장했어요."
NOT_TAKEN = "지금은 담당자도 이 쇼핑몰의 키를 받을 수 없어서, 요청을 받지 않아요."
AS_IT_WAS = "이 값으로 이미 저장돼 있어요. 더 바뀐 것은 없어요."
"""Said of a second press of the same button as well: it must not sound as if nothing had been saved."""


@bp.errorhandler(CSRFError)
def stale(error: CSRFError) -> Response:
    """Show a form again whose token is old, with everything typed still in it."""
    named = request.view_args or {}
    if request.endpoint == "accounts.save":
        return stale_accounts.save_again(**named)
    if request.endpoint == "accounts.replace":
        return stale_accounts.replace_again(**named)
    return binding_check.stale() or errors.failed(error)


@bp.post("/guides/<mall>/<step_id>")
def save(mall: str, step_id: str) -> AnyResponse:
    """Save a form, or show what to correct; also preview it, or follow a radio."""
    screen = posted_screen(mall, step_id)
    posted, drawn = receive(screen, None), token.opened(screen, None)
    refused = mismatch.refusal(screen, posted, drawn, screen.here) or refusal(screen, posted, None)
    if refused or drawn is None or not (drawn.seller or drawn.is_of_here):
        return refused or page.show_again(screen, posted, None, 422, page.STALE)
    if refused := saving.keep(screen, posted, drawn):
        return refused
    tracking.save(screen)
    _flash_all(receipts(screen, posted))
    return follow(screen, posted.read.answers)


@given_back.redraws("accounts.save")
def _not_saved(status: int) -> Response:
    """Show a new account's form again, which the database did not take."""
    screen = posted_screen(**(request.view_args or {}))
    return page.show_unsaved(screen, receive(screen, None), None, screen.here, status)


@bp.get("/accounts/<account_id>")
def show(account_id: str) -> Response:
    """Show an account, masked, in the form that replaces its values."""
    card = own_card(account_id)
    return page.show(screen_of(card), card)


@bp.post("/accounts/<account_id>")
def replace(account_id: str) -> AnyResponse:
    """Put new values in place of old ones; an empty box keeps what is stored."""
    if refused := mismatched_account(account_id):
        return refused
    try:
        card = own_card(account_id)
    except NotFoundError:
        return gone_account(account_id)
    screen = screen_of(card)
    posted, drawn = receive(screen, card), token.opened(screen, card)
    refused = refusal(screen, posted, card)
    if refused or drawn is None:
        return refused or page.show_again(screen, posted, card, 422, page.STALE)
    form = new_account(screen, posted, drawn, card)
    with state().services.progress.marks.brought(seller_id()):
        is_new = state().accounts.replace(form, seller_id(), account_id)
    consent.ask_anew()
    if is_new:
        _flash_all([CHANGED, *receipts(screen, posted)])
    else:
        flash(AS_IT_WAS, saving.NOTHING_SAVED)
    return _back_to_guide(card)


@given_back.redraws("accounts.replace")
def _not_replaced(status: int) -> Response:
    """Show an account's form again: with what is stored if that can be read, else by its address."""
    account_id = (request.view_args or {})["account_id"]
    try:
        card = None if sessions.is_unknown() else own_card(account_id)
    except (NotFoundError, DatabaseError):
        card = None
    screen = screen_of(card) if card else screen_at(request.form.get(page.ADDRESS, ""))
    action = url_for(".show", account_id=account_id)
    return page.show_unsaved(screen, receive(screen, card), card, action, status)


@bp.get("/accounts/<account_id>/deletion")
def ask_deletion(account_id: str) -> Response:
    """Ask whether an account should really go."""
    card = own_card(account_id)
    guide = views.find_guide(card.mall)
    return render(
        "seller/delete_account.html",
        card=card,
        guide=guide,
        name=account_names.name_of(card, guide),
        back=url_for("accounts.show", account_id=account_id),
    )


@bp.post("/accounts/<account_id>/deletion")
def delete(account_id: str) -> AnyResponse:
    """Delete an account, with every value."""
    card = own_card(account_id)
    state().accounts.delete(seller_id(), account_id)
    guide = views.find_guide(card.mall)
    name = account_names.name_of(card, guide)
    flash(f"{guide.title} 계정({name})을 지웠어요. 저장했던 값도 모두 없앴어요.")
    return redirect(url_for("dashboard.show", _anchor=f"mall-{card.mall}"), code=303)


@bp.post("/accounts/<account_id>/requests")
def ask(account_id: str) -> AnyResponse:
    """Ask the staff to issue a key, to bring goods over, or for help."""
    card, kind = own_card(account_id), request.form.get("kind", "")
    journey = views.journey_of(card.mall, card.answers)
    asking = {step.request: step for step in journey.path if isinstance(step, Request)}
    if kind not in asking and not (kind == "migration" and journey.guide.migration):
        abort(400)
    if journey.guide.takes(kind):
        state().services.requests.ask(seller_id(), account_id, kind)
        _flash_receipt(own_card(account_id), kind)
    else:
        flash_refusal(NOT_TAKEN)
    after = journey.after(asking[kind].id) if kind in asking else None
    return views.go(journey, after.id if after else journey.path[-1].id)


def _flash_receipt(card: AccountCard, kind: str) -> None:
    """Say first that a request came in; what else is to be known of the account stands above its receipt."""
    if asked := card.requests.get(kind):
        flash(f"{ASKED[kind]}을 받았어요. 접수번호 {receipt_of(asked).number}")


@bp.post("/leave")
def sign_out() -> AnyResponse:
    """Forget who this browser's seller is."""
    state().services.progress.marks.settle(seller_id())
    sessions.sign_out("seller")
    return redirect(url_for("guide.home"), code=303)


def _flash_all(lines: list[str]) -> None:
    for line in lines:
        flash(line)


def _back_to_guide(card: AccountCard) -> AnyResponse:
    guide = views.find_guide(card.mall)
    journey = views.journey_of(card.mall, led_to(guide, card.answers, card.step_id))
    return views.go(journey, journey.path[-1].id)
