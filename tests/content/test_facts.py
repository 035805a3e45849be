"""Not one fact of the manual is lost: the table beside the guides is found in them, row by row."""

import pytest
from conftest import CONTENT
from support.facts import Fact, all_facts, lost, still_told, told_everywhere

from wizard.content.catalog import open_catalog

FACTS = all_facts()
TOLD = told_everywhere(open_catalog(CONTENT))
ROWS = {"P": 33, "E": 36, "A": 37, "N": 21, "C": 17, "T": 15, "W": 11, "G": 13, "L": 23, "I": 26}
"""How many rows each chapter of the audit has; I are those that stood in no source."""
A_FACT = Fact(fact="서버 IP", was="OK", now="kept", at={"11st/ip": "상용서버 IP: 115.92.75.15"})


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_a_fact_stands_where_the_table_says(fact):
    assert lost(fact, TOLD) == []


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_what_was_invented_is_said_no_more(fact):
    assert still_told(fact, TOLD) == []


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_a_fact_is_told_somewhere_or_its_row_says_why_not(fact):
    assert fact.at or fact.why


@pytest.mark.parametrize("fact", FACTS.values(), ids=FACTS)
def test_what_became_of_a_fact_has_a_reason(fact):
    assert fact.why or (fact.now == "kept" and fact.was == "OK")


def test_every_row_of_the_audit_is_settled():
    rows = {f"{name}{number:02}" for name, many in ROWS.items() for number in range(1, many + 1)}

    assert set(FACTS) == rows


def test_a_guide_that_loses_a_fact_is_found():
    without = TOLD | {"11st/ip": [line for line in TOLD["11st/ip"] if "115.92.75.15" not in line]}

    assert lost(A_FACT, TOLD) == []
    assert lost(A_FACT, without) == [("11st/ip", "상용서버 IP: 115.92.75.15")]


def test_a_screen_that_is_gone_loses_its_facts():
    assert lost(A_FACT, {}) == [("11st/ip", "상용서버 IP: 115.92.75.15")]


def test_a_value_in_another_box_is_no_fact_kept():
    swapped = [line.replace("115.92.75.15", "115.92.75.12") for line in TOLD["11st/ip"]]

    assert lost(A_FACT, TOLD | {"11st/ip": swapped}) != []
