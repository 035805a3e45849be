"""What the docs say is all there is, and all of it is said."""

import re
from pathlib import Path

import click

from wizard.cli import main
from wizard.lint.rules import RULES
from wizard.lint.rules.rules_page import page
from wizard.mall_settings import OPERATORS_OWN, PROXY_NAMES
from wizard.steps import Step

ROOT = Path(__file__).parents[1]
DOCS = {file.name: file.read_text("utf-8") for file in (ROOT / "docs").glob("*.md")}
README = (ROOT / "README.md").read_text("utf-8")


def commands(group, before=""):
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands(command, f"{before}{name} ")
        else:
            yield f"wizard {before}{name}"


def test_the_page_of_rules_is_what_the_rules_declare():
    assert DOCS["rules.md"] == page(RULES.values()), "run: wizard rules > docs/rules.md"


def test_every_setting_is_explained_and_none_that_is_not_read():
    files = [
        ROOT / "wizard" / name
        for name in ("settings.py", "mall_settings.py", "message_settings.py", "watch_settings.py")
    ]
    source = "".join(file.read_text("utf-8") for file in files)
    read = set(re.findall(r'env(?:\.get\(|, )"([A-Z_]+)"', source))
    read |= {name.upper() for name in OPERATORS_OWN} | {"EGRESS_PROXY", *PROXY_NAMES}

    table = "".join(line for line in DOCS["operating.md"].splitlines() if line.startswith("| `"))
    assert set(re.findall(r"`([A-Z][A-Z_]+)`", table)) == read


def test_every_command_is_explained():
    told = README + "".join(DOCS.values())

    assert [name for name in commands(main) if name not in told] == []


def test_every_kind_of_step_is_explained():
    kinds = {part.model_fields["kind"].annotation.__args__[0] for part in Step.__args__[0].__args__}

    assert {kind for kind in kinds if f"`{kind}`" not in DOCS["guides.md"]} == set()


def test_every_target_of_make_that_the_readme_names_is_there():
    targets = set(
        re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    )

    assert set(re.findall(r"make ([a-z]+)", README)) <= targets
    assert {"run", "test", "bench"} <= set(re.findall(r"make ([a-z]+)", README))


def test_the_conformance_page_has_all_33_items_and_each_piece_of_its_evidence_is_there():
    page = (ROOT / "docs" / "accessibility.md").read_text("utf-8")
    rows = re.findall(r"^\| (\d\.\d\.\d) [^|]+\|[^|]+\| `([^`]+)` \|$", page, re.MULTILINE)

    assert len({item for item, _ in rows}) == len(rows) == 33
    assert [evidence for _, evidence in rows if not (ROOT / evidence).exists()] == []
