"""Editing a text of the folder in a browser, a guide's or a shared one: typed into a draft, saved and published.

Nobody overwrites what they have not seen: a text is saved only over the very one it was begun on.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from wizard.content.begun_fragments import begun_fragments
from wizard.content.draft_store import Draft, DraftStore, Page
from wizard.content.edition import reading_of
from wizard.content.folder import OF_ALL, TEXT_NAME, is_guide, name_at, place_of
from wizard.content.source import Source
from wizard.errors import DatabaseError, NotFoundError
from wizard.guide.fragments import path_of
from wizard.lint.check import Report
from wizard.services.guide_files import digest_of, standing_file
from wizard.services.guide_saving import (
    SILENT,
    Saved,
    Saving,
    Word,
)
from wizard.services.manuscript import EditedText, plain, text_of
from wizard.services.reviews import Reviews
from wizard.strict_yaml import MAX_BYTES

NO_FRAGMENT = "P73"
"""The rule that a guide breaks that uses a fragment which is not there."""


@dataclass(frozen=True)
class Editing:
    """Lets editors write guides, and what these share; any number of them, in any number of processes.

    Attributes:
        source: where the texts are.
        saving: where they go.
        reviews: who looks them over before; None where nothing goes out to readers.

    """

    source: Source
    draft_store: DraftStore
    saving: Saving
    reviews: Reviews | None = None

    def open(self, name: str, editor: str, today: date) -> EditedText:
        """Give the text to edit: this editor's note, or else the file.

        Raises:
            NotFoundError: there is no such text.
            RefusedError: the file is no text, or too big.

        """
        kept = self.draft_store.read(editor, name) if TEXT_NAME.fullmatch(name) else None
        if kept is None:
            return self.look(name, None, "", today)
        return replace(self.look(name, kept.text, kept.base, today), version=kept.version)

    def look(self, name: str, text: str | None, base: str, today: date) -> EditedText:
        """Give a text beside the file as it is now, without keeping anything; None for the file's."""
        folder = self.source.folder(text or "")
        file, raw = standing_file(folder, name)
        if raw is None and (base or (text is None and place_of(name) not in OF_ALL)):
            raise NotFoundError(f"no text {name!r} in the folder")
        theirs, present = ("" if raw is None else text_of(raw)), digest_of(raw)
        if text is None:
            text, base = theirs, present
        else:
            text = plain(text)
        changed_at = None if raw is None else datetime.fromtimestamp(file.stat().st_mtime, UTC)
        reading, awaits = self._reading(name, text, today)
        return EditedText(name, text, base, theirs, present, changed_at, reading, awaits)

    def _reading(self, name: str, text: str, today: date) -> tuple[Report, Sequence[str]]:
        """Judge a text; a guide with the fragments that it needs and that are begun, which are named."""
        folder, raw = self.source.folder(), text.encode()
        reading = reading_of(folder, name, raw, today)
        if not is_guide(name) or not any(fault.code == NO_FRAGMENT for fault in reading.faults):
            return reading, ()
        begun = begun_fragments(self.draft_store, folder)
        whole = reading_of(folder, name, raw, today, begun)
        awaits = [name_at(place) for place in map(path_of, whole.fragments) if place in begun]
        return (whole, awaits) if awaits else (reading, ())

    def note(  # noqa: PLR0913 (what is typed is told whole)
        self, name: str, editor: str, text: str, base: str, today: date, *, page: Page | None = None
    ) -> EditedText:
        """Keep what was typed, and say how it reads; a text like the file's needs no note."""
        manuscript = self.look(name, text, base, today)
        if not manuscript.is_note:
            return self._unneeded(manuscript, editor, page)
        if len(manuscript.text.encode()) > MAX_BYTES:
            return replace(manuscript, is_kept=False)
        good = "" if manuscript.reading.faults else manuscript.text
        try:
            newer = self.draft_store.write(editor, name, Draft(manuscript.text, base, good), page)
        except DatabaseError:
            return replace(manuscript, is_kept=False)
        return replace(manuscript, newer=newer)

    def _unneeded(self, manuscript: EditedText, editor: str, page: Page | None) -> EditedText:
        """Drop the note of a text that is the file's again, unless it was typed in a window that is not this one."""
        kept = self.draft_store.read(editor, manuscript.name)
        if kept and page and not page.has_seen(kept):
            return replace(manuscript, newer=kept)
        self.draft_store.drop(editor, manuscript.name)
        return manuscript

    def save(self, name: str, editor: str, text: str, base: str, word: Word = SILENT) -> Saved:
        """Save and publish, and write that down; the note has done its work then.

        Args:
            name: of the text.
            editor: whose text it is.
            text: the whole text.
            base: the digest of the file that the text was begun on.
            word: what the editor says to it.

        Raises:
            LossError: sellers would lose what they saved.
            UnreviewedError: a second editor has not approved it.
            GuideError: there is something wrong with the text, or it would break guides.
            ConflictError: the file is not the one that the text was begun on.
            RefusedError: somebody else is saving, and does not come to an end.
            OSError: the disk refused it; the file is as it was.
            DatabaseError: it could not be written down; nothing was changed.

        """
        if (reviews := self.reviews) is not None:
            manuscript = name, plain(text), base
            word = replace(word, first=lambda c: reviews.refuse_unreviewed(c, *manuscript))
        saved = self.saving.save(name, editor, text, base, word)
        with suppress(DatabaseError):  # it is saved; a note like the file is none
            self.draft_store.drop(editor, name)
        return saved

    def drop(self, name: str, editor: str) -> None:
        """Throw the note away."""
        if TEXT_NAME.fullmatch(name):
            self.draft_store.drop(editor, name)
