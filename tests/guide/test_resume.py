"""A run that was begun goes on soundly after its guide was edited, and says what changed."""

import pytest
from support.small_guides import guide_of, with_steps

from wizard.guide.resume import resume

A = "{id: a, kind: info, title: 가}"
B = "{id: b, kind: info, title: 나}"
C = "{id: c, kind: info, title: 다}"
NEW = "{id: new, kind: info, title: 새 화면}"
PLACE = """
id: which
kind: choice
title: 어디로 갈까요?
options: {left: {label: 왼쪽}, right: {label: 오른쪽}}
"""
WEST = "{id: west, kind: info, title: 서쪽, when: {which: left}}"
EAST = "{id: east, kind: info, title: 동쪽, when: {which: right}}"
NEW_CHOICE = """
id: sure
kind: choice
title: 정말인가요?
options: {"yes": {label: 네}, "no": {label: 아니요}}
"""
ORIGINAL = (A, B, PLACE, WEST, EAST, C)
ANSWERS = {"which": ("left",)}
SEEN = ("a", "b", "which", "west", "c")


def told(changes):
    return (
        [step.id for step in changes.new],
        changes.gone,
        [step.id for step in changes.ask_again],
        changes.dropped,
    )


def renamed(step, **words):
    for old, new in words.items():
        step = step.replace(old, new)
    return step


NOTHING = ([], 0, [], 0)
EDITS = {
    "a sentence changed": ((renamed(A, 가="고친 가"), B, PLACE, WEST, EAST, C), "c", NOTHING),
    "a step put before": ((A, NEW, B, PLACE, WEST, EAST, C), "c", (["new"], 0, [], 0)),
    "a step put at the beginning": ((NEW, A, B, PLACE, WEST, EAST, C), "c", (["new"], 0, [], 0)),
    "a step put after": ((A, B, PLACE, WEST, EAST, C, NEW), "c", NOTHING),
    "a seen step taken out": ((A, PLACE, WEST, EAST, C), "c", ([], 1, [], 0)),
    "the furthest step taken out": ((A, B, PLACE, WEST, EAST), "west", ([], 1, [], 0)),
    "all but one taken out": ((A,), "a", ([], 4, [], 1)),
    "steps put in another order": ((B, C, PLACE, WEST, EAST, A), "a", NOTHING),
    "a step renamed": (
        (A, renamed(B, b="be"), PLACE, WEST, EAST, C), "c", (["be"], 1, [], 0),
    ),
    "the chosen option taken out": (
        (A, B, renamed(PLACE, left="up"), renamed(WEST, left="up"), EAST, C),
        "which", ([], 0, ["which"], 0),
    ),
    "an option added": (
        (A, B, renamed(PLACE, **{"options: {": "options: {up: {label: 위}, "}), WEST, EAST, C),
        "c", NOTHING,
    ),
    "the other option taken out": (
        (A, B, renamed(PLACE, right="up"), WEST, renamed(EAST, right="up"), C), "c", NOTHING,
    ),
    "a question put before": ((A, NEW_CHOICE, B, PLACE, WEST, EAST, C), "a", NOTHING),
    "a question renamed": (
        (A, B, renamed(PLACE, which="where"), renamed(WEST, which="where"), renamed(EAST, which="where"), C),
        "b", ([], 1, [], 1),
    ),
    "a question became a plain screen": (
        (A, B, "{id: which, kind: info, title: 그냥}", NEW, C), "c", (["new"], 1, [], 1),
    ),
    "a step moved to the other way": (
        (A, B, PLACE, renamed(WEST, left="right"), renamed(EAST, right="left"), C),
        "c", (["east"], 0, [], 0),
    ),
    "a way that ends early": (
        (A, B, PLACE, "{id: stop, kind: outcome, result: stop, title: 멈춰요, when: {which: left}}", EAST, C),
        "which", ([], 1, [], 0),
    ),
}  # fmt: skip


@pytest.mark.parametrize(("steps", "at", "changes"), EDITS.values(), ids=EDITS)
def test_a_run_goes_on_soundly_after_an_edit_and_says_what_changed(steps, at, changes):
    guide = guide_of(with_steps(*steps))

    way = resume(guide, ANSWERS, SEEN, is_edited=True)

    assert way.step.id == at
    assert way.step in way.journey.path
    assert told(way.changes) == changes
    assert bool(way.changes) == (changes != NOTHING)


def test_an_unchanged_guide_goes_on_at_the_same_step_and_says_nothing():
    guide = guide_of(with_steps(*ORIGINAL))

    ways = [resume(guide, ANSWERS, SEEN[:count], is_edited=False) for count in range(len(SEEN) + 1)]

    assert [way.step.id for way in ways] == ["a", "a", "b", "which", "west", "c"]
    assert [way.is_begun for way in ways] == [False] + [True] * 5
    assert not any(way.changes for way in ways)


@pytest.mark.parametrize("seen", [(), ("gone",), ("east",)], ids=["nothing", "what is gone", "off the way"])  # fmt: skip
def test_what_was_not_seen_on_the_way_begins_at_its_beginning(seen):
    guide = guide_of(with_steps(*ORIGINAL))

    assert resume(guide, ANSWERS, seen, is_edited=True).step.id == "a"


def test_an_answer_that_was_changed_leads_the_other_way():
    guide = guide_of(with_steps(*ORIGINAL))

    way = resume(guide, {"which": ("right",)}, SEEN[:4], is_edited=False)

    assert way.step.id == "which"
    assert [step.id for step in way.journey.path[:4]] == ["a", "b", "which", "east"]
