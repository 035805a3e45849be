"""docs/security.md says of every requirement how it stands, and what it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
IDS = (ROOT / "tests" / "support" / "asvs_5_l2.txt").read_text("ascii").split()
"""The requirements of OWASP ASVS 5.0.0 at levels 1 and 2."""

CHAPTER = re.compile(r"^### (V\d+ .+)\n((?:(?!^#).*\n)*)", re.MULTILINE)
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| (.+?) \| (\S+) \| (.*) \|$", re.MULTILINE)
ROWS = ROW.findall(PAGE)
STATES = ("met", "n.a.", "open")
NAMED_TESTS = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
NAMED_FILES = sorted(set(re.findall(r"`((?:wizard|tests|requirements)/[\w/.]+\.\w+)`", PAGE)))


@cache
def names_of_tests(file):
    """Name the tests of a file, as it is written."""
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


def states_of(rows):
    return Counter(state for _, _, state, _ in rows)


def test_every_requirement_of_both_levels_stands_on_the_page_once():
    assert Counter(number for number, *_ in ROWS) == Counter(IDS)
    assert len(IDS) == len(set(IDS)) == 253


@pytest.mark.parametrize(("file", "name"), NAMED_TESTS)
def test_every_test_that_is_named_is_there(file, name):
    assert name in names_of_tests(file)


def test_every_file_that_is_named_is_there():
    assert len(NAMED_FILES) > 40
    assert [file for file in NAMED_FILES if not (ROOT / file).is_file()] == []


def test_every_row_is_in_one_of_three_states_and_says_why():
    assert {state for _, _, state, _ in ROWS} == set(STATES)
    assert [number for number, _, _, why in ROWS if len(why.strip()) < 6] == []


def test_what_is_met_names_a_test_or_code_or_a_part_of_the_docs_and_what_is_open_what_is_missing():
    met = [(number, why) for number, _, state, why in ROWS if state == "met"]
    left = [(number, why) for number, _, state, why in ROWS if state == "open"]

    proof = re.compile(r"`[\w/]+[./]|\]\(|[Tt]he same test|As above")
    assert [number for number, why in met if not proof.search(why)] == []
    said = re.compile(r"^Operator: |Missing: |^Chosen: |, not a vault;|is left where")
    assert [number for number, why in left if not said.search(why)] == []


def test_the_numbers_of_the_first_screen_are_those_of_the_tables():
    found, total = states_of(ROWS), len(ROWS)
    operators = sum(state == "open" and why.startswith("Operator:") for _, _, state, why in ROWS)

    first = PAGE.partition("## Threats")[0]
    said = re.search(
        r"Of (\d+) requirements (\d+) are met, (\d+) do not apply, (\d+) are open", first
    )
    assert [int(number) for number in said.groups()] == [total, *(found[s] for s in STATES)]
    assert int(re.search(r"Of the open ones (\d+) are", first)[1]) == operators
    assert int(re.search(r"(\d+) are ours", first)[1]) == found["open"] - operators


def test_each_chapter_is_counted_and_what_is_open_and_ours_is_listed_first():
    first = PAGE.partition("## Threats")[0]
    counted = re.findall(r"^\| (V\d+ .+?) \| (\d+) \| (\d+) \| (\d+) \|$", first, re.MULTILINE)
    found = [(name, states_of(ROW.findall(body))) for name, body in CHAPTER.findall(PAGE)]

    assert counted == [(name, *(str(n[state]) for state in STATES)) for name, n in found]
    ours = [n for n, _, state, why in ROWS if state == "open" and not why.startswith("Operator:")]
    assert re.findall(r"^- (\d+\.\d+\.\d+): ", first, re.MULTILINE) == ours


def test_every_place_and_page_that_is_linked_is_there():
    headings = {
        re.sub(r"[^\w -]", "", line.lower()).replace(" ", "-")
        for line in re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    }
    links = re.findall(r"\]\(([^)]+)\)", PAGE)

    assert [to for to in links if to.startswith("#") and to[1:] not in headings] == []
    pages = {to.partition("#")[0] for to in links if not to.startswith(("#", "https:"))}
    assert [to for to in pages if not (ROOT / "docs" / to).is_file()] == []
