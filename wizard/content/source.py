"""Where the texts to be published come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from wizard.content.folder import CONSTANTS, CONSTANTS_FILE
from wizard.content.loader import FolderScan, revision_of
from wizard.content.release import Release
from wizard.errors import Fault

OPERATOR = "operator"
Contents = Mapping[str, Mapping[str, bytes]]
"""Part of a release -> its files, by their places in the folder."""


@dataclass(frozen=True)
class Wish:
    """Who wants something published, and what they say by name.

    Attributes:
        by: "folder" when the folder changed by itself, "staff:<id>" or "operator".
        withdrawn: malls that are to be no longer served, if their files are gone.
        over: parts that are to be published from here whatever others have published since, and though
            they were rolled back.

    """

    by: str
    withdrawn: Sequence[str] = ()
    over: Sequence[str] = ()


@dataclass(frozen=True)
class Offered:
    """What there is to publish after a release.

    Attributes:
        contents: part -> files, of what is sound and wanted.
        held: what of the release before stays held.
        faults: part -> why its file is left out.
        places: what was looked at, for `Source.note`.

    """

    contents: Contents
    held: Mapping[str, str]
    faults: Mapping[str, list[Fault]]
    places: object = field(default=None, repr=False)

    @property
    def parts(self) -> dict[str, str]:
        """Part -> revision."""
        return {part: revision_of(files.values()) for part, files in self.contents.items()}


class Source(Protocol):
    """A place where guides are written."""

    def folder(self, typed: str = "") -> Path:
        """Give the folder with the texts that editors open now, and what these and one that is typed name."""

    def offered(self, before: Release, wish: Wish) -> Offered:
        """Say what there is to publish after a release."""

    def note(self, shown: Release, offered: Offered) -> None:
        """Remember that readers see this release now."""

    def holding(self, before: Release, wanted: Release) -> dict[str, str]:
        """Name, for each part, the text that is not to come again by itself after a rollback."""


def contents_of(found: FolderScan) -> Contents:
    """Give the files of every sound part of a folder."""
    constants = {} if found.constants is None else {CONSTANTS: {CONSTANTS_FILE: found.constants}}
    return {mall: edition.files for mall, edition in found.editions.items()} | constants


def missing(folder: Path, part: str) -> Fault:
    """Say that a part's file is gone."""
    hint = f"정말 뺄 것이면 `wizard publish --withdraw {part}`를 해 주세요"
    file = str(folder / f"{part}.yaml")
    return Fault(file, 1, 1, "Y00", "파일이 없어졌어요", "" if part == CONSTANTS else hint)
