"""The moment to come back to a screen at which one waits, for the seller's own calendar."""

from flask import Blueprint, Response, abort, request

from wizard.web.guide.places import screen_of
from wizard.web.guide.waiting import Waiting, waiting_of
from wizard.web.ical import Appointment, attached
from wizard.web.screen import Screen
from wizard.web.state import state

bp = Blueprint("wait_calendar", __name__)


@bp.get("/guides/<mall>/<step_id>/wait.ics")
def show(mall: str, step_id: str) -> Response:
    """Give the moment to come back to a screen, as a calendar file."""
    screen = screen_of(mall, step_id)
    waiting = waiting_of(screen) or abort(404)
    return attached(_appointment(screen, waiting), f"{mall}-{step_id}")


def _appointment(screen: Screen, waiting: Waiting) -> Appointment:
    """Make an appointment that replaces the one of the same wait: a reader's end moves with each press."""
    since = f"-{waiting.until:%Y%m%d%H%M}" if waiting.is_own else ""
    link = request.host_url.rstrip("/") + screen.here
    return Appointment(
        uid=f"{screen.guide.mall}-{screen.waited_at}{since}@wizard",
        at=waiting.until,
        title=f"{screen.guide.title} 이어서 연결하기",
        say=f"기다리던 시간이 다 됐어요. 여기부터 이어서 하면 돼요.\n{link}",
        stamp=state().now(),
    )
