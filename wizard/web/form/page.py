"""The credential form: shown empty, or again with everything typed and what to correct."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from http import HTTPStatus

from flask import Response, current_app, request

from wizard.errors import KeysError
from wizard.services.account_views import AccountCard
from wizard.steps import Credentials
from wizard.steps.fields import AnyField
from wizard.web import form_binding, sessions
from wizard.web.form.inputs import Input, inputs, rows
from wizard.web.form.posted import Posted, form_of
from wizard.web.form.rearrange import Moves
from wizard.web.form_binding import FormBinding
from wizard.web.form_cache import SLOTS, CachedForm, cut
from wizard.web.htmx import answer, markup, render, wants_screen
from wizard.web.screen import Screen
from wizard.web.state import state

SELLER_FIELDS = {"seller_name": "상호", "seller_number": "사업자등록번호", "seller_phone": "연락처"}
CLOSED = (
    "지금은 저장할 수 없어요. 적어 주신 내용은 아직 저장되지 않았어요. "
    "잠시 뒤에 다시 눌러 주시거나 전화해 주세요."
)
STALE = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 저장 버튼을 다시 눌러 주세요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 적은 내용은 그대로 있으니, 1분 뒤에 다시 눌러 주세요."
TOO_MANY_FIRMS = (
    "이 인터넷에서 새로 시작한 사업자가 많아, 지금은 새 사업자로 저장할 수 없어요. 적은 내용은 그대로 있어요. "
    "화면 아래 번호로 전화해 링크를 요청하시면 바로 저장할 수 있어요. 한 시간 뒤에 다시 눌러 주셔도 돼요."
)
BY_LINK_ONLY = (
    "여기서는 담당자가 보낸 링크로 들어와야 저장할 수 있어요. 전화로 링크를 요청해 주세요."
)
WHO_AGAIN = "사업자 정보를 찾지 못했어요. 상호, 사업자등록번호, 연락처를 다시 적고 저장해 주세요."


REBIND = "rebind"
"""The action of the button that draws a form anew for whoever is here now."""


@dataclass(frozen=True)
class Mismatch:
    """What is said of a form that does not belong to who is here, and the ways on.

    Attributes:
        says: what happened, in sentences.
        action: where the form is sent once its own seller has come in again.
        adopt: where it is sent to become the form of who is here; "" if it cannot.
        label: what the button says that sends it there.

    """

    says: tuple[str, ...]
    action: str
    adopt: str
    label: str


@dataclass(frozen=True)
class FormView:
    """The whole form as the template draws it."""

    boxes: list[Input]
    rows: list[list[tuple[str, str, str]]]
    action: str
    token: str
    card: AccountCard | None = None
    seller: str | None = None
    asks_seller: bool = False
    firm: Mapping[str, str] = field(default_factory=dict)
    firm_errors: Mapping[str, str] = field(default_factory=dict)
    notice: str = ""
    is_uncertain: bool = False
    carried: Mapping[str, str] = field(default_factory=dict)
    moves: Moves = field(default_factory=Moves)
    torn: Mismatch | None = None

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Give (input id, label, what to do) for each fault, in the order of the screen."""
        firm = [(name, SELLER_FIELDS[name], text) for name, text in self.firm_errors.items()]
        own = [(box.name, box.what.label, box.error) for box in self.boxes if box.error]
        return firm + own


def show(screen: Screen, card: AccountCard | None = None, push: str = "") -> Response:
    """Show the form, empty but for what the address answers.

    A form for a new account is the same for everybody but for its tokens and the seller's name,
    so it is drawn once, with holes for those.
    """
    name, notice = sessions.seller_name(), _closed()
    if card is not None or not sessions.is_anybody():
        view = _view(screen, card, None, name, notice)
        return render("guide/step.html", push=push, screen=screen, form=view)
    answers = tuple(screen.journey.answers.items())
    key = (
        state().catalog.release,
        screen.guide.mall,
        screen.step.id,
        answers,
        name is None,
        notice,
        wants_screen(),
    )
    blank = state().cached_forms.get(key, lambda: _draw(screen, name, notice))
    return answer(blank.fill(name or "", form_binding.seal(*_place(screen, None))), push=push)


def show_again(
    screen: Screen, posted: Posted, card: AccountCard | None, status: int, notice: str = ""
) -> Response:
    """Show the form with everything typed still in it, and what to do about it."""
    view = _view(screen, card, posted, sessions.seller_name(), notice or _closed())
    return render(
        "guide/step.html",
        status,
        screen=screen,
        form=view,
        problem=status >= HTTPStatus.BAD_REQUEST,
    )


def show_torn(screen: Screen, posted: Posted, torn: Mismatch) -> Response:
    """Show a form that belongs to another than who is here, with everything typed still in it."""
    view = replace(
        _view(screen, None, posted.unjudged(), None, ""),
        action=torn.action,
        token=request.form.get("form_token", ""),
        asks_seller=False,
        torn=torn,
    )
    typed = {name: value for name in SELLER_FIELDS if (value := request.form.get(name))}
    view = replace(view, carried={**view.carried, **typed})
    return render("guide/step.html", HTTPStatus.CONFLICT, screen=screen, form=view, problem=True)


def drawn(screen: Screen, card: AccountCard | None) -> FormBinding | None:
    """Open what a posted form tells of itself; None if it was not drawn by us for this."""
    return form_binding.opened(request.form.get("form_token", ""), *_place(screen, card))


def drawn_for_account(account_id: str) -> FormBinding | None:
    """Open what the posted form of an account tells of itself."""
    return form_binding.opened(request.form.get("form_token", ""), "form token", account_id)


def _place(screen: Screen, card: AccountCard | None) -> tuple[str, ...]:
    """Say what a form is for: an account that is changed, or a new one at a step."""
    if card:
        return ("form token", card.id)
    return ("form token", screen.guide.mall, screen.step.id)


def _token(screen: Screen, card: AccountCard | None) -> str:
    """Seal whom a form is drawn for; shown again to the same, it stays the same showing."""
    before = drawn(screen, card)
    goes_on = (
        before is not None
        and request.form.get("action") != REBIND
        and (form_binding.is_here(before) if before.seller else before.is_of_here)
    )
    return form_binding.seal(
        *_place(screen, card), nonce=before.nonce if before and goes_on else ""
    )


def _draw(screen: Screen, name: str | None, notice: str) -> CachedForm:
    """Draw the empty form with holes for what is each reader's own."""
    view = _view(screen, None, None, name and SLOTS.seller, notice)
    text = markup(
        "guide/step.html",
        fragment=wants_screen(),
        screen=screen,
        form=replace(view, token=SLOTS.form_token),
        csrf_token=lambda: SLOTS.csrf_token,
    )
    return cut(text)


def _view(
    screen: Screen, card: AccountCard | None, posted: Posted | None, name: str | None, notice: str
) -> FormView:
    step = form_of(screen)
    answers = posted.read.answers if posted else screen.journey.answers
    drawn = inputs(screen, card, posted)
    return FormView(
        boxes=drawn,
        rows=rows(step, answers, posted, card),
        action=f"/accounts/{card.id}" if card else screen.here,
        token=_token(screen, card),
        card=card,
        seller=name,
        asks_seller=sessions.asks_seller(),
        firm={name: request.form.get(name, "") for name in SELLER_FIELDS},
        firm_errors=posted.firm_errors if posted else {},
        notice=notice,
        is_uncertain=bool(posted and posted.doubts),
        carried=_carried(step, step.asked(answers)),
        moves=posted.moves if posted else Moves(),
    )


def _carried(step: Credentials, asked: Mapping[str, AnyField]) -> dict[str, str]:
    """Keep what was typed into a box that is not asked for now, in case the answer changes back."""
    return {
        name: request.form[name]
        for name, what in step.fields.items()
        if name not in asked and what.kind != "secret" and request.form.get(name)
    }


def _closed() -> str:
    """Say that nothing can be saved now, if so."""
    try:
        state().accounts.keys.ring()
    except KeysError as error:
        current_app.logger.error("saving is closed: %s", error)
        return CLOSED
    return "" if sessions.may_save() else BY_LINK_ONLY
