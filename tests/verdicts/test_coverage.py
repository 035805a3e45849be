"""Whether an earlier condition leaves anything for a later one."""

import pytest

from wizard.verdicts.conditions import When
from wizard.verdicts.coverage import covers


@pytest.mark.parametrize(
    ("wide", "narrow", "is_so"),
    [
        ({"status": "4xx"}, {"status": "403"}, True),
        ({"status": "403"}, {"status": "4xx"}, False),
        ({"status": "403"}, {"text": "a"}, False),
        ({"text": "ip"}, {"text": "not allowed IP"}, True),
        ({"text": "not allowed ip"}, {"text": "ip"}, False),
        ({"text": ["a", "b"]}, {"text": "b"}, True),
        ({"text": "a"}, {"text": ["a", "b"]}, False),
        ({"text": "a"}, {"text": "a", "status": "200"}, True),
        ({"text": "a", "status": "200"}, {"text": "a"}, False),
        ({"not_text": "x", "status": "200"}, {"status": "200"}, False),
        ({"status": "200"}, {"status": "200", "not_text": "x"}, True),
        ({"root": "A"}, {"root": "A", "xml_code": "1"}, True),
        ({"root": "A"}, {"root": "B"}, False),
        ({"not_root": "A"}, {"root": "B"}, True),
        ({"not_root": "A"}, {"root": "A"}, False),
        ({"xml_code": ["1", "2"]}, {"xml_code": "2"}, True),
        ({"has": {"code": "*"}}, {"has": {"code": "1", "more": "2"}}, True),
        ({"has": {"code": "1"}}, {"has": {"code": "*"}}, False),
        ({"pattern": "a"}, {"pattern": "a"}, True),
        ({"html": "true"}, {"status": "200"}, False),
        ({"issued_within": {"day": "1"}}, {"status": "401"}, False),
    ],
)
def test_a_condition_covers_what_it_takes_away_from_another(wide, narrow, is_so):
    assert covers(When.model_validate(wide), When.model_validate(narrow)) == is_so
