"""Sellers, and the links that bring them in."""

from contextlib import suppress
from dataclasses import replace

from flask import current_app, request

from wizard.errors import AlreadySubmittedError, OutdatedError
from wizard.services.account_inputs import NewSeller
from wizard.services.api_tokens import Caller, Scope
from wizard.services.invitations import Destination, InvitationCard
from wizard.services.repeated_forms import new_id
from wizard.services.sellers import Firm
from wizard.web.api import places, sent, told
from wizard.web.api.operations import operation
from wizard.web.api.problems import ProblemError
from wizard.web.api.replies import Reply, is_same, tag_of
from wizard.web.api.told import Fault
from wizard.web.state import state

NO_MALL = Fault(where="body", pointer="/mall", code="unknown_mall", detail="그런 제휴몰 안내가 없어요.")  # fmt: skip


@operation("GET", "/sellers", scope=Scope.SELLERS_READ, answer=told.SellerPage)
def list_sellers(caller: Caller, query: sent.SellerQuery) -> Reply:  # noqa: ARG001
    """판매자 목록: 만들어진 차례대로, 만든 지 10초가 지난 것부터 (사업자등록번호로 찾으면 바로)."""
    found = state().services.feeds.sellers(query.business_number or "", places.place_of(query), query.limit)  # fmt: skip
    data = [_seller(one) for one in found.rows]
    return Reply(told.SellerPage.model_validate({"data": data, **places.told_of(found, query)}))


@operation("POST", "/sellers", scope=Scope.SELLERS_WRITE, answer=told.Seller, status=201, problems=("known-firm",))  # fmt: skip
def create_seller(caller: Caller, body: sent.NewSeller) -> Reply:
    """판매자를 만들어요."""
    firm = NewSeller(body.name, body.business_number, body.phone)
    with suppress(AlreadySubmittedError):
        state().services.sellers.add(firm, caller.id, "api")
    seller = _seller(state().services.sellers.firm(new_id()))
    place = f"{request.root_path}{request.path}/{seller.id}"
    return Reply(seller, 201, seller_id=seller.id, headers={"Location": place})


@operation("GET", "/sellers/{seller_id}", scope=Scope.SELLERS_READ, answer=told.Seller, is_tagged=True)  # fmt: skip
def get_seller(caller: Caller, seller_id: str) -> Reply:  # noqa: ARG001
    """판매자 하나."""
    return Reply(_seller(state().services.sellers.firm(seller_id)))


@operation("PATCH", "/sellers/{seller_id}", scope=Scope.SELLERS_WRITE, answer=told.Seller, is_tagged=True)  # fmt: skip
def update_seller(caller: Caller, seller_id: str, body: sent.SellerChanges, match: str) -> Reply:
    """판매자의 상호나 연락처를 고쳐요."""

    def corrected(found: Firm) -> Firm:
        if not is_same(match, tag_of(_seller(found))):
            raise OutdatedError("the seller was changed meanwhile")
        return replace(found, name=body.name or found.name, phone=body.phone or found.phone)

    services = state().services
    services.sellers.change(seller_id, corrected, caller.id, "api")
    return Reply(_seller(services.sellers.firm(seller_id)), seller_id=seller_id)


@operation("GET", "/sellers/{seller_id}/invitations", scope=Scope.INVITATIONS_WRITE, answer=told.InvitationPage)  # fmt: skip
def list_invitations(caller: Caller, seller_id: str, query: sent.PageQuery) -> Reply:  # noqa: ARG001
    """판매자를 부른 링크의 목록. 토큰은 나오지 않아요."""
    found = state().services.feeds.invitations(seller_id, places.place_of(query), query.limit)
    data = [_invitation(seller_id, one) for one in found.rows]
    return Reply(told.InvitationPage.model_validate({"data": data, **places.told_of(found, query)}))  # fmt: skip


@operation("POST", "/sellers/{seller_id}/invitations", scope=Scope.INVITATIONS_WRITE, answer=told.MadeInvitation, status=201)  # fmt: skip
def create_invitation(caller: Caller, seller_id: str, body: sent.NewInvitation) -> Reply:
    """판매자를 부르는 링크를 만들어요. 주소와 토큰은 이 답에서만 알려 줘요."""
    if body.mall and body.mall not in state().catalog.malls:
        raise ProblemError("invalid", [NO_MALL])
    invitations = state().services.invitations
    token = invitations.make(seller_id, caller.actor, body.days, Destination(body.mall))
    made = _invitation(*invitations.card(new_id()))
    url = f"{current_app.extensions['api'].entry()}#{token}"
    answer = told.MadeInvitation(**dict(made), url=url, token=token)
    return Reply(answer, 201, seller_id=seller_id)


@operation("POST", "/invitations/{invitation_id}/revocation", scope=Scope.INVITATIONS_WRITE, answer=told.Invitation)  # fmt: skip
def revoke_invitation(caller: Caller, invitation_id: str) -> Reply:
    """링크를 거둬들여요. 그 링크로 들어온 기기도 바로 나가요."""
    invitations = state().services.invitations
    with suppress(AlreadySubmittedError):
        invitations.revoke(invitation_id, caller.id, "api")
    seller_id, card = invitations.card(invitation_id)
    return Reply(_invitation(seller_id, card), seller_id=seller_id)


def _seller(found: Firm) -> told.Seller:
    known = {name: getattr(found, name) for name in told.Seller.model_fields}
    return told.Seller.model_validate(known)


def _invitation(seller_id: str, card: InvitationCard) -> told.Invitation:
    return told.Invitation.model_validate(
        {
            "id": card.id,
            "seller_id": seller_id,
            "state": card.state,
            "mall": card.place.mall,
            "created_at": card.created_at,
            "expires_at": card.expires_at,
            "started_at": card.started_at,
        }
    )
