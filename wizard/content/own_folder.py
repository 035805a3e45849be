"""One machine alone: its folder is where guides are written, and what it says is what is published."""

from dataclasses import dataclass
from pathlib import Path

from wizard.content.folder import CONSTANTS
from wizard.content.loader import FolderScan, revision_of, scan_folder
from wizard.content.release import Release
from wizard.content.release_store import ReleaseStore, readable
from wizard.content.source import OPERATOR, Offered, Wish, contents_of, missing

_SHARED = f"{CONSTANTS} "


@dataclass(frozen=True)
class OwnFolder:
    """The folder as the source of everything."""

    place: Path
    release_store: ReleaseStore

    def folder(self, typed: str = "") -> Path:  # noqa: ARG002 (all that there is stands in it)
        """Give the folder itself."""
        return self.place

    def offered(self, before: Release, wish: Wish) -> Offered:
        """Offer every sound part, but what was rolled back from."""
        found = scan_folder(self.place)
        self.release_store.kept.remember_all(found.editions)
        freed = set(before.held) if wish.by == OPERATOR else set(wish.over)
        held = {
            part: held
            for part, held in before.held.items()
            if part not in freed and _holds(held, part, found)
        }
        sound = contents_of(found)
        gone = [
            part for part in before.parts if part not in {*sound, *found.faults, *wish.withdrawn}
        ]
        faults = {**found.faults, **{part: [missing(self.place, part)] for part in gone}}
        return Offered({part: sound[part] for part in sound if part not in held}, held, faults)

    def note(self, shown: Release, offered: Offered) -> None:
        """Remember nothing: the folder is asked anew each time."""

    def holding(self, before: Release, wanted: Release) -> dict[str, str]:
        """Hold the folder's own texts.

        A guide whose text is as it is wanted, and whose constants alone are not, is held until the
        constants are others.
        """
        found = scan_folder(self.place)
        held = dict(before.held)
        if found.constants is not None and _digest(found.constants) != wanted.parts.get(CONSTANTS):
            held[CONSTANTS] = _digest(found.constants)
        for mall, revision in wanted.parts.items():
            if mall == CONSTANTS:
                continue
            then = readable(self.release_store, wanted, mall)
            now = found.editions.get(mall) or self.release_store.shown(mall, before)
            if now and now.revision != revision:
                held[mall] = now.text if now.text != then.text else f"{_SHARED}{now.constants}"
        return held


def is_held_as_shared(held: str) -> bool:
    """Say whether a guide is held back for what it shares with others, and not for its own text."""
    return held.startswith(_SHARED)


def _holds(held: str, part: str, found: FolderScan) -> bool:
    """Say whether the folder still has the very text that was rolled back from, or none to read."""
    if part == CONSTANTS:
        return found.constants is None or _digest(found.constants) == held
    guide_revision = found.editions.get(part)
    return guide_revision is None or held in {
        guide_revision.text,
        f"{_SHARED}{guide_revision.constants}",
    }


def _digest(constants: bytes) -> str:
    return revision_of([constants])
