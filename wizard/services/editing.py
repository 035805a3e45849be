"""Editing a guide's text in a browser: typed into a note, saved into the folder, published.

Nobody overwrites what they have not seen: a text is saved only over the very file it was begun on.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.draft_store import SAFE, Draft, DraftStore
from wizard.content.folder_lock import exclusive_lock
from wizard.content.shared_files import shared_of
from wizard.db.engine import writing
from wizard.errors import ConflictError, DatabaseError, GuideError, NotFoundError, RefusedError
from wizard.guide import screenshots
from wizard.korean.calendar import clock
from wizard.lint.check import Report, examine
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.manuscript import EditedText, plain, text_of
from wizard.services.publishing import Published, Publishing
from wizard.strict_yaml import MAX_BYTES, Document

MAX_OPEN_BYTES = 2 * MAX_BYTES
"""A file over the size of a guide may still be opened, to be made smaller."""

TOO_BIG = "파일이 너무 커서 여기서 열 수 없어요. 파일이 있는 컴퓨터에서 줄인 뒤 다시 열어 주세요."


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
class Editing:
    """Lets editors write guides; any number of them, in any number of processes."""

    engine: Engine
    folder: Path
    draft_store: DraftStore
    publishing: Publishing
    now: Callable[[], datetime] = clock

    def open(self, mall: str, editor: str, today: date) -> EditedText:
        """Give the text to edit: this editor's note, or else the file.

        Raises:
            NotFoundError: the folder has no such file.
            RefusedError: the file is no text, or too big.

        """
        kept = self.draft_store.read(editor, mall) if SAFE.issuperset(mall) else None
        return self.look(mall, kept.text if kept else None, kept.base if kept else "", today)

    def look(self, mall: str, text: str | None, base: str, today: date) -> EditedText:
        """Give a text beside the file as it is now, without keeping anything; None for the file's."""
        file, raw = self._read(mall)
        theirs, present = text_of(raw), loader.revision_of([raw])
        if text is None:
            text, base = theirs, present
        text = plain(text)
        changed_at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
        return EditedText(
            mall, text, base, theirs, present, changed_at, self._examine(file, text, today)
        )

    def note(self, mall: str, editor: str, text: str, base: str, today: date) -> EditedText:
        """Keep what was typed, and say how it reads; a text like the file's needs no note."""
        manuscript = self.look(mall, text, base, today)
        if not manuscript.is_note:
            self.draft_store.drop(editor, mall)
            return manuscript
        if len(manuscript.text.encode()) > MAX_BYTES:
            return replace(manuscript, is_kept=False)
        before = self.draft_store.read(editor, mall)
        good = manuscript.text if not manuscript.reading.faults else before.good if before else ""
        try:
            self.draft_store.write(editor, mall, Draft(manuscript.text, base, good))
        except DatabaseError:
            return replace(manuscript, is_kept=False)
        return manuscript

    def save(self, mall: str, editor: str, text: str, base: str) -> Saved:
        """Write the file, write that down, and publish; the note has done its work then.

        Args:
            mall: the guide.
            editor: whose text it is.
            text: the whole text.
            base: the digest of the file that the text was begun on.

        Raises:
            GuideError: there is something wrong with the text.
            ConflictError: the file is not the one that the text was begun on.
            RefusedError: somebody else is saving, and does not come to an end.
            OSError: the disk refused it; the file is as it was.

        """
        raw = plain(text).encode()
        with exclusive_lock(self.folder):
            file, before = self._read(mall)
            if plain(before.decode("utf-8", "replace")).encode() == raw:
                self.draft_store.drop(editor, mall)
                return Saved("", None)
            if base != loader.revision_of([before]):
                raise ConflictError(mall, text_of(before))
            revision = loader.guide_revision(file, raw).revision
            self._write(file, raw, before, editor, revision)
        self.draft_store.drop(editor, mall)
        return Saved(revision, self._publish(editor))

    def drop(self, mall: str, editor: str) -> None:
        """Throw the note away."""
        if SAFE.issuperset(mall):
            self.draft_store.drop(editor, mall)

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

    def _read(self, mall: str) -> tuple[Path, bytes]:
        """Give a guide's file and its bytes; nothing that only leads somewhere else is one."""
        file = self.folder / f"{mall}.yaml"
        is_guide = (
            mall and SAFE.issuperset(mall) and file in content_folder.guide_files([self.folder])
        )
        if not is_guide or file.is_symlink() or not file.is_file():
            raise NotFoundError(f"no guide {mall[:40]!r} in the folder")
        if file.stat().st_size > MAX_OPEN_BYTES:
            raise RefusedError(TOO_BIG)
        return file, file.read_bytes()

    def _examine(self, file: Path, text: str, today: date) -> Report:
        try:
            shared = shared_of(self.folder)
        except GuideError as error:
            return Report(None, Document(), error.faults)
        pictures = self.folder / screenshots.FOLDER
        return examine(text.encode(), str(file), shared, today, pictures)
