import unicodedata

import pytest

from wizard.forms.business import digits, firm, is_business_number, problems

FIRM = {
    "seller_name": "한빛상회",
    "seller_number": "220-81-62517",
    "seller_phone": "010-1234-5678",
}


@pytest.mark.parametrize("number", ["2208162517", "1248100998"])
def test_a_number_in_use_carries_its_check_digit(number):
    assert is_business_number(number)


@pytest.mark.parametrize("number", ["2208162517", "1248100998"])
def test_every_single_wrong_digit_at_the_end_is_noticed(number):
    others = [number[:9] + str(digit) for digit in range(10) if str(digit) != number[9]]

    assert not any(is_business_number(other) for other in others)


@pytest.mark.parametrize(
    "number",
    [
        "0000000000",
        "1234567890",
        "220816251",
        "22081625177",
        "220-81-62517",
        "２２０８１６２５１７",
        "",
        "a208162517",
    ],
    ids=["zeros", "made up", "short", "long", "hyphens", "full-width", "empty", "letter"],
)
def test_what_cannot_be_a_number_is_none(number):
    assert not is_business_number(number)


@pytest.mark.parametrize("written", ["220-81-62517", " 220 81 62517 ", "２２０-８１-６２５１７"])
def test_digits_are_kept_however_the_number_is_written(written):
    assert digits(written) == "2208162517"


@pytest.mark.parametrize(
    "phone",
    [
        "010-1234-5678",
        "+82 10-1234-5678",
        "02-123-4567",
        "02)123-4567",
        "1588 1234",
        "0507-1234-5678",
        "070-1234-5678",
        "080-123-4567",
        "031.123.4567",
    ],
)
def test_a_firm_that_is_told_right_has_no_problem(phone):
    assert problems(FIRM | {"seller_phone": phone}) == {}


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("seller_name", "", "상호를 적어"),
        ("seller_name", " \u200b ", "상호를 적어"),
        ("seller_name", "가" * 81, "80자까지"),
        ("seller_number", "", "숫자 10자리"),
        ("seller_number", "220-81-6251", "숫자 10자리"),
        ("seller_number", "220-81-62518", "숫자 하나가 다른 것 같아요"),
        ("seller_phone", "", "전화번호를"),
        ("seller_phone", "12345", "전화번호를"),
        ("seller_phone", "010-1234-567a", "전화번호를"),
    ],
)
def test_a_firm_that_is_told_wrong_hears_what_to_correct(name, value, said):
    found = problems(FIRM | {name: value})

    assert list(found) == [name]
    assert said in found[name]


def test_every_problem_of_a_firm_is_told_at_once():
    assert list(problems({})) == ["seller_name", "seller_number", "seller_phone"]


@pytest.mark.parametrize("phone", ["010-1234-567", "02-1234-56789", "010-1234-56789"])
def test_a_phone_number_of_odd_length_is_a_doubt_that_may_be_insisted_on(phone):
    odd = FIRM | {"seller_phone": phone}

    [doubt] = problems(odd).values()

    assert "맞으면 그대로" in doubt
    assert problems(odd | {"seller_phone.sure": doubt.sure}) == {}
    assert problems(odd | {"seller_phone": "011-123-456", "seller_phone.sure": doubt.sure})


def test_a_decomposed_name_of_thirty_syllables_is_not_too_long():
    name = "각" * 30

    decomposed = FIRM | {"seller_name": unicodedata.normalize("NFD", name)}

    assert problems(decomposed) == {}
    assert firm(decomposed).name == name
