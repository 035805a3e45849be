"""What an editor has typed and not saved yet: one note for each editor and text, in the database."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import drafts
from wizard.db.records import DraftRecord
from wizard.guide.fragments import FOLDER as FRAGMENTS
from wizard.korean.calendar import clock

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")
TYPED = "typed"


@dataclass(frozen=True)
class Draft:
    """One text on its way.

    Attributes:
        text: as it was typed, with a line feed at the end of each line.
        base: the digest of the text that it was begun on; see `loader.revision_of`.
        good: the last text of this note in which nothing was wrong; "" if there was none.
        version: how often it was written.
        window: the page in which it was written last.
        writers: all who typed in it.

    """

    text: str
    base: str
    good: str = ""
    version: int = 1
    window: str = ""
    writers: Sequence[str] = ()

    @classmethod
    def of(cls, record: DraftRecord) -> "Draft":
        """Give the draft that a row tells of."""
        told = (record.text, record.base, record.good, record.version)
        return cls(*told, record.window, tuple(record.writers or (record.author,)))

    def record(self, editor: str, mall: str, now: datetime) -> DraftRecord:
        """Give the draft as a new row."""
        told = (TYPED, self.base, self.text, self.good, self.version)
        writers = list(dict.fromkeys([*self.writers, editor]))
        return DraftRecord(uuid4().hex, mall, editor, *told, now, now, self.window, writers)


@dataclass(frozen=True)
class Page:
    """The page in which a text is typed.

    Attributes:
        window: names it.
        version: of the draft that stood in it when it was opened; 0 for none.

    """

    window: str = ""
    version: int = 0

    def has_seen(self, kept: Draft) -> bool:
        """Say whether what is kept was typed in this page, or stood in it when it was opened."""
        return bool(self.window and self.window == kept.window) or self.version == kept.version


@dataclass(frozen=True)
class DraftStore:
    """Keeps notes until they are saved or thrown away; any machine gives them back."""

    engine: Engine
    now: Callable[[], datetime] = clock

    def read(self, editor: str, mall: str) -> Draft | None:
        """Give a note; None if there is none."""
        with reading(self.engine) as connection:
            found = drafts.draft(connection, editor, mall)
        return Draft.of(found) if found else None

    def all_of(self, editor: str) -> Mapping[str, Draft]:
        """Give every note of an editor: name of the text -> note."""
        with reading(self.engine) as connection:
            found = drafts.drafts_of(connection, editor)
        return {one.mall: Draft.of(one) for one in found}

    def begun_fragments(self) -> Mapping[str, Draft]:
        """Give the fragments that are begun, and stand nowhere yet, whoever types them: name -> draft."""
        with reading(self.engine) as connection:
            found = drafts.begun(connection, f"{FRAGMENTS}/")
        return {one.mall: Draft.of(one) for one in reversed(found)}

    def by_id(self, draft_id: str) -> tuple[str, Draft] | None:
        """Give a draft by its id, with its text's name; None if there is none."""
        with reading(self.engine) as connection:
            found = drafts.by_id(connection, draft_id)
        return (found.mall, Draft.of(found)) if found else None

    def write(self, editor: str, mall: str, note: Draft, page: Page | None = None) -> Draft | None:
        """Keep a note, whole or not at all; give the one that its page has not seen, if that is there.

        Args:
            editor: who types.
            mall: the name of the text: a guide's, or of one that guides share.
            note: what is typed.
            page: in which; None for one that may write over anything.

        Raises:
            DatabaseError: it could not be kept.

        """
        with writing(self.engine) as connection:
            found = drafts.draft(connection, editor, mall, lock=True)
            kept = Draft.of(found) if found else None
            if kept and page and kept.text != note.text and not page.has_seen(kept):
                return kept
            told = replace(
                note,
                good=note.good or (kept.good if kept else ""),
                window=page.window if page else "",
                writers=kept.writers if kept else (),
            )
            drafts.put(connection, told.record(editor, mall, self.now()))
        return None

    def drop(self, editor: str, mall: str) -> None:
        """Throw a note away, if there is one."""
        if self.read(editor, mall):
            with writing(self.engine) as connection:
                drafts.drop(connection, editor, mall)
