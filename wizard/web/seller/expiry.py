"""The day on which an account's key ends, for the seller's own calendar."""

from datetime import date

from flask import Blueprint, Response, abort, url_for

from wizard.services.account_views import AccountCard
from wizard.web.guide import views
from wizard.web.ical import Reminder, attached
from wizard.web.seller.account_forms import own_card
from wizard.web.state import state

bp = Blueprint("expiry", __name__)


@bp.get("/accounts/<account_id>/expiry.ics")
def calendar_file(account_id: str) -> Response:
    """Give the day on which an account's key ends, as a calendar file; it holds no value."""
    card = own_card(account_id)
    reminder = _reminder(card, card.expires_on or abort(404))
    return attached(reminder, f"{card.mall}-expiry")


def _reminder(card: AccountCard, day: date) -> Reminder:
    title = views.find_guide(card.mall).title
    link = url_for("guide.overview", mall=card.mall, _external=True)
    return Reminder(
        uid=f"{card.id}@wizard",
        day=day,
        title=f"{title} 키가 끝나는 날",
        say=f"그 전에 새 키를 받아 여기 계정에서 바꿔 주세요. 저장하면 다시 등록을 요청해요.\n안내: {link}",
        stamp=state().now(),
    )
