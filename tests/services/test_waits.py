"""A wait of a run begins once, keeps its end, and reminds of itself until its seller comes back."""

from dataclasses import replace
from datetime import timedelta

import pytest
from support.services import NOON

from wizard.db.records import RunRecord
from wizard.services.waits import come_back, end_of, wait_at

RUN = RunRecord("run", "seller", "mall", "r", {}, [], "going", NOON, NOON)
HOUR = timedelta(hours=1)


def test_a_wait_begins_once_and_keeps_its_end():
    begun = wait_at(RUN, "rest", 24 * HOUR, NOON)
    again = wait_at(begun, "rest", 24 * HOUR, NOON + 5 * HOUR)

    assert end_of(RUN, "rest") is None
    assert again == begun
    assert end_of(again, "rest") == again.waits_until == NOON + 24 * HOUR


@pytest.mark.parametrize(
    ("hours", "reminds"), [(1, 2), (3, 24), (25, None)], ids=["before", "between", "after"]
)
def test_who_comes_back_is_reminded_of_the_next_wait_that_is_not_over(hours, reminds):
    both = wait_at(wait_at(RUN, "rest", 24 * HOUR, NOON), "renew/fresh", 2 * HOUR, NOON)

    end = come_back(both, NOON + hours * HOUR).waits_until

    assert end == (reminds and NOON + reminds * HOUR)


@pytest.mark.parametrize(
    ("place", "reminds"), [("rest", False), ("renew/fresh", True)], ids=["first way", "new key"]
)
def test_who_has_saved_is_reminded_only_on_the_way_to_a_new_key(place, reminds):
    run = wait_at(replace(RUN, state="saved"), place, HOUR, NOON)

    assert end_of(run, place) == NOON + HOUR
    assert (run.waits_until is not None) is reminds
