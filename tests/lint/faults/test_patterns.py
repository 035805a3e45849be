import pytest

from wizard.lint.faults.patterns import slow_part


@pytest.mark.parametrize(
    ("pattern", "part"),
    [
        (r"(a+)+", "(a+)+"),
        (r"x(a*)*y", "(a*)*"),
        (r"([a-z]+[0-9]*)+", "([a-z]+[0-9]*)+"),
        (r"(?:\w+\s?)*", r"(?:\w+\s?)*"),
        (r"((ab+)c)+", "((ab+)c)+"),
        (r"(a+){2,}", "(a+){2,}"),
        (r"(a+){20}", "(a+){20}"),
        (r"(a|a)+", "(a|a)+"),
        (r"(a|ab)*", "(a|ab)*"),
        (r"(.|\d)+", r"(.|\d)+"),
        (r".*a.*b.*", ".*a.*b.*"),
    ],
)
def test_a_repeat_within_a_repeat_is_told(pattern, part):
    assert slow_part(pattern) == part


@pytest.mark.parametrize(
    "pattern",
    [
        r"[0-9a-f]{56}",
        r"\S{20,}",
        r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}",
        r"[A-Za-z0-9+/]{215}=",
        r"ncp_[0-9a-z]{6}_\d{2}",
        r"(ab|cd)+",
        r"(a{1,3}b)+",
        r"(a+b){2}",
        r"\(a+\)+",
        r"[(+)]+",
        r"[]a+]+",
        r"(?P<name>a+)b",
        r"a+b+c+",
        r"(",
        r"a)",
        r"",
    ],
)
def test_what_takes_time_in_proportion_is_not(pattern):
    assert slow_part(pattern) == ""
