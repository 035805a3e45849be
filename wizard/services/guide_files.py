"""A guide's file in a folder: where it stands, what it says, and what a text is begun on."""

import re
from pathlib import Path

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.draft_store import SAFE
from wizard.errors import ConflictError, NotFoundError, RefusedError
from wizard.services.manuscript import plain, text_of
from wizard.strict_yaml import MAX_BYTES

MAX_OPEN_BYTES = 2 * MAX_BYTES
"""A file over the size of a guide may still be opened, to be made smaller."""

TOO_BIG = "파일이 너무 커서 여기서 열 수 없어요. 파일이 있는 컴퓨터에서 줄인 뒤 다시 열어 주세요."
MALL = re.compile(r"(?=.{1,40}$)[a-z0-9]+(-[a-z0-9]+)*")
NO_MALLS = frozenset({"constants", "glossary", "new", "drafts", "history", "schedules"})
"""Names of what stands beside guides, in the folder or under the editors' address."""


def guide_file(folder: Path, mall: str) -> tuple[Path, bytes]:
    """Give a guide's file and its bytes; nothing that only leads somewhere else is one.

    Raises:
        NotFoundError: the folder has no such file.
        RefusedError: it is too big.

    """
    file = folder / f"{mall}.yaml"
    is_guide = mall and SAFE.issuperset(mall) and file in content_folder.guide_files([folder])
    if not is_guide or file.is_symlink() or not file.is_file():
        raise NotFoundError(f"no guide {mall[:40]!r} in the folder")
    if file.stat().st_size > MAX_OPEN_BYTES:
        raise RefusedError(TOO_BIG)
    return file, file.read_bytes()


def standing_file(folder: Path, mall: str) -> tuple[Path, bytes | None]:
    """Give where a guide's file stands, and its bytes; None where a new guide would begin.

    Raises:
        NotFoundError: no guide may be called so, or what stands there only leads elsewhere.
        RefusedError: it is too big.

    """
    file = folder / f"{mall}.yaml"
    if MALL.fullmatch(mall) and mall not in NO_MALLS and not (file.exists() or file.is_symlink()):
        return file, None
    return guide_file(folder, mall)


def is_same(before: bytes, raw: bytes) -> bool:
    """Say whether a file says already what is to be saved."""
    return plain(before.decode("utf-8", "replace")).encode() == raw


def digest_of(before: bytes | None) -> str:
    """Name what a text is begun on; "" where there is nothing."""
    return "" if before is None else loader.revision_of([before])


def edited(file: Path, raw: bytes, before: bytes | None, base: str) -> loader.GuideRevision:
    """Read what is to be saved, if it was begun on what stands there."""
    if base != digest_of(before):
        raise ConflictError(file.stem, "" if before is None else text_of(before))
    return loader.guide_revision(file, raw)
