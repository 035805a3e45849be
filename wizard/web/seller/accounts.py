"""What a seller saves, replaces, deletes and asks for; always their own."""

from flask import Blueprint, Response, abort, current_app, flash, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import KeysError, NotFoundError, SpentError, TooOftenError
from wizard.guide.journey import Journey
from wizard.services.account_views import AccountCard
from wizard.steps import Credentials, Request
from wizard.web import form_binding, rate_limit, sessions
from wizard.web.form import mismatch, page
from wizard.web.form.posted import Posted, draft, receipts, receive
from wizard.web.form_binding import FormBinding
from wizard.web.guide import tracking, views
from wizard.web.htmx import render
from wizard.web.screen import Screen
from wizard.web.state import state

bp = Blueprint("accounts", __name__)


@bp.post("/guides/<mall>/<step_id>")
def save(mall: str, step_id: str) -> AnyResponse:
    """Save a form, or show what to correct; also preview it, or follow a radio."""
    screen = form_screen(mall, step_id)
    posted = receive(screen, None)
    drawn = page.drawn(screen, None)
    if refused := mismatch.refusal(screen, posted, drawn, screen.here) or refusal(
        screen, posted, None
    ):
        return refused
    if drawn is None or not (drawn.seller or drawn.is_of_here):
        return page.show_again(screen, posted, None, 422, page.STALE)
    try:
        _keep(screen, posted, drawn)
    except SpentError:
        return mismatch.spent(screen, posted)
    except TooOftenError:
        return page.show_again(screen, posted, None, 429, page.TOO_MANY_FIRMS)
    except NotFoundError:
        sessions.forget_seller()
        return page.show_again(screen, posted, None, 422, page.WHO_AGAIN)
    tracking.save(screen)
    for receipt in receipts(screen, posted):
        flash(receipt)
    journey = views.journey_of(mall, posted.read.answers)
    following = journey.after(step_id)
    return views.go(journey, following.id if following else step_id)


@bp.get("/accounts/<account_id>")
def show(account_id: str) -> Response:
    """Show an account, masked, in the form that replaces its values."""
    card = own_card(account_id)
    return page.show(screen_of(card), card)


@bp.post("/accounts/<account_id>")
def replace(account_id: str) -> AnyResponse:
    """Put new values in place of old ones; an empty box keeps what is stored."""
    if refused := torn_account(account_id):
        return refused
    card = own_card(account_id)
    screen = screen_of(card)
    posted = receive(screen, card)
    if refused := refusal(screen, posted, card):
        return refused
    drawn = page.drawn(screen, card)
    if drawn is None:
        return page.show_again(screen, posted, card, 422, page.STALE)
    state().accounts.replace(draft(screen, posted, drawn, card), _seller(), account_id)
    flash("바꾼 내용을 저장했어요.")
    for receipt in receipts(screen, posted):
        flash(receipt)
    return _back_to_guide(card)


@bp.get("/accounts/<account_id>/deletion")
def ask_deletion(account_id: str) -> Response:
    """Ask whether an account should really go."""
    card = own_card(account_id)
    guide = views.find_guide(card.mall)
    return render("account/delete.html", card=card, guide=guide, back=f"/accounts/{account_id}")


@bp.post("/accounts/<account_id>/deletion")
def delete(account_id: str) -> AnyResponse:
    """Delete an account, with every value."""
    card = own_card(account_id)
    state().accounts.delete(_seller(), account_id)
    flash("계정을 지웠어요. 저장했던 값도 모두 없앴어요.")
    return redirect(screen_of(card).here, code=303)


@bp.post("/accounts/<account_id>/requests")
def ask(account_id: str) -> AnyResponse:
    """Ask the staff to issue a key, to bring goods over, or for help."""
    card = own_card(account_id)
    journey = views.journey_of(card.mall, card.answers)
    kind = request.form.get("kind", "")
    offered: set[str] = {step.request for step in journey.path if isinstance(step, Request)}
    offered |= {"migration"} if journey.guide.migration else set()
    if kind not in offered:
        abort(400)
    state().services.requests.ask(_seller(), account_id, kind)
    following = [s for s in journey.path if isinstance(s, Request) and s.request == kind]
    after = journey.after(following[0].id) if following else None
    return views.go(journey, after.id if after else journey.path[-1].id)


@bp.post("/leave")
def leave() -> AnyResponse:
    """Forget who this browser's seller is."""
    sessions.leave("seller")
    return redirect("/", code=303)


def torn_account(account_id: str) -> Response | None:
    """Refuse the form of an account that was drawn for another seller than who is here."""
    drawn = page.drawn_for_account(account_id)
    if drawn is None or form_binding.is_here(drawn):
        return None
    try:
        card = state().accounts.card(drawn.seller, account_id)
    except NotFoundError:
        return None
    screen = screen_of(card)
    return mismatch.refusal(screen, receive(screen, None), drawn, f"/accounts/{account_id}")


def refusal(screen: Screen, posted: Posted, card: AccountCard | None) -> Response | None:
    """Show the form again if it was not to be saved, or cannot be; None if it can."""
    if not state().save_limiter.allows(rate_limit.address()):
        return page.show_again(screen, posted, card, 429, page.TOO_OFTEN)
    if _only_shows(request.form.get("action", "")):
        return page.show_again(screen, posted, card, 200)
    if not sessions.may_save():
        return page.show_again(screen, posted, card, 403, page.BY_LINK_ONLY)
    if not posted.is_sound:
        tracking.refuse(screen, posted)
        return page.show_again(screen, posted, card, 422)
    try:
        state().accounts.keys.ring()
    except KeysError:
        current_app.logger.error("an account could not be saved: the keys are not this database's")
        return page.show_again(screen, posted, card, 503, page.CLOSED)
    return None


def _only_shows(action: str) -> bool:
    """Say whether a button of the form shows it again and saves nothing."""
    return action in {"refresh", "preview", "undo"} or action.startswith("swap:")


def form_screen(mall: str, step_id: str) -> Screen:
    """Find the form at an address; 404 or 405 if there is none."""
    return _screen(views.journey_of(mall, views.given()), step_id)


def _screen(journey: Journey, step_id: str) -> Screen:
    if journey.position(step_id) is None:
        abort(404)
    step = journey.guide.step(step_id)
    return Screen(journey, step) if isinstance(step, Credentials) else abort(405)


def screen_of(card: AccountCard) -> Screen:
    """Find the form that an account was saved with."""
    answers = {**card.answers, **views.given()}
    saved_with = views.find_guide(card.mall).form(card.step_id) or abort(404)
    return _screen(views.journey_of(card.mall, answers), saved_with.id)


def own_card(account_id: str) -> AccountCard:
    """Find an account of this session's seller; 404 if there is none, or it is another's."""
    try:
        return state().accounts.card(_seller(), account_id)
    except NotFoundError:
        abort(404)


def _keep(screen: Screen, posted: Posted, drawn: FormBinding) -> None:
    """Save a faultless form; a firm that starts with it has a session from now on."""
    begins = form_binding.first_session(drawn)
    seller = sessions.seller(begins)
    state().accounts.save(draft(screen, posted, drawn), seller)
    if not isinstance(seller, str):
        sessions.enter("seller", begins)


def _seller() -> str:
    return sessions.known_seller() or ""


def _back_to_guide(card: AccountCard) -> AnyResponse:
    journey = views.journey_of(card.mall, card.answers)
    return views.go(journey, journey.path[-1].id)
