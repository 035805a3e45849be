"""The queue of requests: looked through, taken, answered, closed."""

from collections.abc import Callable

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.forms.normalize import clean
from wizard.services.request_handling import RequestHandling
from wizard.services.requests import MAX_MESSAGE_CHARS, PAGE, STATES, Queue
from wizard.services.roles import SECRET_ACCESS_ROLES, SELLER_SUPPORT_ROLES
from wizard.services.secret_access import KINDS, MINUTES, REASONS_FOR
from wizard.web.htmx import html_response, render, render_html, wants_screen
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.registration_view import known_openings, registering
from wizard.web.state import state
from wizard.web.template_filters import REQUEST

TURNS = {"": "우리가 할 것", "answered": "답을 보낸 것", "closed": "끝낸 것"}
"""Whose turn it is, as the queue is chosen by it."""

SAY_SOMETHING = f"답을 {MAX_MESSAGE_CHARS}자까지 적어 주세요."


@bp.get("/requests")
@only(SELLER_SUPPORT_ROLES)
def requests() -> Response:
    """Show the queue, oldest first."""
    return html_response(render_html("staff/requests.html", fragment=wants_screen(), **_queue()))


@bp.get("/requests/rows")
@only(SELLER_SUPPORT_ROLES)
def request_rows() -> Response:
    """Give the rows of the queue alone: a page that is open asks again and again."""
    return html_response(render_template("staff/request_rows.html", **_queue()))


@bp.get("/requests/<request_id>")
@only(SELLER_SUPPORT_ROLES)
def request_page(request_id: str) -> Response:
    """Show a request with its thread."""
    return thread_page(request_id)


@bp.post("/requests/<request_id>/assignment")
@only(SELLER_SUPPORT_ROLES)
def take_request(request_id: str) -> AnyResponse:
    """Make a request one's own."""
    over_from, known = request.form.get("over_from", "")[:32], known_openings()
    return _act(
        request_id,
        lambda: _handling().take(request_id, me().id, over_from, known),
        "내가 맡았어요.",
    )


@bp.post("/requests/<request_id>/closure")
@only(SELLER_SUPPORT_ROLES)
def close_request(request_id: str) -> AnyResponse:
    """Put a request away."""
    return _act(request_id, lambda: _handling().close(request_id, me().id), "요청을 닫았어요.")


@bp.post("/requests/<request_id>/reopening")
@only(SELLER_SUPPORT_ROLES)
def reopen_request(request_id: str) -> AnyResponse:
    """Take a request up again."""
    return _act(
        request_id, lambda: _handling().reopen(request_id, me().id), "요청을 다시 열었어요."
    )


@bp.post("/requests/<request_id>/messages")
@only(SELLER_SUPPORT_ROLES)
def answer_request(request_id: str) -> AnyResponse:
    """Answer the one who asked."""
    text = clean(request.form.get("text", ""), "edges").value
    if not 0 < len(text) <= MAX_MESSAGE_CHARS:
        return thread_page(request_id, 422, {"text": SAY_SOMETHING})
    _handling().answer(request_id, me().id, text)
    flash("답을 보냈어요.")
    return redirect(url_for(".request_page", request_id=request_id), code=303)


@bp.get("/requests/<request_id>/<_act>")
@only(SELLER_SUPPORT_ROLES)
def no_act(request_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".request_page", request_id=request_id), code=303)


def thread_page(
    request_id: str, status: int = 200, errors: dict[str, str] | None = None
) -> Response:
    """Show a request with its thread, and what to correct."""
    found = state().services.requests.thread(request_id)
    is_mine = found.request.assignee == me().id
    is_open = found.request.kind in KINDS and found.request.state != "closed"
    opens = is_open and me().role in SECRET_ACCESS_ROLES
    access = state().services.secret_access
    shut = access.why_shut(found.request, me().id) if opens and is_mine else ""
    account = found.request.account_id
    return render(
        "staff/request.html",
        status,
        thread=found,
        guide=state().catalog.guides.get(found.request.mall),
        is_mine=is_mine,
        opens=opens,
        shut=shut,
        enters=opens and is_mine and not shut and access.is_open(request_id, me().id),
        elsewhere=access.elsewhere(account, me().id) if account else {},
        registering=registering(found.request) if me().role in SECRET_ACCESS_ROLES else None,
        may_end=state().services.registration_desk.may_end(found.request),
        reasons=REASONS_FOR.get(found.request.kind, {}),
        MINUTES=MINUTES,
        text=request.form.get("text", ""),
        errors=errors or {},
        problem=bool(errors),
    )


def _handling() -> RequestHandling:
    return state().services.request_handling


def _act(request_id: str, act: Callable[[], None], said: str) -> AnyResponse:
    try:
        act()
    except RefusedError as refused:
        return thread_page(request_id, 409, {"act": str(refused)})
    flash(said)
    return redirect(url_for(".request_page", request_id=request_id), code=303)


def _queue() -> dict[str, object]:
    kind = request.args.get("kind", "")
    mine = request.args.get("mine") == "1"
    turn = request.args.get("state", "")
    turn = turn if turn in STATES else ""
    wanted = Queue(STATES[turn], kind if kind in REQUEST else "", me().id if mine else "")
    place = pagination.read(request.args.get("after", ""))
    rows = state().services.requests.queue(wanted, place)  # type: ignore[arg-type]
    places = [pagination.write(row.created_at, row.id) for row in rows]
    page = pagination.page_of(rows, places, PAGE, at=place, backwards=False)
    query = "&".join(f"{name}={request.args[name]}" for name in ("kind", "mine", "state") if request.args.get(name, "").isalnum())  # fmt: skip
    return {"page": page, "kind": kind, "mine": mine, "turn": turn, "TURNS": TURNS, "query": query}
