import unicodedata

import pytest

from wizard.korean.firms import firm_name, fold, number, phone, write_phone


@pytest.mark.parametrize(
    "written",
    [
        "220-81-62517",
        "220‑81‑62517",
        "220–81–62517",
        "220−81−62517",
        "220.81.62517",
        "220·81·62517",
        " 220 81\u00a062517 ",
        "２２０－８１－６２５１７",
        "사업자등록번호 220-81-62517",
        "사업자등록번호: 220-81-62517",
        "사업자번호：2208162517",
        "220-81-62517 (대표)",
        "\u200b220-81-62517\ufeff",
    ],
)
def test_a_number_is_understood_with_any_dash_dot_or_label(written):
    assert number(written) == "2208162517"


@pytest.mark.parametrize("written", ["220-81-6251a", "a2208162517", "220-81-62517x", "번호 없음"])
def test_what_is_no_number_does_not_become_one(written):
    assert not number(written).isdigit()


@pytest.mark.parametrize(
    ("written", "dialled"),
    [
        ("010-1234-5678", "01012345678"),
        ("+82 10-1234-5678", "01012345678"),
        ("+82-10-1234-5678", "01012345678"),
        ("+82 (0)10 1234 5678", "01012345678"),
        ("0082 10 1234 5678", "01012345678"),
        ("82-10-1234-5678", "01012345678"),
        ("+82-2-123-4567", "021234567"),
        ("02)123-4567", "021234567"),
        ("(02) 123-4567", "021234567"),
        ("010.1234.5678", "01012345678"),
        ("010–1234–5678", "01012345678"),
        ("전화 010 1234 5678", "01012345678"),
        ("HP: 010-1234-5678", "01012345678"),
        ("Tel. 02-123-4567", "021234567"),
        ("1588-1234", "15881234"),
    ],
)
def test_a_phone_number_is_understood_however_it_is_written(written, dialled):
    assert phone(written) == dialled


def test_a_name_is_kept_composed_with_single_blanks():
    assert firm_name(unicodedata.normalize("NFD", " 한빛  상회 ")) == "한빛 상회"


@pytest.mark.parametrize(
    "written",
    [
        "한빛상회",
        "한빛 상회",
        "㈜한빛상회",
        "(주) 한빛상회",
        "（주）한빛상회",
        "주식회사 한빛상회",
        "한빛상회 주식회사",
        unicodedata.normalize("NFD", "주식회사 한빛  상회"),
    ],
)
def test_a_firm_is_searched_without_its_legal_form_and_blanks(written):
    assert fold(written) == "한빛상회"


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("주식회사", "주식회사"),
        ("(주)", "주"),
        ("A-Shop 7", "ashop7"),
        ("%_", ""),
        ("농장", "농장"),
    ],
)
def test_a_name_that_is_nothing_else_stays_findable(written, folded):
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("dialled", "written"),
    [
        ("01012345678", "010-1234-5678"),
        ("0112345678", "011-234-5678"),
        ("0226569022", "02-2656-9022"),
        ("025551234", "02-555-1234"),
        ("0312345678", "031-234-5678"),
        ("050212345678", "0502-1234-5678"),
        ("15881234", "1588-1234"),
        ("12345", "12345"),
        ("", ""),
    ],
)
def test_a_number_is_written_in_the_groups_in_which_it_is_read(dialled, written):
    assert write_phone(dialled) == written
