"""The screenshots that stand beside the guides: looked at once, kept in memory, named by content."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

import imagesize

from wizard.guide.looks import every_look
from wizard.guide.model import Guide, Path
from wizard.steps.image import Image

FOLDER = "images"
MAX_BYTES = 300_000
_UNPLAIN = re.compile(r"[^a-z0-9]+")
_PLACE_CHARS, _NAME_DIGEST = 60, 12
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
    found = {
        image: read_picture(image.file, files.get(image.file, b"")) for _, image in images(guide)
    }
    return {image: shot for image, shot in found.items() if shot is not None}


def names(guide: Guide) -> list[str]:
    """Name the picture files that a guide shows, each once."""
    return list(dict.fromkeys(image.file for _, image in images(guide)))


def images(guide: Guide) -> Iterator[tuple[Path, Image]]:
    """Give (path in the guide's file, image) for each screenshot that a guide shows."""
    for path, shown in every_look(guide):
        if shown.image:
            yield (*path, "image"), shown.image


def picture_name(mall: str, step_id: str, data: bytes, suffix: str) -> str:
    """Name a new picture plainly: by guide, step and content, so that another one never has its name.

    It matches `wizard.steps.image.Image.file`.
    """
    place = _UNPLAIN.sub("-", f"{mall}-{step_id}".lower()).strip("-")[:_PLACE_CHARS].strip("-")
    return f"{place}-{hashlib.sha256(data).hexdigest()[:_NAME_DIGEST]}.{suffix}"


def read_picture(name: str, data: bytes) -> Screenshot | None:
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
