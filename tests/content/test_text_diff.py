import time

import pytest

from wizard.content.text_diff import stretches


def told(mine, theirs):
    return [("=" if one.is_same else "x", one.mine, one.theirs) for one in stretches(mine, theirs)]


@pytest.mark.parametrize(
    ("mine", "theirs", "parts"),
    [
        ("a\nb\n", "a\nb\n", [("=", ("a", "b"), ("a", "b"))]),
        ("a\nx\n", "a\ny\nz\n", [("=", ("a",), ("a",)), ("x", ("x",), ("y", "z"))]),
        ("a\nb\n", "b\n", [("x", ("a",), ()), ("=", ("b",), ("b",))]),
        ("a\n", "a\n\n", [("=", ("a",), ("a",)), ("x", (), ("",))]),
        ("a\u2028b\n", "a\u2028b\n", [("=", ("a\u2028b",), ("a\u2028b",))]),
    ],
    ids=["same", "changed", "taken away", "empty line", "a line is what a line feed ends"],
)
def test_two_texts_are_told_apart_line_by_line(mine, theirs, parts):
    assert told(mine, theirs) == parts


def test_each_stretch_says_where_it_stands_in_either_text():
    changed = stretches("a\nb\nc\nd\n", "b\nc\nx\n")[-1]

    assert (changed.mine_at, changed.theirs_at) == (4, 3)


def test_both_texts_are_there_whole_however_long_and_monotonous():
    mine, theirs = "\n" * 150_000, "a\n" + "\n" * 150_000
    begun = time.monotonic()

    parts = stretches(mine, theirs)

    assert sum(len(one.mine) for one in parts) == 150_000
    assert sum(len(one.theirs) for one in parts) == 150_001
    assert time.monotonic() - begun < 20
