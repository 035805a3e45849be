"""What differs between two releases, in words; and how a page names a release."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flask import abort

from wizard.content.changed_editions import changes_between
from wizard.content.folder import CONSTANTS
from wizard.content.release import Release, changes
from wizard.errors import NotFoundError
from wizard.guide.changed_words import StepChange
from wizard.services.publishing import Publishing
from wizard.web.state import state


@dataclass(frozen=True)
class GuideChange:
    """What differs in one guide between two releases."""

    mall: str
    old: str
    new: str
    changes: Sequence[StepChange]


def differences(old: Release, new: Release) -> Iterator[GuideChange]:
    """Tell in words what differs between two sets, guide by guide."""
    store = publishing().release_store
    for mall in changes(old, new):
        if mall == CONSTANTS:
            continue
        was, now = store.shown(mall, old), store.shown(mall, new)
        told = changes_between(was, now)
        before, after = (one.revision if one else "" for one in (was, now))
        yield GuideChange(mall, before, after, told)


def read_number(number: str) -> int:
    """Read a release's number; there is no page of what is none."""
    return number_of(number) or abort(404)


def number_of(said: str) -> int:
    """Read a number of ours; 0 for what is none."""
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0


def release_of(number: int) -> Release:
    """Find a release; there is no page of what is none."""
    try:
        return publishing().release_store.release(number)
    except NotFoundError:
        abort(404)


def publishing() -> Publishing:
    """Give what publishes here."""
    return state().services.publishing
