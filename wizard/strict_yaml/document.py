"""What a file says, and where it says it."""

from dataclasses import dataclass, field
from typing import Any

from wizard.guide.model import Path, Problem

Place = tuple[int, int]
"""Line and column, each from 1."""


@dataclass(frozen=True)
class Scalar:
    """One written value or key.

    Attributes:
        end: the place right after it.
        style: "" for a bare word, else the character that opens it.

    """

    value: str
    start: Place
    end: Place
    style: str = ""


@dataclass(frozen=True)
class Suppression:
    """A comment that lets one rule pass on one line.

    Attributes:
        line: the line it speaks of: its own, or the next one if it stands alone.
        place: where it stands.

    """

    code: str
    reason: str
    line: int
    place: Place


@dataclass
class Document:
    """What a file says, and where it says it.

    Attributes:
        data: mappings as dict, sequences as list, scalars as str.
        values: path -> the place of the value there.
        keys: path -> the place of the key that leads there (mappings only).
        scalars: path -> the value there as it is written.
        names: path -> the key that leads there as it is written.
        ends: path -> the place right after the mapping or list there, of those in brackets.
        problems: what is wrong with the file as YAML, and where.

    """

    data: Any = None
    lines: list[str] = field(default_factory=list)
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)
    scalars: dict[Path, Scalar] = field(default_factory=dict)
    names: dict[Path, Scalar] = field(default_factory=dict)
    ends: dict[Path, Place] = field(default_factory=dict)
    suppressions: list[Suppression] = field(default_factory=list)
    problems: list[tuple[Place, Problem]] = field(default_factory=list)

    def place(self, path: Path, *, of_key: bool = False) -> Place:
        """Give the nearest place to `path`: names that stand nowhere in the file are skipped."""
        found = self.known(path)
        places = self.keys if of_key else self.values
        return places.get(found, self.values.get(found, (1, 1)))

    def known(self, path: Path) -> Path:
        """Keep the parts of `path` that stand in the file."""
        found: Path = ()
        for part in path:
            if (*found, part) in self.values:
                found = (*found, part)
        return found

    def complain(self, mark: Any, code: str, message: str, hint: str) -> None:
        """Note a fault of the YAML itself, at a mark of the parser."""
        self.problems.append((place_of(mark), Problem((), code, message, hint)))


def place_of(mark: Any) -> Place:
    """Give the place that a mark of the parser names."""
    return mark.line + 1, mark.column + 1
