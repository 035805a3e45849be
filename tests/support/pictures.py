"""Pictures to send: small ones of each kind, one with all that a camera writes, and a bomb."""

import struct
import zlib
from io import BytesIO

from PIL import Image

GPS_PLACE, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def picture(kind="PNG", mode="RGB", size=(64, 48)):
    """Give a picture of a kind, as bytes."""
    made = BytesIO()
    Image.effect_noise(size, 80).convert(mode).save(made, kind)
    return made.getvalue()


def jpeg(size=(64, 48), orientation=1, place="", comment=b""):
    """Give a photo with what a camera writes beside it."""
    made, told = BytesIO(), Image.Exif()
    told[ORIENTATION], told[DESCRIPTION] = orientation, place
    Image.new("RGB", size, "navy").save(made, "JPEG", exif=told, comment=comment)
    return made.getvalue()


def png_of_size(width, height):
    """Give a PNG of a few bytes that says it is this large."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0" * 999)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in chunks
    )


def png_with(png, name, data):
    """Give a PNG with one chunk more, before its picture."""
    at = png.index(b"IDAT") - 4
    chunk = struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return png[:at] + chunk + png[at:]
