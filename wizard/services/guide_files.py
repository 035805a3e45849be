"""A text's file in the folder of guides: where it stands, what it says, and what a text is begun on."""

from pathlib import Path

from wizard.content import folder as content_folder
from wizard.content import loader
from wizard.content.edition import Edition, edition_of
from wizard.content.folder import TEXT_NAME, is_guide, place_of
from wizard.errors import ConflictError, NotFoundError, RefusedError
from wizard.services.manuscript import plain, text_of
from wizard.services.text_names import may_begin
from wizard.strict_yaml import MAX_BYTES

MAX_OPEN_BYTES = 2 * MAX_BYTES
"""A file over the size of a guide may still be opened, to be made smaller."""

TOO_BIG = "파일이 너무 커서 여기서 열 수 없어요. 파일이 있는 컴퓨터에서 줄인 뒤 다시 열어 주세요."


def text_file(folder: Path, name: str) -> tuple[Path, bytes]:
    """Give a text's file and its bytes; nothing that only leads somewhere else is one.

    Raises:
        NotFoundError: the folder has no such file.
        RefusedError: it is too big.

    """
    file = folder / place_of(name)
    is_text = TEXT_NAME.fullmatch(name) and file in _texts(folder, name)
    if not is_text or file.is_symlink() or not file.is_file():
        raise NotFoundError(f"no text {name[:50]!r} in the folder")
    if file.stat().st_size > MAX_OPEN_BYTES:
        raise RefusedError(TOO_BIG)
    return file, file.read_bytes()


def standing_file(folder: Path, name: str) -> tuple[Path, bytes | None]:
    """Give where a text's file stands, and its bytes; None where a new one would begin.

    Raises:
        NotFoundError: no text may be called so, or what stands there only leads elsewhere.
        RefusedError: it is too big.

    """
    file = folder / place_of(name)
    if may_begin(name) and not is_taken(folder, name):
        return file, None
    return text_file(folder, name)


def is_taken(folder: Path, name: str) -> bool:
    """Say whether something stands already where a text of this name would."""
    file = folder / place_of(name)
    return file.exists() or file.is_symlink()


def write_text(file: Path, raw: bytes) -> None:
    """Write a text's file; the first fragment of a folder makes the folder of them."""
    file.parent.mkdir(exist_ok=True)
    content_folder.write(file, raw)


def is_same(before: bytes, raw: bytes) -> bool:
    """Say whether a file says already what is to be saved."""
    return plain(before.decode("utf-8", "replace")).encode() == raw


def digest_of(before: bytes | None) -> str:
    """Name what a text is begun on; "" where there is nothing."""
    return "" if before is None else loader.revision_of([before])


def edited(folder: Path, name: str, raw: bytes, before: bytes | None, base: str) -> Edition:
    """Read what the folder becomes by what is to be saved, if that was begun on what stands there."""
    if base != digest_of(before):
        raise ConflictError(name, "" if before is None else text_of(before))
    return edition_of(folder, name, raw)


def _texts(folder: Path, name: str) -> list[Path]:
    """Give the files of the folder among which a text of this name is."""
    if is_guide(name):
        return content_folder.guide_files([folder])
    return [folder / place_of(one) for one in content_folder.shared_texts(folder)]
