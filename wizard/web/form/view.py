"""The whole credential form as its template draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request, url_for

from wizard.services.account_views import AccountCard
from wizard.steps import Credentials
from wizard.steps.fields import AnyField
from wizard.web import drafts, sessions
from wizard.web.form import token
from wizard.web.form.inputs import Input, inputs, rows
from wizard.web.form.posted import Posted, form_of
from wizard.web.form.rearrange import Moves
from wizard.web.screen import Screen, address

SELLER_FIELDS = {"seller_name": "상호", "seller_number": "사업자등록번호", "seller_phone": "연락처"}


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

    inputs: list[Input]
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
    mismatch: Mismatch | None = None
    address: str = ""
    draft: str = ""

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Give (input id, label, what to do) for each fault, in the order of the screen."""
        firm = [(name, SELLER_FIELDS[name], text) for name, text in self.firm_errors.items()]
        own = [(one.name, one.what.label, one.error) for one in self.inputs if one.error]
        return firm + own


def view_of(
    screen: Screen, card: AccountCard | None, posted: Posted | None, name: str | None, notice: str
) -> FormView:
    """Give the form of a screen: empty, or with what was posted; for the seller called `name`."""
    step = form_of(screen)
    answers = posted.read.answers if posted else screen.journey.answers
    return FormView(
        inputs=inputs(screen, card, posted),
        rows=rows(step, answers, posted, card),
        action=url_for("accounts.show", account_id=card.id) if card else screen.here,
        token=token.seal(screen, card),
        card=card,
        seller=name,
        asks_seller=sessions.asks_seller(),
        firm={name: request.form.get(name, "") for name in SELLER_FIELDS},
        firm_errors=posted.firm_errors if posted else {},
        notice=notice,
        is_uncertain=bool(posted and posted.doubts),
        carried=_carried(step, step.asked(answers)),
        moves=posted.moves if posted else Moves(),
        address=screen.here if card else "",
        draft=draft_of(screen, card),
    )


def _path(screen: Screen, card: AccountCard | None) -> str:
    """Name the form to a browser: the same whatever was answered on the way to it."""
    if card:
        return url_for("accounts.show", account_id=card.id)
    return address(screen.guide.mall, screen.step.id, {})


def draft_of(screen: Screen, card: AccountCard | None) -> str:
    """Give the name by which a browser keeps what is typed into the form."""
    return drafts.key(_path(screen, card))


def _carried(step: Credentials, asked: Mapping[str, AnyField]) -> dict[str, str]:
    """Keep what was typed into a box that is not asked for now, in case the answer changes back."""
    return {
        name: request.form[name]
        for name, what in step.fields.items()
        if name not in asked and what.kind != "secret" and request.form.get(name)
    }
