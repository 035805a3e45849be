"""The credential form: shown, read, shown again with what to correct, saved."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from flask import Response, current_app, request, session

from wizard import business, submission
from wizard.cleaning import clean
from wizard.desk.cards import AccountCard
from wizard.desk.drafts import Draft, NewSeller
from wizard.errors import KeysError
from wizard.steps import Credentials
from wizard.steps.base import Answers
from wizard.steps.fields import AnyField, ChoiceField, TextField
from wizard.submission import Submission
from wizard.web import kept
from wizard.web.context import house
from wizard.web.htmx import render
from wizard.web.screens import Screen, address

SELLER_FIELDS = ("seller_name", "seller_number", "seller_phone")
CLOSED = "지금은 저장할 수 없어요. 적어 주신 내용은 아직 저장되지 않았어요. 잠시 뒤에 다시 눌러 주시거나 전화해 주세요."
STALE = "화면을 연 지 오래되어 한 번 더 확인이 필요해요. 저장 버튼을 다시 눌러 주세요."
TOO_OFTEN = "짧은 시간에 여러 번 눌렸어요. 적은 내용은 그대로 있으니, 1분 뒤에 다시 눌러 주세요."
BY_LINK_ONLY = (
    "여기서는 담당자가 보낸 링크로 들어와야 저장할 수 있어요. 전화로 링크를 요청해 주세요."
)
WHO_AGAIN = "사업자 정보를 찾지 못했어요. 상호, 사업자등록번호, 연락처를 다시 적고 저장해 주세요."


@dataclass(frozen=True)
class Box:
    """One input as the template draws it.

    Attributes:
        value: what was typed, shown again; always "" for a secret.
        kept: what was typed into a secret, sealed; sent back by the form so nobody types twice.
        tail: the masked end of the value that is stored; it stays if the box is left empty.
        insists: the digest by which a second press confirms an odd value.

    """

    name: str
    what: AnyField
    value: str = ""
    kept: str = ""
    tail: str = ""
    error: str = ""
    warning: str = ""
    insists: str = ""
    receipts: tuple[str, ...] = ()
    find: str = ""


@dataclass(frozen=True)
class FormView:
    """The whole form as the template draws it."""

    boxes: list[Box]
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

    @property
    def errors(self) -> list[tuple[str, str, str]]:
        """Give (input id, label, what to do) for each fault, in the order of the screen."""
        labels = {
            "seller_name": "상호",
            "seller_number": "사업자등록번호",
            "seller_phone": "연락처",
        }
        firm = [(name, labels[name], text) for name, text in self.firm_errors.items()]
        own = [(box.name, box.what.label, box.error) for box in self.boxes if box.error]
        return firm + own


@dataclass(frozen=True)
class Posted:
    """A form as it came in."""

    read: Submission
    insisted: frozenset[str]
    firm_errors: Mapping[str, str]

    @property
    def doubts(self) -> dict[str, str]:
        """The odd values that the seller has not insisted on yet."""
        return {n: text for n, text in self.read.warnings.items() if n not in self.insisted}


def show(screen: Screen, card: AccountCard | None = None, push: str = "") -> Response:
    """Show the form, empty but for what the address answers."""
    view = _view(screen, card, None)
    return render("guide/step.html", push=push, screen=screen, form=view)


def show_again(
    screen: Screen, posted: Posted, card: AccountCard | None, status: int, notice: str = ""
) -> Response:
    """Show the form with everything typed still in it, and what to do about it."""
    view = _view(screen, card, posted, notice)
    return render("guide/step.html", status, screen=screen, form=view, problem=status >= 400)


def receive(screen: Screen, card: AccountCard | None) -> Posted:
    """Read the form that was posted, with the secrets it brings back sealed."""
    step = _step(screen)
    raw = dict(request.form.items())
    for name in step.fields:
        if not raw.get(name) and (token := raw.get(f"{name}.kept")):
            raw[name] = kept.restore(token, _place(screen, name))
    read = submission.read(
        step,
        raw,
        screen.journey.answers,
        today=datetime.now(UTC).date(),
        keeps=frozenset(card.tails) if card else frozenset(),
    )
    insisted = frozenset(
        name
        for name in read.warnings
        if _is_insisted(raw.get(f"{name}.sure", ""), name, read.values[name])
    )
    firm_errors = business.problems(raw) if _asks_seller() else {}
    return Posted(read, insisted, firm_errors)


def draft(screen: Screen, posted: Posted, card: AccountCard | None = None) -> Draft:
    """Make of a faultless form what the desk takes in; `card` is the account it replaces."""
    step, read = _step(screen), posted.read
    guide = screen.guide
    return Draft(
        mall=guide.mall,
        step_id=step.id,
        revision=house().shelf.revisions[guide.mall],
        answers=read.answers,
        form_token=_form_token(request.form.get("form_token", "")),
        values=read.values,
        asked=frozenset(read.values),
        open_names=frozenset(n for n in read.values if not step.fields[n].secret),
        expires_on=submission.expiry(step, _with_stored(read.values, card)),
    )


def _with_stored(values: Mapping[str, str], card: AccountCard | None) -> dict[str, str]:
    """Fill the boxes left empty with what is stored in the open."""
    stored = card.tails if card else {}
    return {name: value or stored.get(name, "") for name, value in values.items()}


def seller() -> str | NewSeller:
    """Give the seller of this session, or the firm that starts by itself with this form."""
    if known := _known_seller():
        return known
    return NewSeller(
        name=clean(request.form["seller_name"]).value,
        business_number=business.digits(request.form["seller_number"]),
        phone=business.digits(request.form["seller_phone"]),
    )


def receipts(screen: Screen, posted: Posted) -> list[str]:
    """Say what was cleaned away, field by field."""
    fields = _step(screen).fields
    return [
        f"{fields[name].label}: {text}"
        for name, texts in posted.read.receipts.items()
        for text in texts
    ]


def _view(
    screen: Screen, card: AccountCard | None, posted: Posted | None, notice: str = ""
) -> FormView:
    step = _step(screen)
    answers = posted.read.answers if posted else screen.journey.answers
    asked = step.asked(answers)
    boxes = [_box(screen, name, what, card, posted) for name, what in asked.items()]
    name = _seller_name()
    return FormView(
        boxes=boxes,
        rows=_rows(step, answers, posted),
        action=f"/accounts/{card.id}" if card else screen.here,
        token=request.form.get("form_token") or secrets.token_urlsafe(16),
        card=card,
        seller=name,
        asks_seller=_asks_seller(),
        firm={name: request.form.get(name, "") for name in SELLER_FIELDS},
        firm_errors=posted.firm_errors if posted else {},
        notice=notice or _closed(),
        is_uncertain=bool(posted and posted.doubts),
        carried=_carried(step, asked),
    )


def _box(
    screen: Screen, name: str, what: AnyField, card: AccountCard | None, posted: Posted | None
) -> Box:
    find = address(screen.guide.mall, what.find, screen.journey.answers) if what.find else ""
    tail = card.tails.get(name, "") if card else ""
    answers = posted.read.answers if posted else screen.journey.answers
    if isinstance(what, ChoiceField):
        error = posted.read.errors.get(name, "") if posted else ""
        return Box(name, what, value=answers.get(name, ("",))[0], error=error, find=find)
    if posted is None:
        return Box(name, what, value="" if what.secret else tail, tail=tail, find=find)
    read, is_secret = posted.read, what.kind == "secret"
    value, warning = read.values.get(name, ""), read.warnings.get(name, "")
    return Box(
        name,
        what,
        value="" if is_secret else value,
        kept=kept.keep(value, _place(screen, name)) if is_secret and value else "",
        tail=tail,
        error=read.errors.get(name, ""),
        warning=warning,
        insists=_digest(name, value) if warning else "",
        receipts=read.receipts.get(name, ()),
        find=find,
    )


def _rows(
    step: Credentials, answers: Answers, posted: Posted | None
) -> list[list[tuple[str, str, str]]]:
    """Give the rows as 아임셀러 will show them: (column, what stands there, field id)."""
    values = posted.read.values if posted else {}
    return [
        [
            (column, _cell(step.fields[name], values.get(name) or _option(answers, name)), name)
            for column, name in row.cells.items()
        ]
        for row in step.registered(answers)
    ]


def _option(answers: Answers, name: str) -> str:
    """Give the option chosen for a choice of the form; "" for anything else."""
    return answers.get(name, ("",))[0]


def _cell(what: AnyField, value: str) -> str:
    if not value:
        return f"({what.label})"
    if isinstance(what, ChoiceField):
        return what.options[value].label
    return "••••••" if isinstance(what, TextField) and what.kind == "secret" else value


def _carried(step: Credentials, asked: Mapping[str, AnyField]) -> dict[str, str]:
    """Keep what was typed into a box that is not asked for now, in case the answer changes back."""
    return {
        name: request.form[name]
        for name, what in step.fields.items()
        if name not in asked and what.kind != "secret" and request.form.get(name)
    }


def _step(screen: Screen) -> Credentials:
    if not isinstance(screen.step, Credentials):
        raise TypeError(screen.step.id)
    return screen.step


def _closed() -> str:
    """Say that nothing can be saved now, if so."""
    try:
        house().accounts.vault.ring()
    except KeysError as error:
        current_app.logger.error("saving is closed: %s", error)
        return CLOSED
    return "" if may_save() else BY_LINK_ONLY


def may_save() -> bool:
    """Say whether this reader is a seller, or may become one here."""
    return _known_seller() is not None or house().settings.self_start


def _known_seller() -> str | None:
    found: str | None = session.get("seller")
    return found


def _seller_name() -> str | None:
    """Give the seller's 상호; forget a seller whose record is gone."""
    known = _known_seller()
    name = house().accounts.seller_name(known) if known else None
    if known and name is None:
        forget_seller()
    return name


def forget_seller() -> None:
    """Let this browser start again as a new seller."""
    session.pop("seller", None)


def _asks_seller() -> bool:
    return _known_seller() is None and house().settings.self_start


def visitor() -> str:
    """Give this browser's own random name, which binds what its forms bring back."""
    if "visitor" not in session:
        session["visitor"] = secrets.token_urlsafe(16)
    return str(session["visitor"])


def _place(screen: Screen, name: str) -> tuple[str, ...]:
    return (f"kept {visitor()}", screen.guide.mall, screen.step.id, name)


def _form_token(token: str) -> str:
    """Name one showing of a form, in this browser only."""
    return hashlib.sha256(f"{visitor()}\0{token}".encode()).hexdigest()


def _is_insisted(sure: str, name: str, value: str) -> bool:
    return hmac.compare_digest(sure.encode(), _digest(name, value).encode())


def _digest(name: str, value: str) -> str:
    """Name an odd value without telling it, so that insisting holds for this value only."""
    key = str(current_app.secret_key).encode()
    return hmac.new(key, f"{visitor()}\0{name}\0{value}".encode(), "sha256").hexdigest()[:32]
