"""How well faults are found, measured: one seeded in each of hundreds of guides."""

from collections import Counter

import pytest
from support.fault_seeds import FILES, SEEDERS, TODAY, every_reading, every_seed

from wizard.content import loader


@pytest.fixture(scope="module")
def found():
    """What is told of each seed: its faults, or, of a guide that may be served, the advice."""
    return [(seed, reading.faults or reading.advice) for seed, reading in every_reading()]


def test_there_are_five_hundred_seeds_and_more_of_every_kind():
    seeds = every_seed()
    kinds = Counter(seed.kind for seed in seeds)

    assert len(seeds) >= 500
    assert [kind for kind in SEEDERS if not kinds[kind]] == []
    assert len({(seed.file, seed.text) for seed in seeds}) == len(seeds)


def test_at_least_95_of_100_seeded_faults_are_found_at_their_line(found):
    missed = [
        f"{seed}: {[str(fault) for fault in told][:2]}"
        for seed, told in found
        if not any(fault.line in seed.lines for fault in told)
    ]

    assert len(missed) <= len(found) * 0.05, "\n".join(missed)


def test_one_fault_is_mostly_told_once(found):
    assert sum(len(told) == 1 for _, told in found) >= len(found) * 0.7


def test_sound_guides_raise_no_alarm_at_all():
    found = [loader.check(file, TODAY) for file in FILES]

    assert [str(fault) for one in found for fault in (*one.faults, *one.advice)] == []
