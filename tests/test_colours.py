"""The colours of the one style sheet, as docs/design.md promises them."""

import re
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
STYLES = ROOT / "wizard" / "static" / "css"
SHEET = "".join(file.read_text("utf-8") for file in sorted(STYLES.glob("*.css")))
TOKENS = (STYLES / "tokens.css").read_text("utf-8")
DESIGN = (ROOT / "docs" / "design.md").read_text("utf-8")
HEX = r"(#[0-9a-f]{3,6})"
PAIRS = re.findall(rf"(--[\w-]+): light-dark\({HEX}, {HEX}\)", TOKENS)
SINGLE = re.findall(rf"^    (--[\w-]+): {HEX};", TOKENS, re.MULTILINE)
LIGHT = {name: light for name, light, _ in PAIRS} | dict(SINGLE)
DARK = {name: dark for name, _, dark in PAIRS} | dict(SINGLE)
TEXT = [
    *product(["--ink", "--soft", "--main"], ["--ground", "--sheet", "--sunk"]),
    *product(["--ink", "--main"], ["--main-soft"]),
    *product(["--ink"], ["--pen", "--warn-soft", "--bad-soft", "--good-soft"]),
    *product(["--bad", "--good", "--warn-ink"], ["--ground", "--sheet"]),
    ("--on-main", "--main"), ("--on-mark", "--mark"), ("--warn-ink", "--warn-soft"),
    ("--bad", "--bad-soft"), ("--good", "--good-soft"), ("--ground", "--bad"), ("--bad", "--sunk"),
]  # fmt: skip
EDGES = [("--edge", "--ground"), ("--edge", "--sheet"), ("--main", "--sheet"), ("--bad", "--sheet")]


def full(colour):
    return "#" + "".join(c * 2 for c in colour[1:]) if len(colour) == 4 else colour


def luminance(colour):
    parts = [int(full(colour)[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_stands_out_4_5_to_1_and_edges_3_to_1(theme):
    faint = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in TEXT}
    faint_edges = {pair: contrast(theme[pair[0]], theme[pair[1]]) for pair in EDGES}

    assert {pair: ratio for pair, ratio in faint.items() if ratio < 4.5} == {}
    assert {pair: ratio for pair, ratio in faint_edges.items() if ratio < 3} == {}


def test_browsers_that_know_no_light_dark_are_given_the_light_colours():
    block = TOKENS.partition("@supports not (color: light-dark(#000, #fff))")[2]
    given = {name: full(colour) for name, colour in re.findall(rf"(--[\w-]+): {HEX};", block)}

    assert given == {name: full(light) for name, light, _ in PAIRS}


def test_badges_are_readable_in_white():
    tints = re.findall(rf"--tint: {HEX}", SHEET)

    assert len(tints) >= 7
    assert [tint for tint in tints if contrast(tint, "#fff") < 4.5] == []


def test_every_colour_is_explained():
    assert [name for name in LIGHT if f"`{name}`" not in DESIGN] == []
