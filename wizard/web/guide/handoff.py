"""A screen opened on another device: a short address to type, a QR code to look at."""

from flask import Blueprint, Response, abort, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.charts import qr
from wizard.guide import short_url
from wizard.web.guide import views
from wizard.web.htmx import render
from wizard.web.screen import Screen

bp = Blueprint("handoff", __name__)


@bp.get("/guides/<mall>/<step_id>/handoff")
def show(mall: str, step_id: str) -> AnyResponse:
    """Show how to open this screen on another device."""
    screen = _screen(mall, step_id)
    return render(
        "guide/handoff.html", screen=screen, link=_short_link(screen) or _whole_link(screen)
    )


@bp.get("/guides/<mall>/<step_id>/handoff.svg")
def qr_code(mall: str, step_id: str) -> AnyResponse:
    """Draw this screen's whole address as a QR code: open choices, nothing about the seller."""
    response = Response(qr.svg(_whole_link(_screen(mall, step_id))), mimetype="image/svg+xml")
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.get("/g/<mall>/<int:number>")
@bp.get("/g/<mall>/<int:number>/<told>")
def follow_short_url(mall: str, number: int, told: str = "") -> AnyResponse:
    """Go to the screen that a short address names."""
    journey, step = short_url.follow(views.find_guide(mall), number, told)
    return redirect(Screen(journey, step).here, code=303)


def _screen(mall: str, step_id: str) -> Screen:
    journey = views.journey_of(mall, views.query_answers())
    if journey.position(step_id) is None:
        abort(404)
    return Screen(journey, journey.step(step_id))


def _short_link(screen: Screen) -> str:
    """Give the address to type by hand; "" if the answers do not fit into one."""
    short = short_url.shorten(screen.journey, screen.step.id)
    number, _, told = short.partition("/")
    mall = screen.guide.mall
    return (
        url_for(".follow_short_url", mall=mall, number=number, told=told or None, _external=True)
        if short
        else ""
    )


def _whole_link(screen: Screen) -> str:
    return request.host_url.rstrip("/") + screen.here
