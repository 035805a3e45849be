"""What a seller may be told by, as pages offer it: the channels that there are, and what they said of each."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.messaging.channel import CHANNELS, EMAIL, MOBILE, TALK
from wizard.reminding.consent import TEXT, VERSION
from wizard.services.message_consents import BY_STAFF, MessageConsent
from wizard.web import sessions
from wizard.web.state import state

TITLE = {"talk": "카카오톡 (안 되면 문자)", "email": "이메일"}


@dataclass(frozen=True)
class Offer:
    """One channel.

    Attributes:
        text: what is agreed to, of this version.
        is_on: whether the seller agreed, for where it would go now.
        to: where it goes: a phone number, or an address of e-mail.
        is_moved: they agreed for another number than is theirs now.
        can_be_on: there is such a channel, and it can reach them.
        is_unconfirmed: they agreed for an address that nobody has shown to be theirs.
        is_asked: a letter with digits is on its way there.
        is_refused: the last letter with digits was not taken there.
        stopped_at: when the staff turned it off; None if they did not.

    """

    channel: str
    title: str
    text: str
    version: str
    is_on: bool
    to: str
    is_moved: bool
    can_be_on: bool
    is_unconfirmed: bool = False
    is_asked: bool = False
    is_refused: bool = False
    stopped_at: datetime | None = None


def offers() -> Sequence[Offer]:
    """Give the channels that the seller who is here may choose from: none to who may not see all of theirs."""
    seller_id = sessions.known_seller()
    if seller_id is None or sessions.sees_from():
        return ()
    consents = state().services.message_consents
    said = consents.of(seller_id)
    phone = str(state().services.sellers.firm(seller_id).phone)
    found = [_offer(name, said.get(name), phone, consents.channels) for name in CHANNELS]
    return [
        one for one in found if one.can_be_on or one.is_on or one.is_moved or one.is_unconfirmed
    ]


def open_offers() -> Sequence[Offer]:
    """Give those that the seller has not agreed to: what the page after saving asks."""
    return [one for one in offers() if one.can_be_on and not (one.is_on or one.is_unconfirmed)]


def _offer(name: str, said: MessageConsent | None, phone: str, channels: Collection[str]) -> Offer:
    is_given = said is not None and said.is_given
    is_moved = said is not None and is_given and name == TALK and said.phone != phone
    is_unconfirmed = said is not None and is_given and name == EMAIL and not said.confirmed_at
    return Offer(
        channel=name,
        title=TITLE[name],
        text=TEXT[name],
        version=VERSION,
        is_on=is_given and not is_moved and not is_unconfirmed,
        to=phone if name == TALK else said.email if said else "",
        is_moved=is_moved,
        can_be_on=name in channels and (name != TALK or bool(MOBILE.fullmatch(phone))),
        is_unconfirmed=is_unconfirmed,
        is_asked=is_unconfirmed and bool(said and said.code),
        is_refused=is_unconfirmed and bool(said and said.code_at and not said.code),
        stopped_at=said.at if said and not is_given and said.act == BY_STAFF else None,
    )
