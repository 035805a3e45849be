import pytest
from support.small_guides import faults_of, form, guide_of, placed, unmarked, with_steps

from wizard.forms import label_matcher


def fields(*lines):
    rows = "- {가: one, 나: two}"
    return guide_of(with_steps(form("\n".join(lines), rows))).step("form").fields


TWO = ("one: {label: API 인증키 (Access Key), aka: 액세스키}", "two: {label: 인증키}")


def test_a_field_goes_by_its_label_both_its_halves_and_what_consoles_call_it():
    found = fields(*TWO)

    assert found["one"].names == ("API 인증키 (Access Key)", "API 인증키", "Access Key", "액세스키")
    assert found["two"].names == ("인증키",)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Access Key: x", ["one"]),
        ("access_key x", ["one"]),
        ("ACCESSKEY\tx", ["one"]),
        ("API  인증키 x", ["one"]),
        ("인증키 x", ["two"]),
        ("my_access key x", []),
        ("Access Keys x", []),
        ("인증키는 x", []),
        ("재인증키 x", []),
        ("accıss key x", []),
    ],
)
def test_a_label_is_found_however_it_is_written_and_only_as_a_word(text, found):
    assert [label.name for label in label_matcher.find(fields(*TWO), text)] == found


@pytest.mark.parametrize(
    "second",
    [
        "two: {label: ▸api_인증키}",
        "two: {label: 다른 키, aka: [▸ACCESS KEY]}",
        "two: {label: ▸열쇠 (액세스키)}",
        "two: {label: 다른 키, aka: ▸키}",
    ],
    ids=["as a label", "as an alias", "in brackets", "too short"],
)
def test_two_boxes_of_a_form_cannot_go_by_one_name(second):
    marked = with_steps(form(f"one: {TWO[0][5:]}\n{second}", "- {가: one, 나: two}"))
    text, places = unmarked(marked)

    faults = placed(faults_of(text))
    assert {(line, code) for line, _, code in faults} == {(places[0][0], "P41")}


def test_one_box_may_say_its_own_name_twice():
    assert fields("one: {label: 인증키, aka: [인증 키]}", "two: {label: 다른 칸}")
