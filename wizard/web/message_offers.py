"""What a seller may be told by, as pages offer it: the channels that there are, and what they said of each."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.messaging.channel import CHANNELS, MOBILE, TALK
from wizard.reminding.consent import TEXT, VERSION
from wizard.web import sessions
from wizard.web.state import state

TITLE = {"talk": "카카오톡 (안 되면 문자)", "email": "이메일"}


@dataclass(frozen=True)
class Offer:
    """One channel.

    Attributes:
        text: what is agreed to, of this version.
        is_on: whether the seller agreed.
        to: where it goes: a phone number, or an address of e-mail.

    """

    channel: str
    title: str
    text: str
    version: str
    is_on: bool
    to: str


def offers() -> Sequence[Offer]:
    """Give the channels that the seller who is here may choose from: none to who may not see all of theirs."""
    seller_id = sessions.known_seller()
    if seller_id is None or sessions.sees_from():
        return ()
    consents = state().services.message_consents
    said = consents.of(seller_id)
    phone = str(state().services.sellers.firm(seller_id).phone)
    return [
        Offer(
            channel=name,
            title=TITLE[name],
            text=TEXT[name],
            version=VERSION,
            is_on=name in said and said[name].is_given,
            to=phone if name == TALK else said[name].email if name in said else "",
        )
        for name in CHANNELS
        if (name in consents.channels and (name != TALK or MOBILE.fullmatch(phone)))
        or (name in said and said[name].is_given)
    ]


def open_offers() -> Sequence[Offer]:
    """Give those that the seller has not agreed to: what the page after saving asks."""
    return [one for one in offers() if not one.is_on]
