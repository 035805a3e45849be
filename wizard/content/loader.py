"""The folder of guides: files in, proved guides out."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wizard.content.folder import (
    CONSTANTS,
    CONSTANTS_FILE,
    OF_ALL,
    guide_files,
    home_of,
    read_bytes,
    unreadable,
)
from wizard.content.shared_files import NOTHING, shared_bytes, shared_in, shared_of, used_of
from wizard.content.sound_guides import sound_guide
from wizard.errors import Fault, GuideError
from wizard.guide import screenshots
from wizard.guide.glossary import Glossary
from wizard.guide.model import Guide
from wizard.guide.screenshots import Screenshot
from wizard.lint.check import Report, examine
from wizard.lint.shared import Known
from wizard.steps.image import Image
from wizard.strict_yaml import Document

REVISION_CHARS = 16
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class GuideRevision:
    """One guide with everything that a reader of it is shown.

    Attributes:
        revision: hash of the content: of `files`, in their order.
        files: name -> bytes, as they stand in the folder: the guide, what it shares with others, its pictures.
        images: the pictures that the guide shows.
        glossary: the words that are explained where the guide uses them.

    """

    guide: Guide
    revision: str
    files: Mapping[str, bytes] = field(repr=False)
    images: Mapping[Image, Screenshot] = field(repr=False)
    glossary: Glossary = field(default_factory=Glossary, repr=False)

    @property
    def text(self) -> str:
        """The digest of the guide's own content: its text, fragments and pictures, not the constants."""
        return revision_of(raw for name, raw in self.files.items() if name not in OF_ALL)

    @property
    def constants(self) -> str:
        """The digest of what it was read with and every guide shares: constants and glossary."""
        return revision_of(self.files[name] for name in OF_ALL if name in self.files)


@dataclass(frozen=True)
class FolderScan:
    """A folder as it is now.

    Attributes:
        editions: id -> guide, of those that are sound.
        constants: the constants' file; None if it is faulty or there is none.
        faults: id (or "constants") -> what is wrong with its file.

    """

    editions: Mapping[str, GuideRevision]
    constants: bytes | None
    faults: Mapping[str, list[Fault]]


def scan_folder(
    folder: Path, only: AbstractSet[str] = frozenset(), over: Mapping[str, bytes] = NOTHING
) -> FolderScan:
    """Read the guides in `folder`, one `<mall>.yaml` each, beside `constants.yaml`.

    Args:
        folder: where they stand.
        only: the malls to be read; none for all.
        over: what of the shared files is to stand at its place instead.

    """
    editions, faults = {}, {}
    files = guide_files([folder]) if folder.is_dir() else []
    for file in [file for file in files if not only or file.stem in only]:
        try:
            editions[file.stem] = guide_revision(file, over=over)
        except GuideError as error:
            faults[file.stem] = error.faults
            if not over:  # what would stand there is asked about, and not served
                log.error("guide %s cannot be served as it is now:\n%s", file.stem, error)
    constants = None
    try:
        beside = shared_bytes(folder, over)
        shared_in(beside, folder)
        constants = beside[CONSTANTS_FILE] or None
    except GuideError as error:
        faults[CONSTANTS] = error.faults
    return FolderScan(editions, constants, faults)


def guide_revision(
    file: Path, text: bytes | None = None, over: Mapping[str, bytes] = NOTHING
) -> GuideRevision:
    """Read one guide of the folder, with its constants and pictures, each once.

    Args:
        file: the guide's place in the folder.
        text: what would stand in the file; None for what does.
        over: what of the shared files would stand at its place.

    Raises:
        GuideError: with every fault found.

    """
    folder, raw = file.parent, read_bytes(file) if text is None else text
    beside = shared_bytes(folder, over)
    known = shared_in(beside, folder)
    sound = sound_guide(raw, str(file), known, folder / screenshots.FOLDER)
    pictures = {
        f"{screenshots.FOLDER}/{name}": read_bytes(folder / screenshots.FOLDER / name)
        for name in screenshots.names(sound.guide)
    }
    shared = used_of(beside, sound.fragments)
    found = bound(sound.guide, {f"{file.stem}.yaml": raw, **shared, **pictures}, known.glossary)
    if len({image.file for image in found.images}) != len(pictures):  # changed as it was read
        raise GuideError([Fault(str(file), 1, 1, "Y00", "그림이 바뀌는 중이에요")])
    return found


def bound(guide: Guide, files: Mapping[str, bytes], glossary: Glossary) -> GuideRevision:
    """Bind a guide to the files it came out of, and to the words that are explained in it."""
    pictures = {
        name.removeprefix(f"{screenshots.FOLDER}/"): data
        for name, data in files.items()
        if name.startswith(f"{screenshots.FOLDER}/")
    }
    shots = screenshots.screenshots(guide, pictures)
    return GuideRevision(guide, revision_of(files.values()), files, shots, glossary)


def revision_of(parts: Iterable[bytes]) -> str:
    """Name content by itself."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:REVISION_CHARS]


def load(file: Path) -> Guide:
    """Read and prove one guide.

    Raises:
        GuideError: with every fault found in the file.

    """
    return guide_revision(file).guide


def read(raw: bytes, name: str, known: Known, folder: Path | None = None) -> Guide:
    """Read and prove one guide from its bytes.

    Args:
        raw: the file's bytes.
        name: the file's path, for messages; its stem is the guide's id.
        known: what it may call by name.
        folder: where its screenshots stand; None to leave them unlooked at.

    """
    return sound_guide(raw, name, known, folder).guide


def check(file: Path, today: date) -> Report:
    """Read one guide, or a fragment, with every fault and every advice."""
    home = home_of(file)
    try:
        pictures = home / screenshots.FOLDER
        return examine(file.read_bytes(), str(file), shared_of(home), today, pictures)
    except OSError as error:
        return Report(None, Document(), [unreadable(file, error)])
    except GuideError as error:  # what is shared
        return Report(None, Document(), error.faults)
