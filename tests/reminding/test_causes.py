"""Which cause a fact is at a moment: by tables, around every edge and at Korea's midnight."""

from datetime import UTC, date, datetime, timedelta

import pytest

from wizard.reminding.causes import cause_of
from wizard.reminding.facts import (
    CheckFact,
    InvitationFact,
    KeyFact,
    RequestFact,
    RunFact,
    UnfinishedFact,
    WaitFact,
)
from wizard.verdicts.classes import CLASSES

NOON = datetime(2026, 11, 23, 3, tzinfo=UTC)
"""Noon in Korea."""

WHO = ("a" * 32, "b" * 32, "lotteon", "account")


def key(left, now=NOON):
    return cause_of(KeyFact(*WHO, date(2026, 11, 23) + timedelta(days=left)), now)


@pytest.mark.parametrize(
    ("left", "threshold"),
    [(31, None), (30, 30), (15, 30), (14, 14), (4, 14), (3, 3), (1, 3), (0, 0), (-5, 0)],
)
def test_a_key_is_spoken_of_at_the_nearest_threshold_that_it_has_come_to(left, threshold):
    cause = key(left)

    assert (cause and cause.threshold) == threshold


def test_the_days_of_a_key_are_counted_in_korea():
    ends = KeyFact(*WHO, date(2026, 12, 7))

    before_midnight = cause_of(ends, datetime(2026, 11, 22, 14, 59, tzinfo=UTC))
    after_midnight = cause_of(ends, datetime(2026, 11, 22, 15, 0, tzinfo=UTC))

    assert [before_midnight.threshold, after_midnight.threshold] == [30, 14]
    assert after_midnight.due_at == datetime(2026, 11, 22, 15, tzinfo=UTC)


def test_a_renewed_key_is_another_cause_and_the_same_one_is_not():
    assert key(10).key == key(10, NOON + timedelta(days=1)).key
    assert key(10).key != key(11).key
    assert key(10).key != key(3).key


@pytest.mark.parametrize("verdict", ["", *CLASSES])
def test_a_check_is_a_cause_where_the_seller_has_something_to_correct(verdict):
    cause = cause_of(CheckFact(*WHO, verdict, NOON), NOON)

    mends = {"BAD_FORMAT", "WRONG_KEY", "WRONG_ID", "IP_NOT_ALLOWED", "NO_PERMISSION", "EXPIRED"}
    assert bool(cause) == (verdict in mends | {"AMBIGUOUS"})


def test_a_key_that_is_refused_again_on_the_same_day_is_no_other_cause():
    first, again, next_day = (
        cause_of(CheckFact(*WHO, "WRONG_KEY", NOON + timedelta(hours=hours)), NOON).key
        for hours in (0, 5, 24)
    )

    assert first == again != next_day


@pytest.mark.parametrize(
    ("state", "seller", "hours", "kind"),
    [
        ("open", "b", 3.9, None),
        ("open", "b", 4, "request"),
        ("taken", "b", 4, "request"),
        ("open", None, 4, "request"),
        ("answered", "b", 0, "answer"),
        ("answered", None, 100, None),
        ("closed", "b", 100, None),
    ],
)
def test_a_request_waits_for_the_staff_first_and_its_answer_for_the_seller_then(
    state, seller, hours, kind
):
    fact = RequestFact(
        "a", seller, "lotteon", "x", "help", state, NOON - timedelta(hours=hours), "", ""
    )

    cause = cause_of(fact, NOON)

    assert (cause and cause.kind) == kind


def test_a_seller_is_called_a_day_after_an_answer_and_another_answer_is_another_cause():
    first, second = (
        cause_of(RequestFact("a", "b", "", "", "help", "answered", moment, "", ""), NOON)
        for moment in (NOON, NOON + timedelta(minutes=1))
    )

    assert first.due_at == NOON + timedelta(days=1)
    assert first.key != second.key


@pytest.mark.parametrize(
    ("days", "opened", "holds"),
    [(2.9, None, False), (3, None, True), (9, None, True), (9, NOON, False)],
)
def test_an_invitation_is_a_cause_after_three_days_in_which_nobody_opened_it(days, opened, holds):
    fact = InvitationFact(*WHO, NOON - timedelta(days=days), opened)

    assert bool(cause_of(fact, NOON)) == holds


@pytest.mark.parametrize(
    ("state", "days", "threshold"),
    [
        ("going", 2.9, None),
        ("going", 3, 3),
        ("going", 7, 7),
        ("saved", 9, None),
        ("chosen", 9, None),
    ],
)
def test_a_seller_has_stopped_who_began_and_did_nothing_for_days(state, days, threshold):
    fact = RunFact(*WHO, state, NOON - timedelta(days=days), "r", {}, ())

    cause = cause_of(fact, NOON)

    assert (cause and cause.threshold) == threshold


@pytest.mark.parametrize(("hours", "is_told"), [(-1, True), (0, True), (1, False)])
def test_a_wait_is_told_from_its_end_on_and_who_waits_has_not_stopped(hours, is_told):
    until = NOON + timedelta(hours=hours)
    begun = ("going", NOON - timedelta(days=8), "r", {}, (), until)

    cause = cause_of(WaitFact(*WHO, *begun), NOON)

    assert (cause is not None) is is_told
    assert cause is None or cause.due_at == until
    assert cause_of(RunFact(*WHO, *begun), NOON) is None


@pytest.mark.parametrize(
    ("state", "days", "is_told"),
    [("unfinished", 3, True), ("unfinished", 2, False), ("asked", 5, False)],
)
def test_a_value_that_was_put_off_is_told_after_three_days_while_it_is_yet_to_come(
    state, days, is_told
):
    cause = cause_of(UnfinishedFact(*WHO, state, NOON - timedelta(days=days)), NOON)

    assert (cause is not None) is is_told
