"""What is pressed on a request: take, hand back, answer, close, open again; and that its page is open."""

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import AnsweredMeanwhileError, NotFoundError, RefusedError
from wizard.forms.normalize import clean
from wizard.services.desk_notes import MAX_NOTE_CHARS
from wizard.services.outcomes import Outcome
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import MAX_MESSAGE_CHARS
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.services.saved_replies import filled, put_after
from wizard.web.htmx import html_response
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.registration_view import known_openings
from wizard.web.staff.requests import thread_page
from wizard.web.state import state

SAY_SOMETHING = f"답을 {MAX_MESSAGE_CHARS}자까지 적어 주세요."
WRITE_SOMETHING = f"{MAX_NOTE_CHARS}자까지 적어 주세요."
CHOOSE_OUTCOME = "어떻게 끝났는지 골라 주세요."
CHOOSE_REPLY = "넣을 문구를 골라 주세요."


@bp.post("/requests/<request_id>/assignment")
@only(SELLER_SUPPORT_ROLES)
def take_request(request_id: str) -> AnyResponse:
    """Make a request one's own; whoever had it is told."""
    over_from, known = request.form.get("over_from", "")[:32], known_openings()
    act = lambda: _handling().take(request_id, me().id, over_from, known, _why())  # noqa: E731
    return _act(request_id, act, "넘겨받았어요." if over_from else "내가 맡았어요.")


@bp.post("/requests/<request_id>/return-to-queue")
@only(SELLER_SUPPORT_ROLES)
def hand_back(request_id: str) -> AnyResponse:
    """Make a request nobody's again."""
    act = lambda: _handling().hand_back(request_id, me().id, _why())  # noqa: E731
    return _act(request_id, act, "모두의 목록에 돌려놓았어요.")


@bp.post("/requests/<request_id>/closure")
@only(SELLER_SUPPORT_ROLES)
def close_request(request_id: str) -> AnyResponse:
    """Put a request away, and say how it ended."""
    chosen = request.form.get("outcome", "")
    if chosen not in list(Outcome):
        return thread_page(request_id, 422, {"outcome": CHOOSE_OUTCOME})
    act = lambda: _handling().close(request_id, me().id, Outcome(chosen), _why())  # noqa: E731
    return _act(request_id, act, "요청을 끝냈어요.")


@bp.post("/requests/<request_id>/reopening")
@only(SELLER_SUPPORT_ROLES)
def reopen_request(request_id: str) -> AnyResponse:
    """Take a request up again."""
    act = lambda: _handling().reopen(request_id, me().id)  # noqa: E731
    return _act(request_id, act, "요청을 다시 열었어요.")


@bp.post("/requests/<request_id>/messages")
@only(SELLER_SUPPORT_ROLES)
def answer_request(request_id: str) -> AnyResponse:
    """Answer the one who asked, or put a reply that is kept into the box."""
    if request.form.get("insert"):
        return _insert(request_id)
    text = clean(request.form.get("text", ""), "edges").value
    if not 0 < len(text) <= MAX_MESSAGE_CHARS:
        return thread_page(request_id, 422, {"text": SAY_SOMETHING})
    try:
        _handling().answer(request_id, me().id, text, request.form.get("seen"))
    except AnsweredMeanwhileError as refused:
        return thread_page(request_id, 409, {"act": str(refused)})
    flash("답을 보냈어요.")
    return _back(request_id)


def typed_note() -> str:
    """Give what was typed to be written down for colleagues; "" if that is nothing, or too much."""
    text = clean(request.form.get("note", ""), "edges").value
    return text if len(text) <= MAX_NOTE_CHARS else ""


@bp.post("/requests/<request_id>/notes")
@only(SELLER_SUPPORT_ROLES)
def note_request(request_id: str) -> AnyResponse:
    """Write something down about a request, for colleagues."""
    text = typed_note()
    if not text:
        return thread_page(request_id, 422, {"note": WRITE_SOMETHING})
    state().services.desk_notes.add_to_request(request_id, me().id, text)
    flash("기록했어요.")
    return _back(request_id)


@bp.post("/requests/<request_id>/presence")
@only(SELLER_SUPPORT_ROLES)
def be_present(request_id: str) -> Response:
    """Take in that one has a request open, and say who else has: its page asks again and again."""
    others = state().services.presence.come(request_id, me().id)
    return html_response(render_template("staff/request_presence.html", others=others))


@bp.get("/requests/<request_id>/<_act>")
@only(SELLER_SUPPORT_ROLES)
def no_act(request_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return _back(request_id)


def _insert(request_id: str) -> Response:
    """Show the request again with a reply in the box, after what was typed; nothing is sent."""
    services, typed = state().services, request.form.get("text", "")
    try:
        kept = services.saved_replies.one(request.form.get("reply", "")[:32])
    except NotFoundError:
        return thread_page(request_id, 422, {"reply": CHOOSE_REPLY})
    thread = services.requests.thread(request_id)
    name = thread.firm.name if thread.firm else thread.request.name
    shown = thread_page(request_id, typed=put_after(typed, filled(kept.text, name)))
    shown.headers["HX-Push-Url"] = "false"  # the page stays the request's own
    return shown


def _why() -> str:
    return clean(request.form.get("why", ""), "edges").value[:MAX_NOTE_CHARS]


def _handling() -> RequestHandling:
    return state().services.request_handling


def _act(request_id: str, act: Callable[[], None], said: str) -> AnyResponse:
    try:
        act()
    except RefusedError as refused:
        return thread_page(request_id, 409, {"act": str(refused)})
    flash(said)
    return _back(request_id)


def _back(request_id: str) -> AnyResponse:
    return redirect(url_for(".request_page", request_id=request_id), code=303)
