"""What admins look after: the staff themselves, and the audit."""

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.services.audit import PAGE
from wizard.services.roles import HOUSE
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

ID_CHARS = 18  # fewer digits than a database's largest whole number


@bp.get("/people")
@only(HOUSE)
def people() -> Response:
    """List the staff."""
    return render("staff/people.html", people=state().services.staff.everybody(), me=me())


@bp.post("/people/<staff_id>/suspension")
@only(HOUSE)
def suspend(staff_id: str) -> AnyResponse:
    """Shut a member out."""
    if staff_id == me().id:
        abort(400)
    return _suspend(staff_id, suspended=True)


@bp.post("/people/<staff_id>/restoration")
@only(HOUSE)
def restore(staff_id: str) -> AnyResponse:
    """Let a member come again."""
    return _suspend(staff_id, suspended=False)


@bp.get("/audit")
@only(HOUSE)
def audit() -> Response:
    """Show what happened, newest first; that somebody looked is written down too."""
    before = request.args.get("before", "")[:ID_CHARS]
    seller_id = request.args.get("seller", "")[:32]
    is_place = before.isascii() and before.isdigit()
    rows = state().services.audit.page(me().id, int(before) if is_place else None, seller_id)
    names = {row.id: row.email for row in state().services.staff.everybody()}
    following = rows[-1].id if len(rows) == PAGE else None
    return render(
        "staff/audit.html", rows=rows, names=names, following=following, seller_id=seller_id
    )


def _suspend(staff_id: str, *, suspended: bool) -> AnyResponse:
    state().services.staff.suspend(staff_id, me().id, suspended=suspended)
    flash("들어올 수 없게 했어요." if suspended else "다시 들어올 수 있게 했어요.")
    return redirect(url_for(".people"), code=303)
