"""The queue of requests, and one request with all that was said and done."""

from collections.abc import Sequence
from typing import Any

from flask import Response, render_template, request

from wizard.forms import business
from wizard.services.presence import EVERY_S
from wizard.services.requests import PAGE, STATES, Meant, Queue, Said, StoredRequest, Thread
from wizard.services.roles import SECRET_ACCESS_ROLES, SELLER_SUPPORT_ROLES
from wizard.services.secret_access import KINDS, MINUTES, REASONS_FOR
from wizard.web.guide.help_photo import picture
from wizard.web.htmx import html_response, render, render_html, wants_screen
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.registration_view import registering
from wizard.web.staff.request_words import NOTE_ACTS, OUTCOMES
from wizard.web.state import state
from wizard.web.state_words import REQUEST

TURNS = {"": "우리가 할 것", "answered": "답을 보낸 것", "closed": "끝낸 것"}
"""Whose turn it is, as the queue is chosen by it."""

MAX_SEARCH = 80


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


@bp.get("/requests/<request_id>/photo")
@only(SELLER_SUPPORT_ROLES)
def request_photo(request_id: str) -> Response:
    """Show the picture that came with a request."""
    return picture(state().services.photos.open(request_id))


def thread_page(
    request_id: str,
    status: int = 200,
    errors: dict[str, str] | None = None,
    typed: str | None = None,
) -> Response:
    """Show a request with its thread, and what to correct.

    Args:
        request_id: which.
        status: of the answer.
        errors: what to correct, by the box that it is about.
        typed: what stands in the box of the answer, if it is not what was sent.

    """
    services = state().services
    found = services.requests.thread(request_id)
    return render(
        "staff/request.html",
        status,
        thread=found,
        guide=state().catalog.guides.get(found.request.mall),
        **_rights(found.request),
        text=request.form.get("text", "") if typed is None else typed,
        pressed=request.endpoint if errors else "",
        news=_news(found),
        also=_also(found.request),
        photo=services.photos.size(request_id),
        notes=services.desk_notes.of_request(request_id),
        others=services.presence.others(request_id, me().id),
        replies=services.saved_replies.all(),
        OUTCOMES=OUTCOMES,
        NOTE_ACTS=NOTE_ACTS,
        BEAT_S=EVERY_S,
        errors=errors or {},
        problem=bool(errors),
    )


def _rights(asked: StoredRequest) -> dict[str, Any]:
    """Say what whoever reads may do with a request."""
    services, is_mine = state().services, asked.assignee == me().id
    access, account = services.secret_access, asked.account_id
    opens = asked.kind in KINDS and asked.state != "closed" and me().role in SECRET_ACCESS_ROLES
    shut = access.why_shut(asked, me().id) if opens and is_mine else ""
    return {
        "is_mine": is_mine,
        "opens": opens,
        "shut": shut,
        "enters": opens and is_mine and not shut and access.is_open(asked.id, me().id),
        "elsewhere": access.elsewhere(account, me().id) if account else {},
        "registering": registering(asked) if me().role in SECRET_ACCESS_ROLES else None,
        "may_end": services.registration_desk.may_end(asked),
        "reasons": REASONS_FOR.get(asked.kind, {}),
        "MINUTES": MINUTES,
    }


def _also(asked: StoredRequest) -> Sequence[StoredRequest]:
    """Give what else the same seller waits for: one call may answer it too."""
    if asked.seller_id is None:
        return ()
    own = state().services.requests.about_seller(asked.seller_id)
    return [one for one in own if one.id != asked.id and one.state in STATES[""]]


def _news(found: Thread) -> Sequence[Said]:
    """Give what others said since the form was drawn that was sent now."""
    seen = request.form.get("seen")
    if seen is None:
        return ()
    places = [number for number, one in enumerate(found.messages) if one.id == seen]
    later = found.messages[places[0] + 1 if places else 0 :]
    return [one for one in later if one.staff_id != me().id]


def _queue() -> dict[str, object]:
    args, kind = request.args, request.args.get("kind", "")
    mine, turn = args.get("mine") == "1", args.get("state", "")
    turn, kind = turn if turn in STATES else "", kind if kind in REQUEST else ""
    search = business.name(args.get("search", ""))[:MAX_SEARCH]
    place = pagination.read(args.get("after", ""))
    services = state().services
    meant = services.requests.meant(search) if search else None
    is_many = bool(search) and meant is None
    wanted = Queue(STATES[turn], kind, me().id if mine else "", Meant() if is_many else meant)
    rows = services.requests.queue(wanted, place)  # type: ignore[arg-type]
    places = [pagination.write(row.created_at, row.id) for row in rows]
    page = pagination.page_of(rows, places, PAGE, at=place, backwards=False)
    asked = {"kind": kind, "mine": "1" if mine else "", "state": turn, "search": search}
    query = {name: value for name, value in asked.items() if value}
    return {
        "page": page, "kind": kind, "mine": mine, "turn": turn, "TURNS": TURNS, "search": search,
        "is_many": is_many,
        "query": query, "here": query | ({"after": args["after"]} if place else {}),
    }  # fmt: skip
