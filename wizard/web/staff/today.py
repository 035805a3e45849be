"""오늘 할 일: whom to call now and why, with the screen it is about and a message to copy."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.reminding import words
from wizard.reminding.causes import (
    ANSWER,
    CHECK,
    EXPIRY,
    INVITATION,
    KINDS,
    REQUEST,
    RETURNED,
    Cause,
)
from wizard.reminding.facts import RunFact, WaitFact
from wizard.reminding.places import write_place
from wizard.services.progress import Run
from wizard.services.reminders import Line, Wanted
from wizard.services.roles import ADMIN_ROLES, SELLER_SUPPORT_ROLES
from wizard.web import account_names
from wizard.web.htmx import render
from wizard.web.own_malls import way_of
from wizard.web.screen import Screen, address
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

OF_ACCOUNTS = {EXPIRY, CHECK, RETURNED}


@dataclass(frozen=True)
class Todo:
    """A line as the page draws it.

    Attributes:
        why: in one sentence.
        place: the address of the screen that it is about, with what its link says; "" if there is none.
        message: what may be sent to the seller.
        account: which of several accounts it is about, by the name that its seller knows.

    """

    line: Line
    why: str = ""
    place: str = ""
    label: str = ""
    message: str = ""
    account: str = ""


@bp.get("/today")
@only(SELLER_SUPPORT_ROLES)
def today() -> Response:
    """List whom to call, those due longest first."""
    return _page()


@bp.post("/today/<reminder_id>/call")
@only(SELLER_SUPPORT_ROLES)
def call(reminder_id: str) -> AnyResponse:
    """Note that one has called."""
    try:
        state().services.reminders.call(reminder_id, me().id)
    except RefusedError as refused:
        return _page(str(refused))
    flash("연락했다고 적었어요.")
    return _back()


@bp.post("/today/<reminder_id>/undoing")
@only(SELLER_SUPPORT_ROLES)
def undo_call(reminder_id: str) -> AnyResponse:
    """Put a line back that was pressed away by mistake."""
    try:
        state().services.reminders.undo_call(reminder_id, me().id)
    except RefusedError as refused:
        return _page(str(refused))
    flash("다시 할 일에 넣었어요.")
    return redirect(url_for(".today"), code=303)


@bp.get("/today/<_reminder_id>/<_act>")
@only(SELLER_SUPPORT_ROLES)
def back_to_today(_reminder_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".today"), code=303)


def _page(problem: str = "") -> Response:
    wanted, services = _wanted(), state().services
    at = pagination.read(request.args.get("after", ""))
    after = (at[0], at[1]) if at and isinstance(at[0], datetime) else None
    lines, following = services.reminders.page(wanted, after)
    names = _account_names(lines)
    return render(
        "staff/today.html",
        409 if problem else 200,
        todos=[_todo(line, names.get(line.reminder.id, "")) for line in lines],
        wanted=wanted,
        counts=services.reminders.counts(),
        kinds={kind: words.KIND[kind] for kind in KINDS},
        guides=state().catalog.malls,
        query=urlencode(_asked(wanted)),
        following=write_place(*following) if following else "",
        is_first=after is None,
        stopped=services.webhook_admin.stopped(),
        is_admin=me().role in ADMIN_ROLES,
        problem=problem,
    )


def _wanted() -> Wanted:
    kind, mall = request.values.get("kind", ""), request.values.get("mall", "")
    return Wanted(
        kind=kind if kind in KINDS else "",
        mall=mall if mall in state().catalog.malls else "",
        called=request.values.get("called") == "1",
    )


def _asked(wanted: Wanted) -> dict[str, str]:
    asked = {"kind": wanted.kind, "mall": wanted.mall, "called": "1" if wanted.called else ""}
    return {name: value for name, value in asked.items() if value}


def _back() -> AnyResponse:
    query = urlencode(_asked(_wanted()))
    return redirect(f"{url_for('.today')}{'?' * bool(query)}{query}", code=303)


def _account_names(lines: Sequence[Line]) -> dict[str, str]:
    """Say which account each line is about, where its firm has several in the mall."""
    mine = [one for one in lines if one.cause and one.cause.kind in OF_ACCOUNTS]
    sellers = {one.reminder.seller_id for one in mine if one.reminder.seller_id}
    saved = state().services.checks.of_sellers(sellers)
    names = dict[str, str]()
    for line in mine:
        seller, mall = line.reminder.seller_id or "", line.reminder.mall
        guide = state().catalog.guides.get(mall)
        if guide and sum(one.mall == mall for one in saved.get(seller, ())) > 1:
            cards = state().accounts.cards(seller, mall, None, account_names.id_fields())
            named = (
                account_names.name_of(c, guide) for c in cards if c.id == line.reminder.subject
            )
            names[line.reminder.id] = next(named, "")
    return names


def _todo(line: Line, account: str) -> Todo:
    if (cause := line.cause) is None:
        return Todo(line)
    guide = state().catalog.guides.get(cause.fact.mall)
    mall, now = guide.title if guide else "", state().now()
    said = words.message(cause, line.name, mall, request.url_root.rstrip("/"), now)
    return Todo(line, words.why(cause, mall, now), *_place(cause), said.text, account)


def _place(cause: Cause) -> tuple[str, str]:
    """Give the screen that a cause is about: its address, and its link's words."""
    fact, guide = cause.fact, state().catalog.guides.get(cause.fact.mall)
    if cause.kind in {REQUEST, ANSWER}:
        return url_for(".request_page", request_id=fact.subject), "주고받은 말 보기"
    if cause.kind == INVITATION and fact.seller_id:
        return url_for(".seller", seller_id=fact.seller_id), "링크 다시 만들기"
    if guide is None:
        return "", ""
    if isinstance(fact, WaitFact) and fact.renews_at:
        return address(fact.mall, fact.renews_at, {}), f"{guide.title} 새 키 받는 길"
    if isinstance(fact, RunFact):
        way = way_of(guide, _run(fact))
        return Screen(way.journey, way.step).here, f"{guide.title} ‘{way.step.title}’"
    if cause.kind == EXPIRY and guide.renew:
        return address(
            fact.mall, "renew", {"account": (fact.subject,)}
        ), f"{guide.title} 새 키 받는 길"
    step = guide.called(fact.step_id) if cause.kind != EXPIRY else ""
    title = f" ‘{guide.step(step).title}’" if step else " 안내"
    return address(fact.mall, step, {}), f"{guide.title}{title}"


def _run(fact: RunFact) -> Run:
    answers = {name: tuple(ids) for name, ids in fact.answers.items()}
    return Run(fact.mall, fact.revision, answers, tuple(fact.seen or ()), fact.state, fact.moved_at)
