"""What helps beside the way: a field's lesson, a screen on another device, a day in the calendar."""

from flask import Blueprint, Response, abort, jsonify, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from wizard.charts import qr
from wizard.forms import submission
from wizard.guide import short_url
from wizard.guide.journey import Journey
from wizard.steps import Step
from wizard.web import page_cache, rate_limit
from wizard.web.form import rearrange
from wizard.web.form.posted import form_of
from wizard.web.guide import views
from wizard.web.htmx import markup, render
from wizard.web.screen import Screen, address, root
from wizard.web.seller import accounts
from wizard.web.seller.ical import Reminder
from wizard.web.state import state

bp = Blueprint("aids", __name__)


@bp.get("/guides/<mall>/<step_id>/lesson")
def lesson(mall: str, step_id: str) -> AnyResponse:
    """Give what a step teaches, to be opened beside a field; a browser gets the step itself."""
    guide = views.find_guide(mall)
    step = {step.id: step for step in guide.steps}.get(step_id) or abort(404)
    if request.headers.get("Sec-Fetch-Mode") == "navigate":
        return redirect(address(mall, step_id, views.given()), code=303)
    catalog = state().catalog
    key = (catalog.release, catalog.revisions[mall], mall, step_id, "lesson", root())
    page = state().pages.get(
        key,
        lambda: page_cache.pack(markup("guide/lesson.html", fragment=False, step=step).encode()),
    )
    response = page_cache.send(page)
    response.vary.add("Sec-Fetch-Mode")
    return response


@bp.post("/guides/<mall>/<step_id>/parts")
def parts(mall: str, step_id: str) -> Response:
    """Tell where in a pasted text the value of each box stands: places, and days as a date box takes them."""
    screen = accounts.form_screen(mall, step_id)
    step = form_of(screen)
    asked = step.asked(submission.choices(step, request.form, screen.journey.answers))
    box, text = request.form.get("box", ""), request.form.get("text", "")
    is_read = box in asked and state().save_limiter.allows(rate_limit.address())
    found = rearrange.told(step, asked, text) if is_read else []
    response = jsonify(
        parts=[[part.name, part.start, part.end] for part in found],
        days=rearrange.days(asked, text, found),
        whole=rearrange.pledge(box, text),
    )
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/guides/<mall>/<step_id>/handoff")
def handoff(mall: str, step_id: str) -> AnyResponse:
    """Show how to open this screen on another device."""
    screen = _screen(mall, step_id)
    short = short_url.shorten(screen.journey, step_id)
    link = f"{request.host_url}g/{mall}/{short}" if short else _whole(screen)
    return render("guide/handoff.html", screen=screen, link=link)


@bp.get("/guides/<mall>/<step_id>/handoff.svg")
def code(mall: str, step_id: str) -> AnyResponse:
    """Draw this screen's whole address as a QR code: open choices, nothing about the seller."""
    response = Response(qr.svg(_whole(_screen(mall, step_id))), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/g/<mall>/<int:number>")
@bp.get("/g/<mall>/<int:number>/<told>")
def short(mall: str, number: int, told: str = "") -> AnyResponse:
    """Go to the screen that a short address names."""
    journey, step = short_url.follow(views.find_guide(mall), number, told)
    return redirect(Screen(journey, step).here, code=303)


@bp.get("/accounts/<account_id>/expiry.ics")
def expiry(account_id: str) -> Response:
    """Give the day on which an account's key ends, as a calendar file; it holds no value."""
    card = accounts.own_card(account_id)
    day = card.expires_on or abort(404)
    guide = views.find_guide(card.mall)
    file = Reminder(
        uid=f"{card.id}@wizard",
        day=day,
        title=f"{guide.title} API 키 만료",
        say=f"그 전에 새 키를 발급받아 아임셀러에 다시 등록해 주세요.\n안내: {request.host_url}guides/{card.mall}",
        stamp=state().now(),
    ).file()
    response = Response(file, mimetype="text/calendar")
    response.headers["Content-Disposition"] = f'attachment; filename="{card.mall}-expiry.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


def _screen(mall: str, step_id: str) -> Screen:
    journey: Journey = views.journey_of(mall, views.given())
    if journey.position(step_id) is None:
        abort(404)
    step: Step = journey.guide.step(step_id)
    return Screen(journey, step)


def _whole(screen: Screen) -> str:
    return request.host_url.rstrip("/") + screen.here
