"""The folder that editors open where machines share a database: what readers see, and what stands beside it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wizard.content.folder import Trace, place_of, snapshot
from wizard.content.published_tree import published_places, published_tree
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore
from wizard.content.texts_on_way import PicturesOnWay
from wizard.content.tree import Tree, name_of, tree_in, written
from wizard.db.engine import reading
from wizard.db.queries import guide_fragments, guide_pictures, releases
from wizard.guide.fragments import is_fragment
from wizard.guide.screenshots import FOLDER as IMAGES


@dataclass(frozen=True)
class Needed:
    """What the folder is to be made of.

    Attributes:
        number: of the release; 0 before there is one.
        put_in: the names of the pictures that were put in for texts on their way.
        named: the names of others that these texts say: some were published once.
        fragments: that were published for every machine: name -> when.
        own: this machine's folder as it is.

    """

    number: int
    put_in: frozenset[str]
    named: frozenset[str]
    fragments: Mapping[str, str]
    own: Trace

    def is_met_by(self, other: "Needed") -> bool:
        """Say whether what was made of another is what is needed: a picture that is named no more is not missed."""
        return self.named <= other.named and self == replace(other, named=self.named)

    def goes_beyond(self, other: "Needed") -> bool:
        """Say whether all that is needed besides another is pictures."""
        grown = self.put_in >= other.put_in
        return grown and self == replace(other, put_in=self.put_in, named=self.named)


@dataclass(frozen=True)
class Made:
    """A folder that was written, and of what."""

    place: Path
    of: Needed


@dataclass
class SharedFolder:
    """Written on this machine whenever what it is made of has changed; a picture more is one file more to write.

    Attributes:
        own: this machine's folder.

    """

    own: Path
    release_store: ReleaseStore
    _made: Made | None = field(default=None, repr=False)
    _on_way: PicturesOnWay = field(default_factory=PicturesOnWay, repr=False)

    def path(self, typed: str = "") -> Path:
        """Give it as it is now: every text that readers see, this machine's samples, every picture and fragment.

        Args:
            typed: a text that may be kept nowhere yet; the pictures that it names are there, too.

        """
        needed, made = self._needed(typed), self._made
        if not needed.number:
            return self.own
        if made and needed.is_met_by(made.of) and made.place.is_dir():
            return made.place
        place = self._written(self._with_more(needed) or self._whole(needed))
        self._made = Made(place, needed)
        return place

    def with_changes(self, release: Release, mine: Tree, changed: Tree) -> Path:
        """Give what readers see with this machine's changes over it, in a folder to be read."""
        return self._written({**_beside(mine), **self._shown(release), **changed})

    def _needed(self, typed: str) -> Needed:
        own = snapshot(self.own)
        with reading(self.release_store.engine) as connection:
            number = releases.newest_number(connection)
            if not number:
                return Needed(0, frozenset(), frozenset(), {}, own)
            put_in = frozenset(guide_pictures.names(connection))
            named = self._on_way.names(connection, typed) - put_in
            return Needed(number, put_in, named, guide_fragments.editions(connection), own)

    def _with_more(self, needed: Needed) -> Tree:
        """Give what was written with the pictures that are needed since; nothing, if anything else changed."""
        made = self._made
        if made is None or not needed.goes_beyond(made.of):
            return {}
        there = tree_in(made.place)
        if name_of(there) != made.place.name:
            return {}
        more = self._put_in(needed.put_in - made.of.put_in)
        return {**self._once_published(needed.named, there), **more, **there}

    def _whole(self, needed: Needed) -> Tree:
        """Read everything anew."""
        shown = self._shown(self.release_store.release(needed.number))
        own, put_in = _beside(tree_in(self.own)), self._put_in(needed.put_in)
        once = self._once_published(needed.named, {**own, **shown})
        return {**_standing({**once, **own, **put_in, **self._kept()}), **shown}

    def _once_published(self, named: Iterable[str], there: Tree) -> Tree:
        """Read the pictures that texts on their way name and that are not there: as they were published last."""
        missing = {f"{IMAGES}/{name}" for name in named} - there.keys()
        if not missing:
            return {}
        with reading(self.release_store.engine) as connection:
            return published_tree(connection, releases.last_digests(connection, missing))

    def _kept(self) -> Tree:
        """Read the fragments as they were published for every machine, or withdrawn; a guide's own copy goes before."""
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


def _standing(tree: Tree) -> Tree:
    """Leave out the fragments that were withdrawn, whichever machine's folder has them."""
    return {place: data for place, data in tree.items() if data or not is_fragment(place)}
