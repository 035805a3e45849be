"""The one answer while the database is away, locked or full: 503, and nothing typed is lost.

A page that needs no session is shown as to a stranger (`wizard.web.sessions` notes that it could not
look anybody up). All else comes here: by what is raised, or before a view that needs to know who asks.
"""

from flask import Blueprint, Flask, Response, current_app, request

from wizard.errors import DatabaseError, UnavailableError
from wizard.web import errors, given_back, sessions
from wizard.web.error_words import Words
from wizard.web.htmx import html_response, wants_part
from wizard.web.state import state

SAYS = (
    "지금은 저장할 수 없어요. 저희 쪽에 문제가 생겼어요.",
    "보내신 것은 이 화면에 그대로 있어요. 잠시 뒤에 ‘다시 보내기’를 눌러 주세요.",
)
NOT_NOW = Words(
    "지금은 이 화면을 열 수 없어요",
    "저희 쪽에 잠깐 문제가 생겼어요. 저장된 내용은 그대로 있어요. 잠시 뒤에 다시 열어 주세요.",
)
KNOWS_WHO = frozenset({"dashboard", "accounts", "expiry", "staff", "editor", "preview"})
"""Blueprints whose pages are somebody's own."""

OPEN_DOORS = frozenset({"staff.sign_in_form", "paste_preview.show"})
RETRY_S = "10"


def register(app: Flask) -> None:
    """Answer whatever the database could not do."""
    app.before_request(check)
    answer_for(app)


def answer_for(pages: Flask | Blueprint) -> None:
    """Answer these pages' own failures to reach the database, before any wider handler of theirs."""
    pages.register_error_handler(UnavailableError, failed)
    pages.register_error_handler(DatabaseError, errors.crashed)  # it was reached; this is a bug


def check() -> Response | None:
    """Stop what needs to know who asks, while that cannot be found out."""
    endpoint = request.endpoint or ""
    is_own = endpoint.partition(".")[0] in KNOWS_WHO
    if endpoint in OPEN_DOORS or not (is_own or request.method == "POST"):
        return None
    sessions.known_seller(), sessions.member()
    return unavailable() if sessions.is_unknown() else None


def failed(error: UnavailableError) -> Response:
    """Say in the log what lies beneath the error, and that nobody else need wait for it."""
    errors.note_in_log(error)
    state().services.storage.hurry()
    return unavailable()


def unavailable() -> Response:
    """Give a form back with everything in it, or say when to come again."""
    response = _answer()
    response.headers["Retry-After"] = RETRY_S
    return response


def _answer() -> Response:
    if request.method != "POST":
        return _not_now()
    try:
        return given_back.again(SAYS, 503)
    except DatabaseError as error:
        current_app.logger.error("%s while drawing %s", error, request.endpoint)
        return _not_now()


def _not_now() -> Response:
    if wants_part():
        response = html_response("", 503)
        response.headers["HX-Reswap"] = "none"
        return response
    is_safe = request.method == "GET" and not request.path.startswith("//")
    again = request.full_path.removesuffix("?") if is_safe else ""
    return errors.draw_page(503, NOT_NOW, again, says_away=False)
