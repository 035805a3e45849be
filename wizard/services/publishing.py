"""Publishing: what the folder says becomes what readers see, as one set, written down."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from wizard.content.catalog import Catalog
from wizard.content.folder import CONSTANTS, CONSTANTS_FILE
from wizard.content.loader import FolderScan, revision_of, scan_folder
from wizard.content.release import Release, changes
from wizard.content.release_store import ReleaseStore
from wizard.content.takeover import take_over
from wizard.db.engine import writing
from wizard.errors import ConstraintError, Fault, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.korean.truncate import brief
from wizard.services.audit import record_event
from wizard.services.audit_events import Event

FOLDER, OPERATOR = "folder", "operator"
DETAIL_CHARS = 120
Contents = Mapping[str, Mapping[str, bytes]]
"""Part -> its files, by their places in the folder."""


@dataclass(frozen=True)
class Published:
    """What publishing came to.

    Attributes:
        changed: the parts whose revision is another than before; empty if nothing was published.
        faults: part -> why its file was left out; its last good revision is served.

    """

    release: Release
    changed: Sequence[str] = ()
    faults: Mapping[str, list[Fault]] = field(default_factory=dict)


@dataclass(frozen=True)
class Publishing:
    """Brings the folder to the readers. Many processes may try at once: one of them does it."""

    engine: Engine
    release_store: ReleaseStore
    folder: Path
    now: Callable[[], datetime] = clock

    def take_over(self, notes: Path) -> None:
        """Take what an older version kept in files into the database, once.

        Args:
            notes: where it kept what editors had typed.

        Raises:
            DatabaseError: the database did not take it; the files are as they were.

        """
        take_over(self.engine, self.release_store.local.home, notes, self.now())

    def publish(self, by: str = FOLDER, withdrawn: Sequence[str] = ()) -> Published:
        """Publish every sound guide of the folder; a faulty or missing one stays as it was.

        Args:
            by: "folder" when the folder changed by itself, "staff:<id>" for who saved in it: what
                was rolled back stays so. "operator" publishes all that the folder says.
            withdrawn: malls that are to be no longer served, if their files are gone.

        Raises:
            OSError, DatabaseError: the set could not be kept; readers see what they saw.

        """
        while True:
            before = self.release_store.newest() or Release(0, self.now(), by)
            found = scan_folder(self.folder)  # last: who is overtaken looks at the folder anew
            contents = _contents(found)
            sound, faults = (
                {p: revision_of(f.values()) for p, f in contents.items()},
                dict(found.faults),
            )
            kept = {part: rev for part, rev in before.parts.items() if part not in withdrawn}
            held = {p: h for p, h in before.held.items() if by != OPERATOR and _holds(h, p, found)}
            parts = kept | {part: rev for part, rev in sound.items() if part not in held}
            missing = [part for part in kept if part not in sound and part not in faults]
            faults |= {part: [self._missing(part)] for part in missing}
            if parts == before.parts and held == before.held:
                return Published(before, faults=faults)
            made = Release(before.number + 1, self.now(), by, parts, held)
            if self._add(made, Event.GUIDES_PUBLISHED, before, contents):
                return Published(made, changes(before, made), faults)

    def roll_back(self, by: str, number: int = 0) -> Published:
        """Show readers an earlier set again; the folder is not touched.

        Args:
            by: "operator" or "staff:<id>".
            number: the release to go back to; 0 for the newest that shows something else.

        Raises:
            NotFoundError: there is no such release.
            RefusedError: it shows what readers see already, or cannot be read any more.

        """
        while True:
            before = self.release_store.newest()
            if before is None:
                raise NotFoundError("nothing was published yet")
            wanted = self.release_store.release(number) if number else self._other_than(before)
            if wanted.parts == before.parts:
                raise RefusedError(f"지금 보이는 것이 {wanted.number}번과 같아요.")
            made = replace(
                wanted,
                number=before.number + 1,
                at=self.now(),
                by=by,
                after=wanted.number,
                held=self._holding(before, wanted),
            )
            if self._add(made, Event.GUIDES_ROLLED_BACK, before):
                return Published(made, changes(before, made))

    def _other_than(self, shown: Release) -> Release:
        for release in self.release_store.releases():
            if release.parts != shown.parts:
                return release
        raise NotFoundError("nothing else was ever published")

    def _holding(self, before: Release, wanted: Release) -> dict[str, str]:
        """Name, for each part, the text that is not to come again by itself: the folder's own.

        A guide whose text is as it is wanted, and whose constants alone are not, is held until the
        constants are others.
        """
        found = scan_folder(self.folder)
        held = dict(before.held)
        if found.constants is not None and _digest(found.constants) != wanted.parts.get(CONSTANTS):
            held[CONSTANTS] = _digest(found.constants)
        for mall, revision in wanted.parts.items():
            if mall == CONSTANTS:
                continue
            try:
                then = self.release_store.guide_revision(mall, revision)
            except NotFoundError as error:
                message = f"{wanted.number}번의 {mall} 안내를 읽을 수 없어서 되돌리지 않았어요."
                raise RefusedError(message) from error
            now = found.editions.get(mall) or self.release_store.shown(mall, before)
            if now and now.revision != revision:
                held[mall] = now.text if now.text != then.text else f"{CONSTANTS} {now.constants}"
        return held

    def catalog(self, faults: Mapping[str, list[Fault]]) -> Catalog | None:
        """Give the set that readers are to see now; None before anything was published."""
        newest = self.release_store.newest()
        return self.release_store.catalog(newest, faults) if newest else None

    def _add(
        self, made: Release, event: Event, before: Release, contents: Contents | None = None
    ) -> bool:
        """Add a release, its revisions and its event together; say whether nobody else was first."""
        changed, actor = changes(before, made), OPERATOR if made.by == FOLDER else made.by
        new = {part: files for part, files in (contents or {}).items() if part in changed}
        try:
            with writing(self.engine) as connection:
                record_event(
                    connection, event, actor, self.now(), subject=str(made.number),
                    detail=brief(" ".join(changed), DETAIL_CHARS),
                )  # fmt: skip
                self.release_store.add(connection, made, new)
        except ConstraintError:
            if self.release_store.newest_number() < made.number:
                raise
            return False
        return True

    def _missing(self, part: str) -> Fault:
        file = self.folder / f"{part}.yaml"
        hint = f"정말 뺄 것이면 `wizard publish --withdraw {part}`를 해 주세요"
        return Fault(str(file), 1, 1, "Y00", "파일이 없어졌어요", "" if part == CONSTANTS else hint)


def _holds(held: str, part: str, found: FolderScan) -> bool:
    """Say whether the folder still has the very text that was rolled back from, or none to read."""
    if part == CONSTANTS:
        return found.constants is None or _digest(found.constants) == held
    guide_revision = found.editions.get(part)
    return guide_revision is None or held in {
        guide_revision.text,
        f"{CONSTANTS} {guide_revision.constants}",
    }


def _contents(found: FolderScan) -> Contents:
    """Give the files of every sound part of a folder."""
    constants = {} if found.constants is None else {CONSTANTS: {CONSTANTS_FILE: found.constants}}
    return {mall: edition.files for mall, edition in found.editions.items()} | constants


def _digest(constants: bytes) -> str:
    return revision_of([constants])
