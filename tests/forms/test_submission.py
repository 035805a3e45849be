from datetime import date

import pytest
from conftest import GUIDES

from wizard.content import loader
from wizard.forms.submission import expiry, read

TODAY = date(2026, 11, 23)
FORM = {
    "remit": "online",
    "login_id": "shop1234",
    "password": "pw!",
    "api_key": "0123456789abcdef",
    "bank": "110-123",
    "memo": "쪽지",
    "issued_on": "2026-01-02",
}


@pytest.fixture(scope="module")
def step():
    return loader.load(GUIDES / "keys.yaml").step("form")


@pytest.fixture(scope="module")
def submit(step):
    """Read the good form with some answers changed."""
    return lambda answers=None, keeps=frozenset(), **changes: read(
        step, FORM | changes, answers or {}, today=TODAY, keeps=keeps
    )


def test_a_good_form_has_its_values_and_nothing_to_say(submit):
    found = submit()

    assert found.answers == {"remit": ("online",)}
    assert found.values == {name: value for name, value in FORM.items() if name != "remit"}
    assert (found.errors, found.warnings, found.receipts) == ({}, {}, {})


def test_only_the_fields_that_the_forms_choice_asks_for_are_read(submit):
    found = submit(remit="deposit")

    assert "bank" not in found.values
    assert found.errors == {}


def test_the_forms_own_choice_overrides_the_address_and_keeps_the_others(submit):
    found = submit({"remit": ("deposit",), "which": ("left",)})

    assert found.answers == {"remit": ("online",), "which": ("left",)}


@pytest.mark.parametrize("remit", ["", "cash"], ids=["none", "unknown"])
def test_a_choice_not_made_in_the_form_is_taken_from_the_address_or_asked_for(submit, remit):
    assert submit({"remit": ("deposit",)}, remit=remit).errors == {}
    assert submit(remit=remit).errors == {"remit": "하나를 골라 주세요."}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("login_id", "", "비어 있어요"),
        ("login_id", " \u200b ", "비어 있어요"),
        ("login_id", "a" * 501, "501자가 들어왔어요"),
        ("login_id", "a\nb", "여러 줄이"),
        ("login_id", "a\rb", "여러 줄이"),
        ("api_key", "0123456789ABCDEF", "숫자와 영문 16자"),
        ("issued_on", "어제", "날짜를 읽지 못했어요"),
        ("issued_on", "2026-02-30", "날짜를 읽지 못했어요"),
        ("issued_on", "2026-11-24", "아직 오지 않은 날"),
        ("issued_on", "1999-12-31", "너무 오래된 날"),
    ],
    ids=[
        "empty",
        "blank",
        "too long",
        "two lines",
        "two old lines",
        "format that blocks",
        "no date",
        "no such day",
        "tomorrow",
        "last century",
    ],
)
def test_a_wrong_value_is_answered_with_what_to_do(submit, name, value, said):
    found = submit(**{name: value})

    assert list(found.errors) == [name]
    assert said in found.errors[name]


def test_an_optional_field_may_stay_empty_and_is_judged_only_if_filled(submit):
    assert submit(memo=" ").errors == {}
    assert list(submit(memo="가\n나").errors) == ["memo"]


def test_every_error_of_a_form_is_told_at_once_in_its_order(submit):
    found = submit(login_id="", password="", issued_on="x")

    assert list(found.errors) == ["login_id", "password", "issued_on"]


def test_an_odd_value_is_a_warning_not_an_error(submit):
    found = submit(api_key="0123456789abcdez")

    assert found.errors == {}
    assert list(found.warnings) == ["api_key"]


def test_a_value_that_is_refused_is_not_called_odd_as_well(submit):
    found = submit(api_key="짧아요")

    assert list(found.errors) == ["api_key"]
    assert found.warnings == {}


def test_a_paste_is_cleaned_with_a_receipt_before_it_is_judged(submit):
    found = submit(api_key=' "0123456789abcdef" ', password=' "pw" ')

    assert found.values["api_key"] == "0123456789abcdef"
    assert found.values["password"] == '"pw"'
    assert set(found.receipts) == {"api_key", "password"}
    assert found.errors == {}


def test_an_empty_field_that_is_kept_is_no_error_but_a_new_value_is_judged(submit):
    kept = frozenset({"api_key", "login_id"})

    assert submit(keeps=kept, api_key="", login_id="").errors == {}
    assert list(submit(keeps=kept, api_key="x").errors) == ["api_key"]


def test_a_prefix_is_cut_off():
    step = loader.load(GUIDES / "smartstore.yaml").step("account")

    found = read(step, {"store": "https://smartstore.naver.com/sbdc1228"}, {}, today=TODAY)

    assert found.values["store"] == "sbdc1228"


def test_nothing_that_prints_a_submission_prints_a_value(submit):
    found = submit(api_key=" planted-secret ", password="planted-too\n")

    assert "planted" not in repr(found)
    assert "planted" not in str(found)
    assert "planted" not in f"{found.errors}{found.warnings}{found.receipts}"


@pytest.mark.parametrize(
    ("issued", "last"),
    [("2026-01-02", date(2027, 1, 2)), ("2024-02-29", date(2025, 2, 28)), ("", None)],
    ids=["a year later", "leap day", "not told"],
)
def test_a_key_expires_its_life_after_the_day_it_was_issued(step, issued, last):
    assert expiry(step, {"issued_on": issued}) == last


def test_a_form_without_a_life_never_expires():
    step = loader.load(GUIDES / "smartstore.yaml").step("account")

    assert expiry(step, {"login_id": "a"}) is None
