"""What an editor has typed and not saved yet: one note for each editor and guide, in a folder."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from wizard.content import folder
from wizard.private_files import make_folders

SAFE = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(frozen=True)
class Draft:
    """One text on its way.

    Attributes:
        text: as it was typed, with a line feed at the end of each line.
        base: the digest of the file that it was begun on; see `library.revision_of`.
        good: the last text of this note in which nothing was wrong; "" if there was none.

    """

    text: str
    base: str
    good: str = ""


@dataclass(frozen=True)
class DraftStore:
    """Keeps notes until they are saved or thrown away."""

    home: Path

    def read(self, editor: str, mall: str) -> Draft | None:
        """Give a note; None if there is none, or it cannot be read."""
        try:
            return Draft(**json.loads(self._file(editor, mall).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def write(self, editor: str, mall: str, note: Draft) -> None:
        """Keep a note, whole or not at all."""
        file = self._file(editor, mall)
        make_folders(file.parent)
        folder.write(file, json.dumps(asdict(note), ensure_ascii=False).encode())

    def drop(self, editor: str, mall: str) -> None:
        """Throw a note away."""
        self._file(editor, mall).unlink(missing_ok=True)

    def malls(self, editor: str) -> set[str]:
        """Name the guides of which this editor has a note."""
        return {file.stem for file in (self.home / editor).glob("*.json")}

    def _file(self, editor: str, mall: str) -> Path:
        if not editor or not mall or not SAFE.issuperset(editor + mall):
            raise ValueError("an id of letters, digits, - and _ is needed")
        return self.home / editor / f"{mall}.json"
