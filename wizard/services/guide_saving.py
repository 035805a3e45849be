"""Where an editor's text goes: into the folder and from there to the readers, or to the readers at once."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Engine

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.draft_store import SAFE
from wizard.content.folder_lock import exclusive_lock
from wizard.db.engine import writing
from wizard.errors import ConflictError, DatabaseError, NotFoundError, RefusedError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.manuscript import plain, text_of
from wizard.services.publishing import Published, Publishing
from wizard.strict_yaml import MAX_BYTES

MAX_OPEN_BYTES = 2 * MAX_BYTES
"""A file over the size of a guide may still be opened, to be made smaller."""

TOO_BIG = "파일이 너무 커서 여기서 열 수 없어요. 파일이 있는 컴퓨터에서 줄인 뒤 다시 열어 주세요."
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Saved:
    """What saving came to.

    Attributes:
        revision: of the guide as it was saved; "" if the file said the same already.
        published: what publishing came to; None if it has to be tried again.

    """

    revision: str
    published: Published | None


class Saving(Protocol):
    """A way to save."""

    def save(self, mall: str, editor: str, text: str, base: str) -> Saved:
        """Save a text over the very one that it was begun on; see `Editing.save`."""


@dataclass(frozen=True)
class SavingInFolder:
    """One machine: the file is written, and that is written down; then the folder is published."""

    engine: Engine
    publishing: Publishing
    now: Callable[[], datetime] = clock

    def save(self, mall: str, editor: str, text: str, base: str) -> Saved:
        """Save one after the other, among all processes of this machine."""
        raw, folder = plain(text).encode(), self.publishing.folder
        with exclusive_lock(folder):
            file, before = guide_file(folder, mall)
            if is_same(before, raw):
                return Saved("", None)
            revision = _edited(file, raw, before, base).revision
            self._write(file, raw, before, editor, revision)
        return Saved(revision, self._publish(editor))

    def _write(self, file: Path, raw: bytes, before: bytes, editor: str, revision: str) -> None:
        """Write file and event together: neither stays without the other."""
        try:
            with writing(self.engine) as connection:
                actor, at = f"staff:{editor}", self.now()
                record_event(
                    connection, Event.GUIDE_SAVED, actor, at, subject=file.stem, detail=revision
                )
                content_folder.write(file, raw)
        except DatabaseError:
            if file.read_bytes() == raw:
                content_folder.write(file, before)
            raise

    def _publish(self, editor: str) -> Published | None:
        """Publish; what the disk or the database refuses now, the watch tries again."""
        try:
            return self.publishing.publish(f"staff:{editor}")
        except (OSError, DatabaseError):
            return None


@dataclass(frozen=True)
class SavingForAll:
    """Several machines: the text is the next release, written down with it; files follow where they can."""

    publishing: Publishing

    def save(self, mall: str, editor: str, text: str, base: str) -> Saved:
        """Save over what readers see in this very moment, whichever machine published it."""
        raw = plain(text).encode()
        while True:
            release = self.publishing.release_store.newest()
            file, before = guide_file(self.publishing.source.folder(), mall)
            if release is None:
                raise NotFoundError("nothing was published yet")
            if is_same(before, raw):
                return Saved("", None)
            edition = _edited(file, raw, before, base)
            published = self.publishing.put(release, f"staff:{editor}", mall, edition)
            if published:
                self._follow(mall, before, raw)
                return Saved(edition.revision, published)

    def _follow(self, mall: str, before: bytes, raw: bytes) -> None:
        """Let this machine's own file follow, if it said what readers saw; it need not."""
        folder = self.publishing.folder
        try:
            with exclusive_lock(folder):
                file, now = guide_file(folder, mall)
                if now == before:
                    content_folder.write(file, raw)
        except (OSError, NotFoundError, RefusedError) as error:
            log.info("%s.yaml in %s does not follow: %s", mall, folder, type(error).__name__)


def guide_file(folder: Path, mall: str) -> tuple[Path, bytes]:
    """Give a guide's file and its bytes; nothing that only leads somewhere else is one.

    Raises:
        NotFoundError: the folder has no such file.
        RefusedError: it is too big.

    """
    file = folder / f"{mall}.yaml"
    is_guide = mall and SAFE.issuperset(mall) and file in content_folder.guide_files([folder])
    if not is_guide or file.is_symlink() or not file.is_file():
        raise NotFoundError(f"no guide {mall[:40]!r} in the folder")
    if file.stat().st_size > MAX_OPEN_BYTES:
        raise RefusedError(TOO_BIG)
    return file, file.read_bytes()


def is_same(before: bytes, raw: bytes) -> bool:
    """Say whether a file says already what is to be saved."""
    return plain(before.decode("utf-8", "replace")).encode() == raw


def _edited(file: Path, raw: bytes, before: bytes, base: str) -> loader.GuideRevision:
    """Read what is to be saved, if it was begun on what stands there."""
    if base != loader.revision_of([before]):
        raise ConflictError(file.stem, text_of(before))
    return loader.guide_revision(file, raw)
