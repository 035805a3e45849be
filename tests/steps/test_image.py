from decimal import Decimal

import pytest
from conftest import GUIDES
from support.small_guides import faults_of, placed, unmarked, with_steps

from wizard.content import loader

WHOLE = "file: console.png, alt: 화면, captured: 2026-01-02"


def pictured(image):
    return with_steps(f"{{id: menu, kind: info, title: 가, image: {image}}}")


def test_an_image_is_read_with_its_boxes():
    image = loader.load(GUIDES / "pictured.yaml").step("photographed").image

    assert (image.file, image.captured.isoformat()) == ("console.png", "2026-11-01")
    [box] = image.boxes
    assert (box.left, box.height, box.mark) == (Decimal("31.2"), 25, 1)


@pytest.mark.parametrize(
    ("code", "image"),
    [
        ("K01", "▸{file: console.png, captured: 2026-01-02}"),
        ("K04", "{file: console.png, alt: ▸'  ', captured: 2026-01-02}"),
        ("K07", "{file: ▸../console.png, alt: 화면, captured: 2026-01-02}"),
        ("K07", "{file: ▸console.svg, alt: 화면, captured: 2026-01-02}"),
        ("K03", "{file: console.png, alt: 화면, captured: ▸어제}"),
        ("K08", f"{{{WHOLE}, boxes: [{{left: ▸101, top: 0, width: 1, height: 1, mark: 1}}]}}"),
    ],
    ids=["no words", "empty words", "another folder", "another kind", "no day", "outside"],
)
def test_a_malformed_image_is_refused_at_its_place(code, image):
    text, [place] = unmarked(pictured(image))

    assert (*place, code) in placed(faults_of(text))
