"""Every screenshot a guide names stands beside it, is a picture, and is light enough for a phone."""

from collections.abc import Iterator
from pathlib import Path

from wizard.guide.model import Guide, Problem
from wizard.guide.screenshots import FOLDER, MAX_BYTES, images, read_picture


def missing(guide: Guide, folder: Path) -> Iterator[Problem]:
    """Find images without a file, and files that are no picture or too heavy for a phone."""
    for path, image in images(guide):
        file, where = folder / image.file, (*path, "file")
        if not file.is_file():
            message = f"'{image.file}' 그림이 없어요"
            yield Problem(where, "P38", message, f"안내 옆의 {FOLDER} 폴더에 넣어 주세요")
        elif file.stat().st_size > MAX_BYTES:
            message = f"'{image.file}' 그림이 {MAX_BYTES // 1000} KB보다 커요"
            yield Problem(where, "P38", message, "webp로 저장하거나 너비를 줄여 주세요")
        elif read_picture(file.name, file.read_bytes()) is None:
            message = f"'{image.file}'은 png, jpeg, webp 그림이 아니에요"
            yield Problem(where, "P38", message, "그림을 다시 저장해 주세요. 이름만 바꾸면 안 돼요")
