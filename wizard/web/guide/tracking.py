"""What of a request is counted: which screen was shown, and how the one before it was left.

Nothing of a reader is kept, nothing from an address: a stroke names a step of a guide of ours, a
word of a closed set, and a day. A step's name that is in no guide is never counted.
"""

import re
from collections.abc import Collection

from flask import request

from wizard.guide import funnel
from wizard.guide.journey import Journey
from wizard.steps import Credentials, Request
from wizard.steps.help import Help
from wizard.web import sessions
from wizard.web.form.posted import Posted
from wizard.web.screen import Screen
from wizard.web.site import GUIDES, site
from wizard.web.state import state

_STEP = re.compile(
    rf"(?:https?://([^/?#]*))?{GUIDES}/([a-z0-9-]+)/(?:renew/)?([a-z0-9-]+)(?![^/?#])"
)
_PACE = re.compile(r"([0-9]{1,7}) (/\S*)")
_AHEAD = ("HTTP_SEC_PURPOSE", "HTTP_PURPOSE", "HTTP_X_MOZ", "HTTP_X_PURPOSE")


def show(journey: Journey, step_id: str) -> None:
    """Count that a screen is being shown, and for the screen that it is reached from, how it was left.

    Whoever comes back from beside the way (help, a lesson, the same screen again) was counted before.
    """
    _show(journey, step_id, {step.id for step in journey.path})


def show_renewal(journey: Journey, step_id: str) -> None:
    """Count the same on the way to a new key, of its own screens only: the others belong to the first way."""
    _show(journey, step_id, {step.id for step in journey.path if step.only})


def _show(journey: Journey, step_id: str, counted: Collection[str]) -> None:
    before, pace = _before(journey.guide.mall)
    if before == step_id or _is_loaded_again(journey, before) or not _is_readers_own():
        return
    if step_id in counted:
        _put(journey, step_id, funnel.SHOWN)
    at, to = journey.position(before), journey.position(step_id)
    if at is not None and to is not None and before in counted:
        _put(journey, before, funnel.ON if at < to else funnel.BACK, *pace)


def go_to_overview(journey: Journey) -> None:
    """Count that a reader went back from a screen to before the first one."""
    before, pace = _before(journey.guide.mall)
    is_new = journey.position(before) is not None and not _is_loaded_again(journey, before)
    if is_new and _is_readers_own():
        _put(journey, before, funnel.BACK, *pace)


def save(screen: Screen) -> None:
    """Count that a form was saved."""
    if _is_readers_own():
        _put(screen.journey, screen.step.id, funnel.SAVED)


def read(screen: Screen, answer: Help) -> None:
    """Count that an answer under 막혔어요 was read."""
    if _is_readers_own() and request.environ.get("HTTP_CACHE_CONTROL") != "max-age=0":
        _put(screen.journey, screen.step.id, f"read:{answer.key}")


def refuse(screen: Screen, posted: Posted) -> None:
    """Count the fields because of which a form was not saved: never what stood in them."""
    if _is_readers_own():
        refused = [f"refused:{name}" for name in posted.read.errors]
        warned = [f"warned:{name}" for name in posted.doubts]
        _put(screen.journey, screen.step.id, *refused, *warned)


def is_fetched_ahead() -> bool:
    """Say whether the browser only fetches what somebody may look at later."""
    environ = request.environ
    return any(name in environ and "pre" in environ[name].lower() for name in _AHEAD)


def _is_readers_own() -> bool:
    """Say whether somebody looks who is to be counted.

    Not counted: what nobody looks at yet, the window that only follows another one, a site that
    is not the public one, and our own staff.
    """
    return not (
        request.method == "HEAD"
        or is_fetched_ahead()
        or "HTTP_FOLLOWS" in request.environ
        or not site().is_counted
        or sessions.member()
    )


def _is_loaded_again(journey: Journey, before: str) -> bool:
    """Say whether a browser only loads a page anew, which says again where it once came from.

    Chrome and Firefox then ask with max-age=0; so does Chrome for what follows a posted form.
    """
    if request.environ.get("HTTP_CACHE_CONTROL") != "max-age=0":
        return False
    posts = {step.id for step in journey.path if isinstance(step, Credentials | Request)}
    return before not in posts


def _before(mall: str) -> tuple[str, list[str]]:
    """Give the step that this request says it comes from, "" if none of this guide's.

    With it comes the word for how long that was looked at, if its window says so.
    """
    environ = request.environ
    pace = _PACE.fullmatch(environ.get("HTTP_PACE", ""))
    told = (
        pace[2] if pace else environ.get("HTTP_HX_CURRENT_URL") or environ.get("HTTP_REFERER", "")
    )
    found = _STEP.match(told)
    if found is None or found[2] != mall or found[1] not in {None, request.host}:
        return "", []
    return found[3], [funnel.pace(int(pace[1]))] if pace else []


def _put(journey: Journey, step_id: str, *whats: str) -> None:
    app_state, mall = state(), journey.guide.mall
    app_state.metrics_buffer.put(mall, app_state.catalog.revisions[mall], step_id, *whats)
