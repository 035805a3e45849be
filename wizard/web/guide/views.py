"""The reader's way through a guide: no cookie, no database, nothing that changes."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.guide.adapted import adapted, other_looks
from wizard.guide.adapted import overview as adapted_overview
from wizard.guide.journey import Journey, known, walk
from wizard.guide.model import START, Guide
from wizard.guide.renewal import told_of_renewal
from wizard.services.account_views import AccountCard
from wizard.steps import Credentials, Outcome, Request
from wizard.steps.base import Answers
from wizard.web import mended_addresses, page_cache, sessions
from wizard.web.form import page as form_page
from wizard.web.guide import endings, known_answers, progress, tracking
from wizard.web.guide.waiting import waiting_of
from wizard.web.htmx import render, render_html, wants_screen
from wizard.web.message_offers import open_offers
from wizard.web.own_malls import OwnMalls, own_malls
from wizard.web.screen import Screen, address
from wizard.web.site import site
from wizard.web.state import state

bp = Blueprint("guide", __name__)

PLEASE_CHOOSE = "하나를 골라 주세요. 그러면 다음 화면으로 안내할게요."
PLEASE_TICK = "입점한 쇼핑몰을 하나 이상 골라 주세요."


@bp.get("/")
def home() -> Response:
    """Show every mall; to a seller, with how each stands."""
    catalog = state().catalog
    if not catalog.guides:
        abort(503, "no guides")
    malls, start, own = list(catalog.malls.values()), catalog.guides.get(START), own_malls()
    if own.malls:
        return render("home.html", malls=malls, start=start, own=own)
    return _cached_page("home.html", ("home",), malls=malls, start=start, own=OwnMalls())


@bp.get("/guides/<mall>")
def overview(mall: str) -> Response:
    """Show what a guide takes and needs, before its first step."""
    guide = find_guide(mall)
    journey = _journey(guide, query_answers())
    screen = Screen(journey, journey.path[0])
    tracking.go_to_overview(journey)
    is_gone = mended_addresses.GONE in request.args
    key = (*_key(journey, ""), is_gone)
    shown = adapted_overview(guide, journey.answers)
    known_answers.offer(journey, "")
    return _cached_page("guide/overview.html", key, screen=screen, guide=shown, is_gone=is_gone)


@bp.get("/guides/<mall>/all")
def whole_guide(mall: str) -> Response:
    """Show a whole guide on one page, to print."""
    guide = find_guide(mall)
    return _cached_page("guide/all.html", (mall, "all"), guide=guide)


@bp.get("/guides/<mall>/<step_id>")
def step(mall: str, step_id: str) -> AnyResponse:
    """Show a step; of another way than the answers in the address lead, the last one before it."""
    journey = _journey(find_guide(mall), query_answers())
    if journey.position(step_id) is None:
        if step_id not in {step.id for step in journey.guide.steps}:
            abort(404)
        if journey.guide.step(step_id).only:
            told = told_of_renewal(journey.guide, query_answers())
            return redirect(address(mall, f"renew/{step_id}", told), code=303)
        return redirect(Screen(journey, journey.nearest(step_id)).here, code=303)
    return show(journey, step_id)


@bp.get("/guides/<mall>/<step_id>/next")
def next_step(mall: str, step_id: str) -> AnyResponse:
    """Take the answer to a question out of the address, and go on."""
    journey = _journey(find_guide(mall), query_answers())
    if journey.position(step_id) is None:
        return redirect(Screen(journey, journey.frontier).here, code=303)
    if following := journey.after(step_id):
        return go(journey, following.id)
    question = journey.step(step_id)
    if not question.questions():
        abort(404)
    problem = PLEASE_TICK if question.kind == "checklist" else PLEASE_CHOOSE
    screen = Screen(journey, question, problem)
    return render("guide/step.html", 422, screen=screen, problem=problem)


@bp.get("/guides/<mall>/<step_id>/lesson")
def lesson(mall: str, step_id: str) -> AnyResponse:
    """Give what a step teaches, to be opened beside a field; a browser gets the step itself."""
    guide = find_guide(mall)
    step = {step.id: step for step in guide.steps}.get(step_id) or abort(404)
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(address(mall, step_id, query_answers()), code=303)
    catalog, answers = state().catalog, known(guide, query_answers())
    shown, looks = adapted(step, answers), other_looks(step, answers)
    is_for_all = shown is step and not step.screens
    of_whom = () if is_for_all else tuple(answers.items())
    place = (mall, step_id, of_whom, "lesson", site().guides)
    key = (catalog.release, catalog.revisions[mall], *place)
    text = partial(render_html, "guide/lesson.html", fragment=False, step=shown, looks=looks)
    page = state().pages.get(key, lambda: page_cache.pack(text().encode()))
    response = page_cache.send(page)
    response.vary.add("Sec-Fetch-Mode")
    return response


def find_guide(mall: str) -> Guide:
    """Find a guide, or answer that there is none, or that it is being mended."""
    catalog = state().catalog
    if mall in catalog.guides:
        return catalog.guides[mall]
    if mall in catalog.faults:
        abort(503, "paused")
    return abort(404)


def query_answers() -> Answers:
    """Read the answers in the address."""
    return {name: tuple(values) for name, values in request.args.lists()}


def show(journey: Journey, step_id: str, push: str = "") -> Response:
    """Show a step that is on the path: prepared, unless it depends on the reader."""
    found = journey.step(step_id)
    screen = Screen(journey, found)
    progress.mark(journey, step_id)
    tracking.show(journey, step_id)
    if isinstance(found, Credentials):
        return form_page.show(screen, push=push)
    if waiting := waiting_of(screen):
        return render("guide/step.html", push=push, screen=screen, waiting=waiting)
    if not isinstance(found, Outcome | Request):
        known_answers.offer(journey, step_id)
    elif sessions.known_seller():
        with state().services.at_one_moment():
            return _prepared(screen, push)
    return _prepared(screen, push)


def _prepared(screen: Screen, push: str) -> Response:
    """Show a step as it was drawn for everybody, or with what its reader has saved."""
    journey, found = screen.journey, screen.step
    cards = site().cards(journey) if isinstance(found, Outcome | Request) else ()
    shown = {"screen": screen, "cards": cards, **_at_end(screen, cards)}
    if cards or (isinstance(found, Outcome) and sessions.known_seller()):
        return render("guide/step.html", push=push, **shown)
    response = _cached_page("guide/step.html", _key(journey, found.id), **shown)
    if push and wants_screen():
        response.headers["HX-Push-Url"] = push
    return response


def go(journey: Journey, step_id: str) -> AnyResponse:
    """Go to a step: htmx gets its screen at once, with its address; a browser is sent there."""
    here = address(journey.guide.mall, step_id, journey.answers)
    return show(journey, step_id, push=here) if wants_screen() else redirect(here, code=303)


def journey_of(mall: str, answers: Answers) -> Journey:
    """Walk a guide."""
    return _journey(find_guide(mall), answers)


def _at_end(screen: Screen, cards: Sequence[AccountCard]) -> dict[str, Any]:
    """Give an outcome what is true there; one that lists malls, the guides it lists them from."""
    if not isinstance(screen.step, Outcome):
        return {}
    listed = {"guides": state().catalog.guides} if screen.step.lists else {}
    offers = open_offers() if cards and not site().outside else ()
    return {"offers": offers, "ending": endings.ending_of(screen, cards, journey_of), **listed}


def _journey(guide: Guide, answers: Answers) -> Journey:
    """Walk a guide once for each set of answers that it knows; the rest of an address is noise."""
    known_answers = tuple(known(guide, answers).items())
    key = (guide.mall, state().catalog.revisions[guide.mall], known_answers)
    return state().journeys.get(key, lambda: walk(guide, dict(known_answers)))


def _key(journey: Journey, place: str) -> tuple[object, ...]:
    return (journey.guide.mall, place, tuple(journey.answers.items()))


def _cached_page(template: str, key: tuple[object, ...], **context: Any) -> Response:
    if not sessions.is_anybody():
        return render(template, **context)
    fragment = wants_screen()
    page = state().pages.get(
        (state().catalog.release, key, fragment),
        lambda: page_cache.pack(render_html(template, fragment=fragment, **context).encode()),
    )
    return page_cache.send(page)
