"""What a seller calls an account, so that several of one mall are told apart."""

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from wizard.forms.normalize import clean
from wizard.web import given_back
from wizard.web.seller.account_forms import own_card, seller_id
from wizard.web.state import state

bp = Blueprint("account_name", __name__)

FIELD = "account_name"
MAX_CHARS = 30
TOO_LONG = f"계정 이름은 {MAX_CHARS}자까지 적을 수 있어요."
NAMED = "계정 이름을 저장했어요: {}"
UNNAMED = "계정 이름을 지웠어요."


@bp.post("/accounts/<account_id>/name")
def rename(account_id: str) -> AnyResponse:
    """Keep what an account is called."""
    card, name = own_card(account_id), clean(request.form.get(FIELD, "")).value
    if len(name) > MAX_CHARS:
        return given_back.page((TOO_LONG,), 422, "이름 저장하기")
    state().accounts.rename(seller_id(), card.id, name)
    flash(NAMED.format(name) if name else UNNAMED)
    return redirect(url_for("dashboard.show"), code=303)
