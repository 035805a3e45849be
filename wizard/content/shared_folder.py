"""The folder that editors open where machines share a database: what readers see, and what stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from wizard.content.folder import Trace, place_of, snapshot
from wizard.content.published_tree import published_places, published_tree
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.content.tree import Tree, name_of, tree_in, written
from wizard.db.engine import reading
from wizard.db.queries import guide_fragments, guide_pictures, releases
from wizard.guide.screenshots import FOLDER as IMAGES


@dataclass(frozen=True)
class Made:
    """A folder that was written, and of what.

    Attributes:
        number: of the release.
        names: of the pictures that were put in for texts on their way.
        fragments: that were published for every machine: name -> when.
        own: this machine's folder as it was.

    """

    number: int
    names: frozenset[str]
    fragments: Mapping[str, str]
    own: Trace
    place: Path


@dataclass
class SharedFolder:
    """Written on this machine whenever what it is made of has changed; a picture more is one file more to write.

    Attributes:
        own: this machine's folder.

    """

    own: Path
    release_store: ReleaseStore
    _made: Made | None = field(default=None, repr=False)

    def path(self) -> Path:
        """Give it as it is now: every text that readers see, this machine's samples, every picture and fragment."""
        own, made = snapshot(self.own), self._made
        with reading(self.release_store.engine) as connection:
            number = releases.newest_number(connection)
            names = frozenset(guide_pictures.names(connection) if number else ())
            fragments = guide_fragments.editions(connection) if number else {}
        if not number:
            return self.own
        if made and made == Made(number, names, fragments, own, made.place) and made.place.is_dir():
            return made.place
        is_same = made is not None and made.fragments == fragments
        more = self._with_more(number, names, own) if is_same else {}
        place = self._written(more or self._whole(number, names))
        self._made = Made(number, names, fragments, own, place)
        return place

    def with_changes(self, release: Release, mine: Tree, changed: Tree) -> Path:
        """Give what readers see with this machine's changes over it, in a folder to be read."""
        return self._written({**_beside(mine), **self._shown(release), **changed})

    def _with_more(self, number: int, names: frozenset[str], own: Trace) -> Tree:
        """Give what was written with the pictures that came since; nothing, if anything else changed."""
        made = self._made
        if made is None or (made.number, made.own) != (number, own) or not made.names < names:
            return {}
        there = tree_in(made.place)
        is_whole = name_of(there) == made.place.name
        return {**self._put_in(names - made.names), **there} if is_whole else {}

    def _whole(self, number: int, names: Iterable[str]) -> Tree:
        """Read everything anew."""
        shown = self._shown(self.release_store.release(number))
        return {**_beside(tree_in(self.own)), **self._put_in(names), **self._kept(), **shown}

    def _kept(self) -> Tree:
        """Read the fragments that were published for every machine: a guide's own copy goes before them."""
        with reading(self.release_store.engine) as connection:
            found = guide_fragments.fragments(connection)
        return {place_of(one.name): one.text.encode() for one in found}

    def _put_in(self, names: Iterable[str]) -> Tree:
        with reading(self.release_store.engine) as connection:
            found = guide_pictures.pictures(connection, names)
        return {f"{IMAGES}/{picture.name}": picture.data for picture in found}

    def _shown(self, release: Release) -> Tree:
        with reading(self.release_store.engine) as connection:
            return published_tree(connection, published_places(connection, release))

    def _written(self, tree: Tree) -> Path:
        home = self.release_store.local.home / "folders"
        return written(tree, home, self._made.place if self._made else None)


def is_beside(place: str) -> bool:
    """Say whether a file is of no guide until one names it: a picture, a fragment, a sample."""
    return "/" in place


def _beside(mine: Tree) -> Tree:
    """Give what this machine has beside the texts."""
    return {place: data for place, data in mine.items() if is_beside(place)}
