"""What goes out by itself at a moment, in Korea's time: said, changed, called off, read why it did not."""

from datetime import datetime

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, RefusedError
from wizard.korean.calendar import KOREA, read_day, write_moment
from wizard.services.roles import EDITOR_ROLES
from wizard.services.schedules import Schedules
from wizard.web.editor.access import bp
from wizard.web.editor.publication import UNREVIEWED, UNSEEN, page, posted_plan, posted_word
from wizard.web.htmx import render
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import me, only
from wizard.web.state import state

NO_TIME = "날짜와 시각을 적어 주세요. 예: 2026-12-01, 00:00"
GONE = "그 예약은 벌써 끝났어요. 지금은 이렇게 되어 있어요."


@bp.post("/<text:name>/schedule")
@only(EDITOR_ROLES)
def schedule(name: str) -> AnyResponse:
    """Have a text that was looked at go out at a moment."""
    plan = posted_plan(name)
    if isinstance(plan, AnyResponse):
        return plan
    word = posted_word()
    if plan.needs_review:
        return page(plan, 422, UNREVIEWED)
    if plan.loss and word.accepted != plan.loss:
        return page(plan, 422, UNSEEN)
    text, base = plan.manuscript.text, plan.manuscript.base
    try:
        due_at = posted_moment()
        _schedules().make(name, me().id, text, base, due_at, word=word)
    except RefusedError as refused:
        return page(plan, 422, str(refused))
    flash(f"{write_moment(due_at, state().now())}에 펴내기로 했어요.")
    return redirect(url_for(".guides"), code=303)


@bp.get("/<text:name>/schedule")
@only(EDITOR_ROLES)
def no_schedule(name: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".before_publishing", name=name))


@bp.get("/schedules/<schedule_id>")
@only(EDITOR_ROLES)
def waiting(schedule_id: str) -> Response:
    """Show what waits, to be moved or called off."""
    return _page(schedule_id)


@bp.post("/schedules/<schedule_id>/moment")
@only(EDITOR_ROLES)
def move_schedule(schedule_id: str) -> AnyResponse:
    """Have what waits go out at another moment."""
    try:
        due_at = posted_moment()
        _schedules().move(schedule_id, me().id, due_at)
    except NotFoundError:
        return _gone()
    except RefusedError as refused:
        return _page(schedule_id, 422, str(refused))
    return _led(f"{write_moment(due_at, state().now())}에 펴내기로 바꿨어요.")


@bp.post("/schedules/<schedule_id>/cancellation")
@only(EDITOR_ROLES)
def call_off(schedule_id: str) -> AnyResponse:
    """Have it not go out; its text stays a draft."""
    try:
        _schedules().call_off(schedule_id, me().id)
    except NotFoundError:
        return _gone()
    return _led("예약을 취소했어요. 고치던 글은 그대로 있어요.")


@bp.post("/schedules/<schedule_id>/reading")
@only(EDITOR_ROLES)
def read_failure(schedule_id: str) -> AnyResponse:
    """Take why it did not go out off the list."""
    try:
        _schedules().note_read(schedule_id, me().id)
    except NotFoundError:
        abort(404)
    return _led("목록에서 치웠어요.")


def posted_moment() -> datetime:
    """Read a day and a time as they are in Korea.

    Raises:
        RefusedError: they are none.

    """
    day, at = read_day(request.form.get("day", "")), request.form.get("time", "").strip()
    try:
        time = datetime.strptime(at, "%H:%M").time()  # noqa: DTZ007 (a time of Korea's day)
    except ValueError:
        raise RefusedError(NO_TIME) from None
    if day is None:
        raise RefusedError(NO_TIME)
    return datetime.combine(day, time, KOREA)


def _page(schedule_id: str, status: int = 200, problem: str = "") -> Response:
    lines = [one for one in _schedules().shown() if one.schedule.id == schedule_id]
    line = lines[0] if lines else abort(404)
    return render("editor/schedule.html", status, line=line, problem=problem)


def _gone() -> AnyResponse:
    flash_refusal(GONE)
    return _to_guides()


def _led(said: str) -> AnyResponse:
    flash(said)
    return _to_guides()


def _to_guides() -> AnyResponse:
    return redirect(url_for(".guides"), code=303)


def _schedules() -> Schedules:
    return state().services.schedules
