"""A text of the folder as one editor has it before them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from wizard.content.draft_store import Draft
from wizard.errors import RefusedError
from wizard.lint.check import Report

NO_TEXT = (
    "이 파일에는 글자가 아닌 것이 들어 있어서 여기서 열면 망가질 수 있어요. "
    "파일이 있는 컴퓨터에서 UTF-8로 저장한 뒤 다시 열어 주세요."
)


@dataclass(frozen=True)
class EditedText:
    """A text as one editor has it before them: a guide's, or one that guides share.

    Attributes:
        name: of the text: the mall, "constants", "glossary" or "fragments/<name>".
        text: to edit, with a line feed at the end of each line.
        base: the digest of the file that the text was begun on.
        theirs: the file's text as it is now.
        present: the file's digest as it is now.
        changed_at: when the file was last changed; None for a text that has none yet.
        reading: what is wrong with the text, and what could be better.
        awaits: the fragments that it is read with, and that have to be published before it.
        is_kept: the note could be kept; False if the disk refused it.
        newer: what was typed in another window, and this one has not seen: it was not written over.
        version: of the note, as it is kept now; 0 for none.

    """

    name: str
    text: str
    base: str
    theirs: str
    present: str
    changed_at: datetime | None
    reading: Report
    awaits: Sequence[str] = ()
    is_kept: bool = True
    newer: Draft | None = None
    version: int = 0

    @property
    def is_new(self) -> bool:
        """Say whether no text of this name is there yet."""
        return not self.present

    @property
    def is_note(self) -> bool:
        """Say whether the text is another than the file's."""
        return self.text != self.theirs

    @property
    def is_stale(self) -> bool:
        """Say whether the file has changed since the text was begun."""
        return self.is_note and self.base != self.present


def plain(text: str) -> str:
    """Give a text as it is written: a line feed ends each line, and the last one too."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return lines if lines.endswith("\n") else f"{lines}\n"


def text_of(raw: bytes) -> str:
    """Give a file's text, if a browser gives it back as it was given."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError(NO_TEXT) from error
    if "\0" in text:
        raise RefusedError(NO_TEXT)
    return plain(text)
