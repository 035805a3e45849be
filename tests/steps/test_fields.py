from datetime import date

import pytest
from support.small_guides import faults_of, form, guide_of, with_steps

from wizard.steps.field_rules import Format
from wizard.steps.fields import ChoiceField, DateField, TextField


def field(written):
    """Read a form with one more field; give that field."""
    rows = "- {사용자ID: login_id}" + ("" if "choice" in written else "\n- {값: it}")
    text = with_steps(form(f"login_id: {{label: 로그인}}\nit: {{label: 값{written}}}", rows))
    return guide_of(text).step("form").fields["it"]


@pytest.mark.parametrize(
    ("written", "kind", "model", "is_secret"),
    [
        ("", "text", TextField, True),
        (", kind: text", "text", TextField, True),
        (", kind: text, secret: false", "text", TextField, False),
        (", kind: secret", "secret", TextField, True),
        (", kind: date", "date", DateField, False),
        (", kind: choice, options: {a: {label: 가}, b: {label: 나}}", "choice", ChoiceField, True),
    ],
    ids=["plain", "text", "open text", "secret", "date", "choice"],
)
def test_a_field_is_sealed_unless_it_says_otherwise_or_is_a_day(written, kind, model, is_secret):
    found = field(written)

    assert isinstance(found, model)
    assert (found.kind, found.secret) == (kind, is_secret)


@pytest.mark.parametrize(
    ("pattern", "value", "fits"),
    [
        ("[0-9]{3}", "123", True),
        ("[0-9]{3}", "1234", False),
        ("[0-9]{3}", "a123", False),
        ("[0-9]{3}", "123\n", False),
        ("a|b", "ab", False),
    ],
    ids=["whole", "longer", "begins otherwise", "with a line end", "alternative"],
)
def test_a_format_fits_the_whole_value_or_not_at_all(pattern, value, fits):
    assert Format(pattern=pattern, say="모양이 달라요.").fits(value) is fits


def test_a_format_warns_unless_it_blocks():
    one = field(", format: {pattern: '[0-9]+', say: 숫자예요.}")
    several = field(
        ", format: [{pattern: '[0-9]+', say: 가}, {pattern: '[1-9]+', say: 나, block: true}]"
    )

    assert [shape.block for shape in one.format] == [False]
    assert [shape.block for shape in several.format] == [False, True]


@pytest.mark.parametrize(
    ("life", "issued", "last"),
    [
        ("", "2026-11-24", None),
        (", expires_years: 0", "2026-11-24", None),
        (", expires_years: 1", "2026-11-24", "2027-11-24"),
        (", expires_years: 1", "2028-02-29", "2029-02-28"),
        (", expires_days: 180", "2026-11-24", "2027-05-23"),
    ],
)
def test_a_key_ends_by_years_or_by_days_or_not_at_all(life, issued, last):
    what = field(f", kind: date{life}")

    assert what.expiry(date.fromisoformat(issued)) == (last and date.fromisoformat(last))


def test_a_key_has_one_life():
    rows = "- {사용자ID: login_id}"
    lines = (
        "login_id: {label: 로그인}\nit: {label: 날, kind: date, expires_years: 1, expires_days: 9}"
    )
    faults = faults_of(with_steps(form(lines, rows)))

    assert ["expires_years와 expires_days 가운데 하나만" in fault.hint for fault in faults] == [
        True
    ]


@pytest.mark.parametrize(
    "odd",
    ["{say: 가}", "{contains: a, upper: true, say: 가}", "{upper: false, say: 가}"],
    ids=["none", "two", "one that is off"],
)
def test_a_rule_of_odd_values_says_one_thing(odd):
    text = with_steps(form(f"login_id: {{label: 아이디, odd: {odd}}}"))

    [fault] = faults_of(text)

    assert "contains, equals, upper 가운데 하나를 적어 주세요" in fault.hint
