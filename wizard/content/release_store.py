"""What was published: every revision for ever, and which set of them readers see.

    published/guides/<mall>/<revision>.zip    one guide with its constants and pictures
    published/guides/constants/<revision>.zip the constants that pages name outside a guide
    published/releases/<number>.json          one set; the highest number is what readers see

Nothing here is ever changed: files are added, whole or not at all. So a process that is killed, or a
full disk, leaves the newest whole set as it was.
"""

import os
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import islice
from pathlib import Path
from uuid import uuid4

from wizard.content import loader
from wizard.content.catalog import Catalog, catalog_of
from wizard.content.folder import CONSTANTS, CONSTANTS_FILE, write
from wizard.content.loader import FolderScan, GuideRevision
from wizard.content.release import Release
from wizard.content.release_index import ReleaseIndex
from wizard.content.shared_files import shared_in
from wizard.errors import Fault, GuideError, NotFoundError
from wizard.guide.screenshots import Screenshot
from wizard.lint.check import examine
from wizard.private_files import make_folders

MAX_READ, LAST = 128, 8
_DAMAGE = (
    OSError,
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class ReleaseStore:
    """Keeps what was published."""

    home: Path
    _read: dict[str, GuideRevision] = field(default_factory=dict)
    _index: ReleaseIndex = field(init=False)

    def __post_init__(self) -> None:
        """Look at the folder of the sets through an index."""
        object.__setattr__(self, "_index", ReleaseIndex(self.home / "releases"))

    def numbers(self) -> list[int]:
        """Give the numbers of every release, newest first."""
        return [*self._index.numbers()]

    def following(self) -> int:
        """Give the number of the next release."""
        return max(self.numbers(), default=0) + 1

    def release(self, number: int) -> Release:
        """Give a release.

        Raises:
            NotFoundError: there is none of this number, or its file is damaged.

        """
        try:
            return self._index.release(self._release(number), number)
        except (
            OSError,
            ArithmeticError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
        ) as error:
            raise NotFoundError(f"no release {number} that can be read") from error

    def newest(self) -> Release | None:
        """Give the set that readers see; None before anything was published."""
        return next(self.releases(), None)

    def releases(self) -> Iterator[Release]:
        """Give every release that can be read, newest first."""
        for number in self.numbers():
            try:
                release = self.release(number)
            except NotFoundError:
                continue
            yield release

    def keep(self, name: str, revision: str, files: Mapping[str, bytes]) -> None:
        """Keep a revision of a guide, or of the constants; what is kept and sound is left alone."""
        try:
            self.files(name, revision)
        except NotFoundError:
            self._write(self._revision(name, revision), _zipped(files))

    def add(self, release: Release) -> bool:
        """Add a release whose revisions are kept; say whether it was the first of its number."""
        file = self._release(release.number)
        part = file.with_name(f".{uuid4().hex}")
        self._write(part, release.written())
        try:
            os.link(part, file)
        except FileExistsError:
            return False
        finally:
            part.unlink()
        _settle(file.parent)
        return True

    def guide_revision(self, mall: str, revision: str) -> GuideRevision:
        """Give a guide as it was published.

        Raises:
            NotFoundError: this revision was never published, or this program cannot read it.

        """
        known = self._read.get(f"{mall}/{revision}")
        if known is None:
            known = self._remember(mall, _edition(mall, self.files(mall, revision)))
        return known

    def picture(self, digest: str) -> Screenshot | None:
        """Find a picture that one of the last sets showed."""
        last = self._index.numbers()[:LAST]
        known = self._index.pictures(last)
        return (self._gather(last) if known is None else known).get(digest)

    def _gather(self, last: tuple[int, ...]) -> dict[str, Screenshot]:
        """Gather the pictures of the last sets; kept until there is another, if all could be read."""
        releases = [*islice(self.releases(), LAST)]
        wanted = {
            (mall, release.parts[mall]): release for release in releases for mall in release.parts
        }
        read = [
            self.shown(mall, release) for (mall, _), release in wanted.items() if mall != CONSTANTS
        ]
        found = {shot.digest: shot for one in read if one for shot in one.images.values()}
        if all(read) and [release.number for release in releases] == [*last]:
            self._index.keep_pictures(last, found)
        return found

    def shown(self, mall: str, release: Release) -> GuideRevision | None:
        """Give a guide as a release showed it; None if it did not, or it cannot be read any more."""
        try:
            return self.guide_revision(mall, release.parts.get(mall, ""))
        except NotFoundError:
            return None

    def _remember(self, mall: str, guide_revision: GuideRevision) -> GuideRevision:
        self._read[f"{mall}/{guide_revision.revision}"] = guide_revision
        while len(self._read) > MAX_READ:
            self._read.pop(next(iter(self._read)), None)
        return guide_revision

    def files(self, name: str, revision: str) -> dict[str, bytes]:
        """Give the files of a revision, as they stood in the folder.

        Raises:
            NotFoundError: it was never published, or its file is damaged.

        """
        try:
            packed = self._revision(name, revision).read_bytes()
            with zipfile.ZipFile(BytesIO(packed)) as found:
                files = {member: found.read(member) for member in found.namelist()}
        except _DAMAGE as error:
            raise NotFoundError(f"no revision {revision[:40]!r} of {name[:40]!r}") from error
        if loader.revision_of(files.values()) != revision:
            raise NotFoundError(f"revision {revision} of {name} is not as it was kept")
        return files

    def catalog(self, release: Release, faults: Mapping[str, list[Fault]]) -> Catalog:
        """Make a catalog of a release; a guide that cannot be read any more is a fault, not a crash."""
        editions, told = {}, dict(faults)
        for mall, revision in release.parts.items():
            if mall == CONSTANTS:
                continue
            try:
                editions[mall] = self.guide_revision(mall, revision)
            except NotFoundError as error:
                told.setdefault(mall, [Fault(f"{mall}.yaml", 1, 1, "Y00", str(error))])
                if earlier := self._earlier(mall, release.number):
                    editions[mall] = earlier
        constants = self._constants(release.parts.get(CONSTANTS, ""))
        return catalog_of(editions, constants, told, release.number)

    def take(self, found: FolderScan) -> dict[str, str]:
        """Keep every sound part of a folder; give part -> revision."""
        parts = {}
        for mall, guide_revision in found.editions.items():
            self.keep(mall, guide_revision.revision, guide_revision.files)
            self._remember(mall, guide_revision)
            parts[mall] = guide_revision.revision
        if found.constants is not None:
            parts[CONSTANTS] = loader.revision_of([found.constants])
            self.keep(CONSTANTS, parts[CONSTANTS], {CONSTANTS_FILE: found.constants})
        return parts

    def _earlier(self, mall: str, number: int) -> GuideRevision | None:
        """Give the newest edition before a release that can be read."""
        before = (release for release in self.releases() if release.number < number)
        return next(filter(None, (self.shown(mall, release) for release in before)), None)

    def _constants(self, revision: str) -> bytes:
        try:
            return self.files(CONSTANTS, revision)[CONSTANTS_FILE]
        except NotFoundError:
            return b""

    def _release(self, number: int) -> Path:
        return self.home / "releases" / f"{number:06}.json"

    def _revision(self, name: str, revision: str) -> Path:
        if not (revision.isalnum() and name.replace("-", "").replace("_", "").isalnum()):
            raise NotFoundError(f"no revision {revision[:40]!r} of {name[:40]!r}")
        return self.home / "guides" / name / f"{revision}.zip"

    def _write(self, file: Path, data: bytes) -> None:
        """Write a file and everything above it so that it is there after a power cut."""
        make_folders(file.parent)
        write(file, data)
        _settle(file.parent)
        _settle(file.parent.parent)


def _settle(folder: Path) -> None:
    """Let a folder know its files for good."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _zipped(files: Mapping[str, bytes]) -> bytes:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, EPOCH), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def _edition(mall: str, files: Mapping[str, bytes]) -> GuideRevision:
    """Read a guide that was sound when it was published; what was ruled since does not count."""
    try:
        shared = shared_in(files)
        guide = examine(files[f"{mall}.yaml"], f"{mall}.yaml", shared).guide
    except (GuideError, KeyError):
        guide = None
    if guide is None:
        raise NotFoundError(f"a kept revision of {mall} cannot be read by this program")
    return loader.bound(guide, files, shared.glossary)
