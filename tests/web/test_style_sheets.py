"""What the style sheets style is what is drawn, and what is drawn is styled."""

import re
from pathlib import Path

import pytest

from wizard.web.editor.guides import WIDTHS
from wizard.web.mall_standing import STANDING
from wizard.web.state_words import LINK_STATE, REQUEST_STATE, RUN_STATE
from wizard.web.static_files import SCRIPT_FOLDER, STYLE_FOLDER

ROOT = Path(__file__).parents[2] / "wizard"
SHEETS = sorted(STYLE_FOLDER.glob("*.css"))
TEMPLATES = "".join(file.read_text("utf-8") for file in (ROOT / "templates").rglob("*.html"))
SCRIPTS = "".join(file.read_text("utf-8") for file in SCRIPT_FOLDER.glob("*.js"))
DRAWN = "".join(file.read_text("utf-8") for file in (ROOT / "charts").glob("bars.py"))
WRITTEN_BY_CODE = {
    *(f"p-{kind}" for kind in re.findall(r'call line\("(\w+)"', TEMPLATES)),
    *(f"w{width}" for width in WIDTHS),
    *RUN_STATE, *STANDING, *LINK_STATE, *REQUEST_STATE,
    "past",  # a stage of `screen.stages`
    "on", "stay", "lost",  # the parts of a bar
    "id",  # an id that is not broken: web/editor/guides.py
    "term",  # a word that is explained: web/terms.py
    "htmx-request",  # put there by htmx while it waits
}  # fmt: skip
UNSTYLED = {
    "ours": "the staff's own lines of a thread look like any line; only the other's are tinted",
    "p-end": "holds the far end of a drawn window together; the parts in it are styled",
}


def selectors():
    for sheet in SHEETS:
        bare = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        yield from re.findall(r"[^{};@]+(?=\{)", re.sub(r'"[^"]*"', '""', bare))


def styled():
    return {name for one in selectors() for name in re.findall(r"\.([a-zA-Z][\w-]*)", one)}


def words(text):
    return set(re.findall(r"[a-zA-Z][\w-]*(?![\w{-])", text))


def in_templates():
    """Give every class that stands in a template: outside the holes, and as a string in one."""
    for value in re.findall(r'\bclass="([^"]*)"', TEMPLATES):
        holes = "".join(re.findall(r"\{[{%].*?[%}]\}", value))
        plain = re.sub(r"\{%.*?%\}", " ", re.sub(r"[\w-]*\{\{.*?\}\}", " ", value))
        strings = re.sub(r"== *'[^']*'", "", holes)
        yield from words(plain)
        yield from (name for one in re.findall(r"'([^']*)'", strings) for name in words(one))


def in_scripts():
    """Give every class that a script sets or looks for."""
    for line in SCRIPTS.splitlines():
        if re.search(r"class(List|Name|=)", line):
            yield from (
                name
                for one in re.findall(r'"([^"]*)"|class="([^"]*)', line)
                for name in words(" ".join(one))
            )


def in_pictures():
    return {name for one in re.findall(r'class="([^"{]*)"', DRAWN) for name in words(one)}


def test_every_class_that_is_styled_is_drawn_somewhere():
    drawn = {*in_templates(), *in_scripts(), *in_pictures(), *WRITTEN_BY_CODE}

    assert styled() - drawn == set()


def test_every_class_of_a_template_is_styled_or_its_want_of_style_is_explained():
    assert set(in_templates()) - styled() == set(UNSTYLED)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.stem)
def test_a_style_sheet_is_short_narrow_and_says_what_it_is_for(sheet):
    lines = sheet.read_text("utf-8").splitlines()

    assert lines[0].startswith("/* ")
    assert len(lines) <= 120
    assert [line for line in lines if len(line) > 100] == []


def test_note_and_tag_are_styled_in_one_place_each():
    bases = [one.strip() for one in selectors()]

    assert bases.count(".note") == bases.count(".tag") == 1
