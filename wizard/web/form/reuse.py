"""What a seller saved for another mall and may use in this form: offered by one press, a hidden value never shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import current_app

from wizard.errors import DatabaseError
from wizard.services.reused_values import Place, SavedValue
from wizard.steps import Credentials
from wizard.steps.fields import AnyField, TextField
from wizard.web import sessions
from wizard.web.state import state

ACTION = "reuse:"
GONE = "다른 쇼핑몰에서 가져올 값을 찾지 못했어요. 그 계정이 지워졌을 수 있어요. 적은 내용은 그대로 있어요. 그 칸에 직접 적어 주세요."


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


def offers(name: str, what: AnyField) -> tuple[Offer, ...]:
    """Give what may be used again in a box by the seller who is here; nothing sealed for a box that is stored in the open."""
    seller = sessions.known_seller()
    if not isinstance(what, TextField) or what.reuse is None or seller is None:
        return ()
    guide = state().catalog.guides.get(what.reuse.mall)
    saved = _saved(seller, what.reuse.mall, what.reuse.field) if guide else ()
    return tuple(
        Offer(one, guide.title if guide else "", f"{ACTION}{name}:{one.place.account_id}")
        for one in saved
        if one.value or what.secret
    )


def offers_anything(step: Credentials) -> bool:
    """Say whether a form is drawn otherwise for the seller who is here, who has something to use again."""
    return any(offers(name, what) for name, what in step.fields.items())


def pressed(step: Credentials, raw: Mapping[str, str]) -> dict[str, str]:
    """Give what stands in the form after a press on such a button; nothing for another press."""
    if not raw.get("action", "").startswith(ACTION):
        return {}
    name, _, account_id = raw["action"].removeprefix(ACTION).partition(":")
    if name not in step.fields:
        return {}
    offer = _of_account(name, step.fields[name], account_id)
    if offer and offer.saved.value:
        return {name: offer.saved.value, _key(name): ""}
    return {name: "", _key(name): account_id if offer else ""}


def chosen(step: Credentials, raw: Mapping[str, str]) -> dict[str, Offer]:
    """Give the hidden values that a form uses in boxes left empty: only what is offered to who is here."""
    found = {
        name: _of_account(name, what, raw[_key(name)])
        for name, what in step.fields.items()
        if raw.get(_key(name)) and not raw.get(name)
    }
    return {name: offer for name, offer in found.items() if offer and not offer.saved.value}


def places(found: Mapping[str, Offer]) -> dict[str, Place]:
    """Give where the values stand that a form uses."""
    return {name: offer.saved.place for name, offer in found.items()}


def _key(name: str) -> str:
    return f"{name}.reuse"


def _of_account(name: str, what: AnyField, account_id: str) -> Offer | None:
    found = offers(name, what)
    return next((one for one in found if one.saved.place.account_id == account_id), None)


def _saved(seller: str, mall: str, field: str) -> tuple[SavedValue, ...]:
    try:
        return tuple(state().services.reused_values.of(seller, mall, field, sessions.sees_from()))
    except DatabaseError as error:  # the form matters more than the offer
        current_app.logger.warning("values to use again were not read: %s", error)
        return ()
