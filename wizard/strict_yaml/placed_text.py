"""A YAML text that is edited: where each thing in it begins and ends, and the text with something else there."""

from collections.abc import Sequence
from dataclasses import dataclass

from wizard.errors import UneditableError
from wizard.guide.model import Path
from wizard.strict_yaml import Document, Place, read


@dataclass(frozen=True)
class PlacedText:
    """A text, and where in it everything stands."""

    document: Document

    @classmethod
    def of(cls, text: str) -> "PlacedText":
        """Read a text."""
        return cls(read(text.encode()))

    def is_in_brackets(self, path: Path) -> bool:
        """Say whether a mapping or a list is written in brackets."""
        return path in self.document.ends

    def end(self, path: Path) -> Place:
        """Give the place right after what stands at a path, with all that is in it."""
        size, document = len(path), self.document
        ends = [one for place, one in document.ends.items() if place[:size] == path]
        ends += [one.end for place, one in document.scalars.items() if place[:size] == path]
        if not ends:
            raise UneditableError
        return self._on_its_last_line(max(ends))

    def children(self, path: Path) -> list[Path]:
        """Give the paths of what a mapping holds, as they are written."""
        names = self.document.names
        found = [one for one in names if one[:-1] == path]
        if not found:
            raise UneditableError
        return sorted(found, key=lambda one: names[one].start)

    def spliced(self, start: Place, end: Place, written: str) -> str:
        """Give the text with something else between two places."""
        lines = self.document.lines
        before = [*lines[: start[0] - 1], lines[start[0] - 1][: start[1] - 1]]
        after = [lines[end[0] - 1][end[1] - 1 :], *lines[end[0] :]]
        return "\n".join(before) + written + "\n".join(after)

    def with_lines(self, after_line: int, added: Sequence[str]) -> str:
        """Give the text with lines behind one of its own; numbers begin with 1."""
        lines = self.document.lines
        return "\n".join([*lines[:after_line], *added, *lines[after_line:]])

    def without_lines(self, first: int, last: int) -> str:
        """Give the text without some of its lines; numbers begin with 1."""
        lines = self.document.lines
        return "\n".join([*lines[: first - 1], *lines[last:]])

    def last_item(self, path: Path) -> Path:
        """Give the path of a list's last item."""
        found = self.document.data
        for part in path:
            found = found[part]
        return (*path, len(found) - 1)

    def dash(self, start: Place) -> str:
        """Give what stands before an item on its line: blanks and the dash."""
        dash = self.document.lines[start[0] - 1][: start[1] - 1].rstrip()
        if dash.lstrip() != "-":
            raise UneditableError
        return dash

    def refuse_comments(self, path: Path) -> None:
        """Refuse brackets of several lines with comments: nobody knows of what they speak."""
        first, last = self.document.values[path][0], self.end(path)[0]
        if first != last and any("#" in line for line in self.document.lines[first - 1 : last]):
            raise UneditableError

    def refuse_shared_line(self, place: Place) -> None:
        """Refuse what shares its line with a list's dash."""
        if self.document.lines[place[0] - 1][: place[1] - 1].strip():
            raise UneditableError

    def _on_its_last_line(self, place: Place) -> Place:
        """Lead back from a line's beginning, where a text of several lines ends, to what is written last."""
        row, column = place
        while column == 1 and row > 1:
            row, column = row - 1, len(self.document.lines[row - 2].rstrip()) + 1
        return row, column
