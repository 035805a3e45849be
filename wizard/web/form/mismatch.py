"""A form that comes back to another seller than it was drawn for: kept whole, and never saved."""

from flask import Response, request

from wizard.forms import business
from wizard.forms.normalize import clean
from wizard.web import form_binding, sessions
from wizard.web.form import page, token
from wizard.web.form.posted import Posted
from wizard.web.form.view import Mismatch
from wizard.web.form_binding import FormBinding
from wizard.web.screen import Screen

KEPT = "아직 아무것도 저장하지 않았고, 적은 내용은 아래에 그대로 있어요."
SPENT = (
    "이 화면에서 적은 계정은 전에 저장했어요. 그 뒤에 나갔거나, 들어온 지 오래되었거나, 계정을 지웠어요.",
    "그래서 이번에는 아무것도 저장하지 않았고, 저장돼 있던 것도 그대로예요.",
)
BECAME = "적던 내용을 {name} 이름으로 옮겼어요. 아직 저장하지 않았어요. 맞으면 저장을 눌러 주세요."
BEGINS_ANEW = "아직 저장하지 않았어요. 누구의 계정인지 확인하고 저장을 눌러 주세요."


def refusal(
    screen: Screen, posted: Posted, drawn: FormBinding | None, action: str
) -> Response | None:
    """Refuse a form that is another's, or draw it for who is here if its button asks for that.

    Args:
        screen: the form's.
        posted: what came in.
        drawn: whom it was drawn for; None if that cannot be told.
        action: where it is sent.

    """
    if request.form.get("action") == token.REBIND:
        return _adopted(screen, posted)
    if drawn is None or _is_theirs(drawn):
        return None
    if not sessions.known_seller() and not form_binding.exists(drawn):
        return page.show_again(screen, posted.unjudged(), None, 422, page.WHO_AGAIN)
    return page.show_mismatch(screen, posted, _mismatch(screen, _says(drawn), action, drawn))


def spent(screen: Screen, posted: Posted) -> Response:
    """Refuse a form that was saved before by who is not here any more."""
    return page.show_mismatch(screen, posted, _mismatch(screen, SPENT, screen.here))


def _is_theirs(drawn: FormBinding) -> bool:
    """Say whether a form belongs to who is here: drawn for them, or their number typed into it."""
    if form_binding.is_here(drawn):
        return True
    number = business.digits(request.form.get("seller_number", ""))
    return not drawn.seller and number == sessions.seller_number()


def _says(drawn: FormBinding) -> tuple[str, ...]:
    typed = clean(request.form.get("seller_name", "")).value
    return (form_binding.mismatch(drawn, typed[:80]), KEPT)


def _mismatch(
    screen: Screen, says: tuple[str, ...], action: str, drawn: FormBinding | None = None
) -> Mismatch:
    """Say the ways on; who typed a firm that has no link yet does not come back by one, but after the other left."""
    name = sessions.seller_name()
    label = f"적던 내용을 {name} 이름으로 옮기기" if name else "사업자 정보를 적고 새로 시작하기"
    other = name if name and drawn and not drawn.seller else ""
    return Mismatch(says, action, screen.here if sessions.may_save() else "", label, other)


def _adopted(screen: Screen, posted: Posted) -> Response:
    """Draw a form for who is here, with everything typed; it is saved by a further press only."""
    name = sessions.seller_name()
    said = BECAME.format(name=name) if name else BEGINS_ANEW
    return page.show_again(screen, posted.unjudged(), None, 200, said)
