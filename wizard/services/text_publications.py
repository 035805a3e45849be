"""In which release a text of the folder was published: what is told to who presses again."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

from wizard.content.folder import place_of
from wizard.content.release import Release, changes
from wizard.content.release_store import ReleaseStore
from wizard.content.tree import part_of
from wizard.services.guide_files import digest_of as base_of
from wizard.services.reviews import digest_of

LOOKED_AT = 24
"""How many releases back it is looked for: who presses again does so soon."""


@dataclass(frozen=True)
class TextPublications:
    """Finds publications by what they published."""

    release_store: ReleaseStore

    def of_shown(self, name: str, by: str, digest: str) -> Release | None:
        """Find the release by which somebody published a text that they were shown under this digest."""
        return next(
            (
                made
                for made, before, after in self._changes(name)
                if made.by == by
                and digest in {digest_of(after.decode(), base_of(one)) for one in (before, after)}
            ),
            None,
        )

    def of_text(self, name: str, text: str) -> Release | None:
        """Find the release that brought the text to the readers, if it is the one that they see."""
        made, _, after = next(self._changes(name), (None, None, b""))
        return made if after == text.encode() else None

    def _changes(self, name: str) -> Iterator[tuple[Release, bytes | None, bytes]]:
        """Give the releases that changed a text, newest first: with what it said before, and since."""
        store, place = self.release_store, place_of(name)
        part = part_of(place)
        for made, earlier in pairwise(islice(store.releases(), LOOKED_AT + 1)):
            changed = changes(earlier, made)
            if part in changed if part else changed:
                before, after = store.text(earlier, place), store.text(made, place)
                if after is not None and before != after:
                    yield made, before, after
