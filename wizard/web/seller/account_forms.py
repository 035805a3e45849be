"""The form of an account, found and judged: whose it is, at which step, and whether it can be saved."""

from urllib.parse import parse_qs

from flask import Response, abort, current_app, flash, g, request, url_for
from werkzeug.exceptions import NotFound
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError
from wizard.guide.journey import Journey, led_to
from wizard.services.account_views import AccountCard
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.web import account_names, consent, form_binding, rate_limit, sessions
from wizard.web.form import mismatch, page, reuse, token
from wizard.web.form.posted import Posted, receive
from wizard.web.guide import tracking, views
from wizard.web.screen import Screen
from wizard.web.state import state
from wizard.web.urls import read_url

AGREE_AND_SAVE = "동의하고 저장하기"
MOVED = "계정을 저장했어요. 적으시는 사이에 안내가 새로 바뀌어서, 이제 새 안내로 이어져요."


def seller_id() -> str:
    """Give the id of this session's seller; "" for nobody's."""
    return sessions.known_seller() or ""


def mismatched_account(account_id: str) -> Response | None:
    """Refuse the form of an account that was drawn for another seller than who is here."""
    drawn = token.opened_for_account(account_id)
    if drawn is None or form_binding.is_here(drawn):
        return None
    try:
        card = state().accounts.card(drawn.seller, account_id)
    except NotFoundError:
        return None
    screen = screen_of(card)
    return mismatch.refusal(
        screen, receive(screen, None), drawn, url_for("accounts.show", account_id=account_id)
    )


def gone_account(account_id: str) -> Response:
    """Give the form of an account back that was deleted meanwhile: as one for a new account.

    Raises:
        NotFoundError: no form of such an account was drawn by us.

    """
    drawn = token.opened_for_account(account_id)
    if drawn is None:
        raise NotFoundError
    screen = screen_at(request.form.get(page.ADDRESS, ""))
    posted = receive(screen, None)
    refused = mismatch.refusal(screen, posted, drawn, screen.here)
    return refused or page.show_again(screen, posted.unjudged(), None, 404, page.GONE)


def refusal(screen: Screen, posted: Posted, card: AccountCard | None) -> Response | None:
    """Show the form again if it was not to be saved, or cannot be; None if it can."""
    if not state().save_limiter.allows(rate_limit.sealed_address()):
        return page.show_again(screen, posted, card, 429, page.TOO_OFTEN)
    if shown := _only_shown(request.form.get("action", ""), posted):
        return page.show_again(screen, shown, card, 200)
    if not sessions.may_save():
        return page.show_again(screen, posted, card, 403, page.BY_LINK_ONLY)
    if not posted.is_sound:
        tracking.refuse(screen, posted)
        return page.show_again(screen, posted, card, 422)
    if said := consent.wanting(AGREE_AND_SAVE):
        return page.show_again(screen, posted, card, 422, said)
    if not state().services.keys.can_seal():
        current_app.logger.error("an account could not be saved: the keys are not this database's")
        return page.show_again(screen, posted, card, 503, page.CLOSED)
    return None


def _only_shown(action: str, posted: Posted) -> Posted | None:
    """Give the form as a button of it shows it again that saves nothing; None for one that saves.

    A choice and a look at the table judge nothing; what was moved is judged where it stands.
    """
    if action in {"refresh", "preview", "enter"}:
        return posted.unjudged()
    return (
        posted.judged_where_filled()
        if action in {"undo", "split"} or action.startswith(("swap:", reuse.ACTION))
        else None
    )


def form_screen(mall: str, step_id: str) -> Screen:
    """Find the form at an address; 404 or 405 if there is none."""
    return _screen(views.journey_of(mall, views.query_answers()), step_id)


def posted_screen(mall: str, step_id: str) -> Screen:
    """Find the form that was sent: as it was opened, if its step was renamed or moved meanwhile.

    A guide that is edited while somebody types costs nobody what they typed: an account is saved with
    the revision of its guide that its form was drawn with. Where another machine drew it by a guide that is
    newer than the one shown here, it is read by that.
    """
    if request.form.get(page.REVISION) != state().catalog.revisions.get(mall):
        state().catch_up()
    try:
        return form_screen(mall, step_id)
    except NotFound:
        if mall not in state().catalog.guides or page.REVISION not in request.form:
            raise
        revision = request.form[page.REVISION]
        g.catalog = state().previews.revision_catalog(mall, revision)
        return form_screen(mall, step_id)


def follow(screen: Screen, answers: Answers) -> AnyResponse:
    """Go on from a form that was saved; by the guide of today, if it was saved by an older one."""
    step_id, then = screen.step.id, views.journey_of(screen.guide.mall, answers)
    g.pop("catalog", None)
    journey = views.journey_of(screen.guide.mall, answers)
    if journey.guide is not then.guide and journey.position(step_id) is None:
        flash(MOVED)
        return views.go(journey, journey.path[-1].id)
    following = journey.after(step_id)
    return views.go(journey, following.id if following else step_id)


def _screen(journey: Journey, step_id: str) -> Screen:
    if journey.position(step_id) is None:
        abort(404)
    step = journey.step(step_id)
    return Screen(journey, step) if isinstance(step, Credentials) else abort(405)


def screen_at(said: str) -> Screen:
    """Find the form at an address that it carried along; 404 if there is none."""
    split = read_url(said)
    parts = split.path.split("/")
    if len(parts) != len(("", "guides", "mall", "step")):
        abort(404)
    given = {name: tuple(values) for name, values in parse_qs(split.query).items()}
    return _screen(views.journey_of(parts[2], given), parts[3])


def screen_of(card: AccountCard) -> Screen:
    """Find the form that an account was saved with; what its guide asks since on the way there keeps nobody out."""
    guide = views.find_guide(card.mall)
    saved_with = guide.form(card.step_id) or abort(404)
    answers = led_to(guide, {**card.answers, **views.query_answers()}, saved_with.id)
    return _screen(views.journey_of(card.mall, answers), saved_with.id)


def own_card(account_id: str) -> AccountCard:
    """Find an account of this session's seller; there is none if it is another's."""
    return state().accounts.card(
        seller_id(), account_id, sessions.sees_from(), account_names.id_fields()
    )
