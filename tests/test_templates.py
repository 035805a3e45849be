"""How the templates are written down."""

from pathlib import Path

import pytest

TEMPLATES = Path(__file__).parents[1] / "wizard" / "templates"
NAMES = sorted(str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_no_line_of_a_template_is_too_long_to_be_read_or_ends_in_blanks(name):
    lines = (TEMPLATES / name).read_text("utf-8").splitlines()

    assert [line for line in lines if len(line) > 120 or line != line.rstrip()] == []
