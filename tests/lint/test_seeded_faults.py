"""How well faults are found, measured: one seeded in each of hundreds of guides."""

import re
from collections import Counter

import pytest
from support.editors_tools import VALIDATOR, parsed
from support.fault_seeds import FILES, SEEDERS, TODAY, every_reading, every_seed

from wizard.content import loader

KNOWN = re.compile(r"K(?!09)\d\d")
"""What a schema knows; not whether a regular expression can be read (K09)."""


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


def test_at_least_99_of_100_seeded_faults_are_found_at_their_line(found):
    missed = [
        f"{seed}: {[str(fault) for fault in told][:2]}"
        for seed, told in found
        if not any(fault.line in seed.lines for fault in told)
    ]

    assert len(missed) <= len(found) * 0.01, "\n".join(missed)


def test_one_fault_is_mostly_told_once(found):
    assert sum(len(told) == 1 for _, told in found) >= len(found) * 0.7


def test_sound_guides_raise_no_alarm_at_all():
    found = [loader.check(file, TODAY) for file in FILES]

    assert [str(fault) for one in found for fault in (*one.faults, *one.advice)] == []


@pytest.fixture(scope="module")
def judged():
    """Give of each seed that any YAML tool can read: the codes told, and whether the schema refuses it."""
    read = ((seed, reading, parsed(seed.text)) for seed, reading in every_reading())
    return [
        (seed, {fault.code for fault in reading.faults}, not VALIDATOR.is_valid(data))
        for seed, reading, data in read
        if data is not None
    ]


def test_what_the_parser_refuses_for_its_shape_the_schema_refuses_too(judged):
    missed = [
        str(seed) for seed, codes, told in judged if any(map(KNOWN.match, codes)) and not told
    ]

    assert len(judged) >= 800
    assert missed == []


def test_what_the_schema_refuses_the_parser_refuses_or_another_tool_would_misread(judged):
    odd = {
        seed.kind
        for seed, codes, told in judged
        if told and not any(KNOWN.match(code) for code in codes)
    }

    assert odd == {"trap"}


def test_how_much_a_schema_can_know_at_all(judged):
    """A third to a half of the seeds: the others are in what the whole guide or the text tells."""
    known = sum(told for _, _, told in judged)

    assert 0.3 <= known / len(judged) <= 0.6
