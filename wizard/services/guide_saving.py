"""Where an editor's text goes, as it is saved, and what they say to that."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Protocol

from sqlalchemy import Connection

from wizard.content.edition import Edition
from wizard.services.job_handlers import Write, nothing
from wizard.services.published import Published
from wizard.services.publishing import Publishing
from wizard.services.publishing_effects import Accepted


@dataclass(frozen=True)
class Saved:
    """What saving came to.

    Attributes:
        revision: of what was saved; "" if the file said the same already.
        published: what publishing came to; None if it has to be tried again.
        parts: of the release, that are made of the text.

    """

    revision: str
    published: Published | None
    parts: Collection[str] = ()

    @property
    def is_left_out(self) -> bool:
        """Say whether something is wrong by now with a guide that the text is a part of."""
        return self.published is not None and not self.published.faults.keys().isdisjoint(
            self.parts
        )

    @property
    def loses(self) -> bool:
        """Say whether it was not published because sellers would lose what they saved."""
        return self.published is not None and not set(self.published.losing).isdisjoint(self.parts)

    @property
    def is_held(self) -> bool:
        """Say whether readers do not see it because it was rolled back."""
        held = self.published.release.held if self.published else {}
        return bool(self.parts) and held.keys() >= set(self.parts)


@dataclass(frozen=True)
class Word:
    """What an editor says as they publish.

    Attributes:
        accepted: the digest of what they have seen that sellers lose; "" for nothing.
        note: why, for the history; may be empty.
        insists: publish though the file says the same already: it was rolled back, or left out.
        first: what is looked at as the text is written down; what it raises keeps it from being written.
        also: what is written with the release, in its transaction; what it raises undoes that.

    """

    accepted: str = ""
    note: str = ""
    insists: bool = False
    first: Write = field(default=nothing, repr=False)
    also: Write = field(default=nothing, repr=False)

    def whole(self, connection: Connection) -> None:
        """Look and write at once, where text and release are one."""
        self.first(connection)
        self.also(connection)


SILENT = Word()


class Saving(Protocol):
    """A way to save."""

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save a text over the very one that it was begun on; see `Editing.save`."""


def accepted_by(publishing: Publishing, edition: Edition, word: Word) -> Accepted:
    """Give the losses that an editor has seen; raise `LossError` if there are others."""
    newest = publishing.release_store.newest()
    return publishing.effects.accepted(newest, edition, word.accepted)
