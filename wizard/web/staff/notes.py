"""Notes of staff about a seller; what one is told that colleagues did; one's own note deleted."""

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import RefusedError
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.web.form_leads import noted_place
from wizard.web.refusals import flash_refusal
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.request_acts import WRITE_SOMETHING, typed_note
from wizard.web.staff.sellers import seller_page
from wizard.web.state import state


@bp.post("/sellers/<seller_id>/notes")
@only(SELLER_SUPPORT_ROLES)
def note_seller(seller_id: str) -> AnyResponse:
    """Write something down about a seller, for colleagues."""
    text = typed_note()
    if not text:
        return seller_page(seller_id, 422, {"note": WRITE_SOMETHING})
    state().services.desk_notes.add_to_seller(seller_id, me().id, text)
    flash("기록했어요.")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.post("/notes/<note_id>/deletion")
@only(SELLER_SUPPORT_ROLES)
def delete_note(note_id: str) -> AnyResponse:
    """Delete what one wrote oneself."""
    try:
        state().services.desk_notes.delete(note_id, me().id)
        flash("기록을 지웠어요.")
    except RefusedError as refused:
        flash_refusal(str(refused))
    return redirect(noted_place(), code=303)


@bp.post("/notes/<note_id>/seen")
@only(SELLER_SUPPORT_ROLES)
def know_note(note_id: str) -> AnyResponse:
    """Take in that one knows what a colleague did."""
    state().services.desk_notes.acknowledge(note_id, me().id)
    return redirect(url_for(".today"), code=303)


@bp.get("/sellers/<seller_id>/notes")
@only(SELLER_SUPPORT_ROLES)
def back_to_seller(seller_id: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.get("/notes/<_note_id>/<_act>")
@only(SELLER_SUPPORT_ROLES)
def back_from_note(_note_id: str, _act: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".today"), code=303)
