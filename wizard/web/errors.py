"""What a reader sees when a page cannot be shown: what happened, and the way on."""

from collections.abc import Callable
from functools import partial

from flask import Blueprint, Flask, Response, current_app, g, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import BadHost, Forbidden, HTTPException, NotFound, SecurityError
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import DatabaseError, KeysError, NotFoundError
from wizard.web import desk, given_back, mended_addresses, security, shortened
from wizard.web.error_words import (
    AT_DESK,
    CLOSED,
    CRASHED_AT_DESK,
    CRASHED_SAYS,
    ELSEWHERE,
    SIGNED_OUT,
    STRANGE_HOST,
    UNREADABLE,
    WORDS,
    Words,
)
from wizard.web.htmx import html_response, render, wants_part

CRASHED = 500
TOO_LARGE = 413
FORBIDDEN = 403
PASSING = {429, CRASHED, 503}
"""What may be over when the reader tries again."""


def page(code: int, words: Words) -> Response:
    """Say what happened; where waiting helps, the way on is the same page again."""
    if wants_part():
        return _unchanged_part(code)
    is_passing = code in PASSING and request.method == "GET" and not request.path.startswith("//")
    again = request.full_path.removesuffix("?") if is_passing else ""
    return draw_page(code, spoken(words), again)


def draw_page(code: int, words: Words, again: str, *, says_away: bool = True) -> Response:
    """Draw the page of a failure: staff's with the way to their own desk, everybody else's with that to the malls."""
    way = desk.way_back()
    template = "staff/error.html" if way else "error.html"
    return render(template, code, words=words, code=code, again=again, way=way, says_away=says_away)


def spoken(words: Words) -> Words:
    """Give the words in which this is said to who is here."""
    return AT_DESK.get(words, words) if desk.way_back() else words


Draw = Callable[[int, Words], Response]
"""Draws the page of a failure: its status, and what it says."""


def register(pages: Flask | Blueprint, draw: Draw = page) -> None:
    """Answer every failure of these pages with a page of ours."""
    pages.register_error_handler(HTTPException, partial(failed, draw=draw))
    pages.register_error_handler(NotFound, partial(missing, draw=draw))
    pages.register_error_handler(SecurityError, misdirected)
    pages.register_error_handler(BadHost, misdirected)
    pages.register_error_handler(security.UnreadableError, partial(unreadable, draw=draw))
    pages.register_error_handler(security.StrangeHostError, partial(elsewhere, draw=draw))
    pages.register_error_handler(KeysError, partial(closed, draw=draw))
    pages.register_error_handler(NotFoundError, partial(not_found, draw=draw))
    pages.register_error_handler(Exception, partial(crashed, draw=draw))


def misdirected(_error: HTTPException) -> Response:
    """Say that nothing is shown under such a name; no page can be drawn, as no address is ours there."""
    words = WORDS[400]
    return Response(f"{words.title}. {words.say}", 400, mimetype="text/plain")


def failed(error: HTTPException, draw: Draw = page) -> Response:
    """Show what happened, in the size that was asked for."""
    asked = error.code or CRASHED
    code = asked if asked in WORDS else CRASHED if asked >= CRASHED else 400
    is_long = code == TOO_LARGE and request.method == "POST" and draw is page and not wants_part()
    response = (_attempt(shortened.again) if is_long else None) or draw(code, WORDS[code])
    if code in {FORBIDDEN, TOO_LARGE} or isinstance(error, CSRFError):
        _log_refusal(error)
    if allowed := getattr(error, "valid_methods", None):
        response.headers["Allow"] = ", ".join(allowed)
    if code in {429, 503}:
        response.headers["Retry-After"] = "60"
    return response


def missing(error: NotFound, draw: Draw = page) -> AnyResponse:
    """Lead to what an address must have meant; else say that there is no such page."""
    return mended_addresses.lead_on() or failed(error, draw)


def not_found(error: NotFoundError, draw: Draw = page) -> Response:
    """Say that there is no such page: what it would show is not there, or is another's."""
    if g.get("member") or g.get("seller"):
        _log_refusal(error)
    return failed(NotFound(), draw)


def crashed(error: Exception, draw: Draw = page) -> Response:
    """Show that something went wrong with us, and log what; a form comes back with all that was typed."""
    note_in_log(error)
    is_form = request.method == "POST" and draw is page and not wants_part()
    says = CRASHED_AT_DESK if desk.way_back() else CRASHED_SAYS
    again = partial(given_back.again, says, CRASHED)
    return (_attempt(again) if is_form else None) or draw(CRASHED, WORDS[CRASHED])


def _attempt(again: Callable[[], Response | None]) -> Response | None:
    """Give a form back that something came between; None if it cannot be drawn either."""
    try:
        return again()
    except Exception as error:  # noqa: BLE001 (what broke once may break again; a plain page is left)
        note_in_log(error)
        return None


def note_in_log(error: Exception) -> None:
    """Log a failure by its type and place only (its message may quote what was typed)."""
    if isinstance(error, DatabaseError) and isinstance(error.__cause__, Exception):
        error = error.__cause__  # where it happened, and what it was
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"
    current_app.logger.error("%s at %s in %s", type(error).__name__, place, request.endpoint)


def closed(error: KeysError, draw: Draw = page) -> Response:
    """Say that it cannot be done while the keys are missing, and log why."""
    current_app.logger.error("%s is closed: %s", request.endpoint, error)
    response = draw(503, CLOSED)
    response.headers["Retry-After"] = "60"
    return response


def unreadable(_error: security.UnreadableError, draw: Draw = page) -> Response:
    """Say in which encoding a form has to come."""
    return draw(400, UNREADABLE)


def elsewhere(error: security.StrangeHostError, draw: Draw = page) -> Response:
    """Say that nothing is shown under such a name."""
    return misdirected(error) if security.has_no_name() else draw(400, STRANGE_HOST)


def signed_out() -> Response:
    """Say that the seller has to come in again."""
    return page(403, SIGNED_OUT)


def sent_from_elsewhere() -> Response:
    """Say that nothing was done, and show nothing of what another site may have written."""
    _log_refusal(Forbidden())
    return page(FORBIDDEN, ELSEWHERE)


def _log_refusal(error: Exception) -> None:
    """Log who was refused what: ids, and words of ours; nothing that was sent."""
    member, seller = g.get("member"), g.get("seller")
    who = f"staff:{member.id}" if member else f"seller:{seller.id}" if seller else "reader"
    current_app.logger.warning(
        "%s refused to %s at %s", type(error).__name__, who, request.endpoint
    )


def _unchanged_part(code: int) -> Response:
    """Leave a part as it is while waiting helps; else its page is loaded anew, and says it whole."""
    response = html_response("", code)
    told = ("HX-Reswap", "none") if code in PASSING else ("HX-Refresh", "true")
    response.headers[told[0]] = told[1]
    return response
