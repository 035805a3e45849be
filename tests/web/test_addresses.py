"""An address of ours stands in one place: at its view. Everybody else asks for it by name."""

import ast
import re
from pathlib import Path

import pytest

ROUTES = Path(__file__).with_name("routes.txt")
HOME = Path(__file__).parents[2] / "wizard"
TEMPLATES = sorted((HOME / "templates").rglob("*.html"))
MODULES = sorted((HOME / "web").rglob("*.py"))

NAMED = re.compile(r"""\b(?:url_for|outside)\(\s*["']([\w.]+)["']""")
DECLARE = {"get", "post", "add_url_rule", "Blueprint", "operation"}
"""Whose arguments say where a view stands."""

ALLOWED = {
    ("web/site.py", "/guides"): "the public guides stand under it; `screen.address` is made of it",
    ("web/editor/preview.py", "/stage"): "the previews stand under it",
    ("web/urls.py", r"/(staff|editor)(/[\w-][\w.-]*)*(\?[^\s\\]*)?"): "which address to go on to is safe",
    ("web/staff/trail.py", "/staff/("): "which address to lead back to is ours",
} | {
    ("web/static_files.py", path): "search engines are told what stands under it"
    for path in ("/accounts", "/editor", "/enter", "/g/", "/my", "/stage", "/staff")
}  # fmt: skip


def test_no_route_vanishes_or_changes_unnoticed(app):
    routes = {
        f"{method} {rule.rule}"
        for rule in app.url_map.iter_rules()
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }

    assert sorted(routes) == ROUTES.read_text("utf-8").splitlines()


def first_parts():
    """Give the first part of each of our addresses: "guides", "my" …."""
    rules = [line.partition(" ")[2] for line in ROUTES.read_text("utf-8").splitlines()]
    return {rule.split("/")[1] for rule in rules} - {""}


def literals(file):
    """Give each text of a module that is no docstring and does not say where a view stands."""
    tree = ast.parse(file.read_text("utf-8"))
    declared = {
        id(text)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and _name(call.func) in DECLARE
        for text in ast.walk(call)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in declared
        ):
            yield node.value


def _name(called):
    return getattr(called, "attr", getattr(called, "id", ""))


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(HOME)))
def test_no_view_writes_an_address_of_ours_out(file):
    parts = "|".join(first_parts())
    ours = re.compile(rf"/\(?(?:{parts})\b.*|(?:{parts})/.*(?<!\.html)")
    place = str(file.relative_to(HOME))

    found = {(place, text) for text in literals(file) if ours.fullmatch(text)}

    assert found <= set(ALLOWED)


def test_every_reason_for_an_address_that_is_written_out_is_still_needed():
    for place, text in ALLOWED:
        assert text in set(literals(HOME / place)), place


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: str(file.relative_to(HOME)))
def test_no_template_writes_an_address_of_ours_out(file):
    text = re.sub(r"\{#.*?#\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    ours = rf"""["'(]/(?:["'?#]|(?:{"|".join(first_parts())})\b)"""

    assert re.findall(ours, text) == []


def test_every_name_by_which_an_address_is_asked_for_is_a_views(app):
    views = {rule.endpoint for rule in app.url_map.iter_rules()}
    texts = {file: file.read_text("utf-8") for file in (*TEMPLATES, *MODULES)}
    asked = {(file.name, name) for file, text in texts.items() for name in NAMED.findall(text)}

    assert len(asked) > 90
    assert {
        (file, name) for file, name in asked if name not in views and not _is_relative(name, views)
    } == set()


def _is_relative(name, views):
    return name.startswith(".") and any(view.endswith(name) for view in views)
