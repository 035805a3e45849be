"""How well faults are found, measured: one seeded in each of hundreds of guides."""

from collections import Counter
from datetime import date

import pytest
from conftest import CONTENT
from support.fault_seeds import FILES, SEEDERS, every_seed

from wizard.content import loader
from wizard.lint.check import examine

TODAY = date(2026, 11, 24)
CONSTANTS = loader.constants_of(CONTENT)
SEEDS = every_seed()


@pytest.fixture(scope="module")
def found():
    """What is told of each seed: its faults, or, of a guide that may be served, the advice."""
    readings = [examine(s.text.encode(), s.file, CONSTANTS, TODAY) for s in SEEDS]
    return [(s, r.faults or r.advice) for s, r in zip(SEEDS, readings, strict=True)]


def test_there_are_five_hundred_seeds_and_more_of_every_kind():
    kinds = Counter(seed.kind for seed in SEEDS)

    assert len(SEEDS) >= 500
    assert [kind for kind in SEEDERS if not kinds[kind]] == []
    assert len({(seed.file, seed.text) for seed in SEEDS}) == len(SEEDS)


def test_at_least_95_of_100_seeded_faults_are_found_at_their_line(found):
    missed = [
        f"{seed}: {[str(fault) for fault in told][:2]}"
        for seed, told in found
        if not any(fault.line in seed.lines for fault in told)
    ]

    assert len(missed) <= len(SEEDS) * 0.05, "\n".join(missed)


def test_one_fault_is_mostly_told_once(found):
    assert sum(len(told) == 1 for _, told in found) >= len(SEEDS) * 0.7


def test_sound_guides_raise_no_alarm_at_all():
    found = [loader.check(file, TODAY) for file in FILES]

    assert [str(fault) for one in found for fault in (*one.faults, *one.advice)] == []
