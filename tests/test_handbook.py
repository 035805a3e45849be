"""The editors' handbook, followed to the letter: every edit is made, every command is run, in its order."""

import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import CONTENT, prepared, settings_for

from wizard.cli import main

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture
def newcomer(tmp_path, monkeypatch):
    """A newcomer's machine: the content, a deployment that published it, nothing else."""
    shutil.copytree(CONTENT, tmp_path / "content" / "guides")
    shutil.copytree(CONTENT, tmp_path / "original")
    (tmp_path / "var").mkdir()
    prepared(settings_for(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("WIZARD_DATA", str(tmp_path / "var"))
    monkeypatch.setenv("WIZARD_GUIDES", str(tmp_path / "content" / "guides"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    CliRunner().invoke(main, ["publish"])
    return tmp_path


def edit(file, diff):
    """Make an edit as it is written: '-' goes, '+' comes, ' ' stays."""
    lines = diff.splitlines()
    old = "\n".join(line[1:] for line in lines if line[0] in "- ")
    new = "\n".join(line[1:] for line in lines if line[0] in "+ ")
    text = file.read_text("utf-8")
    assert text.count(old + "\n") == 1, f"{file.name} has not exactly one\n{old}"
    file.write_text(text.replace(old + "\n", new + "\n"), "utf-8")


def run(told):
    """Run each command of a block and hold what it says against what is written below it."""
    for part in re.split(r"^\$ ", told, flags=re.MULTILINE)[1:]:
        command, _, expected = part.partition("\n")
        name, *arguments = shlex.split(command)
        assert name == "wizard"
        said = CliRunner().invoke(main, arguments).output
        pattern = ".*".join(map(re.escape, expected.rstrip("\n").split("…")))
        assert re.fullmatch(pattern, said.rstrip("\n"), re.DOTALL), f"$ {command}\n{said}"


def test_a_newcomer_who_does_what_is_written_sees_what_is_written(newcomer):
    for kind, place, told in BLOCKS:
        if kind == "diff":
            edit(newcomer / place, told)
        else:
            run(told)


def test_every_example_is_one_that_is_run():
    assert {kind for kind, _, _ in BLOCKS} == {"diff", "console"}
    assert PAGE.count("```") == 2 * len(BLOCKS)


def test_every_picture_and_every_page_that_is_named_is_there():
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", PAGE)

    assert [
        link for link in links if not link.startswith("http") and not (ROOT / link).exists()
    ] == []


def test_every_place_within_the_page_is_there():
    headings = {
        re.sub(r"[^\w -]", "", line).strip().replace(" ", "-")
        for line in re.findall(r"^##+ (.+)$", PAGE, re.MULTILINE)
    }

    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
