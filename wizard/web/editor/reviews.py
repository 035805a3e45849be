"""A second editor looks a text over: asked, taken back, approved or returned with a note."""

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import NotFoundError, OutdatedError, RefusedError
from wizard.services.roles import EDITOR_ROLES
from wizard.web.editor.access import bp
from wizard.web.editor.drafts import draft_page, gone, led
from wizard.web.staff.access import me, only
from wizard.web.state import state

CHANGED = "그 사이 글이 바뀌었어요. 달라진 것을 다시 보고 정해 주세요."
APPROVED = "승인했어요. 적은 사람이 펴낼 수 있어요."
RETURNED = "까닭과 함께 돌려보냈어요."


@bp.post("/<text:name>/review")
@only(EDITOR_ROLES)
def ask_review(name: str) -> AnyResponse:
    """Ask another editor to look over what this one has typed."""
    try:
        state().services.reviews.ask(name, me().id, request.form.get("note", "").strip())
    except NotFoundError:
        return gone()
    flash("확인을 부탁했어요. 다른 담당자의 ‘안내 고치기’에 나와요.")
    return redirect(url_for(".before_publishing", name=name), code=303)


@bp.post("/<text:name>/review/withdrawal")
@only(EDITOR_ROLES)
def take_back_review(name: str) -> AnyResponse:
    """Ask no more."""
    state().services.reviews.take_back(name, me().id)
    flash("부탁을 거두었어요.")
    return redirect(url_for(".before_publishing", name=name), code=303)


@bp.get("/<text:name>/review")
@bp.get("/<text:name>/review/withdrawal")
@only(EDITOR_ROLES)
def no_review(name: str) -> AnyResponse:
    """Lead back whoever opens the address of a form."""
    return redirect(url_for(".before_publishing", name=name))


@bp.post("/drafts/<draft_id>/decision")
@only(EDITOR_ROLES)
def decide_review(draft_id: str) -> AnyResponse:
    """Approve what somebody asks to be looked over, or return it with a note."""
    told, good = request.form, request.form.get("verdict") == "approve"
    digest, answer = told.get("digest", "")[:64], told.get("answer", "")
    try:
        state().services.reviews.decide(draft_id, me().id, digest, answer, good=good)
    except NotFoundError:
        return gone()
    except OutdatedError:
        return draft_page(draft_id, 409, CHANGED)
    except RefusedError as refused:
        return draft_page(draft_id, 422, str(refused))
    return led(APPROVED if good else RETURNED)
