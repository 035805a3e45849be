"""All that is kept of a seller, given out or gone by who may: as the seller can do it themselves."""

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import AlreadySubmittedError
from wizard.forms import business
from wizard.services.roles import SELLER_DATA_ROLES
from wizard.web.htmx import render
from wizard.web.seller.own_data import packed
from wizard.web.staff.access import bp, me, only
from wizard.web.state import state

DIGITS = 5
OTHER_DIGITS = "사업자등록번호 끝 다섯 자리가 달라요. 지울 판매자가 맞는지 다시 봐 주세요."
STAYS = (
    "여기에 남은 판매자의 정보는 없어요. "
    "기록의 번호, 백업 사본, 아임셀러에 이미 등록된 계정, 쇼핑몰에서 받은 키는 그대로예요."
)


@bp.get("/sellers/<seller_id>/data")
@only(SELLER_DATA_ROLES)
def seller_data(seller_id: str) -> Response:
    """Say what is given out, what goes and what stays, before anything does."""
    return _page(seller_id)


@bp.post("/sellers/<seller_id>/data/download")
@only(SELLER_DATA_ROLES)
def export_seller(seller_id: str) -> Response:
    """Give the file that the seller would get; the seller is shown that it was taken."""
    erasure = state().services.erasure
    try:
        parts = erasure.parts(seller_id, f"staff:{me().id}")
    except AlreadySubmittedError:  # a double click: the browser shows the second answer
        parts = erasure.parts_again(seller_id)
    return packed(parts, state().services.photos.of_seller(seller_id))


@bp.post("/sellers/<seller_id>/data/deletion")
@only(SELLER_DATA_ROLES)
def erase_seller(seller_id: str) -> AnyResponse:
    """Forget a seller, once the last digits of their number are typed."""
    firm = state().services.sellers.firm(seller_id)
    typed = business.digits(request.form.get("digits", ""))[-DIGITS:]
    if typed != firm.business_number[-DIGITS:]:
        return _page(seller_id, 422, OTHER_DIGITS)
    done = state().services.erasure.erase(seller_id, f"staff:{me().id}")
    counts = {word: done.counts.get(table, 0) for table, word in _COUNTED.items()}
    gone = ", ".join(f"{word} {count}개" for word, count in counts.items())
    left = f"아직 {done.left}가지가 남았어요. 관리자에게 알려 주세요." if done.left else STAYS
    flash(f"판매자를 지웠어요: {gone}. {left}")
    return redirect(url_for(".sellers"), code=303)


@bp.get("/sellers/<seller_id>/data/download")
@bp.get("/sellers/<seller_id>/data/deletion")
@only(SELLER_DATA_ROLES)
def no_data_act(seller_id: str) -> AnyResponse:
    """Lead back from what only a button does."""
    return redirect(url_for(".seller_data", seller_id=seller_id), code=303)


_COUNTED = {"account": "계정", "request": "요청", "link": "링크"}


def _page(seller_id: str, status: int = 200, error: str = "") -> Response:
    return render(
        "staff/seller_data.html",
        status,
        firm=state().services.sellers.firm(seller_id),
        taken=state().services.erasure.taken_by_staff(seller_id),
        registration=state().settings.registration,
        digits=request.form.get("digits", "")[:20],
        error=error,
        problem=bool(error),
    )
