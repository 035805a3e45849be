"""A seller's own record: name, number and phone corrected; two records of one firm merged, and parted again."""

from dataclasses import replace
from typing import Any

from flask import Response, abort, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import (
    ChangedMeanwhileError,
    KeysError,
    KnownFirmError,
    RefusedError,
    SealError,
)
from wizard.forms import business
from wizard.services.parting import Parted
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.services.sellers import CORRECTED, Firm
from wizard.web.htmx import render
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.sellers import seller_page
from wizard.web.state import state

BOXES = dict(zip(("seller_name", "seller_number", "seller_phone"), CORRECTED, strict=True))
"""Box -> what of the seller is corrected in it."""
IS_OTHERS = "이 사업자등록번호의 판매자가 이미 있어요. 아직 아무것도 고치지 않았어요."
UNPARTED = "저장된 값 가운데 열 수 없는 것이 있어 되돌리지 못했어요. 아무것도 바꾸지 않았어요. 관리자에게 알려 주세요."
UNOPENED = "저장된 값 가운데 열 수 없는 것이 있어 합치지 못했어요. 아무것도 바꾸지 않았어요. 관리자에게 알려 주세요."


@bp.get("/sellers/<seller_id>/firm")
@only(SELLER_SUPPORT_ROLES)
def firm(seller_id: str) -> Response:
    """Ask what is right: name, number and phone."""
    found = _firm(seller_id)
    form = {box: getattr(found, name) for box, name in BOXES.items()}
    return render("staff/firm.html", firm=found, form=form, shown=found, errors={}, problem=False)


@bp.post("/sellers/<seller_id>/firm")
@only(SELLER_SUPPORT_ROLES)
def correct_firm(seller_id: str) -> AnyResponse:
    """Correct name, number and phone; a number that another seller has only if it is meant."""
    found = _firm(seller_id)
    if errors := business.problems(request.form):
        return _firm_again(found, errors)
    said, is_meant = business.firm(request.form), request.form.get("same") == "1"
    right = replace(found, name=said.name, business_number=said.number, phone=said.phone)
    shown, sellers = _shown(found), state().services.sellers
    try:
        is_other = sellers.correct(right, me().id, shown=shown, may_be_twin=is_meant)
    except KnownFirmError as known:
        return _firm_again(found, {"seller_number": IS_OTHERS}, _firm(known.seller_id))
    except ChangedMeanwhileError as changed:
        now = _firm(seller_id)
        form = _typed_over(now, right, shown)
        return _firm_page(now, 409, form=form, problem=str(changed), is_changed=True)
    flash(
        "판매자의 상호, 번호, 연락처를 저장했어요." if is_other else "바뀐 것이 없어서 그대로예요."
    )
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def _shown(found: Firm) -> Firm:
    """Give the seller as the form was drawn for them; as they stand now, if it does not say."""
    told = {name: request.form.get(f"shown_{name}", getattr(found, name)) for name in CORRECTED}
    return replace(found, **told)


def _typed_over(now: Firm, right: Firm, shown: Firm) -> dict[str, str]:
    """Give what was typed; in a box that was left as it was shown, what stands there now."""
    is_left = {box: getattr(right, name) == getattr(shown, name) for box, name in BOXES.items()}
    stands = {box: getattr(now, BOXES[box]) for box, is_so in is_left.items() if is_so}
    return request.form.to_dict() | stands


def _firm_again(found: Firm, errors: dict[str, str], known: Firm | None = None) -> Response:
    shown = _shown(found)
    return _firm_page(found, 422, shown=shown, errors=errors, problem=True, known=known)


def _firm_page(found: Firm, status: int, **told: Any) -> Response:
    """Show again what was typed."""
    usual: dict[str, Any] = {
        "form": request.form.to_dict(), "errors": {}, "shown": found, "known": None, "is_changed": False,
    }  # fmt: skip
    return render("staff/firm.html", status, firm=found, **(usual | told))


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
    flash(
        "두 판매자를 하나로 합쳤어요. 계정, 요청, 링크가 모두 여기에 있어요. 하루 안에는 되돌릴 수 있어요."
    )
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.post("/sellers/<seller_id>/merges/<merge_id>/undoing")
@only(SELLER_SUPPORT_ROLES)
def part(seller_id: str, merge_id: str) -> AnyResponse:
    """Make two sellers again of two that were merged; tell what stays otherwise than it was."""
    try:
        done = state().services.parting.part(seller_id, merge_id, me().id)
    except RefusedError as refused:
        return seller_page(seller_id, 422, problem=str(refused))
    except (KeysError, SealError):
        return seller_page(seller_id, 503, problem=UNPARTED)
    flash(f"두 판매자를 합치기 전으로 되돌렸어요.{_since(done)}")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.get("/sellers/<seller_id>/merges/<merge_id>/undoing")
@only(SELLER_SUPPORT_ROLES)
def no_parting(seller_id: str, merge_id: str) -> AnyResponse:  # noqa: ARG001 (a part of the address)
    """Lead back to the seller's page."""
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def _since(done: Parted) -> str:
    """Say what happened since they were merged, and where it is now."""
    merged = done.merged
    counts = {"계정": merged.new_accounts, "요청": merged.new_requests, "안내": done.runs_gone_on}
    stayed = [f"{word} {count}개" for word, count in counts.items() if count]
    said = f" 그 뒤에 생긴 {', '.join(stayed)}는 이 판매자에게 남아 있어요." if stayed else ""
    if merged.changed_accounts:
        said += f" 그 뒤에 바뀐 계정 {merged.changed_accounts}개는 바뀐 대로 돌아갔어요."
    return said


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
