"""Links made, handed over once, taken back."""

from urllib.parse import parse_qs

from flask import Response, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.services.invitations import DAYS, MAX_DAYS, Destination
from wizard.services.roles import SELLER_SUPPORT_ROLES
from wizard.web.guide import views
from wizard.web.htmx import render
from wizard.web.seller.invitation import invitation
from wizard.web.site import GUIDES
from wizard.web.staff.access import bp, me, only
from wizard.web.staff.sellers import seller_page
from wizard.web.state import state
from wizard.web.urls import read_url

NO_SCREEN = "안내 화면의 주소를 그대로 붙여 넣어 주세요. 비워 두면 내 쇼핑몰에서 시작해요."


@bp.post("/sellers/<seller_id>/links")
@only(SELLER_SUPPORT_ROLES)
def make_link(seller_id: str) -> Response:
    """Make a link, and show it once with its message and QR code."""
    place = _place(request.form.get("start_at", "").strip())
    if place is None:
        return seller_page(seller_id, 422, {"start_at": NO_SCREEN})
    days, services = _days(), state().services
    firm = services.sellers.firm(seller_id)
    token = services.invitations.make(seller_id, f"staff:{me().id}", days, place)
    title = state().catalog.guides[place.mall].title if place.mall else ""
    made = invitation(firm.name, token, days, title)
    response = render("staff/invitation.html", invitation=made, firm=firm, days=days, place=place)
    response.headers["HX-Push-Url"] = "false"
    return response


@bp.get("/sellers/<seller_id>/links")
@only(SELLER_SUPPORT_ROLES)
def no_link(seller_id: str) -> AnyResponse:
    """Lead back from the page of a link, which is shown once."""
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


@bp.post("/links/<link_id>/revocation")
@only(SELLER_SUPPORT_ROLES)
def revoke_link(link_id: str) -> AnyResponse:
    """Take a link back; whoever came by it is out at their next request."""
    seller_id = state().services.invitations.revoke(link_id, me().id)
    flash("링크를 거둬들였어요. 그 링크로 들어온 기기도 바로 나가요.")
    return redirect(url_for(".seller", seller_id=seller_id), code=303)


def _days() -> int:
    said = request.form.get("days", "")[:3]
    return min(max(int(said), 1), MAX_DAYS) if said.isascii() and said.isdigit() else DAYS


def _place(screen: str) -> Destination | None:
    """Read where a link is to lead from a screen's address; None if that is no screen of ours."""
    if not screen:
        return Destination()
    split = read_url(screen)
    parts = split.path.strip("/").split("/")
    if len(parts) not in {2, 3} or f"/{parts[0]}" != GUIDES:
        return None
    mall, step_id = parts[1], parts[2] if len(parts) == 3 else ""
    guide = state().catalog.guides.get(mall)
    if guide is None or (step_id and not guide.called(step_id)):
        return None
    given = {name: tuple(values) for name, values in parse_qs(split.query).items()}
    return Destination(mall, guide.called(step_id), views.journey_of(mall, given).answers)
