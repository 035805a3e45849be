"""Where an editor's text goes: into the folder and from there to the readers, or to the readers at once."""

import logging
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Protocol

from sqlalchemy import Connection, Engine

from wizard.content import folder as content_folder
from wizard.content.edition import Edition, edition_of
from wizard.content.folder_lock import exclusive_lock
from wizard.content.own_folder import is_held_as_shared
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
from wizard.services.publishing_effects import Accepted

UNUSED = (
    "이 글을 쓰는 안내가 아직 없어서 펴낼 곳이 없어요. 안내에서 먼저 불러 주세요. "
    "고치던 글은 그대로 있어요."
)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Saved:
    """What saving came to.

    Attributes:
        revision: of what was saved; "" if the file said the same already.
        published: what publishing came to; None if it has to be tried again.
        parts: of the release, that are made of the text.

    """

    revision: str
    published: Published | None
    parts: Collection[str] = ()

    @property
    def is_left_out(self) -> bool:
        """Say whether something is wrong by now with a guide that the text is a part of."""
        return self.published is not None and not self.published.faults.keys().isdisjoint(
            self.parts
        )

    @property
    def loses(self) -> bool:
        """Say whether it was not published because sellers would lose what they saved."""
        return self.published is not None and not set(self.published.losing).isdisjoint(self.parts)

    @property
    def is_held(self) -> bool:
        """Say whether readers do not see it because it was rolled back."""
        held = self.published.release.held if self.published else {}
        return bool(self.parts) and held.keys() >= set(self.parts)


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

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save a text over the very one that it was begun on; see `Editing.save`."""


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
            accepted = _accepted(self.publishing, edition, word)
            self._write(file, before, Change(editor, edition, word))
        published = self._publish(Change(editor, edition, word), accepted, word.also)
        return Saved(edition.revision, published, edition.parts)

    def _publish_again(self, editor: str, name: str, raw: bytes, word: Word) -> Saved:
        """Publish a file as it is, if its editor wants what readers do not see."""
        if not word.insists:
            return Saved("", None)
        edition = edition_of(self.publishing.folder, name, raw)
        accepted = _accepted(self.publishing, edition, word)
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
                content_folder.write(file, edition.raw)
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


@dataclass(frozen=True)
class SavingForAll:
    """Several machines: the text is the next release, written down with it; files follow where they can."""

    publishing: Publishing

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save over what readers see in this very moment, whichever machine published it."""
        raw = plain(text).encode()
        while True:
            release = self.publishing.release_store.newest()
            folder = self.publishing.source.folder()
            _file, before = standing_file(folder, name)
            if release is None:
                raise NotFoundError("nothing was published yet")
            if before is not None and is_same(before, raw):
                return Saved("", None)
            edition = edited(folder, name, raw, before, base)
            if not edition.parts:
                raise RefusedError(UNUSED)
            _accepted(self.publishing, edition, word)
            published = self.publishing.put(
                release, f"staff:{editor}", edition, note=word.note, also=word.whole
            )
            if published:
                self._follow(name, before, edition)
                return Saved(edition.revision, published, edition.parts)

    def _follow(self, name: str, before: bytes | None, edition: Edition) -> None:
        """Let this machine's own file follow with its pictures, if it said what readers saw; it need not."""
        folder = self.publishing.folder
        try:
            with exclusive_lock(folder):
                file, now = standing_file(folder, name)
                if now == before:
                    _put_beside(folder, edition)
                    content_folder.write(file, edition.raw)
        except (OSError, NotFoundError, RefusedError) as error:
            log.info("%s.yaml in %s does not follow: %s", name, folder, type(error).__name__)


def _put_beside(folder: Path, edition: Edition) -> None:
    """Write the pictures of the guides that a text makes, where a folder does not have them yet."""
    files = {place: data for one in edition.guides.values() for place, data in one.files.items()}
    for place, data in files.items():
        file = folder / place
        if file.parent.name == IMAGES and not file.exists():
            file.parent.mkdir(exist_ok=True)
            content_folder.write(file, data)


def _accepted(publishing: Publishing, edition: Edition, word: Word) -> Accepted:
    """Give the losses that an editor has seen; raise `LossError` if there are others."""
    newest = publishing.release_store.newest()
    return publishing.effects.accepted(newest, edition, word.accepted)
