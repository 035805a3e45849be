"""One machine: an editor's text goes into the folder, and from there to the readers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine

from wizard.content import folder as content_folder
from wizard.content.edition import Edition, edition_of
from wizard.content.folder_lock import exclusive_lock
from wizard.content.own_folder import is_held_as_shared
from wizard.db.engine import writing
from wizard.errors import DatabaseError
from wizard.korean.calendar import clock
from wizard.services.audit import record_event
from wizard.services.audit_events import Event
from wizard.services.guide_files import edited, is_same, standing_file, write_text
from wizard.services.guide_saving import SILENT, Saved, Word, accepted_by
from wizard.services.job_handlers import Write
from wizard.services.manuscript import plain
from wizard.services.published import Published
from wizard.services.publishing import Publishing
from wizard.services.publishing_effects import Accepted


@dataclass(frozen=True)
class Change:
    """What is written down of a file that is written."""

    editor: str
    edition: Edition
    word: Word


@dataclass(frozen=True)
class SavingInFolder:
    """One machine: the file is written, and that is written down; then the folder is published."""

    engine: Engine
    publishing: Publishing
    now: Callable[[], datetime] = clock

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save one after the other, among all processes of this machine."""
        raw, folder = plain(text).encode(), self.publishing.folder
        with exclusive_lock(folder):
            file, before = standing_file(folder, name)
            if before is not None and is_same(before, raw):
                return self._publish_again(editor, name, before, word)
            edition = edited(folder, name, raw, before, base)
            accepted = accepted_by(self.publishing, edition, word)
            self._write(file, before, Change(editor, edition, word))
        published = self._publish(Change(editor, edition, word), accepted, word.also)
        return Saved(edition.revision, published, edition.parts)

    def _publish_again(self, editor: str, name: str, raw: bytes, word: Word) -> Saved:
        """Publish a file as it is, if its editor wants what readers do not see."""
        if not word.insists:
            return Saved("", None)
        edition = edition_of(self.publishing.folder, name, raw)
        accepted = accepted_by(self.publishing, edition, word)
        published = self._publish(Change(editor, edition, word), accepted, word.whole)
        is_new = published is not None and not edition.parts.keys().isdisjoint(published.changed)
        return Saved(edition.revision if is_new else "", published, edition.parts)

    def _write(self, file: Path, before: bytes | None, change: Change) -> None:
        """Write file and event together: neither stays without the other."""
        edition = change.edition
        try:
            with writing(self.engine) as connection:
                change.word.first(connection)
                record_event(
                    connection, Event.GUIDE_SAVED, f"staff:{change.editor}", self.now(),
                    subject=edition.name, detail=edition.revision,
                )  # fmt: skip
                write_text(file, edition.raw)
        except DatabaseError:
            _put_back(file, edition.raw, before)
            raise

    def _publish(self, change: Change, accepted: Accepted, also: Write) -> Published | None:
        """Publish; what the disk or the database refuses now, the watch tries again."""
        try:
            return self.publishing.publish(
                f"staff:{change.editor}",
                over=self._over(change.edition) if change.word.insists else (),
                accepted=accepted,
                note=change.word.note,
                also=also,
            )
        except (OSError, DatabaseError):
            return None

    def _over(self, edition: Edition) -> list[str]:
        """Name what an editor insists on: the text, and guides that are held back because of what they share."""
        newest = self.publishing.release_store.newest()
        held = newest.held if newest else {}
        return [
            part
            for part in edition.parts
            if part == edition.name or is_held_as_shared(held.get(part, ""))
        ]


def _put_back(file: Path, raw: bytes, before: bytes | None) -> None:
    """Let a file be as it was before it was written."""
    if not file.exists() or file.read_bytes() != raw:
        return
    if before is None:
        file.unlink()
    else:
        content_folder.write(file, before)
