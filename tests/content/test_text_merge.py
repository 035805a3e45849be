import random

import pytest

from wizard.content.text_merge import Choice, conflicts, merged, pieces

BASE = "a\nb\nc\nd\ne\n"


def told(mine, theirs, base=BASE):
    return [
        (one.origin.value, "".join(one.mine), "".join(one.theirs))
        for one in pieces(base, mine, theirs)
    ]


def test_changes_of_different_lines_stand_together():
    parts = pieces(BASE, "A\nb\nc\nd\ne\n", "a\nb\nc\nd\ne\nf\n")

    assert conflicts(parts) == []
    assert merged(parts, []) == "A\nb\nc\nd\ne\nf\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("a\nB\nc\nd\ne\n", "a\nx\nc\nd\ne\n", [("same", "a", "a"), ("conflict", "B", "x"), ("same", "cde", "cde")]),
        ("a\nc\nd\ne\n", BASE, [("same", "a", "a"), ("mine", "", "b"), ("same", "cde", "cde")]),
        (BASE, "a\nb\nd\ne\n", [("same", "ab", "ab"), ("theirs", "c", ""), ("same", "de", "de")]),
        ("a\nx\nc\nd\ne\n", "a\nx\nc\nd\ne\n", [("same", "a", "a"), ("both", "x", "x"), ("same", "cde", "cde")]),
        ("x\n", "y\n", [("conflict", "x", "y")]),
    ],
    ids=["both one line", "I took one away", "they took one away", "both the same", "all of it"],
)  # fmt: skip
def test_each_piece_says_who_changed_it(mine, theirs, expected):
    assert told(mine, theirs) == expected


@pytest.mark.parametrize(
    ("choice", "line"), [(Choice.MINE, "B\n"), (Choice.THEIRS, "x\n"), (Choice.BOTH, "B\nx\n")]
)
def test_where_both_changed_a_line_the_choice_decides(choice, line):
    parts = pieces(BASE, "a\nB\nc\nd\ne\n", "a\nx\nc\nd\ne\n")

    assert merged(parts, [choice]) == f"a\n{line}c\nd\ne\n"


def test_each_piece_says_where_it_stands_in_either_text():
    (conflict,) = conflicts(pieces(BASE, "0\na\nB\nc\nd\ne\n", "a\nx\nc\nd\ne\n"))

    assert (conflict.at, conflict.theirs_at) == (3, 2)


def edited(rng, lines):
    found = list(lines)
    for _ in range(rng.randint(0, 3)):
        at = rng.randrange(len(found) + 1)
        found[at : at + rng.randint(0, 2)] = [f"line {rng.randint(0, 99)}"] * rng.randint(0, 2)
    return "".join(f"{line}\n" for line in found or ["x"])


@pytest.mark.parametrize("seed", range(60))
def test_no_line_of_anybody_is_lost_and_it_does_not_matter_whose_text_is_called_mine(seed):
    rng = random.Random(seed)
    lines = [f"line {n}" for n in range(100, 112)]
    base = "".join(f"{line}\n" for line in lines)
    mine, theirs = edited(rng, lines), edited(rng, lines)

    parts, turned = pieces(base, mine, theirs), pieces(base, theirs, mine)

    wholes = zip(*((one.base, one.mine, one.theirs) for one in parts), strict=True)
    texts = ["".join(f"{line}\n" for lines in whole for line in lines) for whole in wholes]
    assert texts == [base, mine, theirs]
    assert merged(pieces(base, mine, base), []) == mine
    assert merged(pieces(base, base, theirs), []) == theirs
    mine_first = merged(parts, [Choice.MINE] * len(conflicts(parts)))
    assert mine_first == merged(turned, [Choice.THEIRS] * len(conflicts(turned)))
