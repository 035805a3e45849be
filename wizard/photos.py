"""A picture that somebody sends, drawn anew: what a camera wrote beside it is gone, and nothing else can be in it.

What it is is told from its content, never from its name, and its size before it is unpacked. One is drawn at
a time, of which no more than `_MOST_UNPACKED` pixels are ever in memory: so much is 80 MB, and a copy of it.
"""

import struct
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from threading import Lock

from PIL import Image, ImageOps

from wizard.errors import PhotoError

MAX_SENT_BYTES = 6_000_000
MAX_SENT_WORDS = "6 MB"
MAX_SIDE, QUALITY = 1600, 80
MEDIA_TYPE = "image/jpeg"
"""What every picture of a seller becomes."""

LIGHTER = ((1600, 86), (1600, 72), (1280, 70), (1024, 60), (720, 50), (480, 40))
"""Longest side and quality, one after the other, until a picture is as light as it has to be."""

_MOST_UNPACKED = 20_000_000
_MOST_PIXELS = {"JPEG": 120_000_000, "PNG": _MOST_UNPACKED, "WEBP": _MOST_UNPACKED}
"""A JPEG of one scan is unpacked small at once; the others are whole in memory, three or four bytes a pixel."""

_MOST_SCANS = 100
"""A camera writes one scan, a web tool ten; each costs as much time as the whole picture."""

_ONE = Lock()
_PATIENCE_S = 10

_UNREADABLE = "사진을 읽지 못했어요. JPG, PNG, WebP 사진이나 화면을 찍은 그림을 골라 주세요."
_NOT_NOW = (
    "사진을 보내는 분이 많아 지금은 받을 수 없어요. 잠시 뒤에 다시 보내거나 글만 먼저 보내 주세요."
)
_TOO_LARGE = f"사진이 너무 커요. {MAX_SENT_WORDS}보다 작은 사진을 골라 주세요."
Image.MAX_IMAGE_PIXELS = None  # judged here, by kind, before anything is unpacked

_TRIPPED = (
    OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError, TypeError, KeyError, IndexError,
    AttributeError, struct.error, zlib.error, Image.DecompressionBombError,
)  # fmt: skip
"""What a reader trips over in a file that is broken, or made to be read wrongly."""


@dataclass(frozen=True)
class Photo:
    """A picture that was drawn anew."""

    data: bytes
    width: int
    height: int


def redraw(sent: bytes) -> Photo:
    """Draw a picture anew as JPEG, upright and no larger than one looks at.

    Raises:
        PhotoError: it is none that can be read safely; what it says is for whoever sent it.

    """
    return _alone(sent, _as_jpeg)


def redraw_light(sent: bytes, most_bytes: int) -> Photo:
    """Draw a picture anew as WebP, upright and no heavier than it may be; raises as `redraw` does."""
    return _alone(sent, lambda plain: _as_webp(plain, most_bytes))


def _alone(sent: bytes, save: Callable[[Image.Image], Photo]) -> Photo:
    """Read and save a picture while no other is."""
    if len(sent) > MAX_SENT_BYTES:
        raise PhotoError(_TOO_LARGE)
    if not _ONE.acquire(timeout=_PATIENCE_S):
        raise PhotoError(_NOT_NOW)
    try:
        return save(_drawn(sent))
    except _TRIPPED as error:
        raise PhotoError(_UNREADABLE) from error
    finally:
        _ONE.release()


def _drawn(sent: bytes) -> Image.Image:
    with Image.open(BytesIO(sent), formats=tuple(_MOST_PIXELS)) as found:
        kind = "JPEG" if found.format == "MPO" else found.format or ""
        if found.width * found.height > _MOST_PIXELS[kind]:
            raise PhotoError(_TOO_LARGE)
        if kind != "JPEG" or _is_held_whole(found, sent):
            _keep_small(found)
        share = MAX_SIDE / max(found.width, found.height)
        found.draft("RGB", (max(int(found.width * share), 1), max(int(found.height * share), 1)))
        _keep_small(found)
        found.thumbnail((MAX_SIDE, MAX_SIDE))
        ImageOps.exif_transpose(found, in_place=True)
        return _on_white(_in_eight_bits(found))


def _as_jpeg(plain: Image.Image) -> Photo:
    drawn = BytesIO()
    plain.save(drawn, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return Photo(drawn.getvalue(), plain.width, plain.height)


def _as_webp(plain: Image.Image, most_bytes: int) -> Photo:
    for side, quality in LIGHTER:
        plain.thumbnail((side, side))
        drawn = BytesIO()
        plain.save(drawn, "WEBP", quality=quality, method=4, exif=b"", icc_profile=None)
        if drawn.tell() <= most_bytes:
            return Photo(drawn.getvalue(), plain.width, plain.height)
    raise PhotoError(_TOO_LARGE)


def _keep_small(found: Image.Image) -> None:
    if found.width * found.height > _MOST_UNPACKED:
        raise PhotoError(_TOO_LARGE)


def _is_held_whole(found: Image.Image, sent: bytes) -> bool:
    """Say whether a JPEG's reader holds all of it before it draws a line: what comes in more than one scan."""
    if sent.count(b"\xff\xda") > _MOST_SCANS:
        raise PhotoError(_UNREADABLE)
    return bool(found.info.get("progressive")) or _parts_of_first_scan(sent) != len(
        found.getbands()
    )


def _parts_of_first_scan(sent: bytes) -> int:
    """Count the colours that the first scan of a JPEG holds; 0 where its parts do not follow one another plainly."""
    at = 2
    while at + 4 < len(sent) and sent[at] == 0xFF and 0xC0 <= sent[at + 1] < 0xFF:
        if sent[at + 1] == 0xDA:
            return sent[at + 4]
        at += 2 + int.from_bytes(sent[at + 2 : at + 4])
    return 0


def _in_eight_bits(picture: Image.Image) -> Image.Image:
    """Give the shades of a grey picture of sixteen bits a point; as it is, all but the darkest would come out white."""
    if not picture.mode.startswith("I"):
        return picture
    return picture.point(lambda shade: shade / 256).convert("L")


def _on_white(picture: Image.Image) -> Image.Image:
    """Give the picture's colours alone, what is seen through it white."""
    through = picture.convert("RGBA")
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(through, mask=through.getchannel("A"))
    return plain
