"""The accounts that the seller who is here saved for a mall before: named in a form for one more."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, g, url_for

from wizard.errors import DatabaseError
from wizard.services.account_views import AccountCard
from wizard.web.account_names import name_of
from wizard.web.screen import Screen
from wizard.web.site import own_cards, site

MOST = 3
"""So many are named; /my shows all."""


@dataclass(frozen=True)
class SavedBefore:
    """An account of the same mall: by what its seller knows it, and where it is corrected."""

    name: str
    address: str


def saved_before(screen: Screen) -> tuple[SavedBefore, ...]:
    """Give the newest of them, oldest first; none in a preview. A request reads them once."""
    if site().outside:
        return ()
    read: dict[str, tuple[SavedBefore, ...]] = g.setdefault("saved_before", {})
    mall = screen.guide.mall
    if mall not in read:
        read[mall] = tuple(
            SavedBefore(name_of(card, screen.guide), url_for("accounts.show", account_id=card.id))
            for card in _read(screen)[-MOST:]
        )
    return read[mall]


def _read(screen: Screen) -> Sequence[AccountCard]:
    try:
        return own_cards(screen.journey)
    except DatabaseError as error:  # the form matters more than what stands beside it
        current_app.logger.warning("accounts saved before were not read: %s", error)
        return ()
