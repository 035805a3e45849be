"""What a text that is not published yet makes of the guides: what differs for readers, and whom it touches."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.content.changed_editions import changes_between
from wizard.content.edition import Edition
from wizard.guide.changed_words import StepChange
from wizard.guide.effects import Effects
from wizard.web.state import state


@dataclass(frozen=True)
class ChangedGuide:
    """One guide that a text makes another of.

    Attributes:
        effects: what it does to people; None for a guide that readers do not have yet.
        changes: what differs from what readers see, in words.

    """

    mall: str
    title: str
    effects: Effects | None
    changes: Sequence[StepChange]


def changed_guides(edition: Edition) -> list[ChangedGuide]:
    """Hold the guides that a text makes against what readers see; a shared text's only where they differ."""
    publishing = state().services.publishing
    release = publishing.release_store.newest()
    found = []
    for mall, new in edition.guides.items():
        shown = publishing.release_store.shown(mall, release) if release else None
        changes = changes_between(shown, new)
        if changes or mall == edition.name:
            effects = publishing.effects.of(release, mall, new.guide)
            found.append(ChangedGuide(mall, new.guide.title, effects, changes))
    return found
