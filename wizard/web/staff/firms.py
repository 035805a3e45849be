"""A seller's own record: name and phone corrected, two records of one firm merged."""

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import KeysError, RefusedError, SealError
from wizard.forms import business
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.services.sellers import Firm
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

UNOPENED = "저장된 값 가운데 열 수 없는 것이 있어 합치지 못했어요. 아무것도 바꾸지 않았어요. 관리자에게 알려 주세요."


@bp.get("/sellers/<seller_id>/firm")
@only(SELLER_SUPPORT_ROLES)
def firm(seller_id: str) -> Response:
    """Ask what is right: name and phone."""
    found = _firm(seller_id)
    form = {"seller_name": found.name, "seller_phone": found.phone}
    return render("staff/firm.html", firm=found, form=form, errors={}, problem=False)


@bp.post("/sellers/<seller_id>/firm")
@only(SELLER_SUPPORT_ROLES)
def correct_firm(seller_id: str) -> AnyResponse:
    """Correct name and phone."""
    found = _firm(seller_id)
    if errors := business.caller_problems(request.form):
        form = request.form.to_dict()
        return render("staff/firm.html", 422, firm=found, form=form, errors=errors, problem=True)
    said = business.firm(request.form)
    state().services.sellers.correct(seller_id, said.name, said.phone, me().id)
    flash("판매자의 이름과 연락처를 저장했어요.")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.get("/sellers/<seller_id>/twins/<other_id>")
@only(SELLER_SUPPORT_ROLES)
def ask_merge(seller_id: str, other_id: str) -> Response:
    """Show two records side by side, and ask whether they are one firm."""
    return _merge_page(seller_id, other_id)


@bp.post("/sellers/<seller_id>/twins/<other_id>")
@only(SELLER_SUPPORT_ROLES)
def merge(seller_id: str, other_id: str) -> AnyResponse:
    """Make one seller of two."""
    keeps = request.form.get("keeps_sessions") == "1"
    try:
        state().services.merging.merge(seller_id, other_id, me().id, keeps_sessions=keeps)
    except RefusedError as refused:
        return _merge_page(seller_id, other_id, 422, str(refused))
    except (KeysError, SealError):
        return _merge_page(seller_id, other_id, 503, UNOPENED)
    flash("두 판매자를 하나로 합쳤어요. 계정, 요청, 링크가 모두 여기에 있어요.")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def _merge_page(seller_id: str, other_id: str, status: int = 200, problem: str = "") -> Response:
    services = state().services
    kept, other = _firm(seller_id), _firm(other_id)
    if kept.id == other.id:
        abort(404)
    sides = [
        (one, len(services.accounts.cards(one.id)), len(services.requests.of_seller(one.id)))
        for one in (kept, other)
    ]
    return render("staff/merge.html", status, kept=kept, other=other, sides=sides, problem=problem)


def _firm(seller_id: str) -> Firm:
    return state().services.sellers.firm(seller_id)
