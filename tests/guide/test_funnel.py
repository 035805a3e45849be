import pytest
from conftest import GUIDES

from wizard.content import loader
from wizard.guide import funnel
from wizard.guide.funnel import StepStats, family, median_s, pace, step_stats, worst


@pytest.fixture
def fork():
    return loader.load(GUIDES / "fork.yaml")


@pytest.mark.parametrize(
    ("seconds", "word"),
    [(0, "pace:5"), (5, "pace:5"), (6, "pace:10"), (1800, "pace:1800"), (9_999_999, "pace:1800")],
)
def test_a_stay_is_counted_up_to_the_next_limit_and_the_longest_at_the_last(seconds, word):
    assert pace(seconds) == word


@pytest.mark.parametrize(
    ("counts", "seconds"),
    [
        ({}, None),
        ({"shown": 9}, None),
        ({"pace:10": 1}, 8),
        ({"pace:5": 4, "pace:60": 4}, 5),
        ({"pace:5": 1, "pace:60": 3}, 40),
        ({"pace:1800": 2}, 1200),
    ],
    ids=["nothing", "not measured", "one", "at a limit", "within a step", "in the last"],
)
def test_the_median_lies_where_half_stayed_less(counts, seconds):
    assert median_s(counts) == seconds


def test_who_neither_went_on_nor_back_has_left_and_never_fewer_than_none():
    assert StepStats("a", "가", shown=10, on=6, back=1).left == 3
    assert StepStats("a", "가", shown=10, on=9, back=2).left == 0
    assert StepStats("a", "가", shown=10, ends=True).left == 0


def test_steps_stand_in_the_guides_order_and_those_that_are_gone_at_the_end(fork):
    found = step_stats(fork, {"was": {"shown": 1}, "east": {"shown": 2}}, {"old": {"help": 1}})

    assert [one.step_id for one in found] == [*(step.id for step in fork.steps), "old", "was"]
    assert [one.step_id for one in found if one.is_gone] == ["old", "was"]
    assert [one.step_id for one in found if one.ends] == ["done"]


def test_the_fields_of_a_family_are_told_apart_from_everything_else():
    counts = {"warned:key": 2, "refused:key": 3, "shown": 9}

    assert family(counts, "warned") == {"key": 2}


@pytest.mark.parametrize(
    ("passed", "found"),
    [
        ([("a", 200, 160, 0), ("b", 30, 5, 0)], "a"),
        ([("a", 200, 190, 0), ("b", 30, 20, 1)], "b"),
        ([("a", 200, 190, 0), ("b", 19, 0, 9)], "a"),
        ([("a", 40, 30, 0), ("b", 40, 30, 0)], "a"),
        ([("a", 40, 40, 0)], None),
        ([], None),
    ],
    ids=["most in number", "who asks weighs", "shown too little", "the earlier", "none", "nothing"],
)
def test_the_worst_step_is_where_most_is_lost(passed, found):
    steps = [StepStats(name, name, shown=n, on=on, helped=asked) for name, n, on, asked in passed]

    assert getattr(worst(steps), "step_id", None) == found


def test_a_step_that_is_gone_is_never_the_worst():
    assert worst([StepStats("gone", "", shown=500)]) is None


def test_fields_are_called_by_their_labels():
    guide = loader.load(GUIDES / "keys.yaml")

    assert funnel.labels(guide)["api_key"] == "API 인증키"
