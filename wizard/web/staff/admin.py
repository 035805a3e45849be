"""What admins look after: the staff themselves."""

from collections.abc import Callable

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.services.roles import ADMIN_ROLES, Role
from wizard.services.staff_admin import SETUP_MINUTES, StaffAdmin
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

NOT_ONESELF = "내 것은 여기서 새로 시작할 수 없어요. 위의 내 이메일을 눌러 비밀번호를 바꿔 주세요."
SAME = "이미 그래서 바꾼 것이 없어요."


@bp.get("/people")
@only(ADMIN_ROLES)
def people() -> Response:
    """List the staff."""
    found = state().services.staff.everybody()
    names = {row.id: row.email for row in found}
    return render(
        "staff/people.html", people=found, standing=_staff_admin().standing(), names=names
    )


@bp.get("/people/<staff_id>")
@only(ADMIN_ROLES)
def person(staff_id: str) -> Response:
    """Show a member, and what can be done for them."""
    return _person(staff_id)


@bp.post("/people/<staff_id>/suspension")
@only(ADMIN_ROLES)
def suspend(staff_id: str) -> AnyResponse:
    """Shut a member out."""
    if staff_id == me().id:
        abort(400)
    return _act(
        staff_id,
        "들어올 수 없게 했어요.",
        lambda: _staff_admin().suspend(staff_id, me().id, suspended=True),
    )


@bp.post("/people/<staff_id>/restoration")
@only(ADMIN_ROLES)
def restore(staff_id: str) -> AnyResponse:
    """Let a member come again."""
    return _act(
        staff_id,
        "다시 들어올 수 있게 했어요.",
        lambda: _staff_admin().suspend(staff_id, me().id, suspended=False),
    )


@bp.post("/people/<staff_id>/role")
@only(ADMIN_ROLES)
def change_role(staff_id: str) -> AnyResponse:
    """Give a member another role."""
    wanted = request.form.get("role", "")
    if wanted not in set(Role):
        return _person(staff_id, "역할을 골라 주세요.")
    return _act(
        staff_id,
        "역할을 바꿨어요.",
        lambda: _staff_admin().change_role(staff_id, me().id, Role(wanted)),
    )


@bp.post("/people/<staff_id>/unlocking")
@only(ADMIN_ROLES)
def unlock(staff_id: str) -> AnyResponse:
    """Let a member try again at once."""
    return _act(staff_id, "잠금을 풀었어요.", lambda: _staff_admin().unlock(staff_id, me().id))


@bp.post("/people/<staff_id>/leaving")
@only(ADMIN_ROLES)
def send_out(staff_id: str) -> AnyResponse:
    """Sign every browser of a member out."""
    leave = state().services.sessions.sign_out_staff
    return _act(
        staff_id,
        "모든 기기에서 나오게 했어요.",
        lambda: leave(_staff_admin().member(staff_id).id, me().id),
    )


@bp.post("/people/<staff_id>/setup")
@only(ADMIN_ROLES)
def reset(staff_id: str) -> AnyResponse:
    """Let a member begin anew; show the code to hand over, this once."""
    if staff_id == me().id:
        return _person(staff_id, NOT_ONESELF)
    try:
        code = _staff_admin().reset(staff_id, me().id)
    except RefusedError as problem:
        return _person(staff_id, str(problem))
    url = f"{url_for('.setup', _external=True)}#{code}"
    found = _staff_admin().member(staff_id)
    response = render("staff/setup_made.html", url=url, person=found, life=f"{SETUP_MINUTES}분")
    response.headers["HX-Push-Url"] = "false"
    return response


@bp.get("/people/<staff_id>/<_act>")
@only(ADMIN_ROLES)
def back_to_person(staff_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".person", staff_id=staff_id), code=303)


def _act(staff_id: str, said: str, act: Callable[[], bool | None]) -> AnyResponse:
    """Do it, and say so; what gives False was so already."""
    try:
        is_other = act()
    except RefusedError as problem:
        return _person(staff_id, str(problem))
    flash(SAME if is_other is False else said)
    return redirect(url_for(".person", staff_id=staff_id), code=303)


def _staff_admin() -> StaffAdmin:
    return state().services.staff_admin


def _person(staff_id: str, error: str = "") -> Response:
    standing = _staff_admin().standing()
    return render(
        "staff/person.html",
        409 if error else 200,
        person=_staff_admin().member(staff_id),
        standing=standing,
        locks=[lock for lock in standing.locks if lock.staff_id == staff_id],
        roles=list(Role),
        me=me(),
        error=error,
        problem=bool(error),
    )
