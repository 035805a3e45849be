"""Lists of sellers, and one seller's page."""

from dataclasses import asdict
from urllib.parse import urlencode

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.errors import KnownFirmError
from wizard.forms import business
from wizard.services.roles import SELLER_DATA_ROLES, SELLER_SUPPORT_ROLES
from wizard.services.secret_access import REASONS
from wizard.services.sellers import PAGE, Filter, Firm, Listed
from wizard.web import chosen_malls, sessions
from wizard.web.htmx import render
from wizard.web.mall_standing import registered, standings
from wizard.web.message_offers import TITLE
from wizard.web.seller import mall_status
from wizard.web.staff import pagination
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.pagination import Page
from wizard.web.staff.request_words import NOTE_ACTS
from wizard.web.state import state
from wizard.web.state_words import LISTED_STATE

IS_KNOWN = "이 사업자등록번호의 판매자가 이미 있어요. 새로 만들지 않았어요."
DAYS = {str(days): days for days in (1, 3, 7, 14, 30, 60, 90)}


@bp.get("/sellers")
@only(SELLER_SUPPORT_ROLES)
def sellers() -> Response:
    """List sellers: newest first, or those whose run or key matters most first."""
    return _list("staff/sellers.html", _filter())


@bp.get("/matrix")
@only(SELLER_SUPPORT_ROLES)
def matrix() -> Response:
    """Show seller by mall: how each stands."""
    return _list("staff/matrix.html", _filter())


@bp.get("/sellers/new")
@only(SELLER_SUPPORT_ROLES)
def new_seller() -> Response:
    """Ask for the firm that is to be invited."""
    return render("staff/new_seller.html", form=_asked_for(), errors={}, problem=False)


def _asked_for() -> dict[str, str]:
    """Give what somebody typed who asks for a link and is no seller yet."""
    if not (request_id := request.args.get("asked", "")):
        return {}
    asked = state().services.requests.thread(request_id).request
    return {"seller_name": asked.name, "seller_phone": asked.phone}


@bp.post("/sellers/new")
@only(SELLER_SUPPORT_ROLES)
def add_seller() -> AnyResponse:
    """Make a seller whom staff invite."""
    errors = business.problems(request.form)
    if errors:
        return _again(errors)
    try:
        seller_id = state().services.sellers.add(sessions.named_firm(), me().id)
    except KnownFirmError as known:
        return _again({"seller_number": IS_KNOWN}, _firm(known.seller_id))
    flash("판매자를 만들었어요. 이어서 링크를 만들어 보내 주세요.")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def _again(errors: dict[str, str], known: Firm | None = None) -> Response:
    """Show the form again with what to correct, or with the seller whom it names already."""
    form = request.form.to_dict()
    return render("staff/new_seller.html", 422, form=form, errors=errors, problem=True, known=known)


@bp.get("/sellers/<seller_id>")
@only(SELLER_SUPPORT_ROLES)
def seller(seller_id: str) -> Response:
    """Show one seller: malls, requests, links, who looked."""
    return seller_page(seller_id)


@bp.post("/sellers/<seller_id>/malls")
@only(SELLER_SUPPORT_ROLES)
def choose_malls(seller_id: str) -> AnyResponse:
    """Set the malls of a seller's list."""
    _firm(seller_id)
    progress, revisions = state().services.progress, chosen_malls.chosen()
    became = progress.choose(seller_id, revisions, f"staff:{me().id}", chosen_malls.shown())
    flash("쇼핑몰 목록을 바꿨어요." if became.is_other else "바뀐 것이 없어서 그대로예요.")
    chosen_malls.flash_unchanged(became)
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.get("/sellers/<seller_id>/malls")
@only(SELLER_SUPPORT_ROLES)
def no_malls(seller_id: str) -> AnyResponse:
    """Lead back to the seller's page."""
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def seller_page(
    seller_id: str, status: int = 200, errors: dict[str, str] | None = None, problem: str = ""
) -> Response:
    """Show one seller's page, with what to correct in the form of a link, or why something was not done."""
    services = state().services
    return render(
        "staff/seller.html",
        status,
        firm=_firm(seller_id),
        is_known=services.sellers.is_known(seller_id),
        twins=services.sellers.twins(seller_id),
        merged=services.parting.of_seller(seller_id),
        malls=mall_status.malls_of(seller_id),
        guides=state().catalog.malls,
        requests=services.requests.about_seller(seller_id),
        links=services.invitations.of_seller(seller_id),
        openings=services.sellers.openings(seller_id),
        openers={row.id: row.email for row in services.staff.everybody()},
        consents=services.consents.of_seller(seller_id),
        notes=services.desk_notes.of_seller(seller_id),
        NOTE_ACTS=NOTE_ACTS,
        told_by=[one for one in services.message_consents.of(seller_id).values() if one.is_given],
        TITLE=TITLE,
        REASONS=REASONS,
        form={"start_at": (request.form.get("start_at") or request.args.get("screen", ""))[:1000]},
        errors=errors or {},
        problem=problem or bool(errors),
        may_take_data=me().role in SELLER_DATA_ROLES,
    )


def _firm(seller_id: str) -> Firm:
    return state().services.sellers.firm(seller_id)


def _list(template: str, wanted: Filter) -> Response:
    at = pagination.read(_asked_place(), is_day=wanted.expiring_days is not None)
    backwards = "before" in request.args
    rows = state().services.sellers.page(wanted, at, backwards=backwards)
    places = [pagination.write(row.key, row.key_id) for row in rows]
    page: Page[Listed] = pagination.page_of(rows, places, PAGE, at=at, backwards=backwards)
    asked = {name: value for name, value in asdict(wanted).items() if value not in {"", None}}
    screen = request.args.get("screen", "")[:1000]
    query = urlencode({**asked, **({"screen": screen} if screen else {})})
    hits = [(row.id, row.mall) for row in page.rows if row.mall]
    tried = state().services.checks.of_sellers([row.id for row in page.rows])
    return render(
        template,
        page=page,
        hits=frozenset(hits),
        wanted=wanted,
        is_filtered=bool(asked),
        query=query,
        first=f"{request.path}?{query}".removesuffix("?") if at else "",
        guides=state().catalog.malls,
        screen=screen,
        standings={seller_id: standings(accounts) for seller_id, accounts in tried.items()},
        in_imseller={seller_id: registered(accounts) for seller_id, accounts in tried.items()},
    )


def _asked_place() -> str:
    return request.args.get("after") or request.args.get("before") or ""


def _filter() -> Filter:
    args = request.args
    mall, run_state = args.get("mall", ""), args.get("state", "")
    return Filter(
        search=business.name(args.get("search", ""))[:80],
        mall=mall if mall in state().catalog.guides else "",
        state=run_state if run_state in LISTED_STATE else "",
        stuck_days=DAYS.get(args.get("stuck_days", "")),
        expiring_days=DAYS.get(args.get("expiring_days", "")),
        unknown="1" if args.get("unknown") == "1" else "",
    )
