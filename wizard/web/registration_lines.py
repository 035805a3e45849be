"""Whether an account stands in 아임셀러, as its seller is told: what is so, what comes next, and by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import g, url_for

from wizard.guide.model import Guide
from wizard.korean.calendar import write_moment, write_within
from wizard.services.account_views import AccountCard
from wizard.services.receipts import number_of
from wizard.services.registration_asking import KIND
from wizard.services.registrations import Registration
from wizard.settings import Registrar
from wizard.steps.fields import ChoiceField
from wizard.web.state import state

WILL: Mapping[Registrar, str] = {
    "staff": "담당자가 아임셀러에 등록할 거예요.",
    "api": "아임셀러가 이 값을 가져가면 등록돼요.",
}
"""Who registers what is saved, by the setting in force."""
BUSY = "지금 담당자가 등록하고 있어요."
ASKED = "적어 두었어요. 아임셀러 등록을 기다리고 있어요"
CHANGED = "바꾼 값은 아직 아임셀러에 등록 전이에요"
RETURNED = "고칠 것이 있어 되돌아왔어요"
REGISTERED = "아임셀러에 등록됐어요"
UNASKED = "적어 두었어요. 아임셀러에는 등록하지 않아요"
CLOSED = "문을 닫았거나 멈춘 쇼핑몰이에요. 적어 주신 값은 여기에 보관돼요."
REOPENED = "쇼핑몰이 다시 열렸어요. 아직 등록을 요청하지 않았어요"
SAVE_TO_ASK = "적은 값이 지금도 맞는지 보고 저장하면 아임셀러 등록을 요청해요."
UNFINISHED = "저장했어요. 아직 적지 않은 칸이 있어요"
NOT_YET = "다 적고 저장하면 그때 쇼핑몰에 확인하고 아임셀러 등록을 요청해요."
WHOLE = "계정 전체"
ASKS_ANEW = "고쳐서 저장하면 다시 등록을 요청해요."
OLD_STAYS = "그때까지 아임셀러에는 예전 값이 그대로 있어요."


@dataclass(frozen=True)
class RegistrationLine:
    """How one account stands in 아임셀러.

    Attributes:
        state: "asked", "registered", "returned", "unasked" or "unfinished".
        look: the class by which it is drawn.
        heading: what is so.
        says: what that means and what comes next, in sentences.
        about: (label of the box, the reason) of what was sent back; None for the rest.
        go: (address, label) of the one thing to do; None if nothing is.
        thread: where the seller and the staff speak about it; "" if they do not.
        number: of the staff's request, to tell on the phone; "" if there is none.

    """

    state: str
    look: str
    heading: str
    says: tuple[str, ...]
    about: tuple[str, str] | None = None
    go: tuple[str, str] | None = None
    thread: str = ""
    number: str = ""


def registration_line(card: AccountCard, guide: Guide) -> RegistrationLine | None:
    """Tell how an account stands in 아임셀러; None if nothing was ever written down about it."""
    stands = card.registration
    if stands is None:
        return None
    if stands.state == "registered":
        when = _when(stands.registered_at)
        return RegistrationLine("registered", "saved", REGISTERED, (f"{when}에 등록됐어요.",))
    if stands.state == "returned":
        return _returned(card, stands, guide)
    if stands.state == "unasked":
        return _unasked(card, guide)
    if stands.state == "unfinished":
        return _unfinished(card, stands, guide)
    return _asked(card, stands)


def returned(card: AccountCard | None, field: str) -> str:
    """Say at a box why the account came back, if it did for this box; "" if it did not."""
    stands = card.registration if card else None
    is_it = stands is not None and stands.state == "returned" and stands.field == field
    return stands.reason if stands and is_it else ""


def _asked(card: AccountCard, stands: Registration) -> RegistrationLine:
    asked, registrar = card.registering, state().settings.registration
    says = _old_values(stands)
    says += [BUSY if asked and asked.state == "taken" and registrar == "staff" else WILL[registrar]]
    if registrar == "staff":
        says.append(_how_long())
    heading = CHANGED if stands.registered_revision else ASKED
    return RegistrationLine("asked", "going", heading, tuple(says), number=_number(card))


def _unasked(card: AccountCard, guide: Guide) -> RegistrationLine:
    """Tell of an account that was saved while its mall was closed, and what to do if it is open now."""
    stands = card.registration
    there = _old_values(stands) if stands else []
    if not guide.is_open:
        return RegistrationLine("unasked", "open", UNASKED, (*there, CLOSED))
    go = (url_for("accounts.show", account_id=card.id), "값 보고 저장하기")
    return RegistrationLine("unasked", "warn", REOPENED, (*there, SAVE_TO_ASK), go=go)


def missing(card: AccountCard, guide: Guide) -> list[str]:
    """Name the boxes of an account that must be filled in and are not, as its guide asks for them now."""
    form = guide.form(card.step_id)
    asked = form.asked(card.answers) if form else {}
    written = {name: what for name, what in asked.items() if not isinstance(what, ChoiceField)}
    return [name for name, what in written.items() if not what.optional and name not in card.tails]


def _unfinished(card: AccountCard, stands: Registration, guide: Guide) -> RegistrationLine:
    """Tell of an account of which a value is yet to come, and lead to that one box."""
    form, names = guide.form(card.step_id), missing(card, guide)
    labels = [f"‘{form.fields[name].label}’" for name in names] if form else []
    told = (f"남은 칸: {', '.join(labels)}",) if labels else ()
    first = names[0] if names else None
    go = (url_for("accounts.show", account_id=card.id, _anchor=first), "남은 칸 적기")
    says = (*told, NOT_YET if guide.is_open else CLOSED, *_old_values(stands))
    return RegistrationLine("unfinished", "warn", UNFINISHED, says, go=go)


def _returned(card: AccountCard, stands: Registration, guide: Guide) -> RegistrationLine:
    form = guide.form(card.step_id)
    known = form.fields.get(stands.field) if form else None
    label = known.label if known else WHOLE
    says = (ASKS_ANEW, OLD_STAYS) if stands.registered_revision else (ASKS_ANEW,)
    return RegistrationLine(
        "returned",
        "stop",
        RETURNED,
        says,
        about=(label, stands.reason),
        go=(
            url_for("accounts.show", account_id=card.id, _anchor=stands.field or None),
            "값 고치기",
        ),
        thread=url_for("dashboard.thread", request_id=card.registering.id)
        if card.registering
        else "",
        number=_number(card),
    )


def _old_values(stands: Registration) -> list[str]:
    """Say that other values stand in 아임셀러 than are saved here; nothing if none do."""
    if not stands.registered_revision:
        return []
    return [f"아임셀러에는 {_when(stands.registered_at)}에 등록된 예전 값이 있어요."]


def _number(card: AccountCard) -> str:
    asked = card.registering
    return number_of(asked.id, asked.created_at) if asked else ""


def _how_long() -> str:
    """Say within what time accounts were registered of late; asked once a page."""
    if "registered_within" not in g:
        g.registered_within = state().services.receipts.usual_wait(KIND)
    if g.registered_within:
        return f"요즘은 보통 {write_within(g.registered_within)} 등록했어요."
    return "등록까지 얼마나 걸리는지는 아직 말씀드릴 수 없어요."


def _when(moment: datetime | None) -> str:
    return write_moment(moment, state().now()) if moment else ""
