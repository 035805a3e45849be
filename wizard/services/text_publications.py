"""In which release a text of the folder was published: what is told to who presses again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection

from wizard.content.folder import place_of
from wizard.content.published_tree import published_digests
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.content.tree import digest_of as file_digest
from wizard.db.engine import reading
from wizard.db.queries import releases
from wizard.services.guide_files import digest_of as base_of
from wizard.services.reviews import digest_of

LOOKED_AT = 24
"""How many releases back it is looked for: who presses again does so soon."""


@dataclass(frozen=True)
class TextPublications:
    """Finds publications by what they published."""

    release_store: ReleaseStore

    def of_shown(self, name: str, by: Collection[str], digest: str) -> Release | None:
        """Find the release by which one of these published a text that somebody was shown under this digest."""
        with reading(self.release_store.engine) as connection:
            found = [change for change in _changes(connection, name) if change.made.by in by]
            named = {file for change in found for file in (change.before, change.after)}
            files = releases.files(connection, named)
        return next((one.made for one in found if digest in one.shown_as(files)), None)

    def of_text(self, name: str, text: str) -> Release | None:
        """Find the release that brought the text to the readers, if it is the one that they see."""
        with reading(self.release_store.engine) as connection:
            last = next(iter(_changes(connection, name)), None)
        return last.made if last and last.after == file_digest(text.encode()) else None


@dataclass(frozen=True)
class _Change:
    """A release that brought another text, with the digests of what stood there before ("" for nothing) and since."""

    made: Release
    before: str
    after: str

    def shown_as(self, files: Mapping[str, bytes]) -> set[str]:
        """Name the text as it may have been shown: begun on what stood there before, or on itself."""
        before, after = files.get(self.before), files.get(self.after, b"")
        return {digest_of(after.decode(), base_of(one)) for one in (before, after)}


def _changes(connection: Connection, name: str) -> Sequence[_Change]:
    """Give the releases that brought another text, newest first."""
    rows = releases.releases_before(connection, releases.LARGEST, LOOKED_AT + 1)
    found = [Release.of(row) for row in rows]
    digests = published_digests(connection, found, place_of(name))
    steps = pairwise(zip(found, digests, strict=True))
    return [
        _Change(made, before, after)
        for (made, after), (_, before) in steps
        if after and before != after
    ]
