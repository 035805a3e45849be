"""What an editor has typed and not saved yet: one note for each editor and guide, in the database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from sqlalchemy import Engine

from wizard.db.engine import reading, writing
from wizard.db.queries import drafts
from wizard.db.records import DraftRecord
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

    """

    text: str
    base: str
    good: str = ""
    version: int = 1

    @classmethod
    def of(cls, record: DraftRecord) -> "Draft":
        """Give the draft that a row tells of."""
        return cls(record.text, record.base, record.good, record.version)

    def record(self, editor: str, mall: str, now: datetime) -> DraftRecord:
        """Give the draft as a new row."""
        base, good = self.base, self.good
        return DraftRecord(
            uuid4().hex, mall, editor, TYPED, base, self.text, good, self.version, now, now
        )


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
        """Give every note of an editor: mall -> note."""
        with reading(self.engine) as connection:
            found = drafts.drafts_of(connection, editor)
        return {one.mall: Draft.of(one) for one in found}

    def write(self, editor: str, mall: str, note: Draft) -> None:
        """Keep a note, whole or not at all.

        Raises:
            DatabaseError: it could not be kept.

        """
        with writing(self.engine) as connection:
            drafts.put(connection, note.record(editor, mall, self.now()))

    def drop(self, editor: str, mall: str) -> None:
        """Throw a note away, if there is one."""
        if self.read(editor, mall):
            with writing(self.engine) as connection:
                drafts.drop(connection, editor, mall)
