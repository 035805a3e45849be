"""Every guide on the shelf: files in, proved guides out."""

import hashlib
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from wizard import strict_yaml
from wizard.errors import Fault, GuideError
from wizard.guide import Guide, Problem
from wizard.reading import Reading, examine
from wizard.strict_yaml import Document

CONSTANTS_FILE = "constants.yaml"
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Shelf:
    """The guides that can be read now.

    Attributes:
        guides: id -> guide, in the order in which a seller should see them.
        revisions: id -> hash of the content served.
        faults: id -> what is wrong with its file now; the guide served is then the last good one.
        constants: the named facts that stand in one place: server addresses, phone, agency.

    """

    guides: Mapping[str, Guide]
    revisions: Mapping[str, str] = field(default_factory=dict)
    faults: Mapping[str, list[Fault]] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)


def open_shelf(folder: Path, kept: Path | None = None) -> Shelf:
    """Read every guide in `folder`; a faulty one is replaced by its last good copy, if kept.

    Args:
        folder: the guides, one `<mall>.yaml` each, and `constants.yaml`.
        kept: where each sound guide is copied, to be served while its file is faulty.

    """
    guides, revisions, faults = {}, {}, {}
    for file in guide_files([folder]):
        try:
            guide, revision = load(file), _revision(file)
            _keep(file, kept)
        except GuideError as error:
            faults[file.stem] = error.faults
            log.error("guide %s cannot be served as it is now:\n%s", file.stem, error)
            if (copy := _last_good(file.stem, kept)) is None:
                continue
            guide, revision = copy
        guides[file.stem], revisions[file.stem] = guide, revision
    ordered = sorted(guides.items(), key=lambda item: (item[1].status.state != "open", item[0]))
    return Shelf(dict(ordered), revisions, faults, _sound_constants(folder, faults))


def guide_files(paths: list[Path]) -> list[Path]:
    """Give the guide files that `paths` (files or folders) name, in order."""
    files: list[Path] = []
    for path in paths:
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [path]
        files += [file for file in found if file.name != CONSTANTS_FILE]
    return files


def constants_faults(paths: list[Path]) -> list[Fault]:
    """Say what is wrong with the constants beside the guides that `paths` name."""
    found: dict[str, list[Fault]] = {}
    for folder in {path if path.is_dir() else path.parent for path in paths}:
        _sound_constants(folder, found)
    return found.get("constants", [])


def load(file: Path) -> Guide:
    """Read and prove one guide.

    Raises:
        GuideError: with every fault found in the file.

    """
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise GuideError([_unreadable(file, error)]) from error
    return read(raw, str(file), constants_of(file.parent))


def read(raw: bytes, name: str, constants: Mapping[str, str]) -> Guide:
    """Read and prove one guide from its bytes; `name` is for messages, its stem the guide's id."""
    reading = examine(raw, name, constants)
    if reading.guide is None or reading.faults:
        raise GuideError(reading.faults)
    return reading.guide


def check(file: Path, today: date) -> Reading:
    """Read one guide with every fault and every advice."""
    try:
        return examine(file.read_bytes(), str(file), constants_of(file.parent), today)
    except OSError as error:
        return Reading(None, Document(), [_unreadable(file, error)])
    except GuideError as error:  # the constants
        return Reading(None, Document(), error.faults)


def write(file: Path, raw: bytes) -> None:
    """Put `raw` in a file's place, whole or not at all, with the file's own rights."""
    part = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with part.open("wb") as out:
            out.write(raw)
            out.flush()
            os.fsync(out.fileno())
        if file.exists():
            part.chmod(file.stat().st_mode & 0o777)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def _unreadable(file: Path, error: OSError) -> Fault:
    return Fault(str(file), 1, 1, "Y00", "파일을 읽을 수 없어요", error.strerror or "")


def _sound_constants(folder: Path, faults: dict[str, list[Fault]]) -> Mapping[str, str]:
    try:
        return constants_of(folder)
    except GuideError as error:
        faults["constants"] = error.faults
        return {}


def constants_of(folder: Path) -> Mapping[str, str]:
    """Read the named constants that stand beside the guides, if there are any.

    Raises:
        GuideError: with the first fault of their file.

    """
    file = folder / CONSTANTS_FILE
    if not file.exists():
        return {}
    document = strict_yaml.read(file.read_bytes())
    if document.problems or not all(isinstance(v, str) for v in document.data.values()):
        place, problem = (
            document.problems or [((1, 1), Problem((), "Y10", "이름: 값만 쓸 수 있어요"))]
        )[0]
        raise GuideError([Fault(str(file), *place, problem.code, problem.message, problem.hint)])
    constants: Mapping[str, str] = document.data
    return constants


def _revision(file: Path) -> str:
    constants = file.parent / CONSTANTS_FILE
    parts = [file.read_bytes(), constants.read_bytes() if constants.exists() else b""]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()[:16]


def _keep(file: Path, kept: Path | None) -> None:
    """Copy a sound guide and its constants, whole or not at all."""
    if kept is None:
        return
    home = kept / file.stem
    home.mkdir(parents=True, exist_ok=True)
    for source in (file, file.parent / CONSTANTS_FILE):
        if source.exists():
            part = home / f".{source.name}.{os.getpid()}"
            part.write_bytes(source.read_bytes())
            part.replace(home / source.name)


def _last_good(guide_id: str, kept: Path | None) -> tuple[Guide, str] | None:
    file = kept / guide_id / f"{guide_id}.yaml" if kept else None
    if file is None or not file.exists():
        return None
    try:
        return load(file), _revision(file)
    except GuideError:
        return None
