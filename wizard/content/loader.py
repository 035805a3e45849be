"""The folder of guides: files in, proved guides out."""

import hashlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wizard.content.constants_file import constants_bytes, constants_in, constants_of
from wizard.content.folder import CONSTANTS, CONSTANTS_FILE, guide_files
from wizard.errors import Fault, GuideError
from wizard.guide import screenshots
from wizard.guide.model import Guide
from wizard.guide.screenshots import Screenshot
from wizard.lint.check import Report, examine
from wizard.steps.image import Image
from wizard.strict_yaml import Document

REVISION_CHARS = 16
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class GuideRevision:
    """One guide with everything that a reader of it is shown.

    Attributes:
        revision: hash of the content: of `files`, in their order.
        files: name -> bytes, as they stand in the folder: the guide, its constants, its pictures.
        images: the pictures that the guide shows.

    """

    guide: Guide
    revision: str
    files: Mapping[str, bytes] = field(repr=False)
    images: Mapping[Image, Screenshot] = field(repr=False)

    @property
    def text(self) -> str:
        """The digest of the guide's own content: its text and pictures, not the constants."""
        return revision_of(raw for name, raw in self.files.items() if name != CONSTANTS_FILE)

    @property
    def constants(self) -> str:
        """The digest of the constants it was read with."""
        return revision_of([self.files.get(CONSTANTS_FILE, b"")])


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


def scan_folder(folder: Path) -> FolderScan:
    """Read every guide in `folder`, one `<mall>.yaml` each, beside `constants.yaml`."""
    editions, faults = {}, {}
    for file in guide_files([folder]) if folder.is_dir() else []:
        try:
            editions[file.stem] = guide_revision(file)
        except GuideError as error:
            faults[file.stem] = error.faults
            log.error("guide %s cannot be served as it is now:\n%s", file.stem, error)
    constants = None
    try:
        constants_of(folder)
        constants = constants_bytes(folder) or None
    except GuideError as error:
        faults[CONSTANTS] = error.faults
    return FolderScan(editions, constants, faults)


def guide_revision(file: Path, text: bytes | None = None) -> GuideRevision:
    """Read one guide of the folder, with its constants and pictures, each once.

    Args:
        file: the guide's place in the folder.
        text: what would stand in the file; None for what does.

    Raises:
        GuideError: with every fault found.

    """
    raw = _bytes(file) if text is None else text
    constants = constants_bytes(file.parent)
    guide = read(
        raw, str(file), constants_in(constants, file.parent), file.parent / screenshots.FOLDER
    )
    pictures = {
        f"{screenshots.FOLDER}/{name}": _bytes(file.parent / screenshots.FOLDER / name)
        for name in screenshots.names(guide)
    }
    found = bound(guide, {f"{file.stem}.yaml": raw, CONSTANTS_FILE: constants, **pictures})
    if len({image.file for image in found.images}) != len(pictures):  # changed as it was read
        raise GuideError([Fault(str(file), 1, 1, "Y00", "그림이 바뀌는 중이에요")])
    return found


def bound(guide: Guide, files: Mapping[str, bytes]) -> GuideRevision:
    """Bind a guide to the files it came out of."""
    pictures = {
        name.removeprefix(f"{screenshots.FOLDER}/"): data
        for name, data in files.items()
        if name.startswith(f"{screenshots.FOLDER}/")
    }
    shots = screenshots.screenshots(guide, pictures)
    return GuideRevision(guide, revision_of(files.values()), files, shots)


def revision_of(parts: Iterable[bytes]) -> str:
    """Name content by itself."""
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:REVISION_CHARS]


def load(file: Path) -> Guide:
    """Read and prove one guide.

    Raises:
        GuideError: with every fault found in the file.

    """
    return guide_revision(file).guide


def read(raw: bytes, name: str, constants: Mapping[str, str], folder: Path | None = None) -> Guide:
    """Read and prove one guide from its bytes.

    Args:
        raw: the file's bytes.
        name: the file's path, for messages; its stem is the guide's id.
        constants: the named facts that it may call.
        folder: where its screenshots stand; None to leave them unlooked at.

    """
    reading = examine(raw, name, constants, folder=folder)
    if reading.guide is None or reading.faults:
        raise GuideError(reading.faults)
    return reading.guide


def check(file: Path, today: date) -> Report:
    """Read one guide with every fault and every advice."""
    try:
        raw, constants = file.read_bytes(), constants_of(file.parent)
        return examine(raw, str(file), constants, today, file.parent / screenshots.FOLDER)
    except OSError as error:
        return Report(None, Document(), [_unreadable(file, error)])
    except GuideError as error:  # the constants
        return Report(None, Document(), error.faults)


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise GuideError([_unreadable(file, error)]) from error


def _unreadable(file: Path, error: OSError) -> Fault:
    return Fault(str(file), 1, 1, "Y00", "파일을 읽을 수 없어요", error.strerror or "")
