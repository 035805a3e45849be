from xml.etree import ElementTree as ET

import pytest

from wizard.charts.qr import svg


def test_a_code_is_one_picture_without_style_or_script():
    drawn = ET.fromstring(svg("https://example.com/guides/auction/ticket?way=self"))

    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    assert {part.tag.rpartition("}")[2] for part in drawn.iter()} == {"svg", "g", "path"}
    assert not any(
        name in part.attrib for part in drawn.iter() for name in ("style", "onload", "href")
    )


@pytest.mark.parametrize("text", ["short", "otpauth://totp/" + "x" * 220])
def test_a_code_of_any_length_fits_into_the_width_that_the_page_has(text):
    opening = svg(text).split(b">", 1)[0]

    assert b"viewBox=" in opening
    assert b"width=" not in opening
