"""What differs is told in words: no key of the file, and no value that is a word of ours, is left as it stands there."""

import json
import re
from datetime import date

import pytest
from conftest import CONTENT

from wizard.content import loader
from wizard.guide.changed_words import changed_words
from wizard.guide.key_words import KEYS, VALUES
from wizard.guide.scaffold import Plan, draft
from wizard.lint.check import examine

SCHEMA = json.loads((CONTENT.parent / "guide.schema.json").read_text("utf-8"))
SERVERS = {"host", "verdict", "reason", "by"}
"""Names of servers, signatures and answers: what an editor writes there is what it is called."""


def properties(found):
    """Give each key of the schema, with what may stand under it."""
    if isinstance(found, dict):
        yield from found.get("properties", {}).items()
        for inner in found.values():
            yield from properties(inner)
    elif isinstance(found, list):
        for inner in found:
            yield from properties(inner)


def test_every_key_of_a_guide_has_a_word():
    assert {key for key, _ in properties(SCHEMA)} - KEYS.keys() == set()


def test_every_word_of_ours_that_may_be_chosen_has_a_word():
    choices = {
        (key, str(value))
        for key, told in properties(SCHEMA)
        for value in (told.get("enum") or ([told["const"]] if "const" in told else []))
        if key not in SERVERS
    }
    drawn = {("kind", name) for name in KEYS}
    known = {(key, value) for key, words in VALUES.items() for value in words}

    assert choices - known - drawn == set()


@pytest.mark.parametrize("mall", ["coupang", "auction", "lotteon", "start"])
def test_a_whole_guide_is_told_without_a_key_of_the_file(mall):
    guide = loader.load(CONTENT / f"{mall}.yaml")

    lines = [
        line for one in changed_words(None, guide) for text in one.texts for line in text.after
    ]

    left = {name for line in lines for name in re.findall(r"(?:^| · )([a-z_]+): ", line)}
    assert left & KEYS.keys() == set()


def test_how_a_value_is_written_and_who_says_it_are_told_in_words():
    plan = Plan("new", "새몰", "오픈마켓", "self", "센터", values=("API 키",))
    text = draft(plan, {}, date(2026, 11, 24))
    old = examine(text.encode(), "new.yaml", {}).guide
    more = '    from: {by: H, on: 2026-11-23, source: "https://example.com"}\n    picture:\n      title: 센터\n'
    new = examine(
        text.replace("    picture:\n      title: 센터\n", more, 1).encode(), "new.yaml", {}
    ).guide

    [told] = changed_words(old, new)

    assert [text.what for text in told.texts] == ["출처"]
    assert told.texts[0].after == (
        "누가: 확인한 글",
        "알려진 날: 2026-11-23",
        "그렇게 말하는 주소: https://example.com",
    )
