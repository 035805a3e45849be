"""A picture is taken for what it is, drawn anew without what a camera wrote, and refused if it is a trap."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile
from PIL.WebPImagePlugin import WebPImageFile
from support.pictures import ORIENTATION, jpeg, picture, png_of_size, png_with

from wizard import photos
from wizard.errors import PhotoError
from wizard.photos import MAX_SENT_BYTES, MAX_SIDE, redraw, redraw_light


def drawn(sent):
    return Image.open(BytesIO(redraw(sent).data))


KINDS = {
    "JPEG": ("RGB", "L", "CMYK", "1"),
    "PNG": ("RGB", "RGBA", "L", "P", "1"),
    "WEBP": ("RGB", "RGBA", "L", "P"),
}
"""In which modes there are pictures of each kind."""


@pytest.mark.parametrize(
    ("kind", "mode"), [(kind, mode) for kind, modes in KINDS.items() for mode in modes]
)
def test_each_kind_in_each_mode_becomes_a_plain_jpeg(kind, mode):
    found = drawn(picture(kind, mode))

    assert (found.format, found.mode, found.size) == ("JPEG", "RGB", (64, 48))


def test_what_a_camera_wrote_is_gone_and_the_picture_stands_upright():
    sent = jpeg((80, 40), orientation=6, place="37.5665N", comment=b"woorishop9 / pw!12")
    assert b"37.5665N" in sent

    found = drawn(sent)

    assert found.size == (40, 80)
    assert not found.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp", "photoshop"} & set(found.info)
    assert not any(word in redraw(sent).data for word in (b"37.5665N", b"woorishop9"))


CORNERS = [[(255, 0, 0), (0, 200, 0)], [(0, 0, 255), (250, 250, 0)]]
"""Red, green, blue and yellow: where they stand after a turn tells how it was turned."""


def nearest(colour):
    known = [one for row in CORNERS for one in row]
    return min(known, key=lambda one: sum(abs(a - b) for a, b in zip(one, colour, strict=True)))


def corners(picture):
    width, height = picture.size
    at = [[(8, 8), (width - 9, 8)], [(8, height - 9), (width - 9, height - 9)]]
    return [[nearest(picture.getpixel(place)) for place in row] for row in at]


def cornered(size=(120, 80)):
    """Give a picture with another colour in each quarter."""
    made, (width, height) = Image.new("RGB", size), size
    for y, row in enumerate(CORNERS):
        for x, colour in enumerate(row):
            made.paste(colour, (x * width // 2, y * height // 2, (x + 1) * width // 2, (y + 1) * height // 2))  # fmt: skip
    return made


TURNED = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}  # fmt: skip
"""What a camera does to what it sees, by the number that it writes beside it."""


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("number", TURNED)
def test_however_the_camera_was_held_the_picture_stands_upright(kind, number):
    told, sent = Image.Exif(), BytesIO()
    told[ORIENTATION] = number
    cornered().transpose(TURNED[number]).save(sent, kind, exif=told)

    for redrawn in (redraw(sent.getvalue()), redraw_light(sent.getvalue(), 300_000)):
        with Image.open(BytesIO(redrawn.data)) as found:
            assert found.size == (redrawn.width, redrawn.height) == (120, 80)
            assert corners(found.convert("RGB")) == CORNERS


def grey_of_16_bits(kind):
    """Give a dark, a middle and a bright stripe, in sixteen bits a point."""
    made, sent = Image.new("I;16", (90, 30)), BytesIO()
    for x in range(90):
        for y in range(30):
            made.putpixel((x, y), (0, 0x8000, 0xFFFF)[x // 30])
    made.save(sent, kind)
    return sent.getvalue()


def test_a_grey_picture_of_sixteen_bits_keeps_its_shades():
    found = drawn(grey_of_16_bits("PNG"))

    shades = [found.getpixel((x, 15))[0] for x in (15, 45, 75)]
    assert [shade // 16 for shade in shades] == [0, 8, 15]


def printed(colours, sent):
    """Give a JPEG of printers' colours."""
    colours.convert("CMYK").save(sent, "JPEG", quality=95)
    return sent.getvalue()


def test_a_picture_of_printers_colours_keeps_its_colours():
    assert corners(drawn(printed(cornered(), BytesIO()))) == CORNERS


MOVING = {"WEBP": {"lossless": True}, "PNG": {}}


@pytest.mark.parametrize("kind", MOVING)
def test_of_a_moving_picture_the_first_one_is_taken_and_it_stands_still(kind):
    sent = BytesIO()
    others = [Image.new("RGB", (120, 80), "black")] * 3
    cornered().save(sent, kind, save_all=True, append_images=others, duration=50, **MOVING[kind])

    for redrawn in (redraw(sent.getvalue()), redraw_light(sent.getvalue(), 300_000)):
        with Image.open(BytesIO(redrawn.data)) as found:
            assert getattr(found, "n_frames", 1) == 1
            assert corners(found.convert("RGB")) == CORNERS


def test_of_a_moving_picture_of_very_many_no_other_is_unpacked(monkeypatch):
    sent = BytesIO()
    many = [Image.new("RGB", (300, 300), (n % 250, 0, 0)) for n in range(120)]
    many[0].save(sent, "WEBP", save_all=True, append_images=many[1:], duration=20)
    monkeypatch.setattr(WebPImageFile, "seek", lambda *_: pytest.fail("it was unpacked"))

    assert redraw(sent.getvalue()).width == 300


@pytest.mark.parametrize("size", [(1, 1), (1, 9000), (9000, 1), (16_000, 3)])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_of_any_shape_stays_one_that_can_be_seen(kind, size):
    for redrawn in (redraw(picture(kind, size=size)), redraw_light(picture(kind, size=size), 300_000)):  # fmt: skip
        with Image.open(BytesIO(redrawn.data)) as found:
            assert found.size == (redrawn.width, redrawn.height)
            assert min(found.size) >= 1
            assert max(found.size) <= MAX_SIDE


@pytest.mark.parametrize("size", [(0, 0), (0, 9), (9, 0), (2**31 - 1, 1), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_no_size_or_of_more_than_there_can_be_is_refused_in_words(size):
    with pytest.raises(PhotoError):
        redraw(png_of_size(*size))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_ends_anywhere_is_drawn_or_refused_in_words(kind):
    whole = picture(kind, size=(40, 30))
    for end in range(0, len(whole), max(1, len(whole) // 150)):
        try:
            found = redraw(whole[:end])
        except PhotoError:
            continue
        assert (found.width, found.height) == (40, 30)


BESIDE = {
    "a page before it": lambda sent: b"<script>alert(1)</script>" + sent,
    "an archive behind it": lambda sent: sent + b"PK\x03\x04" + b"evil.html<script>",
    "a page in a comment": lambda sent: sent[:2] + b"\xff\xfe\x00\x1b<script>alert(1)</script>" + sent[2:],
}  # fmt: skip


@pytest.mark.parametrize("mixed", BESIDE.values(), ids=BESIDE)
def test_a_file_that_is_a_picture_and_something_else_is_one_or_the_other(mixed):
    sent = mixed(jpeg((64, 48)))
    try:
        found = redraw_light(sent, 300_000).data + redraw(sent).data
    except PhotoError:
        return

    assert b"script" not in found


def test_what_lies_behind_a_picture_is_not_taken_along():
    found = redraw(picture("PNG") + b"PK\x03\x04<script>alert(1)</script>")

    assert b"script" not in found.data


def test_a_large_photo_becomes_as_large_as_one_looks_at():
    found = redraw(jpeg((4000, 3000)))

    assert max(found.width, found.height) == MAX_SIDE
    assert Image.open(BytesIO(found.data)).size == (found.width, found.height)


def test_what_is_seen_through_becomes_white():
    clear = Image.new("RGBA", (8, 8), (0, 0, 0, 0))
    sent = BytesIO()
    clear.save(sent, "PNG")

    assert drawn(sent.getvalue()).getpixel((4, 4)) == (255, 255, 255)


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = png_of_size(50_000, 50_000)
    assert len(bomb) < 10_000

    with pytest.raises(PhotoError, match="너무 커요"):
        redraw(bomb)


def of_one_colour(size, **how):
    made = BytesIO()
    Image.new("L", size).save(made, "JPEG", **how)
    return made.getvalue()


def test_a_jpeg_as_long_as_can_be_is_unpacked_small_at_once(monkeypatch):
    unpacked, prepare = [], ImageFile.ImageFile.load_prepare
    monkeypatch.setattr(
        ImageFile.ImageFile,
        "load_prepare",
        lambda self: (unpacked.append(self.size), prepare(self))[1],
    )

    found = redraw(of_one_colour((65_500, 1830)))

    assert (found.width, found.height) == (1600, 45)
    [(width, height)] = unpacked
    assert width * height < 20_000_000


def test_a_jpeg_that_is_held_whole_is_refused_if_it_is_large(monkeypatch):
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda _self: pytest.fail("it was unpacked"))
    plain = jpeg((5000, 4200))
    first = plain.index(b"\xff\xda\0\x0c\x03")
    in_parts = plain[:first] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + plain[first + 14 :]

    for large in (of_one_colour((5000, 4200), progressive=True), in_parts):
        with pytest.raises(PhotoError, match="너무 커요"):
            redraw(large)


def test_a_progressive_photo_of_a_usual_size_is_taken():
    found = redraw(of_one_colour((4000, 3000), progressive=True))

    assert (found.width, found.height) == (1600, 1200)


def test_a_jpeg_of_a_thousand_scans_is_refused_unread():
    with pytest.raises(PhotoError, match="읽지 못했어요"):
        redraw(of_one_colour((64, 48), progressive=True) + b"\xff\xda" * 1000)


def test_while_one_is_drawn_another_waits_and_is_told_so_in_the_end(monkeypatch):
    monkeypatch.setattr(photos, "_PATIENCE_S", 0.01)

    with photos._ONE, pytest.raises(PhotoError, match="잠시 뒤에 다시"):
        redraw(picture())

    assert redraw(picture()).width == 64


def test_more_bytes_than_may_be_sent_are_refused_unread():
    with pytest.raises(PhotoError, match="6 MB"):
        redraw(b"\xff" * (MAX_SENT_BYTES + 1))


def traps():
    good = picture("PNG")
    text = b"tEXt" + b"k\0" + b"v" * 9
    yield "nothing", b""
    yield "a page", b"<!doctype html><script>alert(1)</script>"
    yield "svg", b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
    yield "gif", picture("GIF")
    yield "tiff", picture("TIFF")
    yield "bmp", picture("BMP")
    yield "pdf", b"%PDF-1.7 ..."
    yield "heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"
    yield "half", good[: len(good) // 2]
    yield "a jpeg's head alone", b"\xff\xd8\xff\xe0\0\x10JFIF"
    yield "a wrong sum", good[:40] + b"\0\0\0\0" + good[44:]
    yield "an eXIf of four bytes", png_with(good, b"eXIf", b"II*\0")
    yield "no data", good[:33] + struct.pack(">I", 9) + text + struct.pack(">I", zlib.crc32(text))


@pytest.mark.parametrize("sent", [one[1] for one in traps()], ids=[one[0] for one in traps()])
def test_what_is_no_picture_of_ours_is_refused_in_words(sent):
    with pytest.raises(PhotoError, match="사진을 읽지 못했어요"):
        redraw(sent)


def test_a_picture_of_a_guide_becomes_a_webp_that_is_light_enough():
    sent = picture("PNG", size=(1500, 1400))

    found = redraw_light(sent, 120_000)

    assert len(sent) > 1_000_000
    assert len(found.data) <= 120_000
    with Image.open(BytesIO(found.data)) as read:
        assert (read.format, read.size) == ("WEBP", (found.width, found.height))


def test_a_plain_screen_stays_as_large_and_sharp_as_it_was_and_tells_nothing_beside():
    found = redraw_light(jpeg((1440, 900), place="37.5665N", comment=b"woorishop9"), 300_000)

    assert (found.width, found.height) == (1440, 900)
    assert not any(word in found.data for word in (b"37.5665N", b"woorishop9", b"EXIF"))


def test_what_cannot_be_made_so_light_is_refused():
    with pytest.raises(PhotoError, match="너무 커요"):
        redraw_light(picture("PNG", size=(900, 900)), 100)
