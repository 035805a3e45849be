"""Screenshot files: what they are is told by their bytes."""

import pytest
from conftest import GUIDES

from wizard.content import loader
from wizard.content.catalog import open_catalog
from wizard.errors import GuideError
from wizard.guide.screenshots import picture_name
from wizard.steps.image import Image

GUIDE = (GUIDES / "pictured.yaml").read_text("utf-8")
PNG = (GUIDES / "images" / "console.png").read_bytes()
JPEG = bytes.fromhex("ffd8ffe000104a46494600010100000100010000ffc0000b080028004001011100ffd9")
WEBP = (
    b"RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x3f\xc0\x09\x00\x00\x00\x00\x00\x00\x00\x00"
)


def folder_with(tmp_path, name, data):
    (tmp_path / "images").mkdir()
    if data is not None:
        (tmp_path / "images" / name).write_bytes(data)
    (tmp_path / "pictured.yaml").write_text(GUIDE.replace("console.png", name), "utf-8")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "data", "mimetype"),
    [
        ("console.png", PNG, "image/png"),
        ("console.jpg", JPEG, "image/jpeg"),
        ("console.jpeg", JPEG, "image/jpeg"),
        ("console.webp", WEBP, "image/webp"),
    ],
)
def test_a_picture_is_known_by_its_first_bytes_with_its_size(tmp_path, name, data, mimetype):
    [shot] = open_catalog(folder_with(tmp_path, name, data)).images.values()

    assert (shot.mimetype, shot.width, shot.height) == (mimetype, 64, 40)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("console.png", None),
        ("console.png", JPEG),
        ("console.png", b"<svg onload='alert(1)'/>"),
        ("console.png", PNG[:12]),
        ("console.png", PNG + b"\0" * 300_000),
        ("console.webp", b"RIFF\x1a\x00\x00\x00WAVE"),
    ],
    ids=["no file", "another kind", "a script", "cut off", "too heavy", "a sound"],
)
def test_a_file_that_is_no_such_picture_is_told_at_its_name(tmp_path, name, data):
    with pytest.raises(GuideError) as error:
        loader.load(folder_with(tmp_path, name, data) / "pictured.yaml")

    [fault] = error.value.faults
    line = GUIDE[: GUIDE.index("file: console.png")].count("\n") + 1
    assert (fault.code, fault.line) == ("P38", line)


def test_a_new_screenshot_is_a_new_revision(tmp_path):
    folder = folder_with(tmp_path, "console.png", PNG)
    before = open_catalog(folder).revisions
    (folder / "images" / "console.png").write_bytes(PNG + b"\0")

    assert open_catalog(folder).revisions != before


@pytest.mark.parametrize(
    ("mall", "step_id", "starts"),
    [
        ("coupang", "open-api", "coupang-open-api-"),
        ("11st", "Key_2", "11st-key-2-"),
        ("m" * 40, "s" * 60, "m" * 40 + "-"),
    ],
)
def test_a_new_picture_has_a_plain_name_that_a_guide_may_say_and_no_other_picture_has(
    mall, step_id, starts
):
    name, other = (picture_name(mall, step_id, data, "webp") for data in (b"one", b"other"))

    assert name.startswith(starts)
    assert Image(file=name, alt="가", captured="2026-11-27").file == name
    assert name != other
    assert picture_name(mall, step_id, b"one", "webp") == name
