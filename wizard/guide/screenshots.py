"""The screenshots that stand beside the guides: looked at once, kept in memory, named by content."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import imagesize

from wizard.guide.model import Guide, Problem
from wizard.steps.image import Image

FOLDER = "images"
MAX_BYTES = 300_000
_SIGNATURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}


@dataclass(frozen=True)
class Screenshot:
    """One picture file, ready to send.

    Attributes:
        digest: a hash of its bytes, for an address that may be kept for ever.
        width: in pixels, as it is shown (turned as the camera says).

    """

    name: str
    data: bytes
    mimetype: str
    digest: str
    width: int
    height: int


def screenshots(guide: Guide, files: Mapping[str, bytes]) -> dict[Image, Screenshot]:
    """Give the picture of every image in a sound guide, out of `files` (name -> bytes)."""
    found = {image: _look(image.file, files.get(image.file, b"")) for _, image in _images(guide)}
    return {image: shot for image, shot in found.items() if shot is not None}


def names(guide: Guide) -> list[str]:
    """Name the picture files that a guide shows, each once."""
    return list(dict.fromkeys(image.file for _, image in _images(guide)))


def missing(guide: Guide, folder: Path) -> Iterator[Problem]:
    """Find images without a file, and files that are no picture or too heavy for a phone."""
    for index, image in _images(guide):
        file, where = folder / image.file, ("steps", index, "image", "file")
        if not file.is_file():
            message = f"'{image.file}' 그림이 없어요"
            yield Problem(where, "P38", message, f"안내 옆의 {FOLDER} 폴더에 넣어 주세요")
        elif file.stat().st_size > MAX_BYTES:
            message = f"'{image.file}' 그림이 {MAX_BYTES // 1000} KB보다 커요"
            yield Problem(where, "P38", message, "webp로 저장하거나 너비를 줄여 주세요")
        elif _look(file.name, file.read_bytes()) is None:
            message = f"'{image.file}'은 png, jpeg, webp 그림이 아니에요"
            yield Problem(where, "P38", message, "그림을 다시 저장해 주세요. 이름만 바꾸면 안 돼요")


def _images(guide: Guide) -> Iterator[tuple[int, Image]]:
    return ((index, step.image) for index, step in enumerate(guide.steps) if step.image)


def _look(name: str, data: bytes) -> Screenshot | None:
    """Read a picture; what it is, its first bytes say, and its name must agree."""
    kind = next((kind for start, kind in _SIGNATURES.items() if data.startswith(start)), "")
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        kind = "image/webp"
    width, height = imagesize.get(BytesIO(data)) if kind else (-1, -1)
    if width < 1 or height < 1 or not kind.endswith(_suffix(name)):
        return None
    digest = hashlib.sha256(data).hexdigest()[:16]
    return Screenshot(name, data, kind, digest, width, height)


def _suffix(name: str) -> str:
    return name.rpartition(".")[2].replace("jpg", "jpeg")
