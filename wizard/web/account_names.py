"""By what a seller knows one account from another of the same mall: their own words, or the shape of its ID."""

from collections.abc import Mapping

from wizard.guide.model import Guide
from wizard.korean.calendar import write_day
from wizard.services.account_views import UNSEEN, AccountCard, NamedAccount
from wizard.steps import Credentials
from wizard.steps.fields import TextField
from wizard.web.state import state


def id_fields() -> dict[str, frozenset[str]]:
    """Name, for each mall, the boxes of which a seller may see the shape: all but the secret ones."""
    guides, last = state().catalog.guides, _LAST.get("last")
    if last is None or last[0] is not guides:
        last = (guides, {mall: frozenset(named_by(guide)) for mall, guide in guides.items()})
        _LAST["last"] = last
    return last[1]


_LAST: dict[str, tuple[Mapping[str, Guide], dict[str, frozenset[str]]]] = {}
"""The guides of which it was last asked, and what was found in them."""


def name_of(card: AccountCard | NamedAccount, guide: Guide) -> str:
    """Give what an account is called: "본점", "wo••••op", or when it was saved if nothing of it may be seen."""
    if card.own_name:
        return card.own_name
    shapes = (card.tails.get(name, "") for name in named_by(guide))
    return next(
        (s for s in shapes if s not in {"", UNSEEN}),
        f"{write_day(card.saved_at)}에 저장한 계정",
    )


def named_by(guide: Guide) -> list[str]:
    """Name the boxes of a mall's forms that may name an account."""
    forms = [step for step in guide.steps if isinstance(step, Credentials)]
    return [
        name
        for form in forms
        for name, what in form.fields.items()
        if isinstance(what, TextField) and what.kind == "text"
    ]
