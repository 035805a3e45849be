"""The files that stand beside the guides and that several of them use."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from wizard.content.constants_file import constants_bytes, constants_in
from wizard.content.folder import (
    CONSTANTS_FILE,
    GLOSSARY_FILE,
    OF_ALL,
    fragment_files,
    homes_of,
    read_bytes,
)
from wizard.content.glossary_file import glossary_in
from wizard.errors import Fault, GuideError
from wizard.guide.fragments import is_fragment, name_of, path_of
from wizard.lint.shared import Shared

NOTHING: Mapping[str, bytes] = MappingProxyType({})


def shared_of(folder: Path) -> Shared:
    """Read what the guides of a folder share.

    Raises:
        GuideError: with every fault of constants and glossary, or of a file that cannot be read.

    """
    return shared_in(shared_bytes(folder), folder)


def shared_in(files: Mapping[str, bytes], folder: Path = Path()) -> Shared:
    """Read what is shared out of files by their places in the folder; others are left alone.

    What was read last is kept: a folder of fifty guides has one set of shared files.

    Raises:
        GuideError: with every fault of constants or glossary.

    """
    shared = {name: raw for name, raw in files.items() if name in OF_ALL or is_fragment(name)}
    return _read((*sorted(shared.items()),), folder)


@lru_cache(maxsize=4)
def _read(shared: tuple[tuple[str, bytes], ...], folder: Path) -> Shared:
    files = dict(shared)
    fragments = {name_of(name): raw for name, raw in files.items() if is_fragment(name)}
    constants = constants_in(files.get(CONSTANTS_FILE, b""), folder)
    return Shared(
        constants, fragments, glossary_in(files.get(GLOSSARY_FILE, b""), constants, folder)
    )


def faults_of_shared(paths: list[Path]) -> list[Fault]:
    """Say what is wrong with constants and glossary beside the guides that `paths` name."""
    found: list[Fault] = []
    for folder in homes_of(paths):
        try:
            shared_of(folder)
        except GuideError as error:
            found += error.faults
    return found


def shared_bytes(folder: Path, over: Mapping[str, bytes] = NOTHING) -> dict[str, bytes]:
    """Give the bytes of what is shared, by its place in the folder.

    Args:
        folder: where it stands.
        over: what is to stand at some places instead.

    Raises:
        GuideError: a file cannot be read.

    """
    stands = {GLOSSARY_FILE} if (folder / GLOSSARY_FILE).exists() else set[str]()
    stands |= {path_of(file.stem) for file in fragment_files(folder)}
    stands |= {place for place in over if place == GLOSSARY_FILE or is_fragment(place)}
    places = sorted(stands, key=lambda place: (is_fragment(place), place))
    found = {
        place: over[place] if place in over else read_bytes(folder / place) for place in places
    }
    constants = over[CONSTANTS_FILE] if CONSTANTS_FILE in over else constants_bytes(folder)
    return {CONSTANTS_FILE: constants, **found}


def used_of(files: Mapping[str, bytes], fragments: tuple[str, ...]) -> dict[str, bytes]:
    """Leave out the fragments that a guide does not use."""
    wanted = {path_of(name) for name in fragments}
    return {name: raw for name, raw in files.items() if not is_fragment(name) or name in wanted}


def unused(folder: Path, used: set[str]) -> list[Fault]:
    """Name the fragments of a folder that no guide uses."""
    hint = "안내에서 'use'로 부르거나 파일을 지워 주세요"
    return [
        Fault(str(file), 1, 1, "A72", f"'{file.stem}'을 쓰는 안내가 없어요", hint)
        for file in fragment_files(folder)
        if file.stem not in used
    ]
