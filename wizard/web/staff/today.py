"""오늘 할 일: whom to call now and why, with the screen it is about and a message to copy."""

import re
from collections.abc import Callable, Collection
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.reminding import words
from wizard.reminding.causes import KINDS
from wizard.services.reminders import MOST_COUNTED, Reminders, Wanted
from wizard.services.roles import ADMIN_ROLES, SELLER_SUPPORT_ROLES
from wizard.web.htmx import render
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.request_words import NOTE_ACTS
from wizard.web.staff.today_cards import account_names, todo_of
from wizard.web.state import state

VIEWS = {"": "연락할 분", "later": "내일로 미룬 분", "called": "연락한 기록"}
"""What the page may show."""


@bp.get("/today")
@only(SELLER_SUPPORT_ROLES)
def today() -> Response:
    """List whom to call: those who wait for us first, then those due longest."""
    return _page()


@bp.post("/today/<reminder_id>/call")
@only(SELLER_SUPPORT_ROLES)
def call(reminder_id: str) -> AnyResponse:
    """Note that one has called, about all that the card told."""
    return _press(reminder_id, lambda: _reminders().call(_lines(reminder_id), me().id))


@bp.post("/today/<reminder_id>/postponement")
@only(SELLER_SUPPORT_ROLES)
def postpone(reminder_id: str) -> AnyResponse:
    """Let a card come back tomorrow."""
    return _press(reminder_id, lambda: _reminders().postpone(_lines(reminder_id), me().id))


@bp.post("/today/<reminder_id>/undoing")
@only(SELLER_SUPPORT_ROLES)
def undo_call(reminder_id: str) -> AnyResponse:
    """Put a card back that was pressed away by mistake."""
    return _press("", lambda: _put_back(reminder_id))


@bp.get("/today/<_reminder_id>/<_act>")
@only(SELLER_SUPPORT_ROLES)
def back_to_today(_reminder_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".today"), code=303)


def _press(reminder_id: str, act: Callable[[], object]) -> AnyResponse:
    """Do it, and lead back to the list as it was chosen, with a way to undo what was done."""
    try:
        act()
    except RefusedError as refused:
        return _page(str(refused))
    query = urlencode(_asked(_wanted()) | ({"done": reminder_id} if reminder_id else {}))
    return redirect(f"{url_for('.today')}{'?' * bool(query)}{query}", code=303)


def _put_back(reminder_id: str) -> None:
    _reminders().undo(reminder_id, me().id)
    flash("다시 할 일에 넣었어요.")


def _reminders() -> Reminders:
    return state().services.reminders


def _lines(reminder_id: str) -> Collection[str]:
    """Give the lines that the card told whose button was pressed."""
    told = request.form.getlist("line")[:50]
    return {reminder_id, *(one for one in told if re.fullmatch("[0-9a-f]{32}", one))}


def _page(problem: str = "") -> Response:
    wanted, services = _wanted(), state().services
    after = pagination.read_ranked(request.args.get("after", ""))
    cards, following = services.reminders.page(wanted, after)
    names = account_names(cards)
    return render(
        "staff/today.html",
        409 if problem else 200,
        todos=[todo_of(card, names) for card in cards],
        wanted=wanted,
        views=VIEWS,
        view="called" if wanted.called else "later" if wanted.later else "",
        counts=None if wanted.called or wanted.later else services.reminders.counts(wanted.mall),
        most=MOST_COUNTED,
        kinds={kind: words.KIND[kind] for kind in KINDS},
        guides=state().catalog.malls,
        query=_asked(wanted),
        following=pagination.write_ranked(*following) if following else "",
        is_first=after is None,
        done=_reminders().done(request.args.get("done", "")[:32]),
        told=services.desk_notes.told(me().id),
        NOTE_ACTS=NOTE_ACTS,
        stopped=services.webhook_admin.stopped(),
        is_admin=me().role in ADMIN_ROLES,
        problem=problem,
    )


def _wanted() -> Wanted:
    kind, mall = request.values.get("kind", ""), request.values.get("mall", "")
    view = request.values.get("view", "")
    return Wanted(
        kind=kind if kind in KINDS else "",
        mall=mall if mall in state().catalog.malls else "",
        called=view == "called",
        later=view == "later",
    )


def _asked(wanted: Wanted) -> dict[str, str]:
    view = "called" if wanted.called else "later" if wanted.later else ""
    asked = {"kind": wanted.kind, "mall": wanted.mall, "view": view}
    return {name: value for name, value in asked.items() if value}
