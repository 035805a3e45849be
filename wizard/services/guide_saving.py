"""Where an editor's text goes: into the folder and from there to the readers, or to the readers at once."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.folder_lock import exclusive_lock
from wizard.db.engine import writing
from wizard.errors import DatabaseError, NotFoundError, RefusedError
from wizard.guide.screenshots import FOLDER as IMAGES
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_files import edited, is_same, standing_file
from wizard.services.job_handlers import Write, nothing
from wizard.services.manuscript import plain
from wizard.services.publishing import Published, Publishing

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


@dataclass(frozen=True)
class Word:
    """What an editor says as they publish.

    Attributes:
        accepted: the digest of what they have seen that sellers lose; "" for nothing.
        note: why, for the history; may be empty.
        insists: publish though the file says the same already: it was rolled back, or left out.
        first: what is looked at as the text is written down; what it raises keeps it from being written.
        also: what is written with the release, in its transaction; what it raises undoes that.

    """

    accepted: str = ""
    note: str = ""
    insists: bool = False
    first: Write = field(default=nothing, repr=False)
    also: Write = field(default=nothing, repr=False)

    def whole(self, connection: Connection) -> None:
        """Look and write at once, where text and release are one."""
        self.first(connection)
        self.also(connection)


SILENT = Word()


class Saving(Protocol):
    """A way to save."""

    def save(self, mall: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save a text over the very one that it was begun on; see `Editing.save`."""


@dataclass(frozen=True)
class Change:
    """What is written down of a file that is written."""

    editor: str
    revision: str
    word: Word


@dataclass(frozen=True)
class SavingInFolder:
    """One machine: the file is written, and that is written down; then the folder is published."""

    engine: Engine
    publishing: Publishing
    now: Callable[[], datetime] = clock

    def save(self, mall: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save one after the other, among all processes of this machine."""
        raw, folder = plain(text).encode(), self.publishing.folder
        with exclusive_lock(folder):
            file, before = standing_file(folder, mall)
            if before is not None and is_same(before, raw):
                return self._publish_again(editor, mall, word)
            edition = edited(file, raw, before, base)
            _refuse_loss(self.publishing, mall, edition, word)
            self._write(file, raw, before, Change(editor, edition.revision, word))
        return Saved(edition.revision, self._publish(editor, mall, word, word.also))

    def _publish_again(self, editor: str, mall: str, word: Word) -> Saved:
        """Publish a file as it is, if its editor wants what readers do not see."""
        published = self._publish(editor, mall, word, word.whole) if word.insists else None
        is_new = published is not None and mall in published.changed
        return Saved(published.release.parts[mall] if published and is_new else "", published)

    def _write(self, file: Path, raw: bytes, before: bytes | None, change: Change) -> None:
        """Write file and event together: neither stays without the other."""
        try:
            with writing(self.engine) as connection:
                change.word.first(connection)
                record_event(
                    connection, Event.GUIDE_SAVED, f"staff:{change.editor}", self.now(),
                    subject=file.stem, detail=change.revision,
                )  # fmt: skip
                content_folder.write(file, raw)
        except DatabaseError:
            _put_back(file, raw, before)
            raise

    def _publish(self, editor: str, mall: str, word: Word, also: Write) -> Published | None:
        """Publish; what the disk or the database refuses now, the watch tries again."""
        over = [mall] if word.insists else []
        try:
            return self.publishing.publish(
                f"staff:{editor}",
                over=over,
                accepted={mall: word.accepted},
                note=word.note,
                also=also,
            )
        except (OSError, DatabaseError):
            return None


def _put_back(file: Path, raw: bytes, before: bytes | None) -> None:
    """Let a file be as it was before it was written."""
    if not file.exists() or file.read_bytes() != raw:
        return
    if before is None:
        file.unlink()
    else:
        content_folder.write(file, before)


@dataclass(frozen=True)
class SavingForAll:
    """Several machines: the text is the next release, written down with it; files follow where they can."""

    publishing: Publishing

    def save(self, mall: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save over what readers see in this very moment, whichever machine published it."""
        raw = plain(text).encode()
        while True:
            release = self.publishing.release_store.newest()
            file, before = standing_file(self.publishing.source.folder(), mall)
            if release is None:
                raise NotFoundError("nothing was published yet")
            if before is not None and is_same(before, raw):
                return Saved("", None)
            edition = edited(file, raw, before, base)
            _refuse_loss(self.publishing, mall, edition, word)
            published = self.publishing.put(
                release, f"staff:{editor}", mall, edition, note=word.note, also=word.whole
            )
            if published:
                self._follow(mall, before, raw, edition.files)
                return Saved(edition.revision, published)

    def _follow(
        self, mall: str, before: bytes | None, raw: bytes, files: Mapping[str, bytes]
    ) -> None:
        """Let this machine's own file follow with its pictures, if it said what readers saw; it need not."""
        folder = self.publishing.folder
        try:
            with exclusive_lock(folder):
                file, now = standing_file(folder, mall)
                if now == before:
                    _put_beside(folder, files)
                    content_folder.write(file, raw)
        except (OSError, NotFoundError, RefusedError) as error:
            log.info("%s.yaml in %s does not follow: %s", mall, folder, type(error).__name__)


def _put_beside(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write the pictures of a text that a folder does not have yet."""
    for place, data in files.items():
        file = folder / place
        if file.parent.name == IMAGES and not file.exists():
            file.parent.mkdir(exist_ok=True)
            content_folder.write(file, data)


def _refuse_loss(
    publishing: Publishing, mall: str, edition: loader.GuideRevision, word: Word
) -> None:
    """Let an edition pass that loses nothing, or what its editor has seen; else raise `LossError`."""
    found = publishing.effects.of(publishing.release_store.newest(), mall, edition.guide)
    publishing.effects.refuse(found, word.accepted)
