"""What a seller saved for another mall and may use in this form: offered by one press, a hidden value never shown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import ClassVar

from flask import current_app, g

from wizard.errors import DatabaseError, NotFoundError
from wizard.forms.submission import Submission
from wizard.services.reused_values import SavedValue, Source
from wizard.steps import Credentials
from wizard.steps.fields import AnyField, TextField
from wizard.web import sessions
from wizard.web.state import state

ACTION = "reuse:"
GONE = "다른 쇼핑몰에서 가져올 값을 찾지 못했어요. 그 계정이 지워졌을 수 있어요. 이 칸에 직접 적어 주세요."
UNFIT = "{}에 저장해 둔 값은 이 칸에 맞지 않아요. {}"


@dataclass(frozen=True)
class Offer:
    """A value that was saved for another mall.

    Attributes:
        action: what its button does.
        words: what its button says.

    """

    saved: SavedValue
    title: str
    action: str

    NO: ClassVar[str] = "쓰지 않고 직접 적기"

    @property
    def words(self) -> str:
        """What the button says."""
        return f"{self.title}에 적은 값 쓰기 ({self.saved.tail})"

    @property
    def receipt(self) -> str:
        """What is said once it is used."""
        return f"{self.title}에 저장해 둔 값({self.saved.tail})을 써요. 저장할 때 이 계정에 따로 잠가 넣어요."


@dataclass(frozen=True)
class Taken:
    """What a form takes of other malls, in boxes that it left empty.

    Attributes:
        offers: field -> the offer that was chosen for it.
        values: field -> the hidden value itself, to be judged and saved, and never drawn.
        gone: fields for which something was chosen that is not to be had any more.

    """

    offers: Mapping[str, Offer] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict, repr=False)
    gone: frozenset[str] = frozenset()

    def as_read(self, read: Submission) -> "Taken":
        """Give it with the values as a form keeps them, of the boxes that it asks for."""
        asked = {name: read.values[name] for name in self.values if name in read.values}
        return replace(self, values=asked, gone=self.gone & read.values.keys())

    def hidden_in(self, read: Submission) -> Submission:
        """Give a form that was read with these values without them, and with words for what is wrong with them."""
        taken = self.values.keys()
        unfit = {n: self._unfit(n, text) for n, text in read.errors.items() if n in taken}
        odd = {n: self._unfit(n, text) for n, text in read.warnings.items() if n in taken}
        return replace(
            read,
            values={name: "" if name in taken else one for name, one in read.values.items()},
            receipts={name: texts for name, texts in read.receipts.items() if name not in taken},
            errors={**read.errors, **unfit, **dict.fromkeys(self.gone, GONE)},
            warnings={**read.warnings, **odd},
        )

    def _unfit(self, name: str, text: str) -> str:
        return UNFIT.format(self.offers[name].title, text)


def offers(step: Credentials, name: str) -> tuple[Offer, ...]:
    """Give what may be used again in a box by the seller who is here; nothing sealed for a box that is stored in the open."""
    what, seller = step.fields[name], sessions.known_seller()
    source = _source(what)
    guide = state().catalog.guides.get(source[0]) if source else None
    if source is None or guide is None or seller is None:
        return ()
    return tuple(
        Offer(one, guide.title, f"{ACTION}{name}:{one.place.account_id}")
        for one in _saved(seller, step).get(source, ())
        if one.value or what.secret
    )


def offers_anything(step: Credentials) -> bool:
    """Say whether a form is drawn otherwise for the seller who is here, who has something to use again."""
    return any(offers(step, name) for name in step.fields)


def pressed(step: Credentials, raw: Mapping[str, str]) -> dict[str, str]:
    """Give what stands in the form after a press on such a button; nothing for another press."""
    name, account_id = _button(raw)
    if name not in step.fields:
        return {}
    offer = _of_account(step, name, account_id)
    if account_id and offer is None:
        return {_key(name): account_id}
    if offer and offer.saved.value:
        return {name: offer.saved.value, _key(name): ""}
    return {name: "", _key(name): account_id}


def taken(step: Credentials, raw: Mapping[str, str]) -> Taken:
    """Give what a form takes for boxes left empty: only what is offered to who is here."""
    chosen = {name: raw[_key(name)] for name in step.fields if raw.get(_key(name))}
    empty = {name: one for name, one in chosen.items() if not raw.get(name)}
    found = {name: _of_account(step, name, one) for name, one in empty.items()}
    offered = {name: offer for name, offer in found.items() if offer and not offer.saved.value}
    values = {name: value for name, offer in offered.items() if (value := _opened(offer))}
    gone = empty.keys() - values.keys()
    if _button(raw)[0] in chosen.keys() - values.keys():
        gone |= {_button(raw)[0]}
    return Taken({name: offered[name] for name in values}, values, frozenset(gone))


def carried(step: Credentials, found: Taken, raw: Mapping[str, str]) -> dict[str, str]:
    """Give the hidden inputs of what was chosen and is not drawn by its offer."""
    keys = {_key(name) for name in step.fields if name not in found.offers}
    return {key: raw[key] for key in keys if raw.get(key)}


def _button(raw: Mapping[str, str]) -> tuple[str, str]:
    """Give of which box and which account such a button was pressed; "" for another press."""
    action = raw.get("action", "")
    if not action.startswith(ACTION):
        return "", ""
    name, _, account_id = action.removeprefix(ACTION).partition(":")
    return name, account_id


def _opened(offer: Offer) -> str:
    """Open the value of an offer; "" if it is gone at this moment."""
    try:
        return state().services.reused_values.open(
            sessions.known_seller() or "", offer.saved.place, sessions.sees_from()
        )
    except (NotFoundError, DatabaseError):
        return ""


def _key(name: str) -> str:
    return f"{name}.reuse"


def _of_account(step: Credentials, name: str, account_id: str) -> Offer | None:
    found = offers(step, name)
    return next((one for one in found if one.saved.place.account_id == account_id), None)


def _source(what: AnyField) -> Source | None:
    reuse = what.reuse if isinstance(what, TextField) else None
    return (reuse.mall, reuse.field) if reuse else None


def _saved(seller: str, step: Credentials) -> Mapping[Source, Sequence[SavedValue]]:
    """Give what all the boxes of a form may use again; a request reads it once."""
    wanted = frozenset(filter(None, map(_source, step.fields.values())))
    read: dict[object, Mapping[Source, Sequence[SavedValue]]] = g.setdefault("reused_values", {})
    if (seller, wanted) not in read:
        read[seller, wanted] = _read(seller, wanted)
    return read[seller, wanted]


def _read(seller: str, wanted: frozenset[Source]) -> Mapping[Source, Sequence[SavedValue]]:
    try:
        return state().services.reused_values.of(seller, wanted, sessions.sees_from())
    except DatabaseError as error:  # the form matters more than the offer
        current_app.logger.warning("values to use again were not read: %s", error)
        return {}
