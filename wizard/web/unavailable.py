"""The one answer while the database is away, locked or full: 503, and nothing typed is lost.

A page that needs no session is shown as to a stranger (`wizard.web.sessions` notes that it could not
look anybody up). All else comes here: by what is raised, or before a view that needs to know who asks.
"""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Flask, Response, current_app, request

from wizard.crypto.sealing import MAX_PLAINTEXT_BYTES
from wizard.errors import DatabaseError, SealError, UnavailableError
from wizard.web import errors, form_binding, sessions
from wizard.web.htmx import html_response, render, wants_part
from wizard.web.state import state

SAYS = (
    "지금은 저장할 수 없어요. 저희 쪽에 문제가 생겼어요.",
    "보내신 것은 이 화면에 그대로 있어요. 잠시 뒤에 ‘다시 보내기’를 눌러 주세요.",
)
NOT_NOW = (
    "지금은 이 화면을 열 수 없어요",
    "저희 쪽에 잠깐 문제가 생겼어요. 저장된 내용은 그대로 있어요. 잠시 뒤에 다시 열어 주세요.",
)
KNOWS_WHO = frozenset({"dashboard", "accounts", "expiry", "staff", "editor", "preview"})
"""Blueprints whose pages are somebody's own."""

OPEN_DOORS = frozenset({"staff.sign_in_form", "paste_preview.show"})
HIDDEN = frozenset({"password", "code", "new", "recovery", "passkey"})
"""What is typed once more: no page carries it back."""

SEALED = frozenset({"key"})
"""Secrets that a page carries back sealed, for this browser and this form."""

RETRY_S = "10"

Redraw = Callable[[], Response]
_REDRAWS: dict[str, Redraw] = {}


@dataclass(frozen=True)
class Unsaved:
    """What was sent and not saved, to be sent once more.

    Attributes:
        text: what was written; None if nothing could be.
        others: everything else that was sent.
        action: where it is sent.

    """

    text: str | None
    others: list[tuple[str, str]]
    action: str


def redraws(endpoint: str) -> Callable[[Redraw], Redraw]:
    """Let a form that has a page of its own draw itself again; all others are drawn by one page here."""

    def register_redraw(redraw: Redraw) -> Redraw:
        _REDRAWS[endpoint] = redraw
        return redraw

    return register_redraw


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


def typed(name: str) -> str:
    """Give what was typed into a box of this form: now, or before it came back sealed."""
    value, kept = request.form.get(name, ""), request.form.get(_kept(name), "")
    if value or not kept:
        return value
    try:
        return form_binding.ring().open(kept, *_place(name)).decode()
    except SealError:
        return ""


def _kept(name: str) -> str:
    return f"{name}.kept"


def _place(name: str) -> tuple[str, ...]:
    return (f"kept {sessions.visitor()}", request.path, name)


def _carried(name: str, value: str) -> tuple[str, str]:
    """Give the hidden input that brings a value back: a secret sealed."""
    if name not in SEALED or len(value.encode()) > MAX_PLAINTEXT_BYTES:
        return (name, "" if name in SEALED else value)
    return (_kept(name), form_binding.ring().seal(value.encode(), *_place(name)))


def _answer() -> Response:
    if request.method != "POST":
        return _not_now()
    try:
        return _REDRAWS.get(request.endpoint or "", _unsaved)()
    except DatabaseError as error:
        current_app.logger.error("%s while drawing %s", error, request.endpoint)
        return _not_now()


def _not_now() -> Response:
    if wants_part():
        response = html_response("", 503)
        response.headers["HX-Reswap"] = "none"
        return response
    words = {"title": NOT_NOW[0], "say": NOT_NOW[1]}
    is_safe = request.method == "GET" and not request.path.startswith("//")
    again = request.full_path.removesuffix("?") if is_safe else ""
    return render("error.html", 503, words=words, code=503, again=again, says_away=False)


def _unsaved() -> Response:
    """Draw any form again by one page: its text to see, the rest as it was sent."""
    sent = [
        pair for pair in request.form.items(multi=True) if pair[0] not in {"csrf_token", "text"}
    ]
    others = [_carried(*pair) for pair in sent if pair[0] not in HIDDEN and pair[1]]
    unsaved = Unsaved(request.form.get("text"), others, request.full_path.removesuffix("?"))
    return render("unsaved.html", 503, unsaved=unsaved, says=SAYS, problem=True)
