"""A folder of guides as data: each file by its place in the folder, and back again."""

import hashlib
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePath
from uuid import uuid4

from wizard.content.folder import CONSTANTS, CONSTANTS_FILE, OF_ALL, fragment_files, guide_files
from wizard.guide.screenshots import FOLDER as IMAGES
from wizard.private_files import make_folders
from wizard.verdicts.samples import FOLDER as SAMPLES

Tree = Mapping[str, bytes]
"""Place in the folder, as in "images/menu.png" -> the file's bytes."""

MAX_KEPT = 6


def tree_in(folder: Path) -> dict[str, bytes]:
    """Read every file that a guide of this folder may be made of; what cannot be read is not there."""
    files = [*guide_files([folder]), *(folder / name for name in OF_ALL), *fragment_files(folder)]
    for beside in (folder / IMAGES, folder / SAMPLES):
        files += sorted(beside.glob("*.*")) if beside.is_dir() else []
    found = {}
    for file in files:
        try:
            found[str(file.relative_to(folder))] = file.read_bytes()
        except OSError:
            continue
    return found


def part_of(place: str) -> str:
    """Name the part of a release that a file is: a mall, or "constants"; "" for what guides share."""
    if place == CONSTANTS_FILE:
        return CONSTANTS
    path = PurePath(place)
    is_guide = len(path.parts) == 1 and path.suffix == ".yaml" and place not in OF_ALL
    return path.stem if is_guide else ""


def digest_of(data: bytes) -> str:
    """Name a file by its content."""
    return hashlib.sha256(data).hexdigest()


def digests_of(tree: Tree) -> dict[str, str]:
    """Name each file of a tree by its content."""
    return {place: digest_of(data) for place, data in tree.items()}


def name_of(tree: Tree) -> str:
    """Name a folder by its files."""
    return digest_of(repr(sorted(digests_of(tree).items())).encode())[:32]


def written(tree: Tree, home: Path, like: Path | None = None) -> Path:
    """Give a folder below `home` that holds these files; one that is there is never changed.

    Args:
        tree: the files.
        home: where such folders are.
        like: one of them; what stands there just so is not written a second time, but is one file in both.

    """
    place = home / name_of(tree)
    if _holds(place, tree):
        return place
    part = home / f".{uuid4().hex}"
    try:
        make_folders(part)
        for file, data in tree.items():
            make_folders((part / file).parent)
            _write(part / file, data, like / file if like else None)
        _put(part, place, tree)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    _tidy(home)
    return place


def _holds(place: Path, tree: Tree) -> bool:
    """Say whether a folder holds these files; a power cut may have left some of them empty."""
    try:
        return place.is_dir() and all(
            (place / file).read_bytes() == data for file, data in tree.items()
        )
    except OSError:
        return False


def _write(file: Path, data: bytes, same: Path | None) -> None:
    """Write a file, or give one that holds the same this name, too."""
    if same is None or not _gave_second_name(file, data, same):
        file.write_bytes(data)


def _gave_second_name(file: Path, data: bytes, same: Path) -> bool:
    """Let a file be the one that holds the same; False if it does not, is away, or its disk cannot."""
    with suppress(OSError):
        if same.read_bytes() == data:
            file.hardlink_to(same)
            return True
    return False


def _put(part: Path, place: Path, tree: Tree) -> None:
    """Give a folder its name, unless another was quicker."""
    try:
        part.rename(place)
    except OSError:
        if _holds(place, tree):
            return
        shutil.rmtree(place, ignore_errors=True)
        part.rename(place)


def _tidy(home: Path) -> None:
    """Take away the folders that were written longest ago."""
    found = [place for place in home.iterdir() if not place.name.startswith(".")]
    for old in sorted(found, key=lambda place: place.stat().st_mtime)[:-MAX_KEPT]:
        shutil.rmtree(old, ignore_errors=True)
