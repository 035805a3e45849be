"""The folder's files: which of them are guides, when they changed, and how one is written whole."""

import os
import re
from pathlib import Path, PurePath
from uuid import uuid4

from wizard.errors import Fault, GuideError
from wizard.guide.fragments import FOLDER as FRAGMENTS
from wizard.guide.fragments import is_fragment
from wizard.guide.screenshots import FOLDER
from wizard.verdicts.samples import FOLDER as SAMPLES

CONSTANTS, GLOSSARY = "constants", "glossary"
CONSTANTS_FILE = f"{CONSTANTS}.yaml"
GLOSSARY_FILE = f"{GLOSSARY}.yaml"
OF_ALL = (CONSTANTS_FILE, GLOSSARY_FILE)
"""What stands beside every guide of a folder, and is none."""
TEXT_NAME = re.compile(rf"({FRAGMENTS}/)?[a-z0-9_-]+")
"""What a text of the folder is called: its place without the ending, as in "coupang" or "fragments/esm"."""

Trace = frozenset[tuple[str, int, int, int]]


def place_of(name: str) -> str:
    """Give the place of a text in the folder, by its name."""
    return f"{name}.yaml"


def name_at(file: str) -> str:
    """Give the name of a text by its place, or by any path that leads there."""
    path = PurePath(file)
    return f"{FRAGMENTS}/{path.stem}" if is_fragment(file) else path.stem


def is_guide(name: str) -> bool:
    """Say whether a text is a guide, and not one that guides share."""
    return name not in {CONSTANTS, GLOSSARY} and not is_fragment(name)


def shared_texts(folder: Path) -> list[str]:
    """Name the texts that the guides of a folder share, in order."""
    of_all = [name for name in (CONSTANTS, GLOSSARY) if (folder / place_of(name)).exists()]
    return [*of_all, *(name_at(str(file)) for file in fragment_files(folder))]


def guide_files(paths: list[Path]) -> list[Path]:
    """Give the guide files that `paths` (files or folders) name, in order."""
    files: list[Path] = []
    for path in paths:
        found = sorted([*path.glob("*.yaml"), *path.glob("*.yml")]) if path.is_dir() else [path]
        files += [file for file in found if file.name not in OF_ALL and not _is_odd(file)]
    return files


def home_of(file: Path) -> Path:
    """Give the folder of guides that a file belongs to: that of a guide, or of a fragment."""
    return file.parent.parent if is_fragment(str(file)) else file.parent


def homes_of(paths: list[Path]) -> list[Path]:
    """Give the folders of guides that files or folders belong to, each once."""
    return sorted({path if path.is_dir() else home_of(path) for path in paths})


def fragment_files(folder: Path) -> list[Path]:
    """Give the files of the fragments that stand beside a folder's guides, in order."""
    return [file for file in sorted((folder / FRAGMENTS).glob("*.yaml")) if not _is_odd(file)]


def guides_and_fragments(paths: list[Path]) -> list[Path]:
    """Give the guide files that `paths` name, and the fragments that stand beside those of a folder."""
    folders = [path for path in paths if path.is_dir()]
    return [*guide_files(paths), *(file for one in folders for file in fragment_files(one))]


def read_bytes(file: Path) -> bytes:
    """Give a file's bytes.

    Raises:
        GuideError: it cannot be read.

    """
    try:
        return file.read_bytes()
    except OSError as error:
        raise GuideError([unreadable(file, error)]) from error


def unreadable(file: Path, error: OSError) -> Fault:
    """Say that a file cannot be read."""
    return Fault(str(file), 1, 1, "Y00", "파일을 읽을 수 없어요", error.strerror or "")


def _is_odd(file: Path) -> bool:
    """Say whether a name is an editor's program's (".#coupang.yaml"), or no text at all."""
    return file.name.startswith(".") or not file.name.isprintable()


def snapshot(folder: Path) -> Trace:
    """Say what stands in a folder without reading it: name, time, size and place of each file."""
    found = set()
    for place in (folder, folder / FOLDER, folder / SAMPLES, folder / FRAGMENTS):
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    at = entry.stat()
                    found.add((entry.path, at.st_mtime_ns, at.st_size, at.st_ino))
        except OSError:  # not there, or gone in this very moment: the next look will tell
            continue
    return frozenset(found)


def write(file: Path, raw: bytes) -> None:
    """Put `raw` in a file's place, whole or not at all, with the file's own rights."""
    part = file.with_name(f".{file.name}.{uuid4().hex}")
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
