"""What is kept of the published sets between two looks: read again only where something has changed."""

import re
import time
from dataclasses import dataclass, field
from pathlib import Path

from wizard.content.release import Release
from wizard.guide.screenshots import Screenshot

MAX_KEPT = 128
SETTLED_NS = 2_000_000_000
"""A folder that changed just now may change again within one tick of its clock: it is listed again."""


@dataclass
class ReleaseIndex:
    """The sets of one folder, by time of change. Many threads may ask; at worst two look at once.

    Attributes:
        folder: where each set is a file of its own, never changed once it is there.

    """

    folder: Path
    _listed: tuple[int, tuple[int, ...]] = (-1, ())
    _read: dict[int, tuple[tuple[int, int], Release]] = field(default_factory=dict)
    _pictures: tuple[tuple[int, ...], dict[str, Screenshot]] | None = None

    def numbers(self) -> tuple[int, ...]:
        """Give the numbers of every release, newest first."""
        try:
            changed = self.folder.stat().st_mtime_ns
        except OSError:
            return ()
        at, found = self._listed
        if at != changed:
            is_settled = time.time_ns() - changed > SETTLED_NS
            found = self._list()
            self._listed = (changed if is_settled else -1, found)
        return found

    def release(self, file: Path, number: int) -> Release:
        """Read a set, if it was not read before; errors are those of reading it."""
        found = file.stat()
        written = (found.st_mtime_ns, found.st_size)
        known = self._read.get(number)
        if known and known[0] == written:
            return known[1]
        release = Release.read(file.read_bytes())
        self._read[number] = (written, release)
        while len(self._read) > MAX_KEPT:
            self._read.pop(next(iter(self._read)), None)
        return release

    def pictures(self, shown: tuple[int, ...]) -> dict[str, Screenshot] | None:
        """Give the pictures of some sets by digest, if they were gathered; None if not."""
        return self._pictures[1] if self._pictures and self._pictures[0] == shown else None

    def keep_pictures(self, shown: tuple[int, ...], pictures: dict[str, Screenshot]) -> None:
        """Keep the pictures of these sets in place of any others."""
        self._pictures = (shown, pictures)

    def _list(self) -> tuple[int, ...]:
        names = [file.name for file in self.folder.glob("*.json")]
        found = (re.fullmatch(r"([0-9]{6,12})\.json", name) for name in names)
        return tuple(sorted((int(name[1]) for name in found if name), reverse=True))
