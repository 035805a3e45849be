"""The accounts that the seller who is here saved for a mall before: named in a form for one more."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import current_app, g, url_for
from markupsafe import Markup

from wizard.errors import DatabaseError
from wizard.guide.model import Guide
from wizard.services.account_views import NamedAccount
from wizard.web import sessions
from wizard.web.account_names import name_of, named_by
from wizard.web.screen import Screen
from wizard.web.site import site
from wizard.web.state import state

MOST = 3
"""So many are named; /my shows all."""


@dataclass(frozen=True)
class SavedBefore:
    """An account of the same mall: by what its seller knows it, and where it is corrected."""

    name: str
    address: str


def saved_before(screen: Screen) -> tuple[SavedBefore, ...]:
    """Give the newest of them, oldest first; none in a preview. A request reads them once."""
    seller = sessions.known_seller()
    if site().outside or not seller:
        return ()
    read: dict[str, tuple[SavedBefore, ...]] = g.setdefault("saved_before", {})
    mall = screen.guide.mall
    if mall not in read:
        read[mall] = tuple(
            SavedBefore(name_of(one, screen.guide), url_for("accounts.show", account_id=one.id))
            for one in _read(seller, screen.guide)
        )
    return read[mall]


def links(found: Sequence[SavedBefore]) -> Markup:
    """Give the ways to them; "" for none."""
    one = Markup(' <a href="{}">{}</a>')
    return Markup(",").join(one.format(before.address, before.name) for before in found)


def _read(seller: str, guide: Guide) -> Sequence[NamedAccount]:
    try:
        return state().accounts.newest_named(
            seller, guide.mall, named_by(guide), MOST, sessions.sees_from()
        )
    except DatabaseError as error:  # the form matters more than what stands beside it
        current_app.logger.warning("accounts saved before were not read: %s", error)
        return ()
