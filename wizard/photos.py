"""A picture that somebody sends, drawn anew: what a camera wrote beside it is gone, and nothing else can be in it.

What it is is told from its content, never from its name, and its size before it is unpacked.
"""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageOps

from wizard.errors import PhotoError

MAX_SENT_BYTES = 6_000_000
MAX_SENT_WORDS = "6 MB"
MAX_SIDE, QUALITY = 1600, 80
MEDIA_TYPE = "image/jpeg"
"""What every picture becomes."""

_MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 20_000_000, "WEBP": 20_000_000}
"""A JPEG is unpacked small at once; the others are whole in memory, three or four bytes a pixel."""

_UNREADABLE = "사진을 읽지 못했어요. JPG, PNG, WebP 사진이나 화면을 찍은 그림을 골라 주세요."
_TOO_LARGE = f"사진이 너무 커요. {MAX_SENT_WORDS}보다 작은 사진을 골라 주세요."
Image.MAX_IMAGE_PIXELS = None  # judged here, by kind, before anything is unpacked


@dataclass(frozen=True)
class Photo:
    """A picture that was drawn anew, as JPEG."""

    data: bytes
    width: int
    height: int


def redraw(sent: bytes) -> Photo:
    """Draw a picture anew, upright and no larger than one looks at.

    Raises:
        PhotoError: it is none that can be read safely; what it says is for whoever sent it.

    """
    if len(sent) > MAX_SENT_BYTES:
        raise PhotoError(_TOO_LARGE)
    try:
        return _drawn(sent)
    except (OSError, SyntaxError, ValueError, EOFError, MemoryError, ArithmeticError) as error:
        raise PhotoError(_UNREADABLE) from error
    except (TypeError, KeyError, IndexError, AttributeError, Image.DecompressionBombError) as error:
        raise PhotoError(
            _UNREADABLE
        ) from error  # what a reader trips over in a file made to be read wrongly


def _drawn(sent: bytes) -> Photo:
    with Image.open(BytesIO(sent), formats=tuple(_MOST_PIXELS)) as found:
        kind = "JPEG" if found.format == "MPO" else found.format or ""
        if found.width * found.height > _MOST_PIXELS[kind]:
            raise PhotoError(_TOO_LARGE)
        found.draft("RGB", (MAX_SIDE, MAX_SIDE))
        upright = ImageOps.exif_transpose(found)
        upright.thumbnail((MAX_SIDE, MAX_SIDE))
        plain = _on_white(upright)
    drawn = BytesIO()
    plain.save(drawn, "JPEG", quality=QUALITY, exif=b"", icc_profile=None)
    return Photo(drawn.getvalue(), plain.width, plain.height)


def _on_white(picture: Image.Image) -> Image.Image:
    """Give the picture's colours alone, what is seen through it white."""
    through = picture.convert("RGBA")
    plain = Image.new("RGB", picture.size, "white")
    plain.paste(through, mask=through.getchannel("A"))
    return plain
