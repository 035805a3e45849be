"""The whole credential form as its template draws it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import request, url_for
from markupsafe import Markup

from wizard.content.privacy import PrivacyText
from wizard.services.account_views import AccountCard
from wizard.settings import Registrar
from wizard.steps import Credentials
from wizard.steps.fields import AnyField, ChoiceField
from wizard.web import consent, drafts, sessions
from wizard.web.form import token
from wizard.web.form.explained import explained
from wizard.web.form.inputs import Input, inputs, rows
from wizard.web.form.posted import Posted, form_of
from wizard.web.form.rearrange import Moves
from wizard.web.form.saved_before import links, saved_before
from wizard.web.screen import Screen, address
from wizard.web.state import state

AT_A_TIME = 3
"""So many boxes of a form stand on one small screen."""

WORTH_PASTING = 3
WHY_ASKED = "아임셀러에 등록할 때 써요."
WHO_SEES: Mapping[Registrar, str] = {
    "staff": "잠가서 보관하고, 담당자가 열면 알려 드려요.",
    "api": "잠가서 보관하고, 누가 열거나 가져가면 알려 드려요.",
}
"""Who can see what is hidden, by who registers."""
SELLER_FIELDS = {"seller_name": "상호", "seller_number": "사업자등록번호", "seller_phone": "연락처"}


@dataclass(frozen=True)
class Mismatch:
    """What is said of a form that does not belong to who is here, and the ways on.

    Attributes:
        says: what happened, in sentences.
        action: where the form is sent once its own seller has come in again.
        adopt: where it is sent to become the form of who is here; "" if it cannot.
        label: what the button says that sends it there.
        other: who has to leave before it can be saved as it was typed; "" where its own seller comes in by a link.

    """

    says: tuple[str, ...]
    action: str
    adopt: str
    label: str
    other: str = ""


@dataclass(frozen=True)
class FormView:
    """The whole form as the template draws it.

    Attributes:
        heading: what stands in place of the step's title; "" for that.
        before: the ways to the accounts that were saved before; "" for none.

    """

    inputs: list[Input]
    heading: str
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
    revision: str = ""
    notice_to_agree: PrivacyText | None = None
    before: Markup = field(default_factory=Markup)

    @property
    def groups(self) -> list[list[Input]]:
        """Give the inputs, few at a time: so many fit on a phone. A question stands alone."""
        found: list[list[Input]] = []
        for one in self.inputs:
            is_question = isinstance(one.what, ChoiceField)
            if not found or is_question or len(found[-1]) == AT_A_TIME or _asks(found[-1]):
                found.append([])
            found[-1].append(one)
        return found

    @property
    def written(self) -> list[Input]:
        """Give the inputs that are typed or pasted."""
        return [one for one in self.inputs if not isinstance(one.what, ChoiceField)]

    @property
    def pastes(self) -> bool:
        """Say whether it is worth pasting a whole screen, not each value by itself."""
        return len(self.written) >= WORTH_PASTING

    @property
    def button(self) -> str:
        """What the button says that saves it: pressed, it agrees to the notice above it, if one is there."""
        what = "이대로 저장하기" if self.is_uncertain else ""
        if self.notice_to_agree:
            return f"동의하고 {what or '저장하기'}"
        return what or ("바꾼 값 저장하기" if self.card else "저장하고 다음으로")

    def why(self, box: Input) -> str:
        """Say why a box is asked for, as its guide does; at the first one that hides what is in it, also who may see it."""
        first = next((one for one in self.inputs if one.what.kind == "secret"), None)
        said = box.what.why or ""
        if first and first.name == box.name:
            return f"{said or WHY_ASKED} {WHO_SEES[state().settings.registration]}"
        return said

    @property
    def unanswered(self) -> str:
        """Quote the first question without an answer; "" if all have one."""
        open_ = (one for one in self.inputs if isinstance(one.what, ChoiceField) and not one.value)
        return next((f"‘{one.what.label}’" for one in open_), "")

    @property
    def doubts(self) -> list[tuple[str, str, str]]:
        """Give (input id, label, how it differs) for each odd value, in the order of the screen."""
        return [(one.name, one.what.label, one.compared) for one in self.inputs if one.warning]

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Give (input id, label, what to do) for each fault, in the order of the screen."""
        firm = [(name, SELLER_FIELDS[name], text) for name, text in self.firm_errors.items()]
        own = [(one.name, one.what.label, one.error) for one in self.inputs if one.error]
        return firm + own


def _asks(group: list[Input]) -> bool:
    return any(isinstance(one.what, ChoiceField) for one in group)


def view_of(
    screen: Screen, card: AccountCard | None, posted: Posted | None, name: str | None, notice: str
) -> FormView:
    """Give the form of a screen: empty, or with what was posted; for the seller called `name`."""
    step = form_of(screen)
    answers = posted.read.answers if posted else screen.journey.answers
    return FormView(
        inputs=explained(inputs(screen, card, posted), screen.guide),
        heading=f"{screen.guide.title} 계정을 고쳐요" if card else "",
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
        revision=state().catalog.revisions.get(screen.guide.mall, ""),
        notice_to_agree=consent.asked(),
        before=links(saved_before(screen)) if name and not card else Markup(""),
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
