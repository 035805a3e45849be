"""What was published: every revision for ever, and the releases in one order, in the database.

What readers see now lies beside it as a copy of this machine's own (`wizard.content.local_copy`).
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from sqlalchemy import Connection, Engine

from wizard.content import revision_files
from wizard.content.catalog import Catalog, catalog_of
from wizard.content.folder import CONSTANTS, CONSTANTS_FILE, place_of
from wizard.content.kept_guides import KeptGuides, guide_of
from wizard.content.loader import GuideRevision
from wizard.content.local_copy import LocalCopy
from wizard.content.published_tree import published_text
from wizard.content.release import Release
from wizard.content.tree import part_of
from wizard.db.engine import reading
from wizard.db.queries import releases
from wizard.errors import Fault, NotFoundError, RefusedError
from wizard.guide.screenshots import Screenshot

LAST, AT_ONCE, FURTHEST = 8, 64, 1000


@dataclass(frozen=True)
class ReleaseStore:
    """Keeps what was published.

    Attributes:
        local: what this machine can show by itself.

    """

    engine: Engine
    local: LocalCopy
    kept: KeptGuides = field(default_factory=KeptGuides)

    def newest_number(self) -> int:
        """Give the number of the set that readers see; 0 before anything was published."""
        with reading(self.engine) as connection:
            return releases.newest_number(connection)

    def newest(self) -> Release | None:
        """Give the set that readers see; None before anything was published."""
        with reading(self.engine) as connection:
            found = releases.newest(connection)
        return Release.of(found) if found else None

    def release(self, number: int) -> Release:
        """Give a release.

        Raises:
            NotFoundError: there is none of this number.

        """
        with reading(self.engine) as connection:
            found = releases.release(connection, number)
        if found is None:
            raise NotFoundError(f"no release {number}")
        return Release.of(found)

    def releases(self, before: int = releases.LARGEST) -> Iterator[Release]:
        """Give every release with a smaller number, newest first."""
        while True:
            with reading(self.engine) as connection:
                found = releases.releases_before(connection, before, AT_ONCE)
            yield from map(Release.of, found)
            if len(found) < AT_ONCE:
                return
            before = found[-1].number

    def add(
        self, connection: Connection, release: Release, contents: Mapping[str, Mapping[str, bytes]]
    ) -> None:
        """Add a release, and those of its revisions that are new: part -> files.

        Raises:
            IntegrityError: there is a release of its number.

        """
        for part, files in contents.items():
            revision_files.keep(connection, part, release.parts[part], files, release.at)
        releases.add_release(connection, release.record)

    def guide_revision(self, mall: str, revision: str) -> GuideRevision:
        """Give a guide as it was published.

        Raises:
            NotFoundError: this revision was never published, or this program cannot read it.

        """
        known = self.kept.get(mall, revision)
        return known or self.kept.remember(mall, guide_of(mall, self.files(mall, revision)))

    def shown(self, mall: str, release: Release) -> GuideRevision | None:
        """Give a guide as a release showed it; None if it did not, or it cannot be read any more."""
        try:
            return self.guide_revision(mall, release.parts.get(mall, ""))
        except NotFoundError:
            return None

    def files(self, name: str, revision: str) -> dict[str, bytes]:
        """Give the files of a revision, as they stood in the folder.

        Raises:
            NotFoundError: it was never published, or it is not as it was kept.
            DatabaseError: it is not on this machine, and the database cannot be asked.

        """
        try:
            return self.local.files(name, revision)
        except NotFoundError:
            with reading(self.engine) as connection:
                return revision_files.read(connection, name, revision)

    def picture(self, digest: str) -> Screenshot | None:
        """Find a picture that one of the last sets showed.

        Raises:
            DatabaseError: it cannot be asked which they are; those of `kept` were met before.

        """
        number = self.newest_number()
        if number != self.kept.pictures_of:
            self.kept.keep_pictures(number, self._gather())
        return self.kept.pictures.get(digest)

    def _gather(self) -> dict[str, Screenshot]:
        """Gather the pictures of the last sets."""
        last = islice(self.releases(), LAST)
        wanted = {(mall, rev) for release in last for mall, rev in release.parts.items()}
        found = {}
        for mall, revision in sorted(wanted):
            try:
                shots = self.guide_revision(mall, revision).images if mall != CONSTANTS else {}
            except NotFoundError:
                continue
            found.update({shot.digest: shot for shot in shots.values()})
        return found

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

    def keep_local(self, release: Release) -> None:
        """Keep a copy of what a release shows on this machine; what is damaged is mended.

        Raises:
            OSError: the disk does not take it; the copy that was there is whole.

        """
        for part, revision in release.parts.items():
            if not self.local.has(part, revision):
                try:
                    self.local.keep(part, revision, self._content(part, revision))
                except NotFoundError:
                    continue
        self.local.show(release)

    def revisions(self, mall: str, count: int) -> Sequence[str]:
        """Name the revisions that a guide ever had, so many at most, newest first."""
        with reading(self.engine) as connection:
            return releases.revisions_of(connection, mall, count)

    def text(self, release: Release, place: str) -> bytes | None:
        """Give what stands at a place of the folder that a release is made of; None if nothing does."""
        with reading(self.engine) as connection:
            return published_text(connection, release, place)

    def texts(self, name: str, count: int) -> Sequence[bytes]:
        """Give what a text of the folder said when it was published, so many at most, newest first.

        Raises:
            DatabaseError: the database cannot be asked.

        """
        place = place_of(name)
        with reading(self.engine) as connection:
            found = releases.files_at(connection, part_of(place), FURTHEST)
            digests = dict.fromkeys(digest for one in found for at, digest in one if at == place)
            kept = releases.files(connection, [*digests][:count])
        return [kept[digest] for digest in digests if digest in kept]

    def _content(self, part: str, revision: str) -> Mapping[str, bytes]:
        known = self.kept.get(part, revision)
        return known.files if known else self.files(part, revision)

    def _earlier(self, mall: str, number: int) -> GuideRevision | None:
        """Give the newest edition before a release that can be read."""
        found = (self.shown(mall, release) for release in self.releases(number))
        return next(filter(None, found), None)

    def _constants(self, revision: str) -> bytes:
        try:
            return self.files(CONSTANTS, revision)[CONSTANTS_FILE]
        except NotFoundError:
            return b""


def readable(store: ReleaseStore, release: Release, mall: str) -> GuideRevision:
    """Give a guide of a release that somebody wants back.

    Raises:
        RefusedError: it cannot be read any more.

    """
    try:
        return store.guide_revision(mall, release.parts[mall])
    except NotFoundError as error:
        message = f"{release.number}번의 {mall} 안내를 읽을 수 없어서 되돌리지 않았어요."
        raise RefusedError(message) from error
