"""Where a page stands: what differs between the public site and a preview of it.

A reader's view never asks which of the two it is; it takes what it needs from here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from flask import g, has_app_context

from wizard.guide.journey import Journey
from wizard.services.account_views import AccountCard
from wizard.web import account_names, sessions
from wizard.web.state import state

GUIDES = "/guides"
"""The address under which the public guides stand."""


def own_cards(journey: Journey) -> Sequence[AccountCard]:
    """Give the accounts of whom the page is shown to: nobody's but a seller's own."""
    seller, since = sessions.known_seller(), sessions.sees_from()
    if not seller:
        return ()
    return state().accounts.cards(seller, journey.guide.mall, since, account_names.id_fields())


@dataclass(frozen=True)
class Site:
    """What a page asks of where it stands.

    Attributes:
        guides: the address under which the guides stand.
        images: the address under which `/images` stands.
        outside: the one page to which everything outside the guides leads; "" if each leads to itself.
        cards: gives the accounts that a screen of a journey shows.
        is_counted: whether it is counted how its screens are passed.
        tells_facts: whether the end of a way is told by facts, or as the guide words it.
        shows_messages: whether what waits to be told in this browser is told here.
        shows_staff_link: whether staff are offered to send its screens to a seller.
        banner: what stands above every page; "" for nothing.
        today: where the same screen stands as sellers see it now; "" if this is it, or is for nobody yet.
        theme: "light", "dark" or "" for the reader's own.

    """

    guides: str = GUIDES
    images: str = ""
    outside: str = ""
    cards: Callable[[Journey], Sequence[AccountCard]] = own_cards
    is_counted: bool = True
    tells_facts: bool = True
    shows_messages: bool = True
    shows_staff_link: bool = True
    banner: str = ""
    today: str = ""
    theme: str = ""


PUBLIC = Site()


def site() -> Site:
    """Give the site that this request stands on: the public one, unless a view has put another there."""
    found: Site = g.get("site", PUBLIC) if has_app_context() else PUBLIC
    return found
