"""Several machines: the database has the texts, and each machine's folder brings what is changed in it."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from wizard.content.folder import CONSTANTS
from wizard.content.folder_memory import FolderMemory
from wizard.content.loader import scan_folder
from wizard.content.offer import Offer, Standing, offer, seen_after
from wizard.content.published_tree import published_places
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore, readable
from wizard.content.shared_folder import SharedFolder, is_beside
from wizard.content.source import OPERATOR, Contents, Offered, Wish, contents_of, missing
from wizard.content.tree import Tree, digests_of, part_of, tree_in
from wizard.db.engine import reading
from wizard.db.queries import releases
from wizard.errors import Fault

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Looked:
    """A folder as it was found when something was offered."""

    mine: Mapping[str, str]
    standing: Standing
    offer: Offer


@dataclass
class SharedDatabase:
    """The newest release as the source of everything, with this machine's changes over it.

    Attributes:
        place: this machine's folder: nothing is written there but what its own editors save.

    """

    place: Path
    release_store: ReleaseStore
    _shared: SharedFolder = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._shared = SharedFolder(self.place, self.release_store)

    @property
    def memory(self) -> FolderMemory:
        """What is remembered of the folder."""
        return FolderMemory(self._home / "folder.json", self.place)

    def folder(self, typed: str = "") -> Path:
        """Give a folder with every text that readers see now, and beside them what editors need."""
        return self._shared.path(typed)

    def offered(self, before: Release, wish: Wish) -> Offered:
        """Offer what was changed in this folder since it last agreed with what readers see."""
        mine = tree_in(self.place)
        looked = self._looked(before, wish, mine)
        contents, faulty = self._sound(before, looked.offer.taken, mine)
        held = {part: text for part, text in before.held.items() if part not in contents}
        faults = {**self._gone(looked, wish), **faulty, **self._left(looked)}
        return Offered(contents, held, faults, looked)

    def note(self, shown: Release, offered: Offered) -> None:
        """Remember where the folder agrees with what readers see now."""
        looked = offered.places
        if not isinstance(looked, Looked):
            return
        with reading(self.release_store.engine) as connection:
            places = published_places(connection, shown)
        try:
            self.memory.write(seen_after(looked.mine, looked.standing, looked.offer.taken, places))
        except OSError as error:
            log.error("what stands in %s is not remembered: %s", self.place, error.strerror)

    def holding(self, before: Release, wanted: Release) -> dict[str, str]:
        """Hold what readers saw: it comes back by the operator's word, or as another text."""
        for mall, revision in wanted.parts.items():
            if mall != CONSTANTS and before.parts.get(mall) != revision:
                readable(self.release_store, wanted, mall)
        changed = {
            part: revision
            for part, revision in before.parts.items()
            if wanted.parts.get(part) != revision
        }
        return {**before.held, **changed}

    @property
    def _home(self) -> Path:
        return self.release_store.local.home

    def _looked(self, before: Release, wish: Wish, mine: Tree) -> Looked:
        """Hold the folder against what readers see."""
        with reading(self.release_store.engine) as connection:
            shown = published_places(connection, before)
            digests = {
                place: digest
                for place, digest in digests_of(mine).items()
                if place in shown or not is_beside(place)
            }
            known = releases.known_files(connection, digests.values())
        held, over = frozenset(before.held), frozenset(wish.over)
        standing = Standing(
            shown, self.memory.read(), frozenset(known), held, over, wish.by == OPERATOR
        )
        return Looked(digests, standing, offer(digests, standing))

    def _sound(
        self, before: Release, taken: frozenset[str], mine: Tree
    ) -> tuple[Contents, dict[str, list[Fault]]]:
        """Read what readers see with this folder's changes over it: what they touch, and its faults."""
        if not taken:
            return {}, {}
        changed = {place: mine[place] for place in taken}
        candidate = self._shared.with_changes(before, mine, changed)
        parts = {part_of(place) for place in taken}
        found = scan_folder(candidate, parts if parts.isdisjoint({"", CONSTANTS}) else frozenset())
        self.release_store.kept.remember_all(found.editions)
        touched = {
            part: files for part, files in contents_of(found).items() if not taken.isdisjoint(files)
        }
        faults = {
            part: [
                replace(one, file=one.file.replace(str(candidate), str(self.place))) for one in told
            ]
            for part, told in found.faults.items()
        }
        return touched, faults

    def _gone(self, looked: Looked, wish: Wish) -> dict[str, list[Fault]]:
        """Name the guides whose files stood in this folder, and do no more."""
        gone = {
            part_of(place)
            for place in looked.standing.seen
            if place in looked.standing.shown and place not in looked.mine
        }
        return {part: [missing(self.place, part)] for part in gone - {"", *wish.withdrawn}}

    def _left(self, looked: Looked) -> dict[str, list[Fault]]:
        """Name the files that were changed here over a text that readers see no more."""
        return {
            part_of(place) or place: [_overtaken(self.place, place)] for place in looked.offer.left
        }


def _overtaken(folder: Path, place: str) -> Fault:
    name = part_of(place) or place
    hint = (
        "그 글은 브라우저의 글 고치기에 있어요. 이 파일에 옮겨 적거나, "
        f"이 파일의 글로 바꿀 것이면 `wizard publish --over {name}`를 해 주세요"
    )
    message = "이 파일이 바뀌는 동안 다른 곳에서 새 글을 펴냈어요. 그 글이 그대로 보여요"
    return Fault(str(folder / place), 1, 1, "Y00", message, hint)
